"""Whom cards and rows become."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.model.change import Change, ChangeSet, Kind, Label
from companion.model.error import CancelledError
from companion.storage.queries.card import people_ids, people_with_names, source_cards_of
from companion.storage.queries.person import records_of, whole_person
from companion.workflow.exchange.intake import plan_import
from companion.workflow.exchange.reading import Choices, read_material
from companion.workflow.exchange.source import Format, Material
from companion.workflow.exchange.watch import Stage, Watch
from companion.workflow.history import undo
from companion.workflow.tidy import delete
from tests.builders import NOW, contact_point, event, note, tag
from tests.builders import adding as added
from tests.builders import changing as changed
from tests.workflow.exchange.conftest import card, codes, fates

PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def whole(store, name="ada byron"):
    (person,) = store.read(people_with_names, [name])[name]
    return store.read(whole_person, person.id)


def tags(store, name="ada byron"):
    return sorted(tag.name for tag in whole(store, name).tags)


def test_the_same_card_twice_in_one_file_is_one_person(imported, store):
    plan = imported(card("TEL:1") * 2)
    assert fates(plan) == ["new", "unchanged"]
    assert len(store.read(people_ids)) == 1


def test_a_card_without_a_uid_that_differs_is_somebody_new(imported):
    imported(card("TEL:+49 30 1234567"))
    plan = imported(card("TEL:+49 30 1234567", "TITLE:Analyst"))
    assert fates(plan) == ["duplicate"]
    (row,) = plan.rows
    assert [(one.name, one.shared) for one in row.alike] == [("Ada Byron", "+49 30 1234567")]


def test_people_of_one_import_who_share_an_address_are_possible_duplicates(imported):
    plan = imported(card("EMAIL:ada@x.example") + card("EMAIL:ADA@X.example", name="A. Byron"))
    assert fates(plan) == ["new", "duplicate"]


def test_short_numbers_say_nothing_about_who_somebody_is(imported):
    imported(card("TEL:110"))
    assert fates(imported(card("TEL:110", name="Ben"))) == ["new"]


def test_a_row_is_told_by_what_tells_of_people_beside_the_name(planned):
    plan = planned(card("ORG:Engines", "TITLE:Analyst") + card("EMAIL:ben@x.example", name="Ben"))
    assert [(row.name, row.detail) for row in plan.rows] == [
        ("Ada Byron", "Analyst, Engines"),
        ("Ben", "ben@x.example"),
    ]


def test_a_photo_is_kept_once_and_shown_and_put_back_into_the_card(imported, store):
    plan = imported(card(f"PHOTO;ENCODING=b;TYPE=PNG:{PIXEL}", "TEL:1"))
    (blob,) = plan.change_set.blobs
    known = whole(store)
    assert known.person.photo == blob.digest
    assert known.source_cards[0].photo == blob.digest
    assert PIXEL.encode() not in known.source_cards[0].content


def test_another_photo_of_a_card_takes_the_place_of_the_old_one(imported, store):
    imported(card("UID:1", f"PHOTO;ENCODING=b;TYPE=PNG:{PIXEL}"))
    plan = imported(card("UID:1"))
    assert fates(plan) == ["update"]
    assert [change.field for change in plan.rows[0].changes] == ["photo"]
    assert whole(store).person.photo is None


def test_a_deleted_person_comes_back_as_somebody_new(imported, store):
    imported(card("UID:1"))
    person = whole(store).person
    store.apply(store.read(delete, person), at=NOW)
    assert fates(imported(card("UID:1"))) == ["new"]


def test_a_card_that_only_says_more_that_is_not_shown_is_unchanged_but_kept(imported, store):
    imported(card("UID:1"))
    plan = imported(card("UID:1", "X-SHOE-SIZE:36"))
    assert fates(plan) == ["unchanged"]
    assert fates(imported(card("UID:1", "X-SHOE-SIZE:36"))) == ["unchanged"]
    assert len(whole(store).source_cards) == 1


def test_two_with_one_uid_stay_two_when_they_come_again_with_news(imported, store):
    both = card("UID:1", "TEL:1") + card("UID:1", "TEL:2", name="Ben")
    plan = imported(both)
    assert fates(plan) == ["new", "new"]
    assert "same_uid" in codes(plan.remarks)
    plan = imported(card("UID:1", "TEL:1") + card("UID:1", "TEL:2", "TITLE:Poet", name="Ben"))
    assert fates(plan) == ["unchanged", "update"]
    assert whole(store, "ben").person.title == "Poet"
    plan = imported(
        card("UID:1", "TEL:1", "TITLE:Countess") + card("UID:1", "TEL:2", "TITLE:Chef", name="Ben")
    )
    assert fates(plan) == ["update", "update"]
    assert (whole(store).person.title, whole(store, "ben").person.title) == ("Countess", "Chef")


def test_of_a_merged_person_each_card_brings_its_own_news(imported, store):
    imported(card("UID:1", "TEL:1") + card("UID:2", "TEL:2", name="Ben"))
    ada, ben = whole(store), whole(store, "ben")
    moved = replace(ben.source_cards[0], person_id=ada.person.id)
    store.apply(changed((ben.source_cards[0], moved)), at=NOW)
    assert len(store.read(source_cards_of, [ada.person.id])[ada.person.id]) == 2
    imported(card("UID:2", "TEL:2", "TITLE:Poet", name="Ben"))
    assert whole(store).person.title == "Poet"


def test_our_own_card_of_somebody_changes_and_adds_but_never_removes(imported, store):
    imported(card("EMAIL:ada@x.example", "TITLE:Analyst"))
    person = whole(store).person
    plan = imported(card(f"UID:urn:uuid:{person.id}", "TITLE:Countess", "TEL:+49 30 1234567"))
    assert fates(plan) == ["update"]
    known = whole(store)
    assert known.person.title == "Countess"
    assert len(known.source_cards) == 1


def test_our_own_card_of_somebody_without_one_is_kept(imported, store):
    imported(card("UID:1"))
    person = whole(store).person
    store.apply(store.read(delete, person), at=NOW)
    store.apply(added(person), at=NOW)
    plan = imported(card(f"UID:{person.id}", "TEL:+49 30 1234567", f"PHOTO;ENCODING=b;TYPE=PNG:{PIXEL}"))
    assert fates(plan) == ["update"]
    known = whole(store)
    assert len(known.source_cards) == 1
    assert known.person.photo is not None


def test_the_users_own_person_is_not_changed_by_a_card(imported, store):
    plan = imported(card(f"UID:urn:uuid:{store.owner_id}"))
    assert fates(plan) == ["new"]


# Groups


def group(name, *members, uid="g"):
    lines = [f"MEMBER:urn:uuid:{member}" for member in members]
    return card(f"UID:{uid}", "KIND:group", *lines, name=name, version="4.0")


def test_a_group_that_is_renamed_or_loses_a_member_is_followed(imported, store):
    people = card("UID:urn:uuid:a") + card("UID:urn:uuid:b", name="Ben")
    imported(people + group("Rowers", "a", "b"))
    assert (tags(store), tags(store, "ben")) == (["rowers"], ["rowers"])
    assert fates(imported(people + group("Rowing Club", "a"))) == ["unchanged", "unchanged", "update"]
    assert (tags(store), tags(store, "ben")) == (["rowing club"], [])


def test_a_group_can_come_before_its_members_or_name_nobody(imported, store):
    imported(group("Rowers", "a", "nobody") + card("UID:urn:uuid:a", "CATEGORIES:rowers"))
    assert tags(store) == ["rowers"]
    assert fates(imported(group("Rowers", "a", "nobody") * 2)) == ["unchanged", "unchanged"]


def test_the_same_group_twice_is_one(imported):
    assert fates(imported(group("Rowers") * 2)) == ["new", "unchanged"]


# Tables


def test_a_row_is_known_again_by_a_page_an_address_or_name_and_company(imported, store):
    header = "Name,Company,Title,Email,URL\n"
    rows = [
        "Ada Byron,,Analyst,,https://www.linkedin.com/in/ada",
        "Ben Bay,,Poet,ben@x.example,",
        "Cy Moe,Moe Ltd,Owner,,",
        "Dee Dow,,Guest,,",
    ]
    assert fates(imported(header + "\n".join(rows), "a.csv")) == ["new"] * 4
    assert fates(imported(header + "\n".join(rows), "a.csv")) == ["unchanged"] * 4
    newer = [row.replace("Analyst", "A").replace("Poet", "B").replace("Owner", "C") for row in rows]
    plan = imported(header + "\n".join(newer), "b.csv")
    assert fates(plan) == ["update", "update", "update", "unchanged"]
    assert whole(store, "cy moe").person.title == "C"


def test_two_rows_about_one_are_two_and_said(imported):
    plan = imported("Name,Email,Title\nAda,a@x.example,A\nAda,a@x.example,B\n", "a.csv")
    assert fates(plan) == ["new", "duplicate"]
    assert codes(plan.remarks) == ["same_uid"]


def test_where_people_were_met_is_the_event_of_that_name_or_a_new_one_that_day(imported, store):
    store.apply(added(event("Spring mixer", owner_id=store.owner_id)), at=NOW)
    table = (
        "Name,Met at,Met on\n"
        "Ada,spring mixer,\n"
        "Ben,Spring Mixer,2026-03-12\n"
        "Cy,Founders dinner,2026-02-01\n"
        "Dee,founders dinner,2026-02-01\n"
        "Eve,Nowhere,\n"
        "Fay,,2026-02-01\n"
    )
    imported(table, "a.csv")
    at = {name: [one.event for one in whole(store, name).meetings] for name in ("ada", "ben", "cy", "dee")}
    assert [[one.name for one in events] for events in at.values()] == [
        ["Spring mixer"],
        ["Spring mixer"],
        ["Founders dinner"],
        ["Founders dinner"],
    ]
    assert at["cy"] == at["dee"]
    assert at["cy"][0].kind.value == "dinner"
    assert at["cy"][0].starts_at.date().isoformat() == "2026-02-01"
    assert [note.text for note in whole(store, "eve").notes] == ["Met: Nowhere"]
    assert [note.text for note in whole(store, "fay").notes] == ["Met: 2026-02-01"]


def test_somebody_met_at_an_event_that_still_runs_was_met_while_it_ran(imported, store):
    store.apply(added(event("Fair", owner_id=store.owner_id, ends_at=None)), at=NOW)
    imported("Name,Met at,Met on\nAda,Fair,2026-03-12\n", "a.csv")
    (meeting,) = whole(store, "ada").meetings
    assert meeting.encounter.at >= meeting.event.starts_at


def test_what_the_user_wrote_stays_although_the_card_says_it_no_more(imported, store):
    (row,) = imported(card("UID:u", "CATEGORIES:london", "EMAIL:old@x.example")).rows
    ada = store.read(whole_person, row.record_id).person
    note_of_mine = note(ada, "Likes chess", owner_id=store.owner_id)
    mine = (tag(ada, "maths"), contact_point(ada, "ada@x.example"), note_of_mine)
    store.apply(added(*mine), at=NOW)
    said = ("CATEGORIES:maths", "EMAIL:ada@x.example", "NOTE:Likes chess")
    imported(card("UID:u", *said))
    assert fates(imported(card("UID:u"))) == ["unchanged"]
    whole = store.read(whole_person, ada.id)
    assert [*whole.tags, *whole.contact_points, *whole.notes] == [*mine]


def test_what_came_with_a_card_goes_with_it_although_an_undo_brought_it_back(imported, store):
    (row,) = imported(card("UID:u", "CATEGORIES:london")).rows
    (tagged,) = store.read(whole_person, row.record_id).tags
    store.apply(ChangeSet(Label.DELETE, (Change.remove(tagged),)), at=NOW)
    store.apply(store.read(undo)[1], at=NOW)
    imported(card("UID:u"))
    assert [*store.read(whole_person, row.record_id).tags] == []


def test_a_table_that_nothing_is_known_of_changes_nothing(planned):
    plan = planned("", "a.csv")
    assert not plan.change_set
    assert plan.problems


# Laws

LINE = st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), min_size=1, max_size=20).filter(str.strip)


@given(
    st.lists(
        st.tuples(LINE, st.lists(LINE, max_size=3), st.booleans(), st.none() | st.sampled_from("abc")),
        min_size=1,
        max_size=6,
    )
)
def test_importing_the_same_file_twice_changes_nothing(shared_store, people):
    def escaped(text):
        return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")

    content = "".join(
        card(
            *(f"NOTE:{escaped(line)}" for line in lines),
            *(["TEL:+49 30 1234567"] if reachable else []),
            *([f"UID:{uid}"] if uid else []),
            name=escaped(name),
        )
        for name, lines, reachable, uid in people
    )

    def planned():
        sources = read_material(Material("a.vcf", content.encode(), Format.VCARD), Choices())
        return shared_store.read(plan_import, sources, now=NOW, region="DE")

    first = planned()
    shared_store.apply(first.change_set, at=NOW)
    again = planned()
    assert set(fates(again)) <= {"unchanged"}
    assert not again.change_set


@pytest.mark.parametrize("stage", [Stage.READING, Stage.COMPARING])
def test_an_import_that_is_called_off_is_neither_read_nor_planned_on(store, stage):
    heard = []
    watch = Watch(lambda *step: heard.append(step), lambda: stage in {step[0] for step in heard})
    content = b"".join(card("TEL:1", name=f"Ada {place}").encode() for place in range(450))

    def work():
        sources = read_material(Material("a.vcf", content, Format.VCARD), Choices(), watch=watch)
        return store.read(plan_import, sources, now=NOW, region="DE", watch=watch)

    with pytest.raises(CancelledError):
        work()
    assert {step[0] for step in heard} <= {Stage.READING, stage}
    assert store.read(records_of, Kind.PERSON, "id", []) == []


def test_what_very_many_share_says_nothing_about_who_somebody_is(planned):
    plan = planned("Name,Email\n" + "".join(f"Ada {place},info@x.example\n" for place in range(40)), "a.csv")
    assert fates(plan).count("duplicate") < 10
    assert max(len(row.alike) for row in plan.rows) <= 8


def test_a_table_of_the_same_program_with_more_numbered_columns_is_known_again(imported, store):
    first = "First Name,Last Name,Organization Title,E-mail 1 - Value\nAda,Byron,Analyst,ada@x.example\n"
    imported(first, "google.csv")
    more = (
        "First Name,Last Name,Organization Title,E-mail 1 - Value,E-mail 2 - Value\n"
        "Ada,Byron,Countess,ada@x.example,byron@x.example\n"
    )
    assert fates(imported(more, "google.csv")) == ["update"]
    assert whole(store).person.title == "Countess"
