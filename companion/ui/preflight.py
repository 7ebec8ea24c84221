"""Says what the window lacks before Qt is asked for it: Qt would end the process without an exception."""

import ctypes
import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path

APT_LINE = (
    "apt-get install -y --no-install-recommends python3-venv tzdata libglib2.0-0 libegl1 libgl1 libfontconfig1"
    " libdbus-1-3 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libwayland-cursor0"
    " libpulse0 libzbar0 xvfb"
)
"""What a bare Debian or Ubuntu lacks for the window and the tests; the README says the same."""

_NO_SCREEN = (
    "There is no screen for the window (neither DISPLAY nor WAYLAND_DISPLAY is set): use the commands instead,"
    " see 'companion --help', or a virtual screen, 'apt-get install -y xvfb' and then 'xvfb-run companion'."
)
_NO_LIBRARY = "The window needs a part of the system that is missing ({error}); on Debian or Ubuntu: {line}"
_NO_ANSWER = "The window cannot reach the screen that {variable} names ({value})."


def problem() -> str | None:
    """What keeps the window from starting, in one sentence with the remedy; None when nothing does.

    Only Linux leaves anything to its user: elsewhere the packages of Qt bring all that they need.
    """
    if sys.platform != "linux":
        return None
    platforms = wanted_platforms(os.environ)
    if not platforms:
        return _NO_SCREEN
    try:
        import_module("PySide6.QtWidgets")
        from PySide6.QtCore import QLibraryInfo
    except ImportError as error:
        return _NO_LIBRARY.format(error=error, line=APT_LINE)
    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforms"
    first = None
    for name in platforms:
        found = _platform_problem(plugins, name)
        if found is None:
            return None
        first = first or found
    return first


def wanted_platforms(environment: Mapping[str, str]) -> Sequence[str]:
    """Names of the Qt platforms that these variables ask for, the first choice first; none without a screen."""
    named = environment.get("QT_QPA_PLATFORM")
    if named:
        return [part.partition(":")[0] for part in named.split(";")]
    variables = {"WAYLAND_DISPLAY": "wayland", "DISPLAY": "xcb"}
    return [name for variable, name in variables.items() if environment.get(variable)]


def _platform_problem(plugins: Path, name: str) -> str | None:
    pattern = "libqwayland*.so" if name.startswith("wayland") else f"libq{name}.so"
    try:
        for plugin in plugins.glob(pattern):
            ctypes.CDLL(str(plugin))
    except OSError as error:
        return _NO_LIBRARY.format(error=error, line=APT_LINE)
    if name == "xcb" and not _x_answers():
        return _no_answer("DISPLAY")
    if name.startswith("wayland") and not _wayland_answers():
        return _no_answer("WAYLAND_DISPLAY")
    return None


def _no_answer(variable: str) -> str:
    value = os.environ.get(variable)
    return _NO_ANSWER.format(variable=variable, value=value) if value else _NO_SCREEN


def _x_answers() -> bool:
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    refused: int = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return refused == 0


def _wayland_answers() -> bool:
    wayland = ctypes.CDLL("libwayland-client.so.0")
    wayland.wl_display_connect.restype = ctypes.c_void_p
    display = wayland.wl_display_connect(None)
    if display is not None:
        wayland.wl_display_disconnect(ctypes.c_void_p(display))
    return display is not None
