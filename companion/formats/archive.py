"""Everything in one JSON file: to keep, to read elsewhere, and to import again without loss.

    {"format": "companion", "version": 1, "revision": "0003", "made_at": "...", "owner_id": "...",
    "records": [
    {"type": "person", "id": "...", "name": "Ana Ruiz", ...},
    {"type": "tag", "id": "...", "person_id": "...", "name": "hr"}
    ],
    "blobs": [
    {"digest": "...", "media_type": "image/jpeg", "content": "..."}
    ]}

`type` is a `model.change.Kind`, its other members are the fields of that record: ids as UUIDs, instants in ISO 8601
with their distance to UTC, days as YYYY-MM-DD, enums by value, bytes in base64, tuples as lists, None as null.
docs/archive.md tells it to others.
"""

import base64
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from companion.formats.json_record import RECORD_TYPES, encoded, fields_of, instant_in
from companion.formats.signature import kind_of
from companion.model.blob import Blob
from companion.model.change import KINDS, Kind, Record
from companion.model.identity import Id
from companion.model.problem import Problem, ProblemCode, offending
from companion.model.source_card import SourceCard

FORMAT = "companion"
VERSION = 1
"""Of the schema; a reader refuses a newer one, since it would lose what it does not know."""
LARGEST = 512 << 20
"""Bytes of a file; photos are a third larger in it than they are."""
LARGEST_CARD = 32 << 20
"""Bytes of a card as it came, unpacked: more than any that is read, in any encoding."""
REFERENCES: Mapping[str, Kind] = {
    "owner_id": Kind.PERSON,
    "person_id": Kind.PERSON,
    "a_id": Kind.PERSON,
    "b_id": Kind.PERSON,
    "introduced_by_id": Kind.PERSON,
    "event_id": Kind.EVENT,
    "capture_id": Kind.RAW_CAPTURE,
    "encounter_id": Kind.ENCOUNTER,
}
"""What the fields of a record point to; `source_id` may point to several kinds, and to what is gone."""
PHOTO = "photo"
"""The field that names a blob by its digest."""
_POINTED_TO = (Kind.PERSON, Kind.EVENT, Kind.RAW_CAPTURE, Kind.ENCOUNTER)
"""Parents first."""
_TYPES: Mapping[object, Kind] = {kind.value: kind for kind in Kind}
_LONGEST_SHOWN = 80
_readable = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(frozen=True, slots=True)
class Archive:
    """What a file held; everything that its records point to is among them."""

    owner_id: Id
    """The person who is the user."""
    revision: str
    """Of the database that it was made of; empty where the file does not say."""
    made_at: datetime | None
    records: tuple[Record, ...]
    """In the order of the file."""
    blobs: tuple[Blob, ...]


def write_archive(
    records: Iterable[Record], *, blobs: Iterable[Blob], owner_id: Id, made_at: datetime, revision: str
) -> Iterator[str]:
    """The text of an archive, piece after piece, a record on each line."""
    about = {
        "format": FORMAT,
        "version": VERSION,
        "revision": revision,
        "made_at": made_at.isoformat(),
        "owner_id": str(owner_id),
    }
    yield f'{_written(about)[:-1]},\n"records": ['
    yield from _lines(encoded(record) for record in records)
    yield '],\n"blobs": ['
    yield from _lines(
        {
            "digest": blob.digest,
            "media_type": blob.media_type,
            "content": base64.b64encode(blob.content).decode("ascii"),
        }
        for blob in blobs
    )
    yield "]}\n"


def read_archive(content: bytes) -> tuple[Archive | None, tuple[Problem, ...]]:
    """The records and blobs of an archive, and what was wrong with it, each problem naming its record.

    A record is refused that has no value for a field it needs, an id that another one has, or points to
    what is not there; other values that do not fit are left out, and said. None instead of an archive
    for a file that is none, is broken, larger than 512 MB, or of a newer version.
    """
    whole, refusal = _whole(content)
    if refusal is not None:
        return None, (refusal,)
    reading = _Reading()
    owner_id = reading.owner(whole.get("owner_id"))
    if owner_id is None:
        return None, tuple(reading.problems)
    made_at = reading.instant(whole.get("made_at"))
    revision = whole.get("revision", "")
    blobs = tuple(reading.blobs(whole.get("blobs", [])))
    records = reading.records(whole.get("records", []), owner_id)
    kept = reading.without_dangling(records, owner_id, {blob.digest for blob in blobs})
    archive = Archive(owner_id, revision if isinstance(revision, str) else "", made_at, tuple(kept), blobs)
    return archive, tuple(reading.problems)


