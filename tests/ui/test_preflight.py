"""What the window lacks is said in a sentence, before Qt would end the process without one."""

import ctypes
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from companion.ui import preflight

PROJECT = Path(__file__).parents[2]
SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
OF_THIS_RUN = ("PYTEST_ADDOPTS", "PYTEST_PLUGINS")


def environment(**variables: str) -> dict[str, str]:
    """The surroundings of a process that knows no screen but those named here."""
    kept = {name: value for name, value in os.environ.items() if name not in SCREENS + OF_THIS_RUN}
    return kept | variables


def call(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *arguments]
    return subprocess.run(
        command, cwd=PROJECT, env=environment(**variables), capture_output=True, text=True, check=False
    )


@pytest.fixture
def without_libegl(tmp_path):
    """A folder that, found first by the loader, makes libEGL as unusable as a missing one."""
    (tmp_path / "libEGL.so.1").write_bytes(b"")
    return str(tmp_path)


@pytest.mark.parametrize(
    ("variables", "platforms"),
    [
        ({}, []),
        ({"DISPLAY": "", "WAYLAND_DISPLAY": ""}, []),
        ({"DISPLAY": ":0"}, ["xcb"]),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, ["wayland", "xcb"]),
        ({"QT_QPA_PLATFORM": "offscreen:size=640x480"}, ["offscreen"]),
        ({"QT_QPA_PLATFORM": "wayland;xcb", "DISPLAY": ":0"}, ["wayland", "xcb"]),
    ],
)
def test_the_platform_follows_from_the_surroundings(variables, platforms):
    assert list(preflight.wanted_platforms(variables)) == platforms


@pytest.mark.parametrize("platform", ["offscreen", "minimal", "vnc", "linuxfb"])
def test_a_platform_that_draws_elsewhere_needs_no_screen(platform, monkeypatch):
    for name in SCREENS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("QT_QPA_PLATFORM", platform)
    assert preflight.problem() is None


def test_without_a_screen_the_window_ends_with_4_and_one_sentence(tmp_path):
    ended = call("-m", "companion", "--data", str(tmp_path / "data"))
    assert (ended.returncode, ended.stdout) == (4, "")
    assert "neither DISPLAY nor WAYLAND_DISPLAY is set" in ended.stderr
    assert ended.stderr.count("\n") == 1


def test_a_screen_that_does_not_answer_is_named(tmp_path):
    ended = call("-m", "companion", "--data", str(tmp_path / "data"), DISPLAY=":9999")
    assert (ended.returncode, ended.stdout) == (4, "")
    assert ended.stderr == "The window cannot reach the screen that DISPLAY names (:9999).\n"


def test_a_missing_library_is_named_with_the_packages_to_install(tmp_path, without_libegl):
    data = str(tmp_path / "data")
    ended = call(
        "-m", "companion", "--data", data, QT_QPA_PLATFORM="offscreen", LD_LIBRARY_PATH=without_libegl
    )
    assert (ended.returncode, ended.stdout) == (4, "")
    assert "libEGL.so.1" in ended.stderr
    assert preflight.APT_LINE in ended.stderr
    assert ended.stderr.count("\n") == 1


def test_the_tests_stop_at_once_when_a_library_is_missing(without_libegl):
    ended = call("-m", "pytest", "-p", "no:cacheprovider", "tests/ui", LD_LIBRARY_PATH=without_libegl)
    assert ended.returncode == 4
    assert "libEGL.so.1" in ended.stdout + ended.stderr
    assert preflight.APT_LINE in ended.stdout + ended.stderr
    assert "collected" not in ended.stdout


def test_the_commands_work_where_no_window_could(tmp_path, without_libegl):
    ended = call("-m", "companion", "--data", str(tmp_path / "data"), "today", LD_LIBRARY_PATH=without_libegl)
    assert (ended.returncode, ended.stderr) == (0, "")


def test_a_library_of_the_platform_is_named_too(monkeypatch):
    def refuse(name: str) -> None:
        raise OSError("libxcb-cursor.so.0: cannot open shared object file")

    monkeypatch.setattr(ctypes, "CDLL", refuse)
    said = preflight.problem()
    assert said is not None
    assert "libxcb-cursor.so.0" in said
    assert preflight.APT_LINE in said


def test_the_second_choice_of_platform_is_good_enough(monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb;offscreen")
    monkeypatch.setenv("DISPLAY", ":9999")
    assert preflight.problem() is None


def test_other_systems_bring_everything_with_them(monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.delenv("QT_QPA_PLATFORM")
    monkeypatch.delenv("DISPLAY", raising=False)
    assert preflight.problem() is None


def test_qt_is_not_needed_to_look():
    seen = call("-c", "import sys, companion.ui.preflight; print('PySide6' in sys.modules)")
    assert seen.stdout == "False\n"


def test_the_readme_says_the_same_line():
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"^ *(apt-get install .*)$", readme, re.MULTILINE) == [preflight.APT_LINE]
