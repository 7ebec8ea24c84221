"""The panel in which the user says who they are: what their cards may hold, and what one can talk about with them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from companion.ui.dialogs.form import field
from companion.ui.dialogs.sheet_form import SheetForm
from companion.ui.moment import birthday, read_birthday
from companion.ui.my_values import MyValues, Texts
from companion.ui.tokens import Ink, Type
from companion.ui.widgets.button import Button, ButtonKind
from companion.ui.widgets.label import Label
from companion.ui.widgets.lines import Lines

_WIDTH = 640


class MyFieldsDialog(SheetForm):
    """Asks for the name, and for all else that is worth handing on; Enter takes it."""

    chosen = Signal(object)
    """The `MyValues`; the panel stays until it is told to close."""
    put_aside = Signal(object)
    """The `MyValues` as they were written, when the panel was closed without taking them."""

    def __init__(self, window: QWidget, values: MyValues, *, stored: MyValues) -> None:
        is_first = not stored.name
        title = self.tr("Create my card") if is_first else self.tr("Edit my card")
        super().__init__(window, title, _WIDTH)
        self._birthday_was = values.birthday
        self._stored = stored
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
        self._fill(values)
        self._lay_out()
        self.setFocusProxy(self._name)
        self._name.textChanged.connect(self._on_named)
        self._take.clicked.connect(self.accept)
        self._leave.clicked.connect(self.close_panel)
        self._on_named()

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

    def take(self) -> None:
        """Close: what was written is kept."""
        self._stored = self.values
        self.close_panel()

    def close_panel(self) -> None:
        """Put aside what was written, if anything was, and go."""
        if not self.isHidden() and self.values != self._stored:
            self.put_aside.emit(self.values)
        super().close_panel()

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

    def _on_named(self) -> None:
        self._take.setEnabled(bool(self._name.text().strip()))

    def _typed_birthday(self) -> Texts:
        """The day as it is kept; one that nobody touched stays as it is, however it is worded."""
        typed = self._birthday.text().strip()
        if typed == " ".join(map(birthday, self._birthday_was)):
            return self._birthday_was
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