def _written(value: Mapping[str, Any]) -> str:
    text = _readable(value)
    # Half a character cannot be written in UTF-8, but as an escape it can.
    return text if text.isascii() or _is_whole(text) else json.dumps(value)


def _is_whole(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _lines(values: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    separator = "\n"
    for value in values:
        yield f"{separator}{_written(value)}"
        separator = ",\n"
    yield "\n"


def _refusal(code: ProblemCode, text: str, *, line: int = 0, name: str | None = None) -> Problem:
    return Problem(code, line, line, name, offending(text), is_refusal=True)


def _whole(content: bytes) -> tuple[dict[str, Any], Problem | None]:
    """The document, or why it is none of ours."""
    if len(content) > LARGEST:
        return {}, _refusal(ProblemCode.FILE_TOO_LARGE, str(len(content)))
    try:
        whole = json.loads(content)
    except json.JSONDecodeError as error:
        found = kind_of(content)
        if found not in {"", "json"}:
            return {}, _refusal(ProblemCode.NO_CARD, found)
        return {}, _refusal(ProblemCode.BAD_FILE, error.msg, line=error.lineno)
    except RecursionError:
        return {}, _refusal(ProblemCode.BAD_FILE, "lists stand within lists without end")
    except ValueError as error:
        # Bytes that are no text, a number of thousands of digits.
        return {}, _refusal(ProblemCode.BAD_FILE, str(error))
    if not isinstance(whole, dict) or whole.get("format") != FORMAT:
        return {}, _refusal(ProblemCode.NO_CARD, "json")
    version = whole.get("version")
    if not isinstance(version, int) or version < 1:
        return {}, _refusal(ProblemCode.BAD_FILE, str(version), name="version")
    if version > VERSION:
        return {}, _refusal(ProblemCode.UNKNOWN_VERSION, str(version))
    return whole, None


class _Reading:
    """The parts of an archive one after the other; collects what does not fit."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def owner(self, told: Any) -> Id | None:
        """The id of the user; without one nothing can be taken over."""
        try:
            return UUID(told)
        except (ValueError, AttributeError, TypeError):
            self.problems.append(_refusal(ProblemCode.BAD_FILE, _shown(told), name="owner_id"))
            return None

    def instant(self, told: Any) -> datetime | None:
        """When it was made; nothing hangs on it."""
        try:
            return instant_in(told) if told is not None else None
        except ValueError:
            self._say("made_at", _shown(told))
            return None

    def blobs(self, told: Any) -> Iterator[Blob]:
        """The pictures whose bytes are what their digest says, each once."""
        known: set[str] = set()
        for item in self._list(told, "blobs"):
            blob = _blob(item)
            if blob is None:
                told_digest = item.get("digest") if isinstance(item, dict) else item
                self._say("blob", _shown(told_digest), is_refusal=True)
            elif blob.digest not in known:
                known.add(blob.digest)
                yield blob

    def records(self, told: Any, owner_id: Id) -> list[Record]:
        """The records that are whole, each id once; that of the user is a person's."""
        known: set[Id] = set()
        records: list[Record] = []
        for item in self._list(told, "records"):
            record = self._record(item)
            if record is None:
                continue
            kind = KINDS[type(record)]
            if record.id in known or (record.id == owner_id and kind is not Kind.PERSON):
                self._say(f"{kind.value}.id", str(record.id), is_refusal=True)
            elif isinstance(record, SourceCard) and not _is_packed(record.content):
                self._say(f"{kind.value}.content", str(record.id), is_refusal=True)
            else:
                known.add(record.id)
                records.append(record)
        return records

    def without_dangling(self, records: Sequence[Record], owner_id: Id, digests: Set[str]) -> list[Record]:
        """The records that point to nothing that is not there; where they need not, they point to nothing."""
        there: dict[Kind, set[Id]] = {kind: set() for kind in _POINTED_TO}
        there[Kind.PERSON].add(owner_id)
        kept: dict[int, Record] = {}
        for place in sorted(range(len(records)), key=lambda place: _rank(records[place])):
            kind = KINDS[type(records[place])]
            record = self._tied(records[place], kind, there, digests)
            if record is not None:
                kept[place] = record
                if kind in there:
                    there[kind].add(record.id)
        return [kept[place] for place in sorted(kept)]

    def _tied(
        self, record: Record, kind: Kind, there: Mapping[Kind, Set[Id]], digests: Set[str]
    ) -> Record | None:
        loose: dict[str, Any] = {}
        for name, target, is_required in _references(kind):
            value = getattr(record, name)
            if value is None or value in (digests if target is None else there[target]):
                continue
            self._say(f"{kind.value}.{name}", f"{record.id}: {value}", is_refusal=is_required)
            if is_required:
                return None
            loose[name] = None
        return replace(record, **loose) if loose else record

    def _record(self, item: Any) -> Record | None:
        told = item.get("type") if isinstance(item, dict) else item
        kind = _TYPES.get(told) if isinstance(told, str) and isinstance(item, dict) else None
        if kind is None:
            self._say("type", _shown(told), is_refusal=True)
            return None
        values: dict[str, Any] = {}
        for part in fields_of(kind):
            try:
                values[part.name] = part.decode(item[part.name])
            except (KeyError, ValueError):
                is_missing = part.name not in item
                if part.is_required or not is_missing:
                    said = _shown(item.get("id")) + ("" if is_missing else f": {_shown(item[part.name])}")
                    self._say(f"{kind.value}.{part.name}", said, is_refusal=part.is_required)
                if part.is_required:
                    return None
                values[part.name] = part.default
        for unknown in sorted(item.keys() - values.keys() - {"type"}):
            self._say(f"{kind.value}.{unknown}", f"{item['id']}: {_shown(item[unknown])}")
        record: Record = RECORD_TYPES[kind](**values)
        return record

    def _list(self, told: Any, name: str) -> Sequence[Any]:
        if isinstance(told, list):
            return told
        self._say(name, _shown(told), is_refusal=True)
        return ()

    def _say(self, name: str, text: str, *, is_refusal: bool = False) -> None:
        self.problems.append(
            Problem(ProblemCode.BAD_VALUE, 0, 0, name, offending(text), is_refusal=is_refusal)
        )


def _shown(value: Any) -> str:
    """The start of whatever stands there; a whole list may be as deep or as long as the file."""
    if isinstance(value, dict | list):
        return "{…}" if isinstance(value, dict) else "[…]"
    return value[:_LONGEST_SHOWN] if isinstance(value, str) else str(value)[:_LONGEST_SHOWN]


def _blob(item: Any) -> Blob | None:
    try:
        blob = Blob.of(item["media_type"], base64.b64decode(item["content"], validate=True))
    except (KeyError, TypeError, ValueError):
        return None
    return blob if blob.digest == item.get("digest") and isinstance(blob.media_type, str) else None


def _is_packed(content: bytes) -> bool:
    """Whether these are the bytes of a card, compressed (RFC 1950); a card that would burst is none."""
    unpacking = zlib.decompressobj()
    try:
        unpacking.decompress(content, LARGEST_CARD)
    except zlib.error:
        return False
    return unpacking.eof


def _rank(record: Record) -> int:
    kind = KINDS[type(record)]
    return _POINTED_TO.index(kind) if kind in _POINTED_TO else len(_POINTED_TO)


@cache
def _references(kind: Kind) -> Sequence[tuple[str, Kind | None, bool]]:
    """The fields of a kind that point to something: to what (None for a blob), and whether they must."""
    return [
        (part.name, REFERENCES.get(part.name), part.is_required)
        for part in fields_of(kind)
        if part.name in REFERENCES or part.name == PHOTO
    ]
