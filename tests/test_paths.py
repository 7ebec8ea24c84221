from pathlib import Path

import platformdirs
import pytest

import companion
from companion.paths import data_folder, resource


def test_the_chosen_folder_comes_first(tmp_path):
    assert data_folder(str(tmp_path)) == tmp_path


def test_then_the_environment_s(tmp_path, monkeypatch):
    monkeypatch.setenv("COMPANION_DATA", str(tmp_path))
    assert data_folder() == tmp_path
    assert data_folder("") == tmp_path


@pytest.mark.parametrize("value", [None, ""])
def test_then_the_platform_s(monkeypatch, value):
    monkeypatch.delenv("COMPANION_DATA")
    if value is not None:
        monkeypatch.setenv("COMPANION_DATA", value)
    assert data_folder() == Path(platformdirs.user_data_dir("companion", appauthor=False))


def test_a_relative_folder_is_seen_from_where_one_is(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert data_folder("data") == tmp_path / "data"


def test_a_tilde_is_the_home_of_the_user(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    assert data_folder("~/data") == tmp_path / "data"


def test_the_home_of_nobody_is_a_name_like_any_other(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert data_folder("~nobody-of-that-name/data") == tmp_path / "~nobody-of-that-name" / "data"


def test_resources_lie_beside_the_package_in_a_checkout():
    assert resource("icons/check.svg").read_bytes()
    assert (
        resource("icons/none.svg") == Path(companion.__file__).parents[1] / "resources" / "icons" / "none.svg"
    )


def test_resources_lie_in_the_package_once_installed(tmp_path, monkeypatch):
    package = tmp_path / "companion"
    (package / "resources").mkdir(parents=True)
    (package / "resources" / "some.txt").touch()
    monkeypatch.setattr("companion.paths.__file__", str(package / "paths.py"))
    assert resource("some.txt") == package / "resources" / "some.txt"
    assert resource("other.txt") == tmp_path / "resources" / "other.txt"
