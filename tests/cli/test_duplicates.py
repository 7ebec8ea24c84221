"""`companion duplicates`, `merge`, `not-same`."""

import pytest

from tests.cli.shape import ID, PERSON, WHOLE, assert_shape

PAIRS = [{"a": PERSON, "b": PERSON, "evidence": [{"kind": str, "text": str}]}]


def ana_and_anna(ask):
    """The ids of Ana and of Anna, who has the same e-mail address."""
    ask("me", "--set", "name=Mia", "--set", "email=ana@acme.com")
    ana = ask("note", "Ana Ruiz, CEO @Acme ana@acme.com ?a venue")["people"][0]["id"]
    anna = ask("note", "Anna Ruiz @Acme +tea #hr")["people"][0]["id"]
    ask("edit", anna, "email=ANA@acme.com")
    ask("note", "Ben Ode @Acme")
    return ana, anna


@pytest.fixture
def two(once):
    return once(ana_and_anna)


def test_who_may_be_kept_twice_is_told_with_the_reasons(ask, call, two):
    found = ask("duplicates")
    assert_shape(found, PAIRS)
    ana, anna = two
    assert found == [
        {
            "a": {"id": ana, "name": "Ana Ruiz"},
            "b": {"id": anna, "name": "Anna Ruiz"},
            "evidence": [
                {"kind": "same_email", "text": "same e-mail ana@acme.com"},
                {"kind": "similar_name", "text": "similar name"},
                {"kind": "same_organisation", "text": "same company Acme"},
            ],
        }
    ]
    assert call("duplicates").out == (
        f"Ana Ruiz [{ana[-6:]}]  Anna Ruiz [{anna[-6:]}]  "
        "same e-mail ana@acme.com, similar name, same company Acme\n"
    )


def test_nobody_is_merged_by_looking(ask, two):
    ask("duplicates")
    assert [one["name"] for one in ask("people")] == ["Ana Ruiz", "Anna Ruiz", "Ben Ode"]


def test_without_doubles_the_answer_is_empty(ask, call):
    assert ask("duplicates") == []
    said = call("duplicates")
    assert (said.code, said.out) == (0, "Nobody seems to be kept twice.\n")


def test_two_become_one_and_two_again(ask, call, two):
    ana, anna = two
    before = ask("show", ana), ask("show", anna)
    merged = ask("merge", ana, anna)
    assert_shape(merged, WHOLE)
    assert merged == ask("show", ana)
    assert (merged["id"], merged["name"], merged["title"], merged["tags"]) == (ana, "Ana Ruiz", "CEO", ["hr"])
    assert [one["text"] for one in merged["needs"] + merged["offers"]] == ["a venue", "tea"]
    assert [one["value"] for one in merged["contact_points"]] == ["ana@acme.com"]
    assert ask("duplicates") == []
    assert ask("undo", "--list")[0]["label"] == "Merged Anna Ruiz into Ana Ruiz"
    assert call("show", anna).code == 3
    ask("undo")
    assert (ask("show", ana), ask("show", anna)) == before
    ask("redo")
    assert ask("show", ana) == merged


def test_a_merge_is_confirmed_with_the_way_back(call, two):
    said = call("merge", "Ana Ruiz", "Anna Ruiz")
    assert said.out == "Merged Anna Ruiz into Ana Ruiz\nMake them two again with: companion undo\n"


def test_that_two_are_two_is_remembered(ask, call, two):
    ana, anna = two
    pair = ask("duplicates")
    assert ask("not-same", ana, anna) == pair
    assert ask("duplicates") == []
    assert call("not-same", anna, ana).out == "Nothing changed.\n"
    ask("undo")
    assert ask("duplicates") == pair
    assert call("not-same", ana, anna).out == "Noted that Ana Ruiz and Anna Ruiz are two\n"


def test_whoever_has_nothing_in_common_can_be_said_to_be_two(ask, two):
    (pair,) = ask("not-same", "Ana Ruiz", "Ben Ode")
    assert_shape(pair, {"a": {"id": ID, "name": str}, "b": PERSON, "evidence": [dict]})
    assert pair["evidence"] == []


@pytest.mark.parametrize("command", ["merge", "not-same"])
def test_two_people_have_to_be_named(refuse, two, command):
    ana, _ = two
    assert "“Ana Ruiz” is named twice" in refuse(2, command, "Ana Ruiz", ana)
    assert "There is no person “Nobody”" in refuse(3, command, "Ana Ruiz", "Nobody")
    assert "There is no person “Mia”" in refuse(3, command, "Mia", "Ana Ruiz")
    refuse(3, command, "Ana Ruiz", "ana@acme.com")
    refuse(2, command, "Ana Ruiz")
