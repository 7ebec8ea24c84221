"""The head of a person's page: who it is, where one met, what comes next."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from companion.ui.theme import scaled
from companion.ui.tokens import Ink, Role, Type
from companion.ui.widgets.add_line import AddLine
from companion.ui.widgets.avatar import Avatar
from companion.ui.widgets.button import IconButton
from companion.ui.widgets.chip import Chip, ChipText
from companion.ui.widgets.chip_button import ChipButton, TagChip
from companion.ui.widgets.face import Faces
from companion.ui.widgets.flow import FlowLayout
from companion.ui.widgets.label import Label, plain_tip
from companion.ui.widgets.text_line import TextLine
from companion.wording.naming import name_words

if TYPE_CHECKING:
    from companion.model.identity import Id
    from companion.ui.models.person import PersonView

_TAG_WIDTH = 140
_WIDE = 330
"""Pixels at 100 % text from which the picture is beside the name."""


class PersonHead(QWidget):
    """Name, title, organisation and tags are edited where they stand; knows no store."""

    edited = Signal(str, str)
    """The field of a person and its new text."""
    tag_added = Signal(str)
    tag_removed = Signal(object)
    tag_wanted = Signal(str)
    """Everybody with that tag is wanted."""
    code_chosen = Signal()
    export_chosen = Signal()
    merge_chosen = Signal()
    delete_chosen = Signal()
    back_chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._tags: tuple[tuple[Id, str], ...] = ()
        self._chips: list[TagChip] = []
        self._avatar = Avatar(size=72)
        self.name = TextLine(self.tr("Name"), style=Type.DISPLAY, placeholder=name_words(""))
        self.title = self._field("title", self.tr("Title"), self.tr("Add a title"))
        self.organisation = self._field("organisation", self.tr("Organisation"), self.tr("Add a company"))
        self._dot = Label("·", Type.BODY, Ink.MUTED)
        self._dot.setContentsMargins(0, 2, 0, 2)
        self._met = Label("", Type.SMALL, Ink.MUTED, wrap=True)
        self._next = Label("", Type.STRONG, Role.PROMISE, wrap=True)
        self._contact = Chip()
        self._add_tag = ChipButton("plus")
        self._add_tag.show_chip(ChipText(self.tr("Tag")))
        self._add_tag.setAccessibleName(self.tr("Add a tag"))
        self._new_tag = AddLine()
        self._back = IconButton("arrow-left", self.tr("Back to the list"))
        self._star = IconButton("star", self.tr("Star"))
        self._code = IconButton("qr-code", self.tr("Show as code"))
        self._export = IconButton("download", self.tr("Export…"))
        self._merge = IconButton("git-merge", self.tr("Merge with another person…"))
        self._delete = IconButton("trash-2", self.tr("Delete"))
        self._is_starred = False
        self._lay_out()
        self._listen()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What the Tab key comes to, in its order."""
        words = (*self.name.stops, *self.title.stops, *self.organisation.stops)
        tags = (*self._chips, self._add_tag, self._new_tag)
        return (self._back, *words, *tags, self._star, self._code, self._export, self._merge, self._delete)

    def set_faces(self, faces: Faces) -> None:
        """Say where the photo comes from."""
        self._avatar.set_faces(faces)

    def show_person(self, view: "PersonView") -> None:
        """Show who it is."""
        self._avatar.set_name(view.name, view.photo)
        self.name.set_text(view.name)
        self.title.set_text(view.title)
        self.organisation.set_text(view.organisation)
        self._met.setText(view.met)
        self._met.setVisible(bool(view.met))
        self._next.setText(view.next_step)
        self._next.set_ink(view.next_role)
        self._next.setVisible(bool(view.next_step))
        self._contact.show_chip(view.contact or ChipText(""))
        self._contact.setToolTip(plain_tip(view.contact_tip))
        self._contact.setAccessibleName(self.tr("Last contact: {when}").format(when=self._contact.text()))
        self._contact.setVisible(view.contact is not None)
        self._show_star(starred=view.starred)
        self._delete.setToolTip(plain_tip(self.tr("Delete {name}").format(name=view.called)))
        self._show_tags(view.tags)

    def set_back(self, visible: bool) -> None:
        """Offer the way back to the list, where it is not beside the person."""
        self._back.setVisible(visible)

    def add_tag(self, typed: str = "") -> None:
        """Begin a new tag, going on with what was typed."""
        self._new_tag.setFixedWidth(scaled(_TAG_WIDTH))
        self._new_tag.open(self.tr("Add a tag"), typed)

    def edit(self, field: str, typed: str | None = None) -> None:
        """Open the editor of a field, going on with what was typed."""
        {"name": self.name, "title": self.title, "organisation": self.organisation}[field].edit(typed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the picture out, and put the tools below, where there is no room beside the words."""
        super().resizeEvent(event)
        wide = self.width() >= scaled(_WIDE)
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._row.setDirection(direction)
        self._row.setSpacing(14 if wide else 4)
        self._avatar.setVisible(wide)

    def _lay_out(self) -> None:
        about = QWidget()
        flow = FlowLayout(about, spacing=4)
        flow.addWidget(self.title)
        flow.addWidget(self._dot)
        flow.addWidget(self.organisation)
        tags = QWidget()
        self._flow = FlowLayout(tags, spacing=6)
        self._flow.addWidget(self._contact)
        self._flow.addWidget(self._add_tag)
        self._flow.addWidget(self._new_tag)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.name)
        words.addWidget(about)
        below = QVBoxLayout()
        below.setContentsMargins(4, 0, 0, 0)
        below.setSpacing(6)
        below.addWidget(self._met)
        below.addWidget(self._next)
        below.addWidget(tags)
        words.addLayout(below)
        tools = QHBoxLayout()
        tools.setSpacing(2)
        tools.addWidget(self._star)
        tools.addWidget(self._code)
        tools.addWidget(self._export)
        tools.addWidget(self._merge)
        tools.addWidget(self._delete)
        tools.addStretch(1)
        self._row = row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        corner = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
        row.addWidget(self._back, 0, corner)
        row.addWidget(self._avatar, 0, corner)
        row.addLayout(words, 1)
        row.addLayout(tools)
        row.setAlignment(tools, Qt.AlignmentFlag.AlignTop)
        self._back.hide()

    def _listen(self) -> None:
        self.name.edited.connect(lambda text: self.edited.emit("name", text))
        self._add_tag.clicked.connect(lambda _checked: self.add_tag())
        self._new_tag.added.connect(self.tag_added)
        self._star.clicked.connect(lambda: self.edited.emit("starred", "no" if self._is_starred else "yes"))
        self._code.clicked.connect(self.code_chosen)
        self._export.clicked.connect(self.export_chosen)
        self._merge.clicked.connect(self.merge_chosen)
        self._delete.clicked.connect(self.delete_chosen)
        self._back.clicked.connect(self.back_chosen)

    def _field(self, field: str, name: str, invitation: str) -> TextLine:
        line = TextLine(name, style=Type.BODY, ink=Ink.MUTED, placeholder=invitation, is_hugging=True)
        line.edited.connect(lambda text: self.edited.emit(field, text))
        return line

    def _show_star(self, starred: bool) -> None:
        self._is_starred = starred
        self._star.set_icon("star", Role.PROMISE if starred else Ink.FAINT)
        said = self.tr("Take the star away") if starred else self.tr("Star")
        self._star.setToolTip(said)
        self._star.setAccessibleName(said)

    def _show_tags(self, tags: "tuple[tuple[Id, str], ...]") -> None:
        if tags == self._tags:
            return
        focused = next((place for place, chip in enumerate(self._chips) if chip.hasFocus()), None)
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._tags = tags
        self._chips = [self._chip(key, name) for key, name in tags]
        for place, chip in enumerate(self._chips):
            self._flow.insertWidget(place, chip)
        if focused is not None:
            after = self._chips[min(focused, len(tags) - 1)] if tags else self._add_tag
            after.setFocus(Qt.FocusReason.OtherFocusReason)

    def _chip(self, key: object, name: str) -> TagChip:
        chip = TagChip(name)
        chip.removed.connect(lambda: self.tag_removed.emit(key))
        chip.clicked.connect(lambda: self.tag_wanted.emit(name))
        return chip
