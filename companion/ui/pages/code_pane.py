"""A code with what is in it, and what can be done with it: the same for the user's own cards and for anybody."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from companion.model.my_card import CardForm
from companion.ui.code_view import Ask, CodeView, FieldLine, Fitness
from companion.ui.theme import metrics, scaled
from companion.ui.tokens import Ink, Role, Type
from companion.ui.widgets.badge import Badge
from companion.ui.widgets.button import Button, ButtonKind
from companion.ui.widgets.card import Card, CardHeading
from companion.ui.widgets.code_picture import CodePicture
from companion.ui.widgets.field_box import FieldBox
from companion.ui.widgets.flow import FlowLayout
from companion.ui.widgets.label import Label, plain_tip, restyle
from companion.ui.widgets.scroll_pane import ScrollPane

_BESIDE = 560
"""Pixels at 100 % text from which the code stands beside what is in it."""
_GAP = 24
_MOST = 0.52
"""The part of the width that the code has at most."""
_MOST_NAMES = 0.24
"""The part of the height that the names have at most, before they are shortened."""
_LEAST_CODE = 180
_LEAST = 90
"""Pixels of the facts that are seen at least."""
_AROUND = 40
"""Pixels of the card beside the facts."""
_BAR = 10
"""Pixels of the scroll bar."""
_SPARE = 6
_BELOW = 12
"""Pixels that a notice keeps from the lower edge of its place."""
_NOTES = {Fitness.GOOD: ("check", Role.OK), Fitness.HARD: ("triangle-alert", Role.PROMISE)}
_REFUSED = ("triangle-alert", Role.DANGER)


class CodePane(QWidget):
    """Shows a `CodeView` and says what the user does; knows no store."""

    field_turned = Signal(str, bool)
    """The key of a fact, and whether it shall be in the code."""
    form_chosen = Signal(object)
    edit_chosen = Signal()
    done_chosen = Signal(str)
    """What is to be done with the code: `full`, `png`, `vcard`, `print` or `copy`."""
    left = Signal()
    """Esc was pressed: back to where one came from."""

    def __init__(self, *, edits: bool) -> None:
        super().__init__()
        self._view: CodeView | None = None
        self._boxes: list[FieldBox] = []
        self.picture = CodePicture()
        self.names = _Names()
        self.names.installEventFilter(self)
        self._facts = QVBoxLayout()
        self._asks = Label("", Type.BODY, Ink.MUTED, wrap=True)
        self._badge = Badge("check", Role.OK, size=16, plain=True)
        self._note = Label("", Type.SMALL, Ink.MUTED, wrap=True)
        self._forms = {
            CardForm.VCARD: Button(self.tr("vCard"), kind=ButtonKind.TAB),
            CardForm.MECARD: Button(self.tr("MECARD"), kind=ButtonKind.TAB),
        }
        self._edit = Button(self.tr("Edit"), "pencil", ButtonKind.PLAIN)
        if not edits:
            self._edit.hide()
        self.buttons = {
            "full": Button(self.tr("Full screen"), "maximize", ButtonKind.PRIMARY),
            "png": Button(self.tr("Save PNG"), "image"),
            "vcard": Button(self.tr("Save vCard"), "share-2"),
            "print": Button(self.tr("Print"), "printer"),
            "copy": Button(self.tr("Copy"), "copy"),
        }
        self._pane = _Pane()
        self.notice_place = QWidget(self._pane.sheet)
        """Where notices may stand: not over the code, nor over how well it scans."""
        self._within = _Facts()
        self._row = QWidget()
        self._is_beside = True
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        self._listen()

    @property
    def note(self) -> str:
        """How well the code scans, as it is said."""
        return self._note.text()

    @property
    def boxes(self) -> Sequence[FieldBox]:
        """The facts that are shown, in their order."""
        return [box for box in self._boxes if not box.isHidden()]

    def show_view(self, view: CodeView) -> None:
        """Show a code and what is in it."""
        before, self._view = self._view, view
        self.picture.show_symbol(view.symbol, "" if view.symbol is not None else view.note)
        self.picture.setAccessibleName(
            self.tr("Code of {name}. {note}").format(name=view.name, note=view.note)
        )
        self.names.show_names(view.name, view.role)
        self._show_facts(view.fields)
        self._show_asks(view.asks)
        self._badge.set_icon(*_NOTES.get(view.fitness, _REFUSED))
        self._note.setText(view.note)
        for form, button in self._forms.items():
            button.setChecked(form is view.form)
        for name in ("full", "png", "print", "copy"):
            self.buttons[name].setEnabled(view.symbol is not None)
        if before is not None and before.note != view.note and self.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._note, view.note))
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the place of notices over the names, and over the gap below them."""
        if watched is self.names and event.type() in (QEvent.Type.Move, QEvent.Type.Resize):
            self.notice_place.setGeometry(self.names.geometry().adjusted(0, 0, 0, _BELOW))
            self.notice_place.raise_()
        return super().eventFilter(watched, event)

    def take_keyboard(self) -> None:
        """Put the keyboard on the code."""
        self.picture.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make the code as large as there is room."""
        super().resizeEvent(event)
        self._fit()

    def _lay_out(self) -> None:
        self._fill_within()
        self._left = left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignHCenter)
        left.addWidget(self.names)
        left.addStretch(1)
        self._card = card = Card()
        card.setAccessibleName(self.tr("What to share"))
        heading = CardHeading(self.tr("What to share"), is_wrapping=True)
        heading.row.addWidget(self._edit)
        # As high as with the button where there is none.
        heading.setMinimumHeight(self._edit.sizeHint().height())
        self._edit.setAccessibleName(self.tr("Edit what is known of you"))
        fewer = self.tr("Fewer fields make a code that scans from further away.")
        column = QVBoxLayout(card)
        column.setContentsMargins(18, 10, 12, 14)
        column.setSpacing(6)
        column.addWidget(heading)
        column.addWidget(Label(fewer, Type.SMALL, Ink.MUTED, wrap=True))
        column.addSpacing(4)
        column.addWidget(self._within, 1)
        column.addSpacing(4)
        column.addWidget(self._foot())
        self._sides.setSpacing(_GAP)
        self._sides.addLayout(left)
        self._sides.addWidget(card, 1)
        self._sides.setContentsMargins(0, 0, 0, 0)
        flow = FlowLayout(self._row, spacing=8)
        for button in self.buttons.values():
            flow.addWidget(button)
        self._sheet = sheet = QVBoxLayout(self._pane.sheet)
        sheet.setContentsMargins(0, 0, 0, 0)
        sheet.setSpacing(16)
        sheet.addLayout(self._sides, 1)
        sheet.addWidget(self._row)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pane)

    def _fill_within(self) -> None:
        """The facts, and what one can talk about: scrolled where they are many, with the rest in sight."""
        self._facts.setSpacing(2)
        column = QVBoxLayout(self._within.sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._facts)
        column.addSpacing(12)
        column.addWidget(self._asks)
        column.addStretch(1)

    def _foot(self) -> QWidget:
        """How well it scans, and in which form it is."""
        note = QWidget()
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight, note)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._note, 1)
        forms = QWidget()
        tabs = QBoxLayout(QBoxLayout.Direction.LeftToRight, forms)
        tabs.setContentsMargins(0, 0, 0, 0)
        tabs.setSpacing(2)
        for button in self._forms.values():
            tabs.addWidget(button)
        tabs.addStretch(1)
        foot = QWidget()
        column = QVBoxLayout(foot)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(forms)
        column.addWidget(note)
        return foot

    def _listen(self) -> None:
        self._pane.left.connect(self.left)
        self._within.left.connect(self.left)
        self._edit.clicked.connect(self.edit_chosen)
        for form, tab in self._forms.items():
            tab.clicked.connect(lambda _checked, form=form: self.form_chosen.emit(form))
        for name, button in self.buttons.items():
            button.clicked.connect(lambda _checked, name=name: self.done_chosen.emit(name))

    def _fit(self) -> None:
        """Give the code what the window leaves: beside the facts, or above them where it is narrow."""
        width, height = self.width(), self.height()
        is_beside = width >= scaled(_BESIDE)
        self._arrange(is_beside)
        most = round(width * _MOST) if is_beside else width - _BAR
        buttons = self._row.heightForWidth(width) + self._sheet.spacing() if is_beside else 0
        self._within.set_least(None if is_beside else most)
        side = most
        # A smaller code makes the names narrower, and these may then be higher.
        for _ in range(2):
            names = self.names.fit(side if is_beside else most, round(height * _MOST_NAMES))
            side = min(side, max(scaled(_LEAST_CODE), height - names - buttons))
        self.picture.setFixedSize(side, side)
        across = side if is_beside else most
        self.names.setFixedSize(across, self.names.fit(across, round(height * _MOST_NAMES)))

    def _arrange(self, is_beside: bool) -> None:
        """Put the facts below the code, and the buttons between them, where the page is narrow."""
        if is_beside == self._is_beside:
            return
        self._is_beside = is_beside
        direction = QBoxLayout.Direction.LeftToRight if is_beside else QBoxLayout.Direction.TopToBottom
        self._sides.setDirection(direction)
        if is_beside:
            self._sheet.addWidget(self._row)
        else:
            self._left.insertWidget(self._left.count() - 1, self._row)

    def _show_facts(self, fields: Sequence[FieldLine]) -> None:
        while len(self._boxes) < len(fields):
            box = FieldBox()
            self._facts.addWidget(box)
            box.clicked.connect(lambda checked, box=box: self._on_ticked(box, checked))
            self._boxes.append(box)
        for box in self._boxes[len(fields) :]:
            box.hide()
        for box, line in zip(self._boxes, fields, strict=False):
            box.setText(line.text)
            box.setChecked(line.is_shared)
            box.setEnabled(bool(line.key))
            box.show()
        for one, following in pairwise((self._edit, *self._boxes)):
            QWidget.setTabOrder(one, following)

    def _show_asks(self, asks: Sequence[Ask]) -> None:
        quoted = (self.tr("“{heading}: {text}”").format(heading=ask.heading, text=ask.text) for ask in asks)
        self._asks.setText("\n".join(quoted))
        self._asks.setVisible(bool(asks))

    def _on_ticked(self, box: FieldBox, checked: bool) -> None:
        view = self._view
        if view is not None:
            self.field_turned.emit(view.fields[self._boxes.index(box)].key, checked)


class _Pane(ScrollPane):
    """Leaves the arrows to the sides to the page."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        else:
            super().keyPressEvent(event)


