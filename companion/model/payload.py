"""What the text of a code is: a person, a link, a secret …, before anything is done with it."""

from dataclasses import dataclass
from enum import StrEnum

from companion.model.blob import Blob
from companion.model.calendar import CalendarEvent
from companion.model.contact import Contact
from companion.model.problem import Problem


class PayloadKind(StrEnum):
    """What becomes of a code's text."""

    PERSON = "person"
    LINK = "link"
    EMAIL = "email"
    PHONE = "phone"
    EVENT = "event"
    PLACE = "place"
    BADGE = "badge"
    """The number of a badge and nothing else: a person without a name."""
    PAPER = "paper"
    """The photo of a paper card, and what was read of its print, if anything was."""
    NOTE = "note"
    WIFI = "wifi"
    OTP = "otp"
    """The secret of one-time passwords (otpauth)."""
    FIDO = "fido"
    """What signs in whoever shows it: a passkey, or another device of an account."""
    KEY = "key"
    """A private key."""
    ESIM = "esim"
    CRYPTO = "crypto"
    PAYMENT = "payment"


class BadgeField(StrEnum):
    """What a cell of a badge holds, in the order in which it is offered."""

    NAME = "name"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    TITLE = "title"
    ORGANISATION = "organisation"
    EMAIL = "email"
    PHONE = "phone"
    URL = "url"
    ADDRESS = "address"
    BADGE = "badge"
    """The number of the badge."""
    NOTHING = ""
    """Not taken over; the text of the code still says it."""


SECRETS = frozenset(
    (
        PayloadKind.WIFI,
        PayloadKind.OTP,
        PayloadKind.FIDO,
        PayloadKind.KEY,
        PayloadKind.ESIM,
        PayloadKind.CRYPTO,
        PayloadKind.PAYMENT,
    )
)
"""What is shown as what it is, never stored and never logged."""


@dataclass(frozen=True, slots=True)
class Payload:
    """A code's text as read."""

    kind: PayloadKind
    text: str
    """Exactly what the code says, but for a secret within it; of SECRETS it goes nowhere."""
    title: str = ""
    """What stands for it in one line: a name, an address, the name of a network; never a secret."""
    contact: Contact | None = None
    """Of PERSON, EMAIL and PHONE, of BADGE and PAPER also without a name, and of LINK where it is somebody's page."""
    whole: Contact | None = None
    """Of a vCard, all that it says, to be kept: `contact` has no more of it than is shown."""
    events: tuple[CalendarEvent, ...] = ()
    link: str | None = None
    """An address that may be opened when the user asks: http or https, tracking parameters cut."""
    host: str = ""
    """The part of `link` that says whose it is, as it is shown in bold."""
    place: str | None = None
    """A name or `latitude, longitude`."""
    note: str = ""
    """What it says besides: the body of a message, or the whole text of a NOTE; shown text."""
    cells: tuple[str, ...] = ()
    """Of a badge with several fields, a NOTE that looks like one, or a paper card, what stands in each.

    Which is what may be chosen.
    """
    fields: tuple[BadgeField, ...] = ()
    """What each cell was taken for."""
    card: bytes = b""
    """Of a vCard, its lines as a file would hold them: what is kept of it is exactly this."""
    picture: Blob | None = None
    """Of PAPER, the photo as it is kept."""
    is_guess: bool = False
    """Whether it was told by its shape alone, so that somebody has to look at it."""
    problems: tuple[Problem, ...] = ()
