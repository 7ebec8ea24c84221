"""`companion` without a command opens the window; with one it is the command line."""

import sys
from datetime import datetime
from pathlib import Path

from companion.paths import data_folder


def main() -> int:
    """Run `companion` with the arguments of the process; returns its exit code."""
    if len(sys.argv) == 1:
        # Nothing to read: the window is not kept waiting for what reads arguments.
        return _open_window(data_folder(), None)
    from companion.cli.main import main as run_command_line

    return run_command_line(open_window=_open_window)


def _open_window(folder: Path, now: datetime | None) -> int:
    # Qt is none of a command's business.
    from companion.ui.app import run

    return run(folder, now)


if __name__ == "__main__":
    sys.exit(main())
