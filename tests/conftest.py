"""What all tests share: no test sees the user's own data, and each may have a store of its own."""

import os
import shutil
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from companion.storage.opening import open_store
from companion.storage.store import Store
from companion.ui import preflight

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# What tests start is compiled once, as it is wherever Companion is installed.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

IN_MEMORY = Path("/dev/shm")
ROOM = 1 << 30
"""Bytes that have to be free there."""

settings.register_profile(
    "companion", deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("companion")


def pytest_configure() -> None:
    """Say what the machine lacks, once, before Qt would end the run without a word; work in memory where there is some.

    The disk makes each of some ten thousand commits wait and proves nothing by it: no test pulls the plug.
    """
    missing = preflight.problem()
    if missing is not None:
        pytest.exit(missing, returncode=4)
    if IN_MEMORY.is_dir() and shutil.disk_usage(IN_MEMORY).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(IN_MEMORY))


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """Several processes for all tests only: some are done sooner by this one alone."""
    return None if config.args_source is pytest.Config.ArgsSource.TESTPATHS else 0


@pytest.fixture(scope="session", autouse=True)
def _threads_of_qt_are_traced() -> Iterator[None]:
    """Have the threads of Qt traced as those of Python are, which measures what jobs run.

    Whoever traces tells `threading` so; Qt starts its threads without it. (Monitoring, as of Python 3.12, sees all.)
    """
    # This file is read before the run can be stopped with what Qt lacks on this machine.
    from companion.ui.jobs import _Work

    run = _Work.run

    def traced(work: "_Work[object]") -> None:
        sys.settrace(threading.gettrace())
        run(work)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_Work, "run", traced)
        yield


@pytest.fixture(autouse=True)
def _own_surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMPANION_DATA", str(tmp_path / "unnamed"))


@pytest.fixture(autouse=True)
def _no_window_is_left() -> Iterator[None]:
    """Fail a test that leaves a window on the screen; those given to `qtbot.addWidget` are closed before.

    What was closed is destroyed here: a window that is left to the garbage collector may be destroyed by it on
    any thread, and its timers then end the process.
    """
    yield
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return
    left = [widget for widget in widgets.QApplication.topLevelWidgets() if widget.isVisible()]
    for widget in left:
        widget.close()
    core = sys.modules["PySide6.QtCore"]
    core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete.value)
    assert not left


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


@pytest.fixture(scope="module")
def shared_store(fresh_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """An open store for all examples of a property: each adds to what is there."""
    opened = open_store(Path(shutil.copytree(fresh_folder, tmp_path_factory.mktemp("shared") / "data")))
    yield opened
    opened.close()
