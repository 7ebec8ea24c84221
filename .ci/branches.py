"""Lists the branches that no test takes, from coverage's JSON: above 3 % of them outside the window is an error."""

import json
import sys
from pathlib import Path

MOST = 0.03
WINDOW = "companion/ui/"


def main(report: Path) -> int:
    """Print each untested branch as file:line -> line, and their share; 1 when there are too many."""
    files = json.loads(report.read_text(encoding="utf-8"))["files"]
    ours = {name: file for name, file in files.items() if not name.startswith(WINDOW)}
    for name, file in sorted(ours.items()):
        for start, end in file["missing_branches"]:
            print(f"{name}:{start} -> {end if end > 0 else 'the end'}")
    count = sum(file["summary"]["num_branches"] for file in ours.values())
    missing = sum(file["summary"]["missing_branches"] for file in ours.values())
    if count == 0:
        print("No branch was measured.")
        return 1
    print(
        f"{missing} of {count} branches outside the window are untested: {missing / count:.1%}, at most {MOST:.0%}"
    )
    return 0 if missing / count <= MOST else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
