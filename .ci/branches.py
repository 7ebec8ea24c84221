"""Holds everything outside the window at full coverage, from coverage's JSON: what no test takes is listed, and an error."""

import json
import sys
from pathlib import Path

WINDOW = "companion/ui/"


def main(report: Path) -> int:
    """Print each untested line and branch as file:line or file:line -> line; 1 when there is any."""
    files = json.loads(report.read_text(encoding="utf-8"))["files"]
    ours = {name: file for name, file in files.items() if not name.startswith(WINDOW)}
    missing = [place for name, file in sorted(ours.items()) for place in _untested(name, file)]
    for place in missing:
        print(place)
    count = sum(file["summary"]["num_branches"] for file in ours.values())
    if count == 0:
        print("No branch was measured.")
        return 1
    print(f"{len(missing)} lines and branches outside the window are untested; it has {count} branches.")
    return 1 if missing else 0


def _untested(name: str, file: dict) -> list[str]:
    lines = [f"{name}:{line}" for line in file["missing_lines"]]
    branches = [
        f"{name}:{start} -> {end if end > 0 else 'the end'}" for start, end in file["missing_branches"]
    ]
    return lines + branches


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
