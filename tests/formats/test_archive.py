import base64
import json
import re
import time
import zlib
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_type_hints
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.formats.archive import (
    LARGEST,
    LARGEST_CARD,
    PHOTO,
    REFERENCES,
    VERSION,
    read_archive,
    write_archive,
)
from companion.formats.json_record import RECORD_TYPES, fields_of
from companion.model.blob import Blob
from companion.model.change import KINDS, Kind
from companion.model.identity import new_id
from companion.model.person import Person, Tag
from companion.model.problem import ProblemCode
from tests.builders import (
    NOW,
    contact_point,
    encounter,
    event,
    mention,
    need,
    note,
    person,
    promise,
    raw_capture,
    source_card,
    tag,
)

ANA = person("Ana Ruiz")
ME = person("")
PICTURE = Blob.of("image/jpeg", b"\xff\xd8picture")


@pytest.fixture(autouse=True)
def _asked_anew():
    """What was found out about a kind of record on another thread before is found out here."""
    fields_of.cache_clear()


def written(*records, blobs=(), owner=ME):
    return "".join(write_archive(records, blobs=blobs, owner_id=owner.id, made_at=NOW, revision="0003"))


def read(text):
    archive, problems = read_archive(text if isinstance(text, bytes) else text.encode())
    return archive, [
        (problem.code, problem.property, problem.text, problem.is_refusal) for problem in problems
    ]


def changed(*records, **members):
    """An archive as somebody else might write it: the last record, or the document, with other members."""
    whole = json.loads(written(*records))
    target = whole["records"][-1] if records else whole
    target.update(members)
    for name in [name for name, value in members.items() if value is ...]:
        del target[name]
    return json.dumps(whole)


def test_an_archive_is_a_line_for_each_record_between_what_is_said_of_all():
    assert written(ANA, tag(ANA)).splitlines()[0] == (
        '{"format": "companion", "version": 1, "revision": "0003", "made_at": "2026-03-12T20:30:00+00:00",'
        f' "owner_id": "{ME.id}",'
    )
    assert written(ANA).splitlines()[1:] == [
        '"records": [',
        (
            f'{{"type": "person", "id": "{ANA.id}", "name": "Ana Ruiz", "title": null, "organisation": null,'
            ' "starred": false, "birthday": null, "photo": null}'
        ),
        "],",
        '"blobs": [',
        "]}",
    ]


def test_an_archive_comes_piece_by_piece():
    def endless():
        while True:
            yield ANA

    pieces = write_archive(endless(), blobs=(), owner_id=ME.id, made_at=NOW, revision="")
    assert "Ana Ruiz" in next(pieces) + next(pieces)


def test_everything_is_read_back_as_it_was_written():
    mixer = event(owner_id=ME.id)
    met = encounter(ANA, mixer)
    line = raw_capture(owner_id=ME.id, event_id=mixer.id, off=((0, 3), (5, 9)))
    records = (
        ME,
        replace(ANA, photo=PICTURE.digest, birthday="--05-12"),
        *(mixer, met, line, mention(ANA, line, met), tag(ANA), contact_point(ANA), need(ANA)),
        *(note(ANA, "likes\n“tea”", owner_id=ME.id), promise(ANA, owner_id=ME.id)),
    )
    archive, problems = read(written(*records, blobs=[PICTURE]))
    assert problems == []
    assert archive.records == records
    assert archive.blobs == (PICTURE,)
    assert (archive.owner_id, archive.made_at, archive.revision) == (ME.id, NOW, "0003")


def test_half_a_character_is_written_and_read_back():
    half = replace(ANA, name="Ana \ud800")
    text = written(half)
    assert text.encode().isascii()
    archive, problems = read(text)
    assert (archive.records[0], problems) == (half, [])


TEXTS = st.one_of(
    st.sampled_from(["", "\0", "\ud800", "\U0001f469", "a\nb"]), st.text(st.characters(exclude_categories=[]))
)
INSTANTS = st.datetimes(
    min_value=datetime(1, 1, 3),
    max_value=datetime(9999, 12, 29),
    timezones=st.integers(-86399, 86399).map(lambda seconds: timezone(timedelta(seconds=seconds))),
)


