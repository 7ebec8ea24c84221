"""`scans.json`: codes and paper cards that are not kept yet, and what was typed beside the first, so that no crash costs them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from companion.settings import replace_file

_MOST_PICTURES = 3
"""Photos are large, and the whole file is written each time: those behind these are still where they came from."""


@dataclass(frozen=True, slots=True)
class DraftScan:
    """A code that waits; of a paper card, its photo and its lines."""

    text: str
    source: str
    format: str | None = None
    picture: bytes = b""
    cells: tuple[tuple[str, str], ...] = ()
    """What each line of a paper card says, and the value of the BadgeField that it is taken for."""


class ScanDraft:
    """The file beside the database; nothing in it is read but by us."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "scans.json"
        self._written: tuple[tuple[DraftScan, ...], str] = ((), "")

    @property
    def is_there(self) -> bool:
        """Whether anything waits."""
        return self.path.exists()

    def read(self) -> tuple[tuple[DraftScan, ...], str]:
        """What waits, and what was typed; nothing when there is no file, or one that is damaged."""
        import json

        try:
            found = json.loads(self.path.read_text(encoding="utf-8"))
            scans = tuple(_scan(one) for one in found["scans"])
            line = str(found["line"])
        except (OSError, ValueError, LookupError, TypeError):
            return (), ""
        self._written = (scans, line)
        return scans, line

    def write(self, scans: Sequence[DraftScan], line: str) -> None:
        """Keep them; the file goes when there are none. Raises OSError."""
        kept = (_affordable(scans), line)
        if kept == self._written:
            return
        if kept[0]:
            import json

            content = {"scans": [_said(scan) for scan in kept[0]], "line": line}
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            replace_file(self.path, json.dumps(content).encode())
        else:
            self.path.unlink(missing_ok=True)
        self._written = kept


def _affordable(scans: Sequence[DraftScan]) -> tuple[DraftScan, ...]:
    pictures = [scan for scan in scans if scan.picture][_MOST_PICTURES:]
    return tuple(scan for scan in scans if scan not in pictures)


def _said(scan: DraftScan) -> dict[str, Any]:
    from base64 import b64encode

    return {
        "text": scan.text,
        "source": scan.source,
        "format": scan.format,
        "picture": b64encode(scan.picture).decode(),
        "cells": scan.cells,
    }


def _scan(said: dict[str, Any]) -> DraftScan:
    """Raises ValueError, LookupError or TypeError for what we have not written."""
    from base64 import b64decode

    return DraftScan(
        str(said["text"]),
        str(said["source"]),
        str(said["format"]) if said["format"] is not None else None,
        b64decode(said["picture"]),
        tuple((str(text), str(field)) for text, field in said["cells"]),
    )
