"""`python -m benchmarks [start|line|capture|search …] [--json FILE]`: exits with 1 when a ratio is not right."""

import argparse
import os
import sys
from importlib import import_module
from pathlib import Path

from benchmarks.figure import table, write

PARTS = ("start", "line", "capture", "search", "cards", "duplicates", "codes", "camera", "paper")


def main() -> int:
    """Run the parts that were asked for, all without a word."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="|".join(PARTS))
    parser.add_argument("--json", type=Path, metavar="FILE")
    options = parser.parse_args()
    unknown = set(options.parts) - set(PARTS)
    if unknown:
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    # Compiling modules again at every start is not what users wait for.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    figures = []
    for part in options.parts or PARTS:
        found = import_module(f"benchmarks.{part}").figures()
        print(table(found), flush=True)
        figures += found
    if options.json is not None:
        write(figures, options.json)
    return 0 if all(one.ok for one in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