def values(hint):
    """Any value that a field of that type may hold."""
    if isinstance(hint, UnionType):
        return st.one_of(*(values(part) for part in get_args(hint)))
    if hint == tuple[tuple[int, int], ...]:
        return st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)), max_size=3).map(tuple)
    if hint == tuple[str, ...]:
        return st.lists(TEXTS, max_size=3).map(tuple)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return st.sampled_from(list(hint))
    plain = {
        str: TEXTS,
        bool: st.booleans(),
        int: st.integers(-(2**63), 2**63 - 1),
        bytes: st.binary(max_size=40).map(zlib.compress),
        UUID: st.uuids(),
        datetime: INSTANTS,
        date: st.dates(),
        type(None): st.none(),
    }
    return plain[hint]


@st.composite
def record_sets(draw):
    """Records of every kind in any order, that point to each other."""
    ids: dict[Kind, list[UUID]] = {}
    taken: set[UUID] = set()
    records: list[Any] = []
    for kind in (Kind.PERSON, Kind.EVENT, Kind.RAW_CAPTURE, Kind.ENCOUNTER, *Kind):
        if kind in ids:
            continue
        free = st.uuids().filter(lambda some: some not in taken)
        ids[kind] = draw(st.lists(free, min_size=kind in set(REFERENCES.values()), max_size=2, unique=True))
        taken.update(ids[kind])
        hints = get_type_hints(RECORD_TYPES[kind])
        for own in ids[kind]:
            told: dict[str, Any] = {"id": own}
            for item in fields(RECORD_TYPES[kind])[1:]:
                of = values(hints[item.name])
                if item.name in REFERENCES:
                    pointed = st.sampled_from(ids[REFERENCES[item.name]])
                    of = pointed | st.none() if isinstance(hints[item.name], UnionType) else pointed
                if item.name == PHOTO:
                    of = st.sampled_from([None, PICTURE.digest])
                told[item.name] = draw(of)
            records.append(RECORD_TYPES[kind](**told))
    return draw(st.permutations(records)), draw(st.sampled_from(ids[Kind.PERSON]))


@settings(max_examples=40)
@given(record_sets())
def test_records_of_every_kind_are_read_back_the_same(drawn):
    records, owner_id = drawn
    text = "".join(write_archive(records, blobs=[PICTURE], owner_id=owner_id, made_at=NOW, revision=""))
    archive, problems = read(text)
    assert problems == []
    assert list(archive.records) == records


def test_every_kind_of_record_has_its_fields_known():
    assert RECORD_TYPES.keys() == {*Kind}
    for kind in Kind:
        names = [item.name for item in fields_of(kind)]
        assert "type" not in names
        pointing = {name for name in names if name.endswith("_id")}
        assert pointing <= REFERENCES.keys() | {"source_id"}


def test_the_description_names_every_member_of_every_record():
    text = (Path(__file__).parents[2] / "docs" / "archive.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", text, re.MULTILINE))
    for kind in Kind:
        names = re.findall(r"`(\w+)\??`", rows[kind.value].partition(";")[0])
        assert names == [item.name for item in fields_of(kind)], kind
        optional = set(re.findall(r"`(\w+)\?`", rows[kind.value]))
        nullable = {item.name for item in fields_of(kind) if type(None) in get_args(item.hint)}
        assert optional == nullable, kind
        for item in fields_of(kind):
            if isinstance(item.hint, type) and issubclass(item.hint, StrEnum):
                assert f"({', '.join(item.hint)})" in rows[kind.value]


