"""Which pairs are suggested as one person, and why; which never are."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.model.identity import new_id
from companion.rules.duplicates import (
    Evidence,
    EvidenceKind,
    candidates,
    compare,
    duplicates,
    kept_twice,
    profile,
    strength,
    widely_shared,
)

LABELS = {"mobile": "mobile", "work": "work", "cell": "work cell", "home": "home", "phone": None}


def one(name, *points, **facts):
    """A profile; points are such as `email=ana@acme.com` or `mobile=0170 1234567`."""
    found = []
    for point in points:
        kind, _, value = point.partition("=")
        label = LABELS.get(kind)
        found.append(("phone" if kind in LABELS else kind, value, label))
    return profile(new_id(), name, found, **facts)


def kinds(a, b, shared=None):
    evidence = compare(a, b, shared or {})
    return None if evidence is None else [found.kind.value for found in evidence]


ANA = "email=ana@acme.com"
MOBILE = "mobile=+491701234567"
WORK = "work=+49301234567"


@pytest.mark.parametrize(
    ("a", "b", "found"),
    [
        (one("Ana Ruiz", ANA), one("Anna Ruiz", "email=ANA@acme.com"), ["same_email", "similar_name"]),
        (one("Ana Ruiz", ANA), one("Ana Ruiz", ANA), ["same_email", "same_name"]),
        (one("Ana", MOBILE), one("Ana Ruiz", "phone=0170 1234567"), ["same_phone"]),
        (one("Ana Ruiz", MOBILE), one("Ana García", MOBILE), ["same_phone"]),
        (one("Ana Ruiz", WORK), one("Ana García", "cell=+49301234567"), ["same_phone"]),
        (one("Ana Ruiz", ANA), one("Ana García", ANA), ["same_email"]),
        (one("ana@acme.com", ANA), one("Ana Ruiz", ANA), ["same_email"]),
        (one("Ana", WORK), one("Ana Ruiz", WORK), ["same_phone"]),
        (one("Wei Chen", MOBILE), one("Wei Chan", MOBILE), ["same_phone", "similar_name"]),
        (one("Ana Ruiz", "im=ana"), one("Ana Ruiz", "im=@ana"), ["same_account", "same_name"]),
        (
            one("Ana Ruiz", "url=linkedin.com/in/ana"),
            one("Ruiz Ana", "url=https://de.linkedin.com/in/ana/"),
            ["same_url", "same_name"],
        ),
    ],
)
def test_an_address_number_or_page_and_a_name_that_fits_are_enough(a, b, found):
    assert kinds(a, b) == found
    assert kinds(b, a) == found


@pytest.mark.parametrize(
    ("a", "b", "found"),
    [
        (
            one("Ana Ruiz", organisation="Acme"),
            one("Ana Ruiz", organisation="ACME GmbH"),
            ["same_name", "same_organisation"],
        ),
        (
            one("Ana Ruiz", organisation="Acme", title="CEO"),
            one("Anna Ruiz", organisation="Acme", title="ceo"),
            ["similar_name", "same_organisation", "same_title"],
        ),
        (
            one("Ana Ruiz", birthday="1985-04-12"),
            one("A. Ruiz", birthday="1985-04-12"),
            ["same_birthday", "similar_name"],
        ),
        (
            one("Sara Ruiz", birthday="1985-04-12"),
            one("Saqa Ruiz", birthday="1985-04-12"),
            ["same_birthday", "similar_name"],
        ),
        (
            one("Ana Ruiz", birthday="--04-12"),
            one("Ana Ruiz", birthday="1985-04-12"),
            ["same_birthday", "same_name"],
        ),
        (
            one("Ana Ruiz", "address=Elm St 5, Bonn"),
            one("Ana Ruiz", "address=elm st. 5\nBonn"),
            ["same_name", "same_address"],
        ),
        (one("Ana Ruiz", "url=acme.com"), one("Ana Ruiz", "url=www.acme.com"), ["same_name", "same_site"]),
        (
            one("Ana Ruiz", "email=ana@acme.com"),
            one("Ana Ruiz", "email=a.ruiz@acme.com"),
            ["same_name", "same_domain"],
        ),
        (
            one("Sara Ruiz", organisation="Acme"),
            one("Saqa Ruiz", organisation="Acme"),
            ["similar_name", "same_organisation"],
        ),
    ],
)
def test_an_equal_or_similar_name_and_a_fact_are_enough(a, b, found):
    assert kinds(a, b) == found
    assert kinds(b, a) == found


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (one("Ana Ruiz"), one("Ana Ruiz")),
        (one("Ana Ruiz", organisation="Acme"), one("Ana Ruiz", organisation="Beta")),
        (one("Ana Ruiz", title="CEO"), one("Ana Ruiz", title="CEO")),
        (one("Ana Ruiz", "email=a@gmail.com"), one("Ana Ruiz", "email=b@gmail.com")),
        (one("Ana Ruiz", birthday="1985"), one("Ana Ruiz", birthday="1985")),
        (one("Ana Ruiz", birthday="1985-04"), one("Ana Ruiz", birthday="1985-04")),
    ],
)
def test_a_name_alone_never_is(a, b):
    assert kinds(a, b) is None


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (one("Ana Ruiz", "email=ruiz@gmx.de"), one("Luis Ruiz", "email=ruiz@gmx.de")),
        (one("Ana Ruiz", "home=+49301234567"), one("Luis Ruiz", "home=+49301234567")),
        (one("Ana Ruiz", WORK, organisation="Acme"), one("Ben Ode", WORK, organisation="Acme")),
        (one("Ana Ruiz", WORK, organisation="Acme"), one("Ana Diaz", WORK, organisation="Acme")),
        (one("Ana Ruiz", organisation="Acme"), one("Ana Diaz", organisation="Acme")),
        (one("Ana Ruiz", organisation="Acme"), one("Luis Ruiz", organisation="Acme")),
        (one("Ana", organisation="Acme"), one("Ana Ruiz", organisation="Acme")),
        (one("Ana Ruiz", "email=info@acme.com"), one("Ana", "email=info@acme.com")),
        (one("+49301234567", WORK), one("Ana Ruiz", WORK)),
        (one("Peter Ott", "email=ott@gmx.de"), one("Petra Ott", "email=ott@gmx.de")),
        (one("Ana Ruiz", "address=Elm St 5"), one("Luis Ruiz", "address=Elm St 5")),
        (one("Ana Ruiz", birthday="--04-12"), one("Anna Ruiz", birthday="--04-12")),
        (one("Ana Ruiz", birthday="1985-04-12"), one("Ben Ode", birthday="1985-04-12")),
        (one("Acme GmbH", "email=ana@acme.com", organisation="Acme"), one("Ana Ruiz", "email=ana@acme.com")),
    ],
)
def test_people_who_share_a_telephone_a_household_or_a_company_are_two(a, b):
    assert kinds(a, b) is None


def test_two_birthdays_are_two_people_whatever_else_they_share():
    father = one("Ana Ruiz", ANA, MOBILE, organisation="Acme", birthday="1950-04-12")
    assert kinds(father, one("Ana Ruiz", ANA, MOBILE, organisation="Acme", birthday="1985-04-12")) is None
    assert duplicates([father, one("Ana Ruiz", ANA, birthday="1985-04-12")]) == []
    assert kinds(father, one("Ana Ruiz", ANA, birthday="1950-04-12")) is not None
    assert kinds(father, one("Ana Ruiz", ANA, birthday="--05-13")) is not None


def test_what_many_share_is_no_more_than_a_fact():
    reception = {"#01234567": 9}
    assert kinds(one("Ana", WORK), one("Ana Ruiz", WORK), reception) is None
    assert kinds(one("Ana Ruiz", WORK), one("Ana Ruiz", WORK), reception) == ["same_phone", "same_name"]
    assert kinds(one("Ana Ruiz", WORK), one("Ana Ruiz", WORK), {"#01234567": 201}) is None


def test_what_masses_share_is_nothing():
    a, b = one("Ana Ruiz", ANA), one("Ana Ruiz", "email=b@acme.com")
    assert kinds(a, b, {".acme.com": 200}) == ["same_name", "same_domain"]
    assert kinds(a, b, {".acme.com": 201}) is None
    a, b = one("Ana Ruiz", organisation="Acme"), one("Ana Ruiz", organisation="Acme")
    assert kinds(a, b, {"acme": 1000}) == ["same_name", "same_organisation"]
    assert kinds(a, b, {"acme": 1001}) is None
    a, b = one("Wei Chen", organisation="Acme"), one("Wei Chan", organisation="Acme")
    assert kinds(a, b, {"acme": 50}) == ["similar_name", "same_organisation"]
    assert kinds(a, b, {"acme": 51}) is None


def test_the_evidence_says_what_is_shared():
    a = one("Ana Ruiz", "phone=0170 1234567", ANA, organisation="Acme", title="CEO")
    b = one("Anna Ruiz", MOBILE, ANA, organisation="Acme GmbH", title="CEO")
    assert compare(a, b) == (
        Evidence(EvidenceKind.SAME_EMAIL, "ana@acme.com"),
        Evidence(EvidenceKind.SAME_PHONE, "0170 1234567", "mobile"),
        Evidence(EvidenceKind.SIMILAR_NAME, "Anna Ruiz"),
        Evidence(EvidenceKind.SAME_ORGANISATION, "Acme"),
        Evidence(EvidenceKind.SAME_TITLE, "CEO"),
    )


def test_a_number_kept_twice_by_one_is_told_once():
    a = one("Ana Ruiz", MOBILE, "phone=0170 1234567")
    assert kinds(a, one("Ana Ruiz", MOBILE)) == ["same_phone", "same_name"]


def test_the_most_telling_pairs_come_first():
    people = [
        one("Ben Ode", organisation="Acme"),
        one("Ben Ode", organisation="Acme"),
        one("Ana Ruiz", ANA, MOBILE),
        one("Ana Ruiz", ANA, MOBILE),
        one("Cleo Fox", "email=cleo@x.org"),
        one("Cleo Foxx", "email=cleo@x.org"),
        one("Dan Hill", "email=dan@x.org"),
        one("Dan Hill", "email=dan@x.org"),
    ]
    assert [pair.a.name for pair in duplicates(people)] == ["Ana Ruiz", "Dan Hill", "Cleo Fox", "Ben Ode"]


def test_a_pair_names_first_who_came_first():
    first, second = one("Ana Ruiz", ANA), one("Anna Ruiz", ANA)
    (pair,) = duplicates([first, second])
    assert (pair.a, pair.b) == (first, second)


def test_copies_make_every_pair_once():
    copies = [one("Ana Ruiz", ANA, MOBILE, organisation="Acme", birthday="1985-04-12") for _ in range(5)]
    found = duplicates(copies)
    assert {(pair.a.id, pair.b.id) for pair in found} == {(a.id, b.id) for a, b in combinations(copies, 2)}
    assert len(found) == 10


def test_of_a_thousand_copies_each_makes_a_pair_with_the_first():
    copies = [one("Ana Ruiz", ANA, organisation="Acme") for _ in range(1000)]
    found = duplicates(copies)
    assert {(pair.a.id, pair.b.id) for pair in found} == {(copies[0].id, copy.id) for copy in copies[1:]}


GIVEN = ("Ana", "Ben", "Cleo", "Dan", "Eva", "Finn", "Greta", "Hugo", "Ida", "Jan")
FAMILY = tuple(
    f"{a}{b}{c}" for a in ("Ba", "Ko", "Lu", "Ste") for b in "nrst" for c in ("mann", "berg", "ova")
)


def colleagues(count):
    """People of one company with one telephone, ten given and 48 family names among them."""
    return [
        one(f"{GIVEN[place % 10]} {FAMILY[place // 10 % 48]}", WORK, organisation="Acme")
        for place in range(count)
    ]


def test_a_company_and_its_telephone_do_not_make_everybody_a_candidate():
    people = colleagues(900)
    assert len(list(candidates(people, widely_shared(people)))) < 10 * len(people)


def test_a_crowd_makes_nobody_a_candidate():
    people = colleagues(3000)
    assert list(candidates(people, widely_shared(people))) == []


def test_a_name_misspelt_in_every_word_is_found_in_a_company():
    people = [one(name, organisation="Acme") for name in ("Benjamin Robinson", "Benjamn Robinsn", "Ana Ruiz")]
    (pair,) = duplicates(people)
    assert (pair.a, pair.b) == (people[0], people[1])


def test_what_is_shared_is_counted_once_a_person_and_only_if_many_do():
    people = [one("Ana Ruiz", WORK, WORK, organisation="Acme") for _ in range(9)]
    assert widely_shared(people) == {"#01234567": 9, "acme": 9}
    assert widely_shared(people[:8]) == {}


def test_evidence_is_weighed_by_what_it_is_and_is_no_number():
    address, name = Evidence(EvidenceKind.SAME_EMAIL, "a"), Evidence(EvidenceKind.SAME_NAME)
    company = Evidence(EvidenceKind.SAME_ORGANISATION)
    assert strength([address]) > strength([name, company])
    assert strength([address, name]) > strength([address, company])
    assert strength([address, address]) == strength([address])


def test_how_far_it_is_is_told_from_nothing_to_the_whole():
    told = []
    people = [one(f"Ana {place}", f"email={place % 1500}@x.org") for place in range(3000)]
    duplicates(people, lambda done, total: told.append((done, total)))
    assert {total for _, total in told} == {6000}
    done = [count for count, _ in told]
    assert done == sorted(done)
    assert (done[0], done[-1]) == (0, 5000)


def test_what_a_step_raises_ends_the_work():
    def enough(done, _total):
        if done:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        duplicates([one(f"Ana {place}", ANA) for place in range(2000)], enough)


A, B, C, D, E = (new_id() for _ in range(5))


@pytest.mark.parametrize(
    ("pairs", "count"),
    [
        ([], 0),
        ([(A, B)], 1),
        ([(A, B), (B, C)], 1),
        ([(A, B), (C, D)], 2),
        ([(A, B), (C, D), (B, D)], 1),
        ([(A, B), (B, C), (C, A)], 1),
        ([(A, B), (D, E), (C, B)], 2),
    ],
)
def test_whoever_is_kept_three_times_is_one_who_is_kept_twice(pairs, count):
    assert kept_twice(frozenset(pair) for pair in pairs) == count


POINTS = st.lists(
    st.sampled_from([ANA, MOBILE, WORK, "email=ruiz@gmx.de", "url=x.com/ana", "address=Elm St", "im=ana"]),
    max_size=3,
)
PEOPLE = st.lists(
    st.builds(
        lambda name, points, organisation, birthday: one(
            name, *points, organisation=organisation, birthday=birthday
        ),
        st.sampled_from(["Ana Ruiz", "Anna Ruiz", "Ruiz Ana", "A. Ruiz", "Ana", "Luis Ruiz", "Ana Diaz", ""]),
        POINTS,
        st.sampled_from([None, "Acme", "Acme GmbH", "Beta"]),
        st.sampled_from([None, "1985-04-12", "--04-12", "1950-04-12", "1985"]),
    ),
    max_size=8,
)


@given(PEOPLE)
def test_the_candidates_leave_out_no_pair_that_would_be_suggested(people):
    shared = widely_shared(people)
    every = {(a.id, b.id) for a, b in combinations(people, 2) if compare(a, b, shared) is not None}
    found = [(pair.a.id, pair.b.id) for pair in duplicates(people)]
    assert set(found) == every
    assert len(found) == len(every)


@given(PEOPLE)
def test_whoever_is_first_the_same_is_shared(people):
    for a, b in combinations(people, 2):
        assert kinds(a, b) == kinds(b, a)


@given(PEOPLE)
def test_beyond_the_name_there_is_always_something(people):
    for pair in duplicates(people):
        names = {EvidenceKind.SAME_NAME, EvidenceKind.SIMILAR_NAME, EvidenceKind.SAME_TITLE}
        assert {one.kind for one in pair.evidence} - names
