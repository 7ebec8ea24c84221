"""A code as it is looked at before anything is stored, with a line to type what was said."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from companion.model.capture import Capture, TokenKind
from companion.ui.pages.scan_facts import BadgeCells, fact, remark
from companion.ui.pages.scan_known import KnownCard
from companion.ui.pages.scan_paper import PaperCard
from companion.ui.theme import scaled
from companion.ui.tokens import Ink, Role, Type
from companion.ui.widgets.avatar import Avatar
from companion.ui.widgets.badge import Badge
from companion.ui.widgets.button import Button, ButtonKind
from companion.ui.widgets.capture_line import CaptureLine, Reader
from companion.ui.widgets.card import Card
from companion.ui.widgets.chip import Chip, ChipText
from companion.ui.widgets.face import Faces
from companion.ui.widgets.flow import FlowLayout
from companion.ui.widgets.label import Label, breakable
from companion.ui.widgets.link_text import LinkLabel
from companion.ui.widgets.raw_text import RawText
from companion.ui.widgets.scroll_pane import ScrollPane

if TYPE_CHECKING:
    from companion.ui.models.scan_view import ScanView

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NARROW = 520
"""Pixels at 100 % text from which a photo stands beside the words."""
_LOWEST = 168
"""Pixels at 100 % text that are seen of a code."""
_LOW = 460
"""Pixels at 100 % text below which room is made for what is chosen and typed."""
_PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


class ScanPreview(ScrollPane):
    """Shows a code whole, and what becomes of it; knows no store.

    The keyboard is in the line: Enter saves, Esc skips, Tab chooses whom it goes to.
    """

    saved = Signal()
    skipped = Signal()
    turned = Signal()
    """It goes to the other one of the two that are offered."""
    person_wanted = Signal(object)
    link_wanted = Signal()
    cells_chosen = Signal(object, object)
    """What the cells of a badge or the lines of a paper card are, and the texts of these lines."""

    def __init__(self, reader: Callable[[str], Capture], fields: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._view: ScanView | None = None
        self._takes_names = False
        """Whether the line may name whom the code is of."""
        self.line = CaptureLine(self._read_by(reader), takes_blank=True)
        self.known = KnownCard()
        self.cells = BadgeCells(fields, self.known.new)
        self.paper = PaperCard(fields)
        self._avatar = Avatar(size=56)
        self._icon = Badge("link", Role.PERSON, size=56)
        self._name = Label("", Type.TITLE, wrap=True)
        self._about = Label("", Type.BODY, Ink.MUTED, wrap=True)
        self._chips = [Chip(), Chip(), Chip()]
        self._sentence = Label("", Type.BODY, Ink.MUTED, wrap=True)
        self._link = LinkLabel()
        self._remarks = QVBoxLayout()
        self._facts = QVBoxLayout()
        self._cells_card = Card(inset=True)
        self._raw = RawText(self.tr("What the code says"))
        self._raw_card = Card(inset=True)
        self.save = Button("", "check", ButtonKind.PRIMARY)
        self.open_link = Button(self.tr("Open link"), "external-link")
        self.show_raw = Button(self.tr("Raw text"), "code")
        self.skip = Button("", kind=ButtonKind.PLAIN)
        self._pane = _CodePane(takes_arrows=True)
        # The photo of a paper card stands beside whose it is, or below where there is no room.
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._card = Card()
        self._whole = QVBoxLayout(self.sheet)
        self._is_low = False
        self._lay_out()
        self._listen()

    @property
    def view(self) -> "ScanView | None":
        """What is shown."""
        return self._view

    def set_faces(self, faces: Faces) -> None:
        """Say where photos come from."""
        self.known.set_faces(faces)

    def show_scan(self, view: "ScanView", *, is_attached: bool, takes_names: bool) -> None:
        """Show a code from its top, or the same one as it is read or meant now."""
        is_other = self._view is None or self._view.number != view.number
        self._view, self._takes_names = view, takes_names
        self._show_head(view)
        self.known.show_known(view.known, is_attached=is_attached)
        self._link.setVisible(view.link is not None)
        if view.link is not None:
            self._link.show_link(view.link.before, view.link.host, view.link.behind)
        self._show_facts(view)
        self._show_cells(view)
        self._raw.show_text(view.raw)
        self._show_line(view)
        if is_other:
            self._show_raw(shown=False)
            self._pane.verticalScrollBar().setValue(0)
        self.line.reread()

    def set_marked(self, marked: bool) -> None:
        """Show by a frame that it has just come."""
        self._card.set_ringed(marked)

    def take_keyboard(self) -> None:
        """Put the cursor into the line, or on the way on where nothing can be kept."""
        target = self.line.editor if self.line.isVisibleTo(self) else self.skip
        target.setFocus()
        self.ensureWidgetVisible(target, 0, 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep in sight what has the keyboard, and the choice between the two ways."""
        super().resizeEvent(event)
        self._make_room(is_low=self.height() < scaled(_LOW))
        direction = QBoxLayout.Direction
        is_narrow = self.width() < scaled(_NARROW)
        self._top.setDirection(direction.TopToBottom if is_narrow else direction.LeftToRight)
        holder: QWidget | None = self.window().focusWidget()
        if holder is not None and self.sheet.isAncestorOf(holder):
            self.ensureWidgetVisible(holder, 0, 4)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - the name is Qt's
        """Keep in sight what the keyboard comes to from outside the pane that holds it."""
        moved = super().focusNextPrevChild(next)
        holder: QWidget | None = self.window().focusWidget()
        if holder is not None and self._pane.sheet.isAncestorOf(holder):
            self._pane.ensureWidgetVisible(holder)
        return moved

    def toggle_raw(self) -> None:
        """Show what the code says, or hide it again; a paper card says it in its lines."""
        if self._view is not None and self._view.picture:
            return
        self._show_raw(shown=self._raw_card.isHidden())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What the keys of the line mean here."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        key, plain = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key == Qt.Key.Key_Escape:
            self.skipped.emit()
        elif key == Qt.Key.Key_Tab and plain and self.known.isVisible():
            self.turned.emit()
        elif key in _PAGES and plain:
            bar = self._pane.verticalScrollBar()
            bar.setValue(bar.value() + _PAGES[Qt.Key(key)] * bar.pageStep())
        else:
            return super().eventFilter(watched, event)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc skips, wherever the keyboard is; Enter goes on where nothing can be kept, and saves in a cell."""
        is_kept = self._view is not None and bool(self._view.save)
        if event.key() == Qt.Key.Key_Escape or (event.key() in _ENTER and not is_kept):
            self.skipped.emit()
        elif event.key() in _ENTER and any(
            cell.hasFocus() for cell in (*self.cells.combos, *self.paper.combos)
        ):
            self.saved.emit()
        else:
            super().keyPressEvent(event)

    def _make_room(self, *, is_low: bool) -> None:
        """Where it is low, the choice stands above the line, outside of what is scrolled, and no signs below it."""
        if is_low == self._is_low:
            return
        self._is_low = is_low
        self.line.show_signs(not is_low)
        if is_low:
            self._whole.insertWidget(1, self.known.choice)
        else:
            self.known.take_choice()

    def _show_head(self, view: "ScanView") -> None:
        self._avatar.set_name(view.name)
        self._avatar.setVisible(not view.icon)
        self._icon.setVisible(bool(view.icon))
        self._icon.set_icon(view.icon, view.icon_role)
        self._name.setText(breakable(view.name))
        self._about.setText(breakable(view.about))
        self._about.setVisible(bool(view.about))
        told = (view.kind, ChipText(view.source), ChipText(view.place, Role.ORGANISATION))
        for chip, content in zip(self._chips, told, strict=True):
            chip.show_chip(content)
            chip.setVisible(bool(content.text))
        self._sentence.setText(view.sentence)
        # The choice between the two says it where there is one.
        self._sentence.setVisible(view.known is None)
        self.setAccessibleName(
            ", ".join(filter(None, (view.kind.text, view.name, view.about, view.sentence)))
        )

    def _show_facts(self, view: "ScanView") -> None:
        _fill(self._remarks, [remark(text) for text in view.remarks])
        _fill(self._facts, [fact(line) for line in view.facts])

    def _show_cells(self, view: "ScanView") -> None:
        is_paper = bool(view.picture)
        self.cells.show_cells(() if is_paper else view.cells)
        self._cells_card.setVisible(bool(view.cells) and not is_paper)
        self.paper.show_paper(view.picture, view.cells if is_paper else ())
        # Of a paper card the lines say it all, put right.
        self.show_raw.setVisible(not is_paper)

    def _show_line(self, view: "ScanView") -> None:
        self.line.setVisible(bool(view.save))
        names = self.tr("Name ?need +offer !promise when")
        self.line.set_placeholder(names if self._takes_names else self.tr("?need !promise"))
        self.save.setVisible(bool(view.save))
        self.save.setText(view.save)
        self.save.updateGeometry()
        self.skip.setText(self.tr("Skip") if view.save else self.tr("Next"))
        self.skip.updateGeometry()
        self.open_link.setVisible(view.openable is not None)

    def _show_raw(self, *, shown: bool) -> None:
        self._raw_card.setVisible(shown)
        self.show_raw.setText(self.tr("Hide raw text") if shown else self.tr("Raw text"))
        self.show_raw.updateGeometry()
        if shown:
            # It has its place only once it is laid out.
            QTimer.singleShot(0, self, lambda: self._pane.ensureWidgetVisible(self._raw_card))

    def _read_by(self, reader: Callable[[str], Capture]) -> Reader:
        def read(line: str) -> Capture:
            capture = reader(line)
            return capture if self._takes_names else without_names(capture)

        return read

    def _listen(self) -> None:
        self.line.editor.installEventFilter(self)
        self.line.submitted.connect(lambda _line: self.saved.emit())
        self.line.added_to_last.connect(lambda _line: self.saved.emit())
        self.known.choice.turned.connect(self.turned)
        self.known.person_wanted.connect(self.person_wanted)
        self.cells.chosen.connect(lambda fields: self.cells_chosen.emit(fields, ()))
        self.paper.chosen.connect(self.cells_chosen)
        self.paper.submitted.connect(self.saved)
        self.paper.opened.connect(self._open_photo)
        self.save.clicked.connect(self.saved)
        self.skip.clicked.connect(self.skipped)
        self.open_link.clicked.connect(self.link_wanted)
        self.show_raw.clicked.connect(self.toggle_raw)
        self._pane.left.connect(self.skipped)
        self.left.connect(self.skipped)

    def _open_photo(self) -> None:
        from companion.ui.dialogs.photo import PhotoDialog

        photograph = self.paper.photograph
        PhotoDialog(self.window(), photograph.accessibleName(), photograph.image).open()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(14)
        words.addLayout(self._head())
        words.addWidget(self._sentence)
        words.addStretch(1)
        self._top.setSpacing(14)
        self._top.addLayout(words, 1)
        corner = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading
        self._top.addWidget(self.paper.photograph, 0, corner)
        inside = QVBoxLayout(self._card)
        inside.setContentsMargins(6, 6, 4, 6)
        inside.addWidget(self._pane)
        self._pane.setAccessibleName(self.tr("The code that was read"))
        column = QVBoxLayout(self._pane.sheet)
        column.setContentsMargins(14, 12, 12, 12)
        column.setSpacing(14)
        column.addLayout(self._top)
        self._remarks.setSpacing(8)
        self._facts.setSpacing(8)
        column.addWidget(self._link)
        column.addLayout(self._remarks)
        column.addWidget(self.known)
        column.addWidget(self.paper)
        column.addLayout(self._facts)
        self._fill_card(self._cells_card, self.tr("The cells of the badge"), self.cells)
        column.addWidget(self._cells_card)
        self._fill_card(self._raw_card, self.tr("What the code says"), self._raw)
        column.addWidget(self._raw_card)
        column.addStretch(1)
        buttons = QWidget()
        flow = FlowLayout(buttons, spacing=8)
        for button in (self.save, self.open_link, self.show_raw, self.skip):
            flow.addWidget(button)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(12)
        self._whole.addWidget(self._card, 1)
        self._whole.addWidget(self.line)
        self._whole.addWidget(buttons)

    def _head(self) -> QHBoxLayout:
        chips = QWidget()
        flow = FlowLayout(chips, spacing=6)
        for chip in self._chips:
            flow.addWidget(chip)
        words = QVBoxLayout()
        words.setSpacing(3)
        for part in (self._name, self._about, chips):
            words.addWidget(part)
        head = QHBoxLayout()
        head.setSpacing(14)
        for picture in (self._avatar, self._icon):
            head.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        return head

    def _fill_card(self, card: Card, title: str, content: QWidget) -> None:
        card.setAccessibleName(title)
        column = QVBoxLayout(card)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(8)
        column.addWidget(Label(title, Type.CHIP, Ink.MUTED))
        column.addWidget(content)
        card.hide()


class _CodePane(ScrollPane):
    """Asks for little height of its own: where there is no room for all, the preview is scrolled as a whole."""

    def sizeHint(self) -> QSize:
        return QSize(scaled(_LOWEST), scaled(_LOWEST))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


def _fill(column: QVBoxLayout, lines: Sequence[QWidget]) -> None:
    """Show other lines in place of those that were there."""
    while (item := column.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            old.hide()
            old.deleteLater()
    for line in lines:
        column.addWidget(line)


def without_names(capture: Capture) -> Capture:
    """A line about somebody who is known to be meant: what stands where a name would is free words."""
    tokens = tuple(
        replace(token, kind=TokenKind.NOTE) if token.kind is TokenKind.NAME else token
        for token in capture.tokens
    )
    return replace(capture, names=(), tokens=tokens)
