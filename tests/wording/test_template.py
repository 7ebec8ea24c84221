import re

import pytest

from companion.rules.drafting import DraftKind
from companion.wording.template import read_templates

FIELDS = {"name", "me", "event", "day", "need", "promises"}


def test_english_is_complete():
    english = read_templates("en")
    assert set(english.messages) == set(DraftKind)
    assert (english.weekdays[0], english.weekdays[-1], len(english.weekdays)) == ("Monday", "Sunday", 7)
    assert (english.months[0], english.months[-1], len(english.months)) == ("January", "December", 12)
    assert set(re.findall(r"\{(\w+)\}", english.date)) == {"number", "month", "year"}


@pytest.mark.parametrize("kind", list(DraftKind))
def test_our_own_templates_are_well_written(kind):
    text = read_templates().messages[kind]
    assert text.splitlines()[1].startswith("Subject: ")
    assert set(re.findall(r"\{(.*?)\}", text)) <= FIELDS
    without_fields = re.sub(r"\{\w+\}", "", text)
    assert not re.search(r"[{}]", without_fields)
    assert not re.search(r"[\[\]]", re.sub(r"\[[^\[\]]*\]", "", without_fields))


def test_a_language_without_templates_is_an_error():
    with pytest.raises(FileNotFoundError):
        read_templates("tlh")
