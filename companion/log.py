"""Crash reports: where it happened and what kind of error, never what the user wrote."""

import os
import platform
import sys
import traceback
from datetime import datetime
from pathlib import Path
from types import TracebackType

from companion import __version__


def write_crash_report(
    folder: Path, error: type[BaseException], trace: TracebackType | None, *, now: datetime
) -> Path | None:
    """Write what is needed to find a defect to `logs/`, for the owner only; None when that fails too.

    An error's message may hold what the user typed, so only its type and the lines of our code are kept.
    """
    lines = [
        f"Companion {__version__}, Python {platform.python_version()}, {sys.platform}",
        now.isoformat(timespec="seconds"),
        error.__name__,
        *(
            f"{Path(frame.filename).name}:{frame.lineno} in {frame.name}"
            for frame in traceback.extract_tb(trace)
        ),
    ]
    path = folder / "logs" / f"crash-{now:%Y%m%d-%H%M%S-%f}.txt"
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
    except OSError:
        return None
    return path
