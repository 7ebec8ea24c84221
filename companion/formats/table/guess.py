"""Which field each column of a table is, by the titles alone: never by position."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

from companion.formats.table.column import choice_for, words_of
from companion.formats.table.field import (
    ADDRESS_PARTS,
    IDENTIFYING,
    LABEL_OF,
    SEVERAL,
    Field,
    FieldChoice,
)

_CONNECTED = "connected on"
# What only the exports of these write, which are of the United States unless they are translated.
_MONTH_FIRST = (
    frozenset({"connected on"}),
    frozenset({"group membership"}),
    frozenset({"labels", "organization name"}),
    frozenset({"email address", "business phone"}),
    frozenset({"email address", "job title", "business street"}),
)


def guess_fields(header: Sequence[str]) -> Mapping[str, FieldChoice]:
    """What the columns of these titles hold.

    Left out are titles that nobody knows, and a column for a field that another one already is.
    """
    found = {title: choice for title in header if (choice := choice_for(title)) is not None}
    chosen = _with_street(_with_name(_with_title(found)))
    if any(choice.label == _CONNECTED for choice in chosen.values()):
        chosen = {title: _of_linkedin(choice) for title, choice in chosen.items()}
    return _once(chosen)


def with_chosen(
    guessed: Mapping[str, FieldChoice], chosen: Mapping[str, FieldChoice]
) -> Mapping[str, FieldChoice]:
    """What was guessed, with the user's choices instead: a field that one column has been given no other one is."""
    given = {_place_of(choice) for choice in chosen.values() if choice.field not in SEVERAL}
    left = {title: choice for title, choice in guessed.items() if _place_of(choice) not in given}
    return {**left, **chosen}


def names_somebody(choices: Iterable[FieldChoice]) -> bool:
    """Whether rows read like this can be about somebody at all."""
    return any(choice.field in IDENTIFYING for choice in choices)


def is_month_first(header: Iterable[str]) -> bool:
    """Whether a table is of a program that writes `5/12/2026` for the twelfth of May, by its titles."""
    titles = {" ".join(words_of(title)) for title in header}
    return any(typical <= titles for typical in _MONTH_FIRST)


def fingerprint(header: Iterable[str]) -> str:
    """By what a table of the same columns is known again, in whatever order they are (hex)."""
    titles = sorted({" ".join(words_of(title)) or title.strip() for title in header})
    return sha256("\n".join(titles).encode("utf-8", "replace")).hexdigest()[:32]


_Choices = Mapping[str, FieldChoice]


def _with_title(choices: _Choices) -> _Choices:
    """Outlook's `Title` is Mr or Dr where a `Job Title` stands beside it."""
    titled = [title for title, choice in choices.items() if choice.field is Field.TITLE]
    bare = [title for title in titled if words_of(title) in {("title",), ("titel",)}]
    if len(titled) == len(bare):
        return choices
    return {**choices, **{title: FieldChoice(Field.PREFIX) for title in bare}}


def _with_name(choices: _Choices) -> _Choices:
    """`Name` beside a first name, without a last one, is the last name; a `Birth Day` alone the whole date."""
    fields = {choice.field for choice in choices.values()}
    renamed = dict(choices)
    for title, choice in choices.items():
        is_last = choice.field is Field.NAME and words_of(title) == ("name",)
        if is_last and Field.FIRST_NAME in fields and Field.LAST_NAME not in fields:
            renamed[title] = replace(choice, field=Field.LAST_NAME)
        if choice.field is Field.BIRTH_DAY and Field.BIRTH_MONTH not in fields:
            renamed[title] = replace(choice, field=Field.BIRTHDAY)
    return renamed


def _with_street(choices: _Choices) -> _Choices:
    """`Home Address` and `Home Address 2` beside a `Home City` are the two lines of its street."""
    parted = {
        choice.label for choice in choices.values() if choice.field in ADDRESS_PARTS and not choice.group
    }
    return {
        title: FieldChoice(Field.STREET, choice.label)
        if choice.field is Field.ADDRESS and choice.label in parted
        else choice
        for title, choice in choices.items()
    }


def _of_linkedin(choice: FieldChoice) -> FieldChoice:
    return replace(choice, label="linkedin") if choice == FieldChoice(Field.URL) else choice


def _once(choices: _Choices) -> _Choices:
    """Each field once, unless it may stand several times; a label only for what it is the label of."""
    labelled = {
        (LABEL_OF[choice.field], choice.group) for choice in choices.values() if choice.field in LABEL_OF
    } | {(Field.ADDRESS_LABEL, choice.group) for choice in choices.values() if choice.field in ADDRESS_PARTS}
    taken: set[object] = set()
    kept: dict[str, FieldChoice] = {}
    for title, choice in choices.items():
        key = _place_of(choice)
        is_known_label = choice.field not in LABEL_OF.values() or (choice.field, choice.group) in labelled
        if key not in taken and is_known_label:
            kept[title] = choice
        if choice.field not in SEVERAL:
            taken.add(key)
    return kept


def _place_of(choice: FieldChoice) -> object:
    """What only one column can be: a field, or a part of one address, or the label of one point."""
    if choice.field in ADDRESS_PARTS:
        return choice
    is_label = choice.field in LABEL_OF.values()
    return (choice.field, choice.group) if is_label else choice.field
