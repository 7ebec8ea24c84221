"""Badges read by the fields that the user gave those of an event."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.formats.payload.badge import read_badge
from companion.formats.payload.read import read_payload
from companion.model.payload import BadgeField, PayloadKind
from companion.model.problem import ProblemCode
from tests.formats.payload.preview import preview


def test_the_fields_that_were_chosen_count():
    shown = preview(read_badge("10293;Ruiz;Ana;Acme", ("badge", "last_name", "first_name", "organisation")))
    assert shown == {
        "kind": "person",
        "title": "Ana Ruiz",
        "cells": ["10293", "Ruiz", "Ana", "Acme"],
        "fields": ["badge", "last_name", "first_name", "organisation"],
        "contact": {"name": "Ana Ruiz", "org": "Acme", "points": ["badge 10293"]},
    }


def test_what_is_guessed_of_a_badge_is_what_it_is_read_by():
    text = "Ana Ruiz|Acme GmbH|ana@acme.com|10293"
    guess = read_payload(text)
    chosen = read_badge(text, guess.fields)
    assert chosen.contact == guess.contact
    assert (guess.is_guess, chosen.is_guess) == (True, False)


@pytest.mark.parametrize("fields", [("name",), ("name", "", "badge", "title", "url")])
def test_a_badge_of_other_cells_has_to_be_looked_at(fields):
    shown = read_badge("Ana Ruiz;Acme;10293", fields)
    assert shown.title == "Ana Ruiz"
    assert shown.is_guess
    assert len(shown.fields) == 3
    assert [problem.code for problem in shown.problems] == [ProblemCode.GUESSED]


def test_a_badge_of_one_cell_is_read_by_its_field():
    shown = read_badge("Ana Ruiz", ("name",))
    assert (shown.kind, shown.title, shown.is_guess) == (PayloadKind.PERSON, "Ana Ruiz", False)
    shown = read_badge("10293", ("badge",))
    assert (shown.kind, shown.title) == (PayloadKind.BADGE, "10293")
    assert shown.contact is not None
    assert shown.contact.name == ""


@pytest.mark.parametrize("text", ["", "Ana Ruiz;Acme", "\0"])
def test_a_badge_of_nobody_is_a_note(text):
    assert read_badge(text, ("", "title")).kind is PayloadKind.NOTE


def test_a_field_that_there_is_not_is_none():
    assert read_badge("Ana Ruiz;x", ("name", "hat")).fields == (BadgeField.NAME, BadgeField.NOTHING)


def test_a_handle_of_a_network_is_an_account_and_its_page_an_address():
    shown = read_payload("Name: Ana Ruiz\nLinkedIn: ana-ruiz\nGitHub: github.com/ana")
    assert preview(shown)["contact"] == {
        "name": "Ana Ruiz",
        "points": ["im ana-ruiz (linkedin)", "url github.com/ana (github)"],
    }


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("Ana Ruiz;Acme;0170123456;10293", "name organisation phone badge"),
        ("Ana Ruiz;Acme;000170123;4711", "name organisation badge -"),
        ("Ana Ruiz;Acme;4711;000170123", "name organisation badge phone"),
        ("Ana Ruiz;Acme;10293;491701234567", "name organisation badge phone"),
        ("10293;A-17;Ana Ruiz;Acme", "badge - name organisation"),
        ("Ana Ruiz;Product Wizard;Acme GmbH", "name title organisation"),
        ("Ana Ruiz;;Acme GmbH", "name - organisation"),
        ("Ana;Acme;10293", "name organisation badge"),
        ("ana ruiz;acme;10293", "name organisation badge"),
        ("Acme Bank;10293;Ana Ruiz", "organisation badge name"),
        ("CEO;Ana Ruiz;www.acme.example/x", "title name url"),
        ("山田太郎;サクラ;10293", "name organisation badge"),
        ("Иван Петров;Акме;10293", "name organisation badge"),
        ("Ludwig van Beethoven;Acme", "name organisation"),
        ("¿Quién?;10293", "- badge"),
        ("10293;ana@acme.com", "badge email"),
        ("Ana\nAcme\nana@acme.com", ""),
        ("Hello, Ana Ruiz, 2026", ""),
        ("Ana Ruiz\nAcme\n10293", "name organisation badge"),
        ("Title: The Maze\nYear: 1999", ""),
        ("Name: ask at the desk", ""),
        ("Phone: *06#", ""),
        ("Email: none\nName: Ana Ruiz", "- name"),
        ("Ana Ruiz\nCompany: Acme", "name organisation"),
        ("gate 7\nName: Ana Ruiz\nCompany: Acme", "- name organisation"),
        ('{"a": {"b": {"c": "Ana Ruiz"}}}', ""),
        ('{"name": ["Ana Ruiz", "x"], "tags": [], "vip": true, "id": 7}', "name badge"),
        ("[1, 2]", ""),
    ],
)
def test_cells_are_guessed_by_their_keys_and_form(text, fields):
    found = " ".join(field.value or "-" for field in read_payload(text).fields)
    assert found == fields


@given(st.text(max_size=200), st.lists(st.sampled_from([*BadgeField, "x"]), max_size=6))
def test_any_text_is_read_by_any_fields(text, fields):
    shown = read_badge(text, fields)
    assert shown.text == text
    assert len(shown.cells) == len(shown.fields) <= 20
