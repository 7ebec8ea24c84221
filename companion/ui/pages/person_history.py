"""What happened with a person, newest first."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion.model.change import Kind
from companion.ui.tokens import Ink, Role, Type
from companion.ui.widgets.badge import Badge
from companion.ui.widgets.button import Button, ButtonKind
from companion.ui.widgets.card import Card, CardHeading
from companion.ui.widgets.label import Label, plain_tip

if TYPE_CHECKING:
    from companion.ui.models.person import Happening

_SIGNS: dict[str, tuple[str, Role]] = {
    Kind.ENCOUNTER.value: ("users", Role.PERSON),
    Kind.NEED.value: ("lightbulb", Role.NEED),
    Kind.OFFER.value: ("gift", Role.OFFER),
    Kind.PROMISE.value: ("handshake", Role.PROMISE),
    Kind.NOTE.value: ("pencil", Role.ORGANISATION),
    Kind.INTRODUCTION.value: ("user-plus", Role.DATE),
    "hello": ("send", Role.OK),
}
_AT_FIRST = 12


class HistoryCard(Card):
    """Shows the newest, and the rest on request; the same lines are used again for ever new people."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[_HappeningLine] = []
        self._happenings: Sequence[Happening] = ()
        self._nothing = Label(self.tr("Nothing has happened yet."), Type.BODY, Ink.FAINT, wrap=True)
        self._more = Button("", kind=ButtonKind.PLAIN)
        self._more.clicked.connect(self._show_all)
        self._column = QVBoxLayout()
        self._column.setSpacing(12)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 16, 16, 14)
        whole.setSpacing(12)
        whole.addWidget(CardHeading(self.tr("Timeline")))
        whole.addWidget(self._nothing)
        whole.addLayout(self._column)
        whole.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        whole.addStretch(1)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What the Tab key comes to."""
        return (self._more,)

    def show_happenings(self, happenings: "Sequence[Happening]", *, all_of_them: bool = False) -> None:
        """Show what happened."""
        self._happenings = happenings
        shown = happenings if all_of_them else happenings[:_AT_FIRST]
        while len(self._lines) < len(shown):
            line = _HappeningLine()
            self._lines.append(line)
            self._column.addWidget(line)
        for place, line in enumerate(self._lines):
            line.setVisible(place < len(shown))
        for line, happening in zip(self._lines, shown, strict=False):
            line.show_happening(happening)
        rest = len(happenings) - len(shown)
        self._nothing.setVisible(not happenings)
        self._more.setText(self.tr("Show {count} earlier").format(count=rest))
        self._more.setVisible(rest > 0)

    def _show_all(self) -> None:
        place = len(self._lines)
        self.show_happenings(self._happenings, all_of_them=True)
        self._lines[place].setFocus(Qt.FocusReason.OtherFocusReason)


class _HappeningLine(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._badge = Badge("users", Role.PERSON, size=30)
        self._text = Label(wrap=True)
        self._when = Label("", Type.CAPTION, Ink.MUTED)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._text)
        words.addWidget(self._when)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    def show_happening(self, happening: "Happening") -> None:
        """Tell one thing."""
        self._badge.set_icon(*_SIGNS[happening.kind])
        self._text.setText(happening.text)
        self._when.setText(happening.when)
        self.setToolTip(plain_tip(happening.tip))
