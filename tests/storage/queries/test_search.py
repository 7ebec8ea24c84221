import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.model.change import Kind
from companion.model.need import NeedState
from companion.model.person import ContactKind
from companion.model.promise import PromiseState
from companion.rules.search import read_query
from companion.rules.search import words as words_of
from companion.storage.opening import open_store
from companion.storage.queries.search import people_matching, people_of_late
from companion.storage.queries.told import Told, told_of
from tests.builders import (
    NOW,
    adding,
    changing,
    contact_point,
    encounter,
    event,
    follow_up,
    introduction,
    need,
    note,
    offer,
    person,
    promise,
    removing,
    tag,
)


def keep(store, *records):
    store.apply(adding(*records), at=NOW)


def found(store, typed, *, limit=None):
    return [one.name for one in store.read(people_matching, read_query(typed), limit=limit)]


def told(store, typed, *people):
    return store.read(told_of, read_query(typed), [one.id for one in people])


@pytest.mark.parametrize(
    "typed",
    ["ada", "BYRON", "byr", "ada byr", "byr ada", "Adá", "a", "ad", "countess", "lovelace", "lov coun ad"],
)
def test_people_are_found_by_the_starts_of_name_title_and_organisation(store, typed):
    keep(store, person("Ada Byron", title="Countess", organisation="Lovelace & Co"), person("Ben"))
    assert found(store, typed) == ["Ada Byron"]


@pytest.mark.parametrize("typed", ["da", "yron", "ada ben", "adax", "zzz ada", "ada zzz", "!!! zzz"])
def test_what_does_not_fit_is_not_found(store, typed):
    keep(store, person("Ada Byron"), person("Ben"))
    assert found(store, typed) == []


@pytest.mark.parametrize(
    "typed", ["designer", "investors", "chess", "berlin", "posting", "ada@example.org", "hub", "babbage"]
)
def test_people_are_found_by_everything_that_is_told_of_them(store, typed):
    ada, owner = person("Ada"), store.owner_id
    evening = event("Hub evening", owner_id=owner)
    keep(
        store,
        ada,
        need(ada),
        offer(ada),
        note(ada, owner_id=owner),
        tag(ada),
        promise(ada, owner_id=owner),
        contact_point(ada),
        evening,
        encounter(ada, evening),
        introduction(ada, person("x"), owner_id=owner, b_id=None, b_name="Charles Babbage"),
        person("Ben"),
    )
    assert found(store, typed) == ["Ada"]


def test_words_may_be_told_in_different_places(store):
    ada = person("Ada Byron", organisation="Lumen")
    keep(store, ada, need(ada, "a quiet venue"), offer(ada, "graphic design"), person("Lumen Quiet"))
    assert found(store, "lumen venue") == found(store, "venue design ada") == ["Ada Byron"]


def test_names_that_start_so_come_first_then_names_that_hold_it_then_what_is_told(store):
    told_newest, late, early = person("Zoe"), person("Lara Ana"), person("Mia Ana")
    keep(store, told_newest, person("Anastasia"), person("Ana Ruiz"), early, person("Kim Anais"))
    keep(store, late)
    keep(store, need(told_newest, "somebody like ana"))
    assert found(store, "ana") == ["Ana Ruiz", "Anastasia", "Lara Ana", "Mia Ana", "Kim Anais", "Zoe"]


def test_of_whom_it_is_told_the_newest_comes_first_and_whole_words_before_beginnings(store):
    first, second, third = person("First"), person("Second"), person("Third")
    keep(store, first, second, third)
    for who, words in ((second, "art"), (first, "art"), (third, "articles")):
        keep(store, need(who, words))
    assert found(store, "art") == ["First", "Second", "Third"]


def test_nobody_is_found_twice(store):
    ada = person("Ada Adams", title="Ada")
    keep(store, ada, need(ada, "another ada"), tag(ada, "ada"))
    assert found(store, "ada") == ["Ada Adams"]


def test_no_more_than_the_limit_are_found(store):
    keep(store, *(person(f"Ana {letter}") for letter in "dbca"))
    assert found(store, "ana", limit=2) == ["Ana a", "Ana b"]
    assert found(store, "ana", limit=4) == found(store, "ana")


def test_one_or_two_letters_are_the_start_of_a_name_or_a_whole_word(store):
    ada, ben = person("Ada"), person("Ben")
    keep(store, ada, ben, person("Gordon"), need(ada, "somebody for Go"), need(ben, "golf partners"))
    assert found(store, "go") == ["Gordon", "Ada"]
    assert found(store, "golf") == ["Ben"]