@pytest.mark.parametrize(
    ("content", "code", "text"),
    [
        (b"", ProblemCode.NO_CARD, "empty"),
        (b"BEGIN:VCARD\r\n", ProblemCode.NO_CARD, "vcf"),
        (b"[]", ProblemCode.NO_CARD, "json"),
        (b'{"contacts": []}', ProblemCode.NO_CARD, "json"),
        (b'{"format": "companion",\n "version": 1', ProblemCode.BAD_FILE, "Expecting ',' delimiter"),
        (b"[" * 100_000, ProblemCode.BAD_FILE, "lists stand within lists without end"),
        (b'{"format": "companion"}', ProblemCode.BAD_FILE, "None"),
        (b'{"format": "companion", "version": 0}', ProblemCode.BAD_FILE, "0"),
        (b'{"format": "companion", "version": 1}', ProblemCode.BAD_FILE, "None"),
        (b'{"format": "companion", "version": 1, "owner_id": 7}', ProblemCode.BAD_FILE, "7"),
        (b'{"format": "companion", "version": 1, "owner_id": "me"}', ProblemCode.BAD_FILE, "me"),
    ],
)
def test_a_file_that_is_no_archive_is_refused_and_said_why(content, code, text):
    archive, ((found, _, said, is_refusal),) = read(content)
    assert (archive, found, said, is_refusal) == (None, code, text, True)


@pytest.mark.parametrize(
    "content",
    [b"\xff\xfe\xff", b"[" * 100_000, b"9" * 5000, b'{"a": 9e999999, "b": NaN, "c": ' + b"1" * 5000 + b"}"],
)
def test_what_no_reader_of_json_bears_is_a_broken_file(content):
    archive, problems = read(content)
    assert archive is None
    assert problems[0][0] in {ProblemCode.BAD_FILE, ProblemCode.NO_CARD}


def test_the_line_where_an_archive_is_broken_is_said():
    text = written(ANA, tag(ANA)).replace('"hr"', '"hr').replace('"berlin"', '"berlin')
    _, (problem,) = read_archive(text.encode())
    assert (problem.code, problem.first_line) == (ProblemCode.BAD_FILE, 4)


def test_an_archive_of_a_newer_version_is_refused():
    archive, problems = read(changed(version=VERSION + 1))
    assert (archive, problems) == (None, [(ProblemCode.UNKNOWN_VERSION, None, str(VERSION + 1), True)])


def test_an_archive_beyond_its_bounds_is_refused(monkeypatch):
    monkeypatch.setattr("companion.formats.archive.LARGEST", 10)
    assert read(written(ANA))[1][0][0] is ProblemCode.FILE_TOO_LARGE
    assert LARGEST >= 64 << 20


def test_an_archive_is_read_however_json_is_laid_out():
    whole = json.loads(written(ANA, tag(ANA)))
    whole["records"].reverse()
    for content in (
        json.dumps(whole, indent=4).encode(),
        json.dumps(whole).encode("utf-8-sig"),
        json.dumps(whole).encode("utf-16"),
    ):
        archive, problems = read(content)
        assert problems == []
        assert [type(record) for record in archive.records] == [Tag, Person]


def test_what_is_said_of_the_whole_may_be_missing_or_wrong():
    archive, problems = read(changed(revision=7, made_at="soon"))
    assert (archive.revision, archive.made_at) == ("", None)
    assert problems == [(ProblemCode.BAD_VALUE, "made_at", "soon", False)]
    archive, problems = read(changed(made_at="2026-01-01T00:00:00"))
    assert (archive.made_at, problems) == (
        None,
        [(ProblemCode.BAD_VALUE, "made_at", "2026-01-01T00:00:00", False)],
    )
    archive, problems = read(changed(revision=..., made_at=..., records=..., blobs=...))
    assert (archive.records, archive.blobs, problems) == ((), (), [])
    archive, problems = read(changed(records={"a": 1}, blobs="x"))
    assert (archive.records, archive.blobs) == ((), ())
    assert problems == [
        (ProblemCode.BAD_VALUE, "blobs", "x", True),
        (ProblemCode.BAD_VALUE, "records", "{…}", True),
    ]


@pytest.mark.parametrize(
    ("item", "text"),
    [
        ({"type": "pet", "id": str(ANA.id)}, "pet"),
        ({"id": str(ANA.id)}, "None"),
        ({"type": ["person"]}, "[…]"),
        ({"type": {"person": 1}}, "{…}"),
        ("person", "person"),
        (7, "7"),
        ([], "[…]"),
    ],
)
def test_a_record_of_no_kind_that_we_know_is_refused_and_the_rest_is_read(item, text):
    whole = json.loads(written(ANA))
    whole["records"].insert(0, item)
    archive, problems = read(json.dumps(whole))
    assert archive.records == (ANA,)
    assert problems == [(ProblemCode.BAD_VALUE, "type", text, True)]


