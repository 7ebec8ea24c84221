"""The codes of this evening beside the one that is looked at, the newest first."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from companion.ui.moment import exact, passed
from companion.ui.tokens import Ink, Role, Type
from companion.ui.widgets.card import Card, CardHeading
from companion.ui.widgets.chip import Chip, ChipText
from companion.ui.widgets.face import Faces
from companion.ui.widgets.label import Label
from companion.ui.widgets.row import Row
from companion.ui.widgets.row_list import RowList

if TYPE_CHECKING:
    from companion.ui.models.scan_log import Entry


class ScansCard(Card):
    """Knows no store; a row is opened to see the person, or to look again at what was not kept."""

    opened = Signal(object)
    """The number of a code."""

    def __init__(self) -> None:
        super().__init__()
        title = self.tr("Scanned")
        self.list = RowList(title)
        self.list.row_opened.connect(self.opened)
        self._newest: object = None
        self._count = Chip()
        self._nothing = Label(
            self.tr("What you scan stands here, saved or skipped, to be opened again."),
            Type.BODY,
            Ink.MUTED,
            wrap=True,
        )
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._nothing.setContentsMargins(10, 0, 10, 0)
        self._stack = QStackedWidget()
        self._heading = CardHeading(title)
        self._heading.row.insertWidget(1, self._count)
        self._lay_out()
        self.setAccessibleName(title)

    def set_faces(self, faces: Faces) -> None:
        """Say where photos come from."""
        self.list.set_faces(faces)

    def show_entries(self, entries: "Sequence[Entry]", waiting: int, now: datetime) -> None:
        """Show what was looked at, and how many wait."""
        rows = [self._row(entry, now) for entry in entries]
        newest = self._newest
        self._newest = rows[0].key if rows else None
        self.list.set_lines(rows)
        if self._newest is not None and (self._newest != newest or not self.list.hasFocus()):
            self.list.choose(self._newest)
        self._stack.setCurrentIndex(0 if rows else 1)
        self._count.show_chip(ChipText(str(len(rows))))
        self._count.setVisible(bool(rows))
        self._heading.set_aside(self.tr("{count} waiting").format(count=waiting) if waiting else "")

    def _row(self, entry: "Entry", now: datetime) -> Row:
        from companion.ui.models.scan_log import Fate

        said = {
            Fate.SAVED: (self.tr("Saved"), "circle-check", Role.OK),
            Fate.NOTHING_NEW: (self.tr("Nothing new"), "equal", Role.NEUTRAL),
            Fate.SKIPPED: (self.tr("Skipped"), "circle-slash", Role.NEUTRAL),
            Fate.SHOWN: (self.tr("Shown, not kept"), "circle-slash", Role.NEUTRAL),
            Fate.UNDONE: (self.tr("Taken back"), "undo-2", Role.NEUTRAL),
        }[entry.fate]
        at = entry.at.astimezone(now.tzinfo)
        is_of_somebody = entry.person_id is not None and entry.fate in (Fate.SAVED, Fate.NOTHING_NEW)
        return Row(
            key=entry.scan.number,
            name=entry.name,
            detail="  ·  ".join(part for part in (said[0], entry.line.strip()) if part),
            aside=passed(at, now),
            tip=exact(at),
            icon="" if is_of_somebody else said[1],
            icon_role=said[2],
        )

    def _lay_out(self) -> None:
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._nothing)
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(10, 0, 11, 0)
        row.addWidget(self._heading)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 12, 6, 8)
        column.setSpacing(8)
        column.addWidget(head)
        column.addWidget(self._stack, 1)
