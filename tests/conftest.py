"""What all tests share: no test sees the user's own data, and each may have a store of its own."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from companion.storage.opening import open_store
from companion.storage.store import Store

settings.register_profile(
    "companion", deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("companion")


@pytest.fixture(autouse=True)
def _own_surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMPANION_DATA", str(tmp_path / "unnamed"))


@pytest.fixture(scope="session")
def fresh_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that was just made: copy it, never open it."""
    folder = tmp_path_factory.mktemp("fresh") / "data"
    open_store(folder).close()
    return folder


@pytest.fixture
def folder(fresh_folder: Path, tmp_path: Path) -> Path:
    """A data folder of this test's own, with nothing but the user in it."""
    return Path(shutil.copytree(fresh_folder, tmp_path / "data"))


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    """The open store of `folder`."""
    opened = open_store(folder)
    yield opened
    opened.close()
