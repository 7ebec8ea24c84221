"""The Scan page while frames come: whether the window keeps moving, whether frames wait, and what memory they take."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.figure import Figure

_SECONDS = 12
"""Of frames; 60 show the same (`COMPANION_CAMERA_SECONDS=60`)."""


def figures() -> Sequence[Figure]:
    """One window in a process of its own; nothing where QtMultimedia cannot be loaded."""
    seconds = int(os.environ.get("COMPANION_CAMERA_SECONDS", _SECONDS))
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "benchmarks.frames", str(Path(folder) / "data"), str(seconds)]
        environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    if not found:
        return []
    return [
        Figure("ticks of the window, no camera, p95", "ms", found["idle"], 16.0, 1.0),
        Figure("the same while 30 frames a second of 1080p come", "ms", found["tick"], 16.0, 1.0),
        Figure("from one frame that is read to the next, p50", "ms", found["between"], 100.0, 1.0),
        Figure("how long frames are read when no more come", "ms", found["left"], 200.0, 1.0),
        Figure(f"memory that {seconds} s of frames take more", "MB", found["memory"], 16.0, 1.0),
    ]
