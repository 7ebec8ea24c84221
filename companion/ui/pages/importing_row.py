"""The right side of the Import page: one card or row, and what becomes of it."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion.ui.theme import metrics, scaled
from companion.ui.tokens import Ink, Role, Type
from companion.ui.widgets.avatar import Avatar
from companion.ui.widgets.badge import Badge
from companion.ui.widgets.button import Button, ButtonKind
from companion.ui.widgets.card import Card, CardHeading
from companion.ui.widgets.chip import Chip, ChipText
from companion.ui.widgets.face import Faces
from companion.ui.widgets.flow import FlowLayout
from companion.ui.widgets.label import Label, breakable
from companion.ui.widgets.scroll_pane import ScrollPane

if TYPE_CHECKING:
    from companion.ui.models.importing_view import AlikeLine, ChangeLine, FactLine, RemarkLine, RowView

_FIELD_WIDTH = 92
_MOST = 60
"""So many lines of one sort are shown; a card of thousands is told in a sentence."""


class ImportRowPane(ScrollPane):
    """Shows a row as it will be; knows no store."""

    person_wanted = Signal(object)
    """The id of somebody who may be the same."""

    def __init__(self) -> None:
        # The arrows scroll it, once Tab has come here.
        super().__init__(takes_arrows=True)
        self._shown: RowView | None = None
        self._avatar = Avatar(size=56)
        self._icon = Badge("triangle-alert", Role.DANGER, size=56)
        self._name = Label("", Type.TITLE, wrap=True)
        self._about = Label("", Type.SMALL, Ink.MUTED, wrap=True)
        self._fate = Chip()
        self._place = Chip()
        self._sentence = Label("", Type.BODY, Ink.MUTED, wrap=True)
        self._cards = QVBoxLayout()
        self._lay_out()

    def set_faces(self, faces: Faces) -> None:
        """Say where the photo comes from."""
        self._avatar.set_faces(faces)

    def show_row(self, view: "RowView") -> None:
        """Show a row from its top."""
        if view == self._shown:
            return
        self._shown = view
        self._avatar.set_name(view.name, view.photo)
        self._avatar.setVisible(not view.icon)
        self._icon.setVisible(bool(view.icon))
        self._icon.set_icon(view.icon, view.fate.role if view.icon == "triangle-alert" else Role.DATE)
        self._name.setText(breakable(view.name))
        self._about.setText(breakable(view.about))
        self._about.setVisible(bool(view.about))
        self._fate.show_chip(view.fate)
        self._place.show_chip(ChipText(view.place))
        self._place.setVisible(bool(view.place))
        self._sentence.setText(view.sentence)
        while (item := self._cards.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for card in self._made(view):
            self._cards.addWidget(card)
        self.verticalScrollBar().setValue(0)

    def _lay_out(self) -> None:
        chips = QWidget()
        flow = FlowLayout(chips, spacing=6)
        flow.addWidget(self._fate)
        flow.addWidget(self._place)
        words = QVBoxLayout()
        words.setSpacing(3)
        for part in (self._name, self._about, chips):
            words.addWidget(part)
        head = QHBoxLayout()
        head.setSpacing(14)
        for picture in (self._avatar, self._icon):
            head.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        self._cards.setSpacing(12)
        column = QVBoxLayout(self.sheet)
        column.setContentsMargins(0, 0, 14, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self._sentence)
        column.addLayout(self._cards)
        column.addStretch(1)
        self.setAccessibleName(self.tr("The card that is chosen"))

    def _made(self, view: "RowView") -> Iterator[Card]:
        if view.alike:
            title = self.tr("May be the same as")
            yield self._card(title, [self._alike(line) for line in view.alike[:_MOST]], len(view.alike))
        if view.known:
            title = self.tr("You know them")
            yield self._card(title, [self._alike(line) for line in view.known], len(view.known))
        if view.changes:
            title = self.tr("What changes")
            yield self._card(title, [self._change(line) for line in view.changes[:_MOST]], len(view.changes))
        if view.remarks:
            title = self.tr("What was noticed")
            yield self._card(title, [_remark(line) for line in view.remarks[:_MOST]], len(view.remarks))
        if view.facts:
            title = self.tr("What it says")
            yield self._card(title, [_fact(line) for line in view.facts[:_MOST]], len(view.facts))

    def _card(self, title: str, lines: Sequence[QWidget], count: int) -> Card:
        card = Card()
        card.setAccessibleName(title)
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(8)
        column.addWidget(CardHeading(title, is_wrapping=True))
        for line in lines:
            column.addWidget(line)
        if count > len(lines):
            more = self.tr("and {count} more").format(count=count - len(lines))
            column.addWidget(Label(more, Type.SMALL, Ink.MUTED))
        return card

    def _alike(self, line: "AlikeLine") -> QWidget:
        button = Button(self.tr("Look"), "", ButtonKind.DEFAULT)
        button.setAccessibleName(self.tr("Look at {name}").format(name=line.name))
        button.clicked.connect(lambda: self.person_wanted.emit(line.id))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(breakable(line.name), Type.STRONG, wrap=True))
        words.addWidget(Label(breakable(line.evidence), Type.SMALL, Ink.MUTED, wrap=True))
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(Avatar(line.name, 36), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return made

    def _change(self, line: "ChangeLine") -> QWidget:
        made = QWidget()
        made.setAccessibleName(line.spoken(self.tr("nothing")))
        field = Label(line.field, Type.SMALL, Ink.MUTED, wrap=True)
        field.setFixedWidth(scaled(_FIELD_WIDTH))
        field.setContentsMargins(0, 2, 0, 0)
        values = QWidget()
        flow = FlowLayout(values, spacing=6)
        stays = bool(line.kept)
        before, after = (line.after, line.before) if stays else (line.before, line.after)
        if before:
            flow.addWidget(_struck(before))
        if before and after:
            flow.addWidget(
                Badge(
                    "arrow-right" if not self.isRightToLeft() else "arrow-left",
                    Ink.FAINT,
                    size=16,
                    plain=True,
                )
            )
        if after:
            flow.addWidget(_Value(after, Type.STRONG))
        flow.addWidget(self._change_chip(before, after, stays=stays))
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(values)
        if line.kept:
            column.addWidget(Label(line.kept, Type.SMALL, Ink.MUTED, wrap=True))
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(field, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        return made

    def _change_chip(self, before: str, after: str, *, stays: bool) -> Chip:
        if stays:
            return Chip(self.tr("yours stays"), Role.PROMISE)
        if before and after:
            return Chip(self.tr("changed"), Role.OFFER)
        return Chip(self.tr("added"), Role.OK) if after else Chip(self.tr("removed"), Role.DANGER)


class _Value(Label):
    """A text on one line where there is room for it."""

    def __init__(self, text: str, style: Type, ink: Ink = Ink.TEXT) -> None:
        super().__init__(breakable(text), style, ink, wrap=True)
        self._style = style

    def sizeHint(self) -> QSize:
        """As wide as the text."""
        width = metrics(self._style).horizontalAdvance(self.text()) + 2
        return QSize(width, self.heightForWidth(width))


def _struck(text: str) -> Label:
    label = _Value(text, Type.BODY, Ink.MUTED)
    face = QFont(label.font())
    face.setStrikeOut(True)
    label.setFont(face)
    return label


def _remark(line: "RemarkLine") -> QWidget:
    made = QWidget()
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(Label(breakable(line.text), Type.BODY, wrap=True))
    if line.place:
        words.addWidget(Label(breakable(line.place), Type.SMALL, Ink.MUTED, wrap=True))
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(10)
    row.addWidget(Badge("triangle-alert", Role.PROMISE, size=18, plain=True), 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(words, 1)
    return made


def _fact(line: "FactLine") -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(10)
    row.addWidget(Badge(line.icon, line.ink, size=18, plain=True), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Label(breakable(line.text), Type.BODY, wrap=True), 1)
    if line.label:
        row.addWidget(Label(line.label, Type.SMALL, Ink.MUTED), 0, Qt.AlignmentFlag.AlignTop)
    return made
