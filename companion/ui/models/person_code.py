"""The code of somebody who is known: what is chosen for it is not kept; imported once the data is open."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from companion.model.identity import Id
from companion.model.my_card import CardForm
from companion.storage.engine import Connection
from companion.storage.queries.card import WholeContact, contacts_of
from companion.ui.desk import Desk
from companion.ui.models.shared_code import SharedCode
from companion.workflow.my_card import usual_fields


class PersonCode(SharedCode):
    """What one hands on of a person: what is usual at first, never what was noted about them."""

    def __init__(self, desk: Desk, person_id: Id, parent: QObject | None = None) -> None:
        super().__init__(desk, parent)
        self.person_id = person_id
        self._whole = desk.read(_contact_of, person_id)
        self._form = CardForm.VCARD
        self._fields: tuple[str, ...] = usual_fields(self._whole) if self._whole is not None else ()

    def read(self) -> None:
        """Read the person again."""
        self._whole = self.desk.read(_contact_of, self.person_id)

    @property
    def whole(self) -> WholeContact | None:
        """The person; None when there is none any more."""
        return self._whole

    @property
    def fields(self) -> Sequence[str]:
        """What is chosen."""
        return self._fields

    @property
    def form(self) -> CardForm:
        """What is chosen."""
        return self._form

    def turn_field(self, key: str, on: bool) -> None:
        """Share a fact, or do not."""
        self._fields = self.with_field(key, on)
        self.changed.emit()

    def set_form(self, form: CardForm) -> None:
        """Write it in another form."""
        self._form = form
        self.changed.emit()


def _contact_of(connection: Connection, person_id: Id) -> WholeContact | None:
    return next(contacts_of(connection, [person_id]), None)
