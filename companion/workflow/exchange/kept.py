"""Cards as they came, to and from the record that keeps them."""

import json
import zlib
from dataclasses import asdict, dataclass
from hashlib import sha256

from companion.formats.vcard.card import Card, digest_of
from companion.formats.vcard.photo import attached, detached
from companion.formats.vcard.read import read_cards
from companion.formats.vcard.write import write_card
from companion.model.blob import Blob
from companion.model.contact import Contact
from companion.model.identity import Id, new_id
from companion.model.payload import Payload
from companion.model.person import ContactKind
from companion.model.source_card import IMPORT, PAPER, SCAN, TABLE, SourceCard
from companion.rules.search import fold
from companion.storage.record import contact_key

_LONGEST_MARK = 16
_PROFILES = ("linkedin.com/in/", "xing.com/profile/")
"""Addresses of pages that are about one person."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A card or row as it will be kept, and the picture in it."""

    source: SourceCard
    blob: Blob | None = None

    @property
    def portrait(self) -> str | None:
        """The digest of a picture of the person; that of a paper card shows the card."""
        return self.blob.digest if self.blob is not None and not self.source.is_paper else None


def kept_card(card: Card, contact: Contact, digest: str, person_id: Id | None) -> Kept:
    """A card as it came; its photo is kept beside it where it can be put back unchanged."""
    blob = Blob.of(contact.photo.media_type, contact.photo.content) if contact.photo is not None else None
    content, taken_out = detached(card.raw) if blob is not None else (card.raw, None)
    refers = blob is not None and taken_out is not None and taken_out.content == blob.content
    source = SourceCard(
        id=new_id(),
        person_id=person_id,
        source=IMPORT,
        uid=contact.uid,
        version=card.version,
        digest=digest,
        encoding=card.encoding,
        content=_packed(content if refers else card.raw),
        photo=blob.digest if blob is not None and refers else None,
    )
    return Kept(source, blob)


def kept_row(contact: Contact, digest: str, source: str, person_id: Id | None) -> Kept:
    """A row of a table, kept as the card it would be; what it is known again by is its UID."""
    content = _packed(write_card(contact))
    return Kept(SourceCard(new_id(), person_id, source, row_uid(contact), "3.0", digest, None, content))


def kept_text(text: str, person_id: Id | None) -> Kept:
    """The text of a code, as it came."""
    content = _packed(text.encode(errors="replace"))
    return Kept(SourceCard(new_id(), person_id, SCAN, None, "", digest_of_text(text), None, content))


def kept_paper(text: str, picture: Blob, person_id: Id | None) -> Kept:
    """The photo of a paper card, with the lines that were read of its print."""
    content = _packed(text.encode(errors="replace"))
    source = SourceCard(new_id(), person_id, PAPER, None, "", picture.digest, None, content, picture.digest)
    return Kept(source, picture)


def text_of(source: SourceCard) -> str:
    """The text of a code or a paper card that a record keeps."""
    return zlib.decompress(source.content).decode()


def source_of_table(fingerprint: str) -> str:
    """The source of the rows of tables with the same columns."""
    return f"{TABLE}:{fingerprint[:_LONGEST_MARK]}"


def _packed(content: bytes) -> bytes:
    """Compressed with little memory (RFC 1950): to set up the usual amount takes longer than to pack a card."""
    packer = zlib.compressobj(wbits=13, memLevel=5)
    return packer.compress(content) + packer.flush()


def card_of(source: SourceCard, photo: bytes | None = None) -> Card | None:
    """The card that a record keeps; with the bytes of its photo, the whole of it. None if it is none."""
    if source.is_text:
        return None
    raw = zlib.decompress(source.content)
    if source.photo is not None and photo is not None:
        raw = attached(raw, photo)
    return next((card for card in read_cards(raw, encoding=source.encoding) if isinstance(card, Card)), None)


def card_in(payload: Payload) -> Card | None:
    """The card that the text of a code is; None for any other text."""
    if not payload.card:
        return None
    return next((card for card in read_cards(payload.card) if isinstance(card, Card)), None)


def digest_of_text(text: str) -> str:
    """By what the text of a code is known again."""
    return sha256(text.encode(errors="replace")).hexdigest()


def digest_of_card(card: Card) -> str:
    """By what a card is known again."""
    return digest_of(card.raw)


def digest_of_row(contact: Contact) -> str:
    """By what a row of a table is known again: everything that was read of it."""
    content = {name: value for name, value in asdict(contact).items() if value}
    return sha256(json.dumps(content, sort_keys=True, default=str).encode()).hexdigest()


def row_uid(contact: Contact) -> str | None:
    """Whom a row is about, where it tells: by a page of theirs, or by the name with an address or the company."""
    urls = [
        contact_key(ContactKind.URL, point.value) for point in contact.points if point.kind is ContactKind.URL
    ]
    profile = next((url for url in urls if url.removeprefix("de.").startswith(_PROFILES)), None)
    if profile is not None:
        return profile
    # An address may be a family's, a company's: with the name it is one person's.
    emails = [
        contact_key(point.kind, point.value) for point in contact.points if point.kind is ContactKind.EMAIL
    ]
    beside = emails[0] if emails else fold(contact.organisation or "")
    return f"{fold(contact.name)} | {beside}" if contact.name and beside else None