@pytest.mark.parametrize(
    ("made", "name", "value"),
    [
        (lambda: tag(ANA), "name", ...),
        (lambda: tag(ANA), "name", 7),
        (lambda: tag(ANA), "name", None),
        (lambda: tag(ANA), "id", "7"),
        (lambda: need(ANA), "state", "sleeping"),
        (lambda: need(ANA), "heard_at", "2026-03-12T20:30:00"),
        (lambda: need(ANA), "heard_at", "0001-01-01T00:00:00+23:00"),
        (lambda: need(ANA), "heard_at", "soon"),
        (lambda: promise(ANA, owner_id=ME.id), "due", "12 May"),
        (lambda: raw_capture(owner_id=ME.id), "reader", True),
        (lambda: raw_capture(owner_id=ME.id), "reader", 1 << 63),
        (lambda: raw_capture(owner_id=ME.id), "reader", 1.0),
        (lambda: raw_capture(owner_id=ME.id), "off", [[1, 2, 3]]),
        (lambda: raw_capture(owner_id=ME.id), "off", {"a": 1}),
    ],
)
def test_a_record_without_a_value_that_it_needs_is_refused_and_the_rest_is_read(made, name, value):
    record = made()
    kind = KINDS[type(record)]
    archive, problems = read(changed(ANA, record, **{name: value}))
    assert archive.records == (ANA,)
    ((code, where, text, is_refusal),) = problems
    assert (code, where, is_refusal) == (ProblemCode.BAD_VALUE, f"{kind.value}.{name}", True)
    assert text.startswith(str(record.id) if name != "id" else "7")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("birthday", 7, "7"),
        ("title", ["x"], "[…]"),
        ("starred", "yes", "yes"),
        ("shoe_size", 38, "38"),
    ],
)
def test_a_value_that_a_record_can_do_without_is_left_out_and_said(name, value, said):
    archive, problems = read(changed(ANA, **{name: value}))
    assert archive.records == (ANA,)
    assert problems == [(ProblemCode.BAD_VALUE, f"person.{name}", f"{ANA.id}: {said}", False)]


def test_a_value_that_a_record_can_do_without_may_be_missing():
    archive, problems = read(changed(ANA, title=..., starred=..., photo=...))
    assert (archive.records, problems) == ((ANA,), [])


def test_of_two_records_with_one_id_the_first_is_read():
    archive, problems = read(written(ANA, replace(ANA, name="Eve")))
    assert archive.records == (ANA,)
    assert problems == [(ProblemCode.BAD_VALUE, "person.id", str(ANA.id), True)]


def test_of_two_records_of_different_kinds_with_one_id_the_first_is_read():
    archive, problems = read(written(ANA, replace(tag(ANA), id=ANA.id)))
    assert archive.records == (ANA,)
    assert problems == [(ProblemCode.BAD_VALUE, "tag.id", str(ANA.id), True)]
    archive, problems = read(written(ANA, replace(tag(ANA), id=ME.id)))
    assert archive.records == (ANA,)
    assert problems == [(ProblemCode.BAD_VALUE, "tag.id", str(ME.id), True)]


@pytest.mark.parametrize(
    "content",
    [b"", b"BEGIN:VCARD", zlib.compress(b"BEGIN:VCARD")[:-1], zlib.compress(bytes(LARGEST_CARD + 1))],
    ids=["empty", "not compressed", "cut off", "made to burst"],
)
def test_a_card_as_it_came_that_cannot_be_unpacked_is_refused_and_the_rest_is_read(content):
    kept = replace(source_card(ANA), content=content)
    archive, problems = read(written(ANA, kept, tag(ANA)))
    assert [type(record) for record in archive.records] == [Person, Tag]
    assert problems == [(ProblemCode.BAD_VALUE, "source_card.content", str(kept.id), True)]