@pytest.mark.parametrize(
    ("typed", "names"), [("小", ["小明"]), ("小明", ["小明"]), ("场地", ["Ana"]), ("大场地", ["Ana"])]
)
def test_scripts_without_blanks_are_found_anywhere_in_a_run(store, typed, names):
    ana = person("Ana")
    keep(store, ana, person("小明"), need(ana, "需要大场地"))
    assert found(store, typed) == names


def test_a_beginning_of_very_many_words_finds_them_all(store):
    people = [person(f"P{place}") for place in range(40)]
    keep(store, *people, *(need(who, f"word{place:02}") for place, who in enumerate(people)))
    assert len(found(store, "word")) == 40


def test_the_user_is_never_found(store):
    me = store.owner_id
    keep(store, need(person("x", id=me), "a designer"))
    assert found(store, "designer") == found(store, "need:designer") == found(store, "need:") == []


def test_who_was_deleted_or_renamed_is_found_no_more(store):
    ada, ben = person("Ada"), person("Ben")
    keep(store, ada, ben)
    store.apply(removing(ada), at=NOW)
    store.apply(changing((ben, person("Bert", id=ben.id))), at=NOW)
    assert found(store, "ada") == found(store, "ben") == []
    assert found(store, "bert") == ["Bert"]


@pytest.fixture
def evening(store):
    """Ada needs and offers; Ben offers what she needs; both were at the mixer; Cid was at nothing."""
    ada = person("Ada Byron", organisation="Lumen", title="Nordwind fan")
    ben, cid = person("Ben Ode", organisation="Nordwind Energy"), person("Cid")
    mixer = event("Founders mixer", owner_id=store.owner_id)
    keep(
        store,
        *(ada, ben, cid, mixer, encounter(ada, mixer), encounter(ben, mixer)),
        need(ada, "a graphic designer"),
        need(cid, "a quiet venue", state=NeedState.MET),
        offer(ben, "graphic design"),
        tag(ada, "hr"),
        note(cid, "knows a designer, graphic ones too", owner_id=store.owner_id),
    )
    return ada, ben, cid


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("need:designer", ["Ada Byron"]),
        ("need:de", ["Ada Byron"]),
        ('need:"designer graphic"', ["Ada Byron"]),
        ('need:"designer venue"', []),
        ("need:venue", ["Cid"]),
        ("need:", ["Ada Byron"]),
        ("offer:graphic", ["Ben Ode"]),
        ("offer:", ["Ben Ode"]),
        ("event:mixer", ["Ada Byron", "Ben Ode"]),
        ("event:hub", ["Ada Byron", "Ben Ode"]),
        ("event:", ["Ada Byron", "Ben Ode"]),
        ("org:nord", ["Ben Ode"]),
        ("org:", ["Ada Byron", "Ben Ode"]),
        ("tag:hr", ["Ada Byron"]),
        ("tag:h", []),
        ("tag:hr event:mixer", ["Ada Byron"]),
        ("event:mixer ada", ["Ada Byron"]),
        ("event:mixer graphic", ["Ada Byron", "Ben Ode"]),
        ("need:designer offer:graphic", []),
        ("need:designer cid", []),
        ("need: org:lumen byron", ["Ada Byron"]),
        ("offer:graphic zzz", []),
        ("zzz offer:graphic", []),
    ],
)
def test_filters_narrow_to_records_of_their_kind(store, evening, typed, names):
    assert sorted(found(store, typed)) == names


def test_before_and_after_ask_for_the_last_contact(store):
    old, new, owner = person("Old"), person("New"), store.owner_id
    written, never = person("Written"), person("Never")
    long_ago = datetime(2024, 5, 1, 12, tzinfo=UTC)
    first = event("First", owner_id=owner, starts_at=long_ago, ends_at=long_ago + timedelta(hours=3))
    second = event("Second", owner_id=owner)
    kept = promise(written, owner_id=owner, state=PromiseState.KEPT, kept_at=NOW)
    keep(
        store,
        *(old, new, written, never, first, second, kept),
        replace(encounter(old, first), at=long_ago),
        replace(encounter(new, first), at=long_ago),
        encounter(new, second),
        replace(encounter(written, first), at=long_ago),
    )
    assert found(store, "before:2025") == ["Old"]
    assert found(store, "after:2025") == ["New", "Written"]
    assert found(store, "after:2024 before:2025 old") == ["Old"]


