"""Numbers of badges: each is its event's own."""

import pytest

from companion.formats.archive import read_archive, write_archive
from companion.model.error import InvalidValueError
from companion.model.person import ContactKind
from companion.rules.search import read_query
from companion.storage.queries.duplicates import duplicates_of
from companion.storage.queries.person import whole_person
from companion.storage.queries.search import people_matching
from companion.workflow.merge import merge, suggested
from companion.workflow.person import edit, edit_me
from tests.builders import NOW, adding, contact_point, person

ANA, BEN = person("Ana Ruiz"), person("Ben Okafor")


def badge(who, number, event):
    return contact_point(who, number, kind=ContactKind.BADGE, label=event)


def test_one_number_makes_nobody_a_double(store):
    store.apply(adding(ANA, BEN, badge(ANA, "1017", "Fair"), badge(BEN, "1017", "Mixer")), at=NOW)
    assert store.read(suggested) == []
    assert store.read(duplicates_of, ANA.id) == []


def test_a_merged_person_keeps_the_numbers_of_all_events(store):
    ours = badge(ANA, "1017", "Fair"), badge(ANA, "1017", "Mixer")
    store.apply(adding(ANA, BEN, *ours, badge(BEN, "1017", "Summit"), badge(BEN, "1017", "Fair")), at=NOW)
    store.apply(store.read(merge, ANA, BEN, now=NOW)[1], at=NOW)
    points = store.read(whole_person, ANA.id).contact_points
    assert sorted(point.label for point in points) == ["Fair", "Mixer", "Summit"]


def test_a_number_is_found(store):
    store.apply(adding(ANA, BEN, badge(ANA, "A-1017", "Fair")), at=NOW)
    assert [one.id for one in store.read(people_matching, read_query("1017"))] == [ANA.id]


def test_a_number_is_not_typed_without_its_event(store):
    store.apply(adding(ANA), at=NOW)
    with pytest.raises(InvalidValueError):
        store.read(edit, ANA, {"badge": ["1017"]}, region="ZZ")
    with pytest.raises(InvalidValueError):
        store.read(edit_me, {"badge": ["1017"]}, region="ZZ", now=NOW)


def test_an_archive_keeps_it():
    number = badge(ANA, "1017", "Fair")
    text = "".join(
        write_archive((ANA, number), blobs=(), owner_id=person("").id, made_at=NOW, revision="0002")
    )
    archive, problems = read_archive(text.encode())
    assert problems == ()
    assert number in archive.records
