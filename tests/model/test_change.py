from dataclasses import fields, replace
from datetime import timedelta, timezone
from typing import get_args

import pytest

from companion.model import error
from companion.model.capture import Capture, ContactPhrase
from companion.model.change import KINDS, Change, ChangeSet, Kind, Label, Record
from companion.model.identity import new_id
from companion.model.person import ContactKind
from tests.builders import NOW, need, person


def test_every_record_has_a_kind_and_every_kind_a_record():
    assert set(KINDS) == set(get_args(Record))
    assert set(KINDS.values()) == set(Kind)


def test_every_record_has_an_identity_and_cannot_be_changed():
    for record_type in KINDS:
        assert fields(record_type)[0].name == "id"
        assert record_type.__dataclass_params__.frozen


def test_a_record_comes_changes_and_goes():
    ada = person("Ada")
    countess = replace(ada, title="Countess")
    assert Change.add(ada) == Change(Kind.PERSON, ada.id, None, ada)
    assert Change.of(ada, countess) == Change(Kind.PERSON, ada.id, ada, countess)
    assert Change.remove(ada) == Change(Kind.PERSON, ada.id, ada, None)


def test_only_the_fields_that_differ_are_named():
    ada = person("Ada")
    change = Change.of(ada, replace(ada, title="Countess", starred=True))
    assert change.differing() == ("title", "starred")
    assert Change.of(ada, ada).differing() == ()


def test_a_record_that_comes_or_goes_has_no_differing_fields():
    assert Change.add(person()).differing() == Change.remove(person()).differing() == ()


def test_an_instant_written_in_another_time_zone_does_not_differ():
    told = need(person())
    elsewhere = NOW.astimezone(timezone(timedelta(hours=9)))
    assert Change.of(told, replace(told, heard_at=elsewhere)).differing() == ()


def test_a_set_of_no_changes_is_false():
    assert not ChangeSet(Label.EDIT, ())
    assert ChangeSet(Label.ADD, (Change.add(person()),))


def test_the_first_name_of_a_line_is_its_name():
    assert Capture(names=("Ada", "Ben")).name == "Ada"
    assert Capture().name is None


def test_contact_points_of_a_line_are_told_apart_by_kind():
    phone = ContactPhrase(ContactKind.PHONE, "+491512345", "0151 2345")
    mails = [ContactPhrase(ContactKind.EMAIL, f"{name}@example.org", name) for name in "ab"]
    capture = Capture(contacts=(mails[0], phone, mails[1]))
    assert capture.values(ContactKind.EMAIL) == ("a@example.org", "b@example.org")
    assert capture.values(ContactKind.URL) == ()


ERRORS = [
    some for some in vars(error).values() if isinstance(some, type) and issubclass(some, error.CompanionError)
]


@pytest.mark.parametrize("kind", ERRORS)
def test_an_expected_error_carries_its_facts_and_can_be_raised_and_told(kind):
    facts = [item.name for item in fields(kind)] if hasattr(kind, "__dataclass_fields__") else []
    raised = kind(**{name: new_id() for name in facts}) if facts else kind()
    with pytest.raises(error.CompanionError) as caught:
        raise raised
    assert caught.value is raised
    assert all(getattr(raised, name) for name in facts if name != "redo")
    assert hash(raised) is not None
    assert type(raised).__name__ in repr(raised)