def test_a_filter_with_few_documents_and_a_common_name_is_complete(store):
    people = [person(f"Ana {place}") for place in range(30)]
    keep(store, *people, need(people[17], "a greenhouse"), *(offer(who, "green tea") for who in people))
    assert found(store, "ana need:greenhouse") == found(store, "ana green greenhouse") == ["Ana 17"]


def test_a_filter_that_very_many_documents_fit_narrows_a_name_too(store):
    one, two = person("Ana 1"), person("Ana 2")
    keep(store, one, two, offer(two, "green tea"), *(need(one, "green tea") for _ in range(1001)))
    assert found(store, "ana need:gre") == found(store, "ana need:green") == ["Ana 1"]
    assert found(store, "ana offer:green") == ["Ana 2"]


def test_it_is_said_where_the_words_are_told(store):
    ada, ben, cid, owner = person("Ada"), person("Ben"), person("Cid", title="Designer"), store.owner_id
    mixer = event("Design mixer", owner_id=owner)
    records = (need(ada), note(ben, "a designer of type", owner_id=owner), need(cid, "a designer"))
    keep(store, ada, ben, cid, mixer, encounter(ben, mixer), *records)
    assert told(store, "designer", ada, ben, cid) == {
        ada.id: Told(Kind.NEED, "a graphic designer"),
        ben.id: Told(Kind.NOTE, "a designer of type"),
    }
    assert told(store, "mixer ben", ben) == {ben.id: Told(Kind.ENCOUNTER, "Design mixer")}


def test_every_kind_of_record_can_say_it(store):
    ada, owner = person("Ada"), store.owner_id
    evening = event("Hub evening", owner_id=owner)
    records = {
        "designer": (need(ada), Kind.NEED, "a graphic designer"),
        "investors": (offer(ada), Kind.OFFER, "knows investors"),
        "chess": (note(ada, owner_id=owner), Kind.NOTE, "likes chess"),
        "berlin": (tag(ada), Kind.TAG, "berlin"),
        "posting": (promise(ada, owner_id=owner), Kind.PROMISE, "send the posting"),
        "example": (contact_point(ada), Kind.CONTACT_POINT, "ada@example.org"),
        "evening": (encounter(ada, evening), Kind.ENCOUNTER, "Hub evening"),
        "babbage": (
            introduction(ada, person("x"), owner_id=owner, b_id=None, b_name="Babbage"),
            Kind.INTRODUCTION,
            "Babbage",
        ),
    }
    keep(store, ada, evening, *(record for record, _, _ in records.values()))
    for typed, (_, kind, text) in records.items():
        assert told(store, typed, ada) == {ada.id: Told(kind, text)}


def test_what_says_more_of_the_words_is_said(store):
    ada = person("Ada")
    keep(store, ada, need(ada, "a designer of books"), need(ada, "a designer"))
    assert told(store, "designer books", ada)[ada.id].text == "a designer of books"
    assert told(store, "designer", ada)[ada.id].text == "a designer"
    assert told(store, "need:books", ada)[ada.id].text == "a designer of books"
    assert told(store, "ada", ada) == told(store, "tag:x", ada) == told(store, "zzz", ada) == {}


WORDS = ("alpha", "alphabet", "beta", "bet", "gamma", "gambit", "delta", "deltoid", "żółw", "小明小")


@pytest.fixture(scope="module")
def crowd(tmp_path_factory):
    """A store of thirty people, and the words known of each."""
    chance = random.Random(3)
    store = open_store(tmp_path_factory.mktemp("crowd"))
    known = {}
    for place in range(30):
        who = person(f"{chance.choice(WORDS)} {chance.choice(WORDS)} {place}")
        texts = [" ".join(chance.choices(WORDS, k=2)) for _ in range(3)]
        keep(store, who, *(need(who, text) for text in texts))
        known[who.id] = {word for text in (who.name, *texts) for word in words_of(text)}
    yield store, known
    store.close()


@given(
    st.lists(
        st.sampled_from(WORDS).flatmap(lambda word: st.integers(3, 9).map(lambda end: word[:end])), max_size=4
    )
)
def test_exactly_those_are_found_of_whom_every_word_is_known(crowd, typed):
    store, known = crowd
    query = read_query(" ".join(typed))
    expected = {
        some
        for some, held in known.items()
        if all(any(word.startswith(start) for word in held) for start in query.words)
    }
    assert {one.id for one in store.read(people_matching, query)} == expected


