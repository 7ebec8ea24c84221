import pytest

from companion.model.change import Label
from companion.model.error import InvalidValueError
from companion.model.person import Person
from companion.storage.queries.person import person_with, whole_person
from companion.workflow.person import create, edit
from tests.builders import NOW, adding, person


def test_somebody_new_is_a_name_and_nothing_else(store):
    made, changes = create("  Zoe   Kravitz ")
    assert (changes.label, changes.facts) == (Label.ADD_PERSON, {"name": "Zoe Kravitz"})
    store.apply(changes, at=NOW)
    whole = store.read(whole_person, made.id)
    assert whole.person == Person(made.id, "Zoe Kravitz")
    assert (whole.meetings, whole.captures, whole.last_contact) == ((), (), None)


@pytest.mark.parametrize("name", ["", " \t"])
def test_nobody_is_made_without_a_name(store, name):
    with pytest.raises(InvalidValueError):
        create(name)
    ada = person("Ada")
    store.apply(adding(ada), at=NOW)
    with pytest.raises(InvalidValueError):
        store.read(edit, ada, {"name": [name]}, region="DE")
    assert store.read(person_with, ada.id) == ada
