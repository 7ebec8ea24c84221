"""The panel in which the user says who they are: what their cards may hold, and what one can talk about with them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from companion.ui.dialogs.form import field
from companion.ui.dialogs.sheet_form import SheetForm
from companion.ui.moment import birthday, read_birthday
from companion.ui.my_values import MyValues, Texts
from companion.ui.tokens import Ink, Role, Type
from companion.ui.widgets.button import Button, ButtonKind
from companion.ui.widgets.label import Label, restyle
from companion.ui.widgets.lines import Lines

_WIDTH = 640


class MyFieldsDialog(SheetForm):
    """Asks for the name, and for all else that is worth handing on; Enter takes it."""

    chosen = Signal(object)
    """The `MyValues`; the panel stays until it is told to close."""
    put_aside = Signal(object)
    """The `MyValues` as they were written, when the panel went by anything else than its buttons and Esc."""

    def __init__(self, window: QWidget, stored: MyValues, *, unsaved: MyValues | None = None) -> None:
        is_first = not stored.name
        title = self.tr("Create my card") if is_first else self.tr("Edit my card")
        super().__init__(window, title, _WIDTH)
        self._stored = stored
        self._is_settled = False
        """Whether what is written was kept, or is to be dropped."""
        self._name = QLineEdit()
        self._title = QLineEdit()
        self._organisation = QLineEdit()
        self._birthday = QLineEdit()
        self._email = Lines(self.tr("E-mail"), "katrin@saar.example")
        self._phone = Lines(self.tr("Phone"), "+372 5555 0101")
        self._url = Lines(self.tr("Website"), "saar.example")
        self._address = Lines(self.tr("Address"))
        self._ask = Lines(self.tr("Ask me about"), self.tr("first product hires"))
        self._looking = Lines(self.tr("I am looking for"), self.tr("a designer for two months"))
        self._take = Button(self.tr("Create") if is_first else self.tr("Save"), kind=ButtonKind.PRIMARY)
        self._leave = Button(self.tr("Cancel"), kind=ButtonKind.PLAIN)
        self._marked: QLineEdit | None = None
        """The line that was refused."""
        self._unsaved = QWidget()
        if unsaved is None:
            self._unsaved.hide()
        self._drop = Button(self.tr("Drop them"), kind=ButtonKind.PLAIN)
        self._fill(unsaved or stored)
        self._lay_out()
        self.setFocusProxy(self._name)
        self._name.textChanged.connect(self._on_named)
        self._take.clicked.connect(self.accept)
        self._leave.clicked.connect(self.cancel)
        self._drop.clicked.connect(self._on_dropped)
        self._on_named()

    @property
    def stored(self) -> MyValues:
        """What was known when the panel was opened."""
        return self._stored

    @property
    def values(self) -> MyValues:
        """What is written now."""
        return MyValues(
            name=_one(self._name),
            title=_one(self._title),
            organisation=_one(self._organisation),
            email=self._email.texts,
            phone=self._phone.texts,
            url=self._url.texts,
            address=self._address.texts,
            birthday=self._typed_birthday(),
            ask_me_about=self._ask.texts,
            looking_for=self._looking.texts,
        )

    def accept(self) -> None:
        """Hand over what was written, once there is a name."""
        if self.values.name:
            self.refuse("")
            self.chosen.emit(self.values)
        else:
            self._name.setFocus()

    def refuse_value(self, field: str, value: str, why: str) -> None:
        """Say why one of them does not fit, and go there."""
        told = self._editors().get(field)
        if told is None:
            self.refuse(why)
            return
        name, editor = told
        line = editor.line_of(value) if isinstance(editor, Lines) else editor
        why = self.tr("{field}: {why}").format(field=name, why=why)
        self.refuse(why)
        self._mark(line, why)
        line.setFocus(Qt.FocusReason.OtherFocusReason)
        line.selectAll()

    def refuse(self, why: str) -> None:
        """Say why it could not be done; no line is marked for it."""
        super().refuse(why)
        self._mark(None, "")

    def take(self) -> None:
        """Close: what was written is kept."""
        self._is_settled = True
        self.close_panel()

    def cancel(self) -> None:
        """Close: what was written goes."""
        self._is_settled = True
        self.close_panel()

    def close_panel(self) -> None:
        """Go; what was written is put aside unless it was kept or is to be dropped."""
        if not self.isHidden() and not self._is_settled and self.values != self._stored:
            self.put_aside.emit(self.values)
        super().close_panel()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc is Cancel."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancel()
            event.accept()
        else:
            super().keyPressEvent(event)

    def _fill(self, values: MyValues) -> None:
        self._name.setText(" ".join(values.name))
        self._title.setText(" ".join(values.title))
        self._organisation.setText(" ".join(values.organisation))
        self._birthday.setText(" ".join(map(birthday, values.birthday)))
        self._birthday.setPlaceholderText(self.tr("12 April 1985, or what of it you tell"))
        for lines, texts in (
            (self._email, values.email),
            (self._phone, values.phone),
            (self._url, values.url),
            (self._address, values.address),
            (self._ask, values.ask_me_about),
            (self._looking, values.looking_for),
        ):
            lines.set_texts(texts)

    def _lay_out(self) -> None:
        said = self.tr(
            "You choose later which of it is in a code. It stays on this machine until you show it."
        )
        self.fields.addWidget(self._unsaved)
        self._lay_out_unsaved()
        self.fields.addWidget(Label(said, Type.SMALL, Ink.MUTED, wrap=True))
        self.fields.addLayout(field(self.tr("Name"), self._name))
        for left, right in (
            ((self.tr("Title"), self._title), (self.tr("Organisation"), self._organisation)),
            ((self.tr("E-mail"), self._email), (self.tr("Phone"), self._phone)),
            ((self.tr("Website"), self._url), (self.tr("Birthday"), self._birthday)),
        ):
            self.fields.addLayout(_beside(left, right))
        self.fields.addLayout(field(self.tr("Address"), self._address))
        asked, looked = self.tr("Ask me about"), self.tr("I am looking for")
        self.fields.addLayout(_beside((asked, self._ask), (looked, self._looking)))
        beside = self.tr("These two stand beside the code, and are never in it.")
        self.fields.addWidget(Label(beside, Type.SMALL, Ink.MUTED, wrap=True))
        self.add_button(self._leave)
        self.add_button(self._take)

    def _lay_out_unsaved(self) -> None:
        row = QHBoxLayout(self._unsaved)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(Label(self.tr("Unsaved changes from before"), Type.SMALL, Role.PROMISE, wrap=True), 1)
        row.addWidget(self._drop)

    def _on_dropped(self) -> None:
        self._fill(self._stored)
        self._name.setFocus()
        self._unsaved.hide()

    def _editors(self) -> dict[str, tuple[str, QLineEdit | Lines]]:
        """The fields that can be refused, by their names in the data, with those that they have here."""
        return {
            "email": (self.tr("E-mail"), self._email),
            "phone": (self.tr("Phone"), self._phone),
            "url": (self.tr("Website"), self._url),
            "address": (self.tr("Address"), self._address),
            "birthday": (self.tr("Birthday"), self._birthday),
        }

    def _mark(self, line: QLineEdit | None, why: str) -> None:
        """Mark a line as wrong until something else is said."""
        for one, said in ((self._marked, ""), (line, why)):
            if one is not None:
                one.setProperty("wrong", bool(said))
                one.setAccessibleDescription(said)
                restyle(one)
        self._marked = line

    def _on_named(self) -> None:
        self._take.setEnabled(bool(self._name.text().strip()))

    def _typed_birthday(self) -> Texts:
        """The day as it is kept; one that nobody touched stays as it is, however it is worded."""
        typed = self._birthday.text().strip()
        was = self._stored.birthday
        if typed == " ".join(map(birthday, was)):
            return was
        return (read_birthday(typed),) if typed else ()


def _one(line: QLineEdit) -> Texts:
    words = " ".join(line.text().split())
    return (words,) if words else ()


def _beside(left: tuple[str, QWidget], right: tuple[str, QWidget]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(16)
    row.addLayout(field(*left), 1)
    row.addLayout(field(*right), 1)
    return row
