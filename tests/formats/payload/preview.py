"""A payload as somebody sees it before anything is kept, in plain values; what is empty is left out."""

from companion.model.capture import ContactPhrase
from companion.model.contact import Contact
from companion.model.payload import Payload


def preview(payload: Payload) -> dict[str, object]:
    contact = payload.contact
    shown: dict[str, object] = {
        "kind": payload.kind.value,
        "title": payload.title,
        "link": payload.link,
        "host": payload.host,
        "place": payload.place,
        "note": payload.note,
        "events": [(event.name, event.starts_at.isoformat(), event.venue) for event in payload.events],
        "cells": [*payload.cells],
        "fields": [field.value for field in payload.fields],
        "guess": payload.is_guess,
        "flags": sorted({problem.code.value for problem in payload.problems}),
        "contact": facts(contact) if contact is not None else None,
    }
    return {name: value for name, value in shown.items() if value not in ("", None, [], False)}


def facts(contact: Contact) -> dict[str, object]:
    shown: dict[str, object] = {
        "name": contact.name,
        "job": contact.title,
        "org": contact.organisation,
        "points": [said(point) for point in contact.points],
        "born": contact.birthday,
        "tags": [*contact.tags],
        "notes": [*contact.notes],
        "details": [(one.kind.value, one.label, one.value) for one in contact.details],
    }
    return {name: value for name, value in shown.items() if value not in ("", None, [])}


def said(point: ContactPhrase) -> str:
    """`phone 030 1234 (work)`; the two forms of a point of a code are one."""
    assert point.value == point.typed
    label = f" ({point.label})" if point.label else ""
    return f"{point.kind.value} {point.value}{label}"