def test_a_day_starts_at_midnight_here(store):
    ada, owner = person("Ada"), store.owner_id
    midnight = datetime.combine(date(2026, 3, 1), datetime.min.time()).astimezone()
    some = event("x", owner_id=owner, starts_at=midnight - timedelta(hours=2), ends_at=midnight)
    keep(store, ada, some, replace(encounter(ada, some), at=midnight - timedelta(seconds=1)))
    assert found(store, "before:2026-03-01") == ["Ada"]
    assert found(store, "after:2026-03-01") == []


def test_decisions_to_write_count_as_contact_only_once_done(store):
    ada, owner = person("Ada"), store.owner_id
    owed = promise(ada, owner_id=owner)
    keep(store, ada, owed, follow_up(ada, owed, owner_id=owner))
    assert found(store, "after:2020") == []


def test_a_phone_is_found_by_its_digits_as_typed(store):
    ada = person("Ada")
    keep(store, ada, contact_point(ada, "+4930123456", typed="030 123456", kind=ContactKind.PHONE))
    assert found(store, "4930123") == found(store, "030 1234") == ["Ada"]


@pytest.mark.parametrize(
    "typed",
    [
        "p9@x.com",
        "P9@X.com ",
        "p9@x.com tag:berlin",
        "need:designer p9@x.com",
        "p9@x.com need:designer",
        "https://www.x.com/nina/",
        "@nina",
        "030 123456",
        "030/123456",
        "+49 30 123456",
        "0049 30 123456",
        "4930123456",
        "need:designer 030-123456",
    ],
)
def test_who_is_reached_at_exactly_what_was_typed_comes_first(store, typed):
    nina, later, other = person("Nina"), person("Anton"), person("p9 x.com nina 030 123456 berlin")
    points = (
        *(contact_point(nina, "p9@x.com"), contact_point(later, "p99@x.com")),
        contact_point(later, "a.p9@x.com"),
        contact_point(nina, "x.com/nina", typed="http://x.com/nina", kind=ContactKind.URL),
        contact_point(later, "x.com/nina/more", typed="http://x.com/nina/more", kind=ContactKind.URL),
        *(
            contact_point(one, f"@nina{more}", kind=ContactKind.IM)
            for one, more in ((nina, ""), (later, "2"))
        ),
        contact_point(nina, "+4930123456", typed="030 123456", kind=ContactKind.PHONE),
        contact_point(later, "+49301234567", typed="030 1234567", kind=ContactKind.PHONE),
    )
    keep(store, nina, later, other, *points, *(tag(one) for one in (nina, later)))
    keep(store, *(need(one) for one in (nina, later, other)))
    assert found(store, typed)[0] == "Nina"
    assert len(set(found(store, typed))) == len(found(store, typed))


def test_whose_name_is_exactly_what_was_typed_comes_first(store):
    keep(store, person("Obrien Smith Ada"), person("O'Brien-Smith, Ada"), person("Smith O’Brien"))
    assert found(store, "O'Brien-Smith, Ada") == ["O'Brien-Smith, Ada", "Obrien Smith Ada"]
    assert found(store, "obrien smith ada") == ["Obrien Smith Ada", "O'Brien-Smith, Ada"]
    keep(store, person("Ana Ruizer"), person("Ana Ruiz"), person("Ana Ruiz 2"), person("Dr. Ana Ruiz"))
    assert found(store, "ANA ruiz")[0] == "Ana Ruiz"
    assert found(store, "Dr. Ana Ruiz")[0] == "Dr. Ana Ruiz"


def test_more_people_than_are_read_together_keep_their_order(store):
    keep(store, *(person(f"Ana {place:03}") for place in reversed(range(120))))
    assert found(store, "ana") == [f"Ana {place:03}" for place in range(120)]


def test_those_of_late_are_the_ones_of_whom_something_was_written_down_last(store):
    me, ada, ben, cid = person("Me", id=store.owner_id), person("Ada"), person("Ben"), person("Cid")
    keep(store, ada, ben, cid)
    keep(store, need(ben), need(me), need(ada), need(ada, "more"))
    late = store.read(people_of_late, limit=2)
    assert [one.name for one in late] == ["Ada", "Ben"]
    assert len(store.read(people_of_late, limit=9)) == 3


def test_very_many_people_are_each_told_of(store):
    people = [person(f"P{place}") for place in range(600)]
    keep(store, *people, *(need(who, f"a designer for {who.name}") for who in people))
    texts = told(store, "designer", *people)
    assert {texts[who.id].text for who in people} == {f"a designer for {who.name}" for who in people}