def test_a_record_that_must_point_to_what_is_not_there_is_refused_with_all_that_point_to_it():
    mixer = event(owner_id=ME.id)
    eve = person("Eve")
    met = encounter(eve, mixer)
    line = raw_capture(owner_id=ME.id)
    about = replace(mention(ANA, line), encounter_id=met.id)
    archive, problems = read(written(about, line, met, ANA, mixer))
    assert archive.records == (replace(about, encounter_id=None), line, ANA, mixer)
    assert problems == [
        (ProblemCode.BAD_VALUE, "encounter.person_id", f"{met.id}: {eve.id}", True),
        (ProblemCode.BAD_VALUE, "mention.encounter_id", f"{about.id}: {met.id}", False),
    ]


def test_the_user_is_there_even_if_their_record_is_not():
    mine = note(ANA, owner_id=ME.id)
    archive, problems = read(written(ANA, mine))
    assert (archive.records, problems) == ((ANA, mine), [])


def test_a_photo_that_is_not_there_is_left_out():
    archive, problems = read(written(replace(ANA, photo=PICTURE.digest)))
    assert archive.records == (ANA,)
    assert problems == [(ProblemCode.BAD_VALUE, "person.photo", f"{ANA.id}: {PICTURE.digest}"[:80], False)]


@pytest.mark.parametrize(
    "blob",
    [
        {"digest": PICTURE.digest, "media_type": "image/jpeg", "content": "!"},
        {
            "digest": PICTURE.digest,
            "media_type": "image/jpeg",
            "content": base64.b64encode(b"other").decode(),
        },
        {"digest": PICTURE.digest, "media_type": 7, "content": base64.b64encode(PICTURE.content).decode()},
        {"digest": PICTURE.digest, "content": 7, "media_type": "image/jpeg"},
        {"digest": PICTURE.digest},
        PICTURE.digest,
    ],
)
def test_a_picture_that_is_not_what_its_digest_says_is_refused(blob):
    archive, problems = read(changed(blobs=[blob, *json.loads(written(blobs=[PICTURE, PICTURE]))["blobs"]]))
    assert archive.blobs == (PICTURE,)
    assert problems == [(ProblemCode.BAD_VALUE, "blob", PICTURE.digest, True)]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.sampled_from(["records", "blobs", "owner_id", "made_at", "version", "format"]), JSON)
def test_any_value_anywhere_is_read_without_an_error(name, value):
    read(changed(**{name: value}))


@given(
    st.sampled_from([*Kind]),
    st.dictionaries(st.sampled_from(["id", "name", "person_id", "off", "kind"]), JSON),
)
def test_any_record_is_read_without_an_error(kind, told):
    whole = json.loads(written(ANA))
    whole["records"].append({**told, "type": kind.value})
    archive, _ = read(json.dumps(whole))
    assert ANA in archive.records


def test_a_deep_value_in_a_record_is_said_without_an_error():
    deep = "[" * 900 + "]" * 900
    text = changed(ANA, title="DEEP").replace('"DEEP"', deep)
    archive, problems = read(text)
    assert archive is None or problems == [(ProblemCode.BAD_VALUE, "person.title", f"{ANA.id}: […]", False)]


def test_ten_thousand_records_are_written_and_read_in_a_moment():
    people = [person(f"Ana {number}") for number in range(5000)]
    records = (*people, *(tag(one) for one in people))
    started = time.process_time()
    archive, _ = read(written(*records))
    assert archive.records == records
    assert time.process_time() - started < 3


def test_instants_are_written_with_their_distance_to_utc():
    at = datetime(2026, 5, 12, 18, tzinfo=timezone(timedelta(hours=2)))
    text = written(ANA, need(ANA, heard_at=at))
    assert '"heard_at": "2026-05-12T18:00:00+02:00"' in text
    assert read(text)[0].records[1].heard_at == at.astimezone(UTC)


def test_an_id_is_known_in_any_spelling():
    own = new_id()
    archive, _ = read(changed(ANA, id=f"urn:uuid:{str(own).upper()}"))
    assert archive.records == (replace(ANA, id=own),)
