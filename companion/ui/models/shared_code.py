"""Somebody's facts, which of them are in a code, and that code; imported once the data is open."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QCoreApplication, QObject, Signal

from companion.formats.contact_code import contact_code
from companion.formats.vcard.write import write_card
from companion.model.code import Symbol
from companion.model.contact import Contact
from companion.model.error import CodeTooLargeError
from companion.model.my_card import CardForm
from companion.model.person import ContactKind, ContactPoint, Person
from companion.storage.queries.card import WholeContact
from companion.ui.code_view import Ask, CodeView, FieldLine, Fitness
from companion.ui.desk import Desk
from companion.ui.drawing import CodeDrawing
from companion.ui.moment import birthday
from companion.workflow.my_card import contact_with

HARD = 15
"""The version beyond which a code is hard to scan."""
_ORDER = (ContactKind.EMAIL, ContactKind.PHONE, ContactKind.URL, ContactKind.ADDRESS, ContactKind.IM)
_WHOLE_DAY = len("2000-05-12")


class SharedCode(QObject):
    """What the code of the user and that of anybody have in common; each says where its choices are kept."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._drawing = CodeDrawing(desk.jobs, self)
        self._drawing.drawn.connect(self.changed)

    @property
    def whole(self) -> WholeContact | None:
        """Whose code it is; None when there is nobody."""
        raise NotImplementedError

    @property
    def fields(self) -> Sequence[str]:
        """What is shared, beside the name."""
        raise NotImplementedError

    @property
    def form(self) -> CardForm:
        """As what it is written."""
        raise NotImplementedError

    @property
    def asks(self) -> tuple[Ask, ...]:
        """What one can talk about with the person."""
        return ()

    @property
    def count(self) -> int:
        """How many cards there are."""
        return 1

    @property
    def card_name(self) -> str:
        """Which of several cards is in hand."""
        return ""

    def turn_field(self, key: str, on: bool) -> None:
        """Share a fact, or do not."""
        raise NotImplementedError

    def set_form(self, form: CardForm) -> None:
        """Write it in another form."""
        raise NotImplementedError

    def step(self, by: int) -> None:
        """Go to the card before or behind, around the ends."""

    def turn_form(self) -> None:
        """Write it in the other form."""
        self.set_form(CardForm.MECARD if self.form is CardForm.VCARD else CardForm.VCARD)

    def with_field(self, key: str, on: bool) -> tuple[str, ...]:
        """The shared fields with one more or less, in the order in which they are shown."""
        wanted = {*self.fields, key} if on else set(self.fields) - {key}
        possible = [line for line, _, _ in self._possible()]
        return tuple(one for one in possible if one in wanted)

    @property
    def contact(self) -> Contact:
        """What is shared. Raises RuntimeError when there is nobody."""
        if self.whole is None:
            raise RuntimeError("there is nobody whose code it is")
        return contact_with(self.whole, self.fields)

    @property
    def card(self) -> bytes:
        """What is shared, as a file of one contact card, of whatever size."""
        return write_card(self.contact)

    def view(self, *, is_settled: bool = False) -> CodeView | None:
        """What is shown; `is_settled` where the code is held out, saved or printed."""
        whole = self.whole
        if whole is None:
            return None
        contact = self.contact
        code = contact_code(contact, self.form, keeps_fields=True)
        self._drawing.want(code.text)
        if is_settled:
            self._drawing.settle()
        symbol = self._drawing.symbol
        fitness, note = self._fitness(symbol)
        return CodeView(
            # Of whoever has no name it says the organisation or an address.
            name=code.contact.name,
            title=contact.title or "",
            organisation=contact.organisation or "",
            contact_lines=tuple(point.typed for point in contact.points),
            form=self.form,
            fields=tuple(self._lines(whole.person)),
            asks=self.asks,
            symbol=symbol,
            fitness=fitness,
            note=note,
            card=self.card_name,
        )

    def _fitness(self, symbol: Symbol | None) -> tuple[Fitness, str]:
        error = self._drawing.error
        if isinstance(error, CodeTooLargeError):
            said = self.tr("Too much for a code by {count} characters: untick something, or save the vCard.")
            return Fitness.NONE, said.format(count=error.size - error.most)
        if error is not None:
            return Fitness.NONE, self.tr("This code cannot be read back: save the vCard instead.")
        if symbol is None:
            return Fitness.GOOD, ""
        said = (
            self.tr("Scans well: version {version}, {modules} modules")
            if symbol.version <= HARD
            else self.tr("Hard to scan: version {version}, {modules} modules. Untick something.")
        )
        fitness = Fitness.GOOD if symbol.version <= HARD else Fitness.HARD
        return fitness, said.format(version=symbol.version, modules=symbol.modules)

    def _lines(self, person: Person) -> Iterator[FieldLine]:
        """All facts there are, those that are shared ticked; one that the form cannot say is told so."""
        if not person.title:
            yield FieldLine("", self.tr("Name"), is_shared=True)
        for key, text, is_possible in self._possible():
            is_shared = key in self.fields
            if not is_possible:
                yield FieldLine("", self.tr("{fact}  (not in a MECARD)").format(fact=text), is_shared=False)
            elif key == "title":
                words = self.tr("Name and role") if is_shared else self.tr("Name, without the role")
                yield FieldLine(key, words, is_shared)
            else:
                yield FieldLine(key, text, is_shared)

    def _possible(self) -> Iterator[tuple[str, str, bool]]:
        """The key of each fact, its words, and whether the form can say it."""
        whole = self.whole
        if whole is None:
            return
        person, is_vcard = whole.person, self.form is CardForm.VCARD
        if person.title:
            yield "title", person.title, True
        if person.organisation:
            yield "organisation", f"{self.tr('Organisation')}  {person.organisation}", True
        for point in sorted((one for one in whole.contact_points if one.kind in _ORDER), key=_place):
            yield str(point.id), _point_words(point), is_vcard or point.kind is not ContactKind.IM
        if person.birthday:
            words = f"{self.tr('Birthday')}  {birthday(person.birthday)}"
            yield "birthday", words, is_vcard or len(person.birthday) == _WHOLE_DAY


def _place(point: ContactPoint) -> int:
    return _ORDER.index(point.kind)


def _point_words(point: ContactPoint) -> str:
    """What kind it is, of which sort, and what it says: "Phone (home)  +372 5555 0101"."""
    said = {
        ContactKind.EMAIL: QCoreApplication.translate("SharedCode", "E-mail"),
        ContactKind.PHONE: QCoreApplication.translate("SharedCode", "Phone"),
        ContactKind.URL: QCoreApplication.translate("SharedCode", "Website"),
        ContactKind.ADDRESS: QCoreApplication.translate("SharedCode", "Address"),
        ContactKind.IM: QCoreApplication.translate("SharedCode", "Messenger"),
    }[point.kind]
    label = f" ({point.label})" if point.label else ""
    return f"{said}{label}  {point.typed or point.value}"
