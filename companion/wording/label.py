"""What the user did, in a sentence: for the undo toast and the list of what can be undone."""

from collections.abc import Callable, Mapping
from string import Formatter
from types import MappingProxyType

from companion.model.change import Label
from companion.wording.phrase import mark, shortened
from companion.wording.progress import events_counted, people_counted
from companion.wording.reason import INTRODUCTION_STATES, NEED_STATES, PROMISE_STATES, RECORD_KINDS

_LONGEST = 60

# The first sentence all of whose facts are known is said; the last one needs none.
_SENTENCES: Mapping[Label, tuple[str, ...]] = MappingProxyType(
    {
        Label.CAPTURE: (
            mark("Label", "Captured {name}"),
            mark("Label", "Captured: {text}"),
            mark("Label", "Captured a line"),
        ),
        Label.SCAN: (
            mark("Label", "Scanned {name}"),
            mark("Label", "Scanned: {text}"),
            mark("Label", "Scanned a code"),
        ),
        Label.START_EVENT: (mark("Label", "Started {name}"), mark("Label", "Started an event")),
        Label.END_EVENT: (mark("Label", "Ended {name}"), mark("Label", "Ended the event")),
        Label.EDIT_EVENT: (mark("Label", "Edited {name}"), mark("Label", "Edited an event")),
        Label.DELETE_EVENT: (mark("Label", "Deleted {name}"), mark("Label", "Deleted an event")),
        Label.ADD: (
            mark("Label", "Added {kind} to {name}: {text}"),
            mark("Label", "Added to {name}"),
            mark("Label", "Added something"),
        ),
        Label.ADD_PERSON: (mark("Label", "Added {name}"), mark("Label", "Added a person")),
        Label.EDIT_PERSON: (mark("Label", "Edited {name}"), mark("Label", "Edited a person")),
        Label.EDIT: (
            mark("Label", "Edited {name}: {text}"),
            mark("Label", "Edited {name}"),
            mark("Label", "Edited something"),
        ),
        Label.SET_STATE: (mark("Label", "Marked as {state}: {text}"), mark("Label", "Changed a state")),
        Label.DELETE: (
            mark("Label", "Deleted {kind} of {name}: {text}"),
            mark("Label", "Deleted {kind}: {text}"),
            mark("Label", "Deleted something of {name}"),
            mark("Label", "Deleted something"),
        ),
        Label.DELETE_PERSON: (mark("Label", "Deleted {name}"), mark("Label", "Deleted a person")),
        Label.EDIT_MY_CARD: (mark("Label", "Edited my card {name}"), mark("Label", "Edited my card")),
        Label.IMPORT: (
            mark("Label", "Imported {people} and {events}"),
            mark("Label", "Imported {people}"),
            mark("Label", "Imported {events}"),
            mark("Label", "Noted {expected} as expected at {name}"),
            mark("Label", "Imported people"),
        ),
        Label.IMPORT_EVENTS: (mark("Label", "Imported {events}"), mark("Label", "Imported events")),
        Label.MERGE: (
            mark("Label", "Merged {text} into {name}"),
            mark("Label", "Merged {name}"),
            mark("Label", "Merged two people"),
        ),
        Label.NOT_SAME: (
            mark("Label", "Noted that {name} and {text} are two"),
            mark("Label", "Noted that {name} is nobody else"),
            mark("Label", "Noted that two people are two"),
        ),
        Label.DONE: (mark("Label", "Marked done: {name}"), mark("Label", "Marked done")),
        Label.LATER: (mark("Label", "Put off: {name}"), mark("Label", "Put off")),
        Label.SKIP: (
            mark("Label", "Skipped until tomorrow: {name}"),
            mark("Label", "Skipped until tomorrow"),
        ),
        Label.LET_GO: (mark("Label", "Let go: {name}"), mark("Label", "Let go")),
        Label.UNDO: (
            mark("Label", "{removed} removed, {kept} kept: you changed them"),
            mark("Label", "Undone: {label}"),
            mark("Label", "Undone"),
        ),
        Label.REDO: (mark("Label", "Done again: {label}"), mark("Label", "Done again")),
    }
)

_KINDS: Mapping[str, str] = {kind.value: word for kind, word in RECORD_KINDS.items()}
_STATES: Mapping[str, str] = {
    state.value: word
    for words in (NEED_STATES, PROMISE_STATES, INTRODUCTION_STATES)
    for state, word in words.items()
}


def sentence(label: str, facts: Mapping[str, str]) -> str:
    """What a change set did: "Captured Ana Ruiz"; without a full stop.

    `label` is a value of Label. Facts that are said: `name`, `text`, `kind` of a record, `state`,
    `count` of an import and, of an undo or redo, `label`: what was taken back, whose own facts stand
    beside it; `removed` and `kept` where an undo could not take all of it back.
    """
    known = {name: value for name, value in _words(facts).items() if value}
    fitting = (pattern for pattern in _SENTENCES[Label(label)] if _fields(pattern) <= known.keys())
    return next(fitting).format_map(known)


def _words(facts: Mapping[str, str]) -> dict[str, str]:
    rest = {name: value for name, value in facts.items() if name != "label"}
    return {
        "name": shortened(facts.get("name", ""), _LONGEST),
        "text": shortened(facts.get("text", ""), _LONGEST),
        "kind": _KINDS.get(facts.get("kind", ""), ""),
        "state": _STATES.get(facts.get("state", ""), ""),
        "people": _counted(facts.get("count"), people_counted),
        "events": _counted(facts.get("events"), events_counted),
        "expected": _counted(facts.get("expected"), people_counted),
        "removed": facts.get("removed", ""),
        "kept": facts.get("kept", "").removeprefix("0"),
        "label": sentence(facts["label"], rest) if "label" in facts else "",
    }


def _counted(count: str | None, said: Callable[[int], str]) -> str:
    return said(int(count)) if count and count.isdecimal() else ""


def _fields(pattern: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(pattern) if field}