class _Facts(_Pane):
    """The facts; they ask for little room where they can be scrolled by themselves."""

    def __init__(self) -> None:
        super().__init__()
        self._width: int | None = None

    def set_least(self, width: int | None) -> None:
        """Be as high as all of it at a width; None: scroll."""
        self._width = width
        self.setMinimumHeight(self._wanted())
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(scaled(_LEAST), self._wanted())

    def _wanted(self) -> int:
        return scaled(_LEAST) if self._width is None else self.sheet.heightForWidth(self._width - _AROUND)


class _Names(QWidget):
    """Who it is, under the code."""

    def __init__(self) -> None:
        super().__init__()
        self._name = Label("", Type.TITLE, wrap=True)
        self._role = Label("", Type.BODY, Ink.MUTED, wrap=True)
        self._whole_role = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 4)
        column.setSpacing(2)
        for label in (self._name, self._role):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)

    def show_names(self, name: str, role: str) -> None:
        self._name.setText(name)
        self._whole_role = role
        self._role.setVisible(bool(role))

    def fit(self, width: int, most: int) -> int:
        """How high it is at a width: shortened where that would be more than `most`."""
        height = self._height(width, is_short=False)
        return height if height <= most else self._height(width, is_short=True)

    def _height(self, width: int, *, is_short: bool) -> int:
        face, role = Type.HEADING if is_short else Type.TITLE, self._whole_role
        if is_short:
            role = metrics(Type.BODY).elidedText(role, Qt.TextElideMode.ElideRight, width - _SPARE)
        if self._name.property("face") != face.name:
            self._name.setProperty("face", face.name)
            restyle(self._name)
        self._role.setText(role)
        self._role.setToolTip(plain_tip(self._whole_role) if role != self._whole_role else "")
        return self.heightForWidth(width)
