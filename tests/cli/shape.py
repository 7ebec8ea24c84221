"""The shapes of the answers: which keys are there, and what each may hold."""

import re
from datetime import date, datetime
from uuid import UUID


class Kind:
    """Something that a text has to be."""

    def __init__(self, name, read):
        self.name = name
        self.read = read

    def __repr__(self):
        return self.name


def _instant(text):
    assert datetime.fromisoformat(text).tzinfo is not None


def _day(text):
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", text)
    date.fromisoformat(text)


ID = Kind("an id", lambda text: UUID(text))
INSTANT = Kind("an instant with an offset", _instant)
DAY = Kind("a day", _day)
PERSON = {"id": ID, "name": str}

EVENT = {
    "id": ID,
    "name": str,
    "kind": str,
    "venue": (str, None),
    "goal": (str, None),
    "starts_at": INSTANT,
    "ends_at": (INSTANT, None),
    "people": int,
}
NOTED = {
    "event": (PERSON, None),
    "encounters": [{"id": ID, "person": PERSON}],
    "people": [PERSON],
    "attached": [ID],
    "needs": [{"id": ID, "text": str}],
    "offers": [{"id": ID, "text": str}],
    "promises": [{"id": ID, "text": str, "due": DAY}],
    "introductions": [{"id": ID, "to": {"id": (ID, None), "name": str}}],
    "note": str,
}
PARSED = {
    "name": (str, None),
    "names": [str],
    "title": (str, None),
    "organisation": (str, None),
    "emails": [str],
    "phones": [str],
    "urls": [str],
    "tags": [str],
    "needs": [str],
    "offers": [str],
    "promises": [{"text": str, "due": DAY}],
    "intros": [str],
    "starred": bool,
    "note": str,
    "tokens": [{"kind": str, "start": int, "end": int, "text": str}],
}
SUMMARY = {
    "id": ID,
    "name": str,
    "organisation": (str, None),
    "title": (str, None),
    "tags": [str],
    "open_needs": int,
    "last_contact": (DAY, None),
    "met_at": (INSTANT, None),
}
INTRODUCTION = {
    "id": ID,
    "a": PERSON,
    "b": {"id": (ID, None), "name": str},
    "why": (str, None),
    "state": str,
    "history": [{"at": INSTANT, "state": str}],
}
WHOLE = {
    "id": ID,
    "name": str,
    "organisation": (str, None),
    "title": (str, None),
    "birthday": (str, None),
    "starred": bool,
    "contact_points": [{"id": ID, "kind": str, "value": str, "label": (str, None)}],
    "tags": [str],
    "needs": [{"id": ID, "text": str, "state": str, "heard_at": INSTANT}],
    "offers": [{"id": ID, "text": str, "heard_at": INSTANT}],
    "promises": [{"id": ID, "text": str, "due": DAY, "state": str}],
    "introductions": [INTRODUCTION],
    "notes": [{"id": ID, "text": str, "at": INSTANT}],
    "timeline": [{"at": INSTANT, "kind": str, "text": str}],
}
DRAFT = {"kind": str, "to": (str, None), "subject": str, "body": str}
CARD = {
    "id": ID,
    "person": PERSON,
    "reason": str,
    "reasons": [{"id": ID, "kind": str, "text": str, "due": DAY, "source": {"kind": str, "id": ID}}],
    "due": DAY,
    "promises": [{"id": ID, "text": str, "due": DAY}],
    "needs": [{"id": ID, "text": str}],
    "helpers": [],
    "draft": DRAFT,
}
TODAY = {"date": DAY, "total": int, "cards": [CARD]}
DECIDED = {
    "person": PERSON,
    "changed": [{"kind": str, "id": ID, "state": str, "due": (DAY, None)}],
    "next": (PERSON, None),
}
UNDONE = {
    "change_set": (ID, None),
    "label": str,
    "kept": [{"kind": str, "id": ID, "name": (str, None)}],
}
CHANGES = [{"change_set": ID, "at": INSTANT, "label": str}]
IMPORTED = {
    "read": int,
    "new": int,
    "updated": int,
    "unchanged": int,
    "duplicates": int,
    "refused": [
        {
            "file": str,
            "first_line": (int, None),
            "last_line": (int, None),
            "property": (str, None),
            "code": str,
            "reason": str,
            "text": str,
        }
    ],
    "change_set": (ID, None),
}
EXPORTED = {"written": int, "file": str}
BACKUP = {"file": str, "people": int, "verified": bool}


def assert_shape(value, shape, where="the answer"):
    """Fail unless a value has exactly the keys and kinds of values of a shape."""
    if isinstance(shape, tuple):
        if value is None:
            return
        shape = shape[0]
    if isinstance(shape, dict):
        assert isinstance(value, dict), where
        assert value.keys() == shape.keys(), where
        for key, inner in shape.items():
            assert_shape(value[key], inner, f"{where}.{key}")
    elif isinstance(shape, list):
        assert isinstance(value, list), where
        for place, one in enumerate(value):
            assert_shape(one, shape[0], f"{where}[{place}]")
    elif isinstance(shape, Kind):
        assert isinstance(value, str), where
        shape.read(value)
    else:
        assert type(value) is shape, where
