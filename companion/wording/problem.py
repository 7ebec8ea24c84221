"""What went wrong and what to do about it, in a sentence or two."""

from collections.abc import Mapping, Sequence
from functools import singledispatch
from pathlib import Path
from types import MappingProxyType

from companion.model.change import Kind
from companion.model.error import (
    AmbiguousError,
    BusyError,
    CancelledError,
    CodeTooLargeError,
    CodeUnreadableError,
    CompanionError,
    DatabaseDamagedError,
    DatabaseLostError,
    DataError,
    DiskError,
    FolderUnusableError,
    InvalidValueError,
    NewerSchemaError,
    NoRunningEventError,
    NotFoundError,
    NothingToUndoError,
    NotTwoPeopleError,
    OwnPersonError,
    PhotoError,
    SecretCodeError,
    SettingsError,
    StaleRecordError,
    UndoRefusedError,
)
from companion.model.problem import visible
from companion.wording.label import sentence
from companion.wording.phrase import mark, shortened
from companion.wording.reason import RECORD_KINDS
from companion.wording.remark import reason

_LONGEST_VALUE = 60
_LONGEST_REASON = 200
_ID_ENDING = 6

_KINDS: Mapping[str, str] = {kind.value: word for kind, word in RECORD_KINDS.items()}
_FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "at": mark("Problem", "time"),
        "starts_at": mark("Problem", "start"),
        "ends_at": mark("Problem", "end"),
        "email": mark("Problem", "e-mail address"),
        "url": mark("Problem", "web address"),
        "ask_me_about": mark("Problem", "ask me about"),
        "looking_for": mark("Problem", "looking for"),
    }
)
_SECRETS: Mapping[str, str] = MappingProxyType(
    {
        "wifi": mark("Problem", "the password of a wireless network"),
        "otp": mark("Problem", "the secret of one-time passwords"),
        "fido": mark("Problem", "a key to sign in with"),
        "key": mark("Problem", "a private key"),
        "esim": mark("Problem", "the activation of a phone contract (eSIM)"),
        "crypto": mark("Problem", "an address of electronic money"),
        "payment": mark("Problem", "a payment"),
    }
)


@singledispatch
def problem(_error: CompanionError) -> str:
    """What happened, where, and what to do about it: plain sentences for any expected error."""
    return mark("Problem", "That did not work. Nothing was changed.")


@problem.register
def _not_found(error: NotFoundError) -> str:
    if error.kind == "my card":
        return mark("Problem", "Your own card has no name yet (companion me --set name=NAME).")
    if error.kind == Kind.MY_CARD:
        pattern = mark("Problem", "You have no card “{text}”. Without --card, the one that fits is shown.")
        return pattern.format(text=_value(error.text))
    if error.kind == "file":
        return mark("Problem", "There is no file {path}. Check the spelling.").format(
            path=visible(error.text)
        )
    if error.kind == "id":
        pattern = mark("Problem", "Nothing here has the id “{text}”. Copy it from a list and try again.")
    else:
        pattern = mark("Problem", "There is no {kind} “{text}”. Check the spelling, or use its id.")
    return pattern.format(kind=_kind(error.kind), text=_value(error.text))


@problem.register
def _ambiguous(error: AmbiguousError) -> str:
    candidates = ", ".join(
        f"{_value(name)} [{str(some_id)[-_ID_ENDING:]}]" for some_id, name in error.candidates
    )
    pattern = mark("Problem", "“{text}” can mean several: {candidates}. Use the id of the one you mean.")
    return pattern.format(text=_value(error.text), candidates=candidates)


@problem.register
def _invalid(error: InvalidValueError) -> str:
    field = _FIELDS.get(error.field, error.field.replace("_", " "))
    if error.value.strip():
        pattern = mark("Problem", "“{value}” does not fit as {field}.")
    else:
        pattern = mark("Problem", "The {field} cannot be empty here.")
    said = pattern.format(value=_value(error.value), field=field)
    if not error.allowed:
        return said
    return f"{said} {mark('Problem', 'Possible: {allowed}.').format(allowed=', '.join(error.allowed))}"


@problem.register
def _not_two(error: NotTwoPeopleError) -> str:
    pattern = mark("Problem", "“{name}” is named twice. Name two people, by their ids if they have one name.")
    return pattern.format(name=_value(error.name))


@problem.register
def _own_person(_error: OwnPersonError) -> str:
    return mark("Problem", "You yourself cannot be merged with anybody. Edit your own card instead.")


@problem.register
def _no_running_event(_error: NoRunningEventError) -> str:
    return mark("Problem", "No event is running. Start one first.")


@problem.register
def _nothing_to_undo(error: NothingToUndoError) -> str:
    if error.redo:
        return mark("Problem", "There is nothing to do again.")
    return mark("Problem", "There is nothing to undo.")


@problem.register
def _undo_refused(error: UndoRefusedError) -> str:
    pattern = mark("Problem", "This cannot be undone: “{later}” came after it. Undo that first.")
    return pattern.format(later=sentence(error.label, error.facts))


@problem.register
def _cancelled(_error: CancelledError) -> str:
    return mark("Problem", "Stopped. Nothing was changed.")


@problem.register
def _stale(error: StaleRecordError) -> str:
    pattern = mark(
        "Problem",
        "The {kind} was changed elsewhere in the meantime. Look at it again, then repeat your change.",
    )
    return pattern.format(kind=_kind(error.kind))


@problem.register
def _busy(_error: BusyError) -> str:
    return mark(
        "Problem", "Another program is writing to the data. Nothing was changed; try again in a moment."
    )


@problem.register
def _code_too_large(error: CodeTooLargeError) -> str:
    pattern = mark(
        "Problem",
        "This is more than phones read out of a code: {size} bytes, and at most {most} fit. Leave fields out,"
        " or hand it over as a file (companion qr --me -o card.vcf, or with a name in place of --me).",
    )
    return pattern.format(size=error.size, most=error.most)


@problem.register
def _code_unreadable(_error: CodeUnreadableError) -> str:
    return mark(
        "Problem",
        "The code that was made of this cannot be read back, so it is not shown. Hand it over as a file instead"
        " (companion qr --me -o card.vcf, or with a name in place of --me).",
    )


@problem.register
def _secret_code(error: SecretCodeError) -> str:
    pattern = mark("Problem", "This code holds {secret}. Companion does not keep it.")
    return pattern.format(secret=_SECRETS[error.kind])


@problem.register
def _photo(error: PhotoError) -> str:
    return f"{_value(error.problem.file)}: {reason(error.problem)}"


@problem.register
def _data(error: DataError) -> str:
    pattern = mark("Problem", "The data in {path} cannot be opened or written.")
    return pattern.format(path=visible(str(error.path)))


@problem.register
def _folder_unusable(error: FolderUnusableError) -> str:
    pattern = mark(
        "Problem",
        "{path} cannot be used: {reason}. Allow Companion to write there, or choose another folder.",
    )
    return pattern.format(path=visible(str(error.path)), reason=_reason(error.reason))


@problem.register
def _lost(error: DatabaseLostError) -> str:
    if error.empty:
        pattern = mark("Problem", "{path} is empty, but it held your data before.")
    else:
        pattern = mark("Problem", "{path} is missing, but it held your data before.")
    without = mark("Problem", "Put it back, or choose another folder; nothing was replaced.")
    return f"{pattern.format(path=visible(str(error.path)))} {_copies(error.backups) or without}"


@problem.register
def _damaged(error: DatabaseDamagedError) -> str:
    said = mark("Problem", "{path} is damaged: {reason}.")
    without = mark("Problem", "Keep the file as it is and put back a copy of your own if you have one.")
    said = said.format(path=visible(str(error.path)), reason=_reason(error.reason))
    return f"{said} {_copies(error.backups) or without}"


@problem.register
def _newer(error: NewerSchemaError) -> str:
    pattern = mark(
        "Problem",
        "{path} was written by a newer Companion (data version {revision}). Install the newest version to open it.",
    )
    return pattern.format(path=visible(str(error.path)), revision=error.revision)


@problem.register
def _disk(error: DiskError) -> str:
    pattern = mark(
        "Problem",
        "{path} could not be read or written: {reason}. Check that the disk has room and may be written to.",
    )
    return pattern.format(path=visible(str(error.path)), reason=_reason(error.reason))


@problem.register
def _settings(error: SettingsError) -> str:
    pattern = mark(
        "Problem", "The settings in {path} cannot be understood: {reason}. Correct that line of the file."
    )
    return pattern.format(path=visible(str(error.path)), reason=_reason(error.reason))


def _kind(kind: str) -> str:
    return _KINDS.get(kind, kind)


def _value(text: str) -> str:
    return visible(shortened(text, _LONGEST_VALUE))


def _reason(text: str) -> str:
    """The first line of what the system said, without a full stop of its own."""
    first = text.strip().split("\n", 1)[0]
    return shortened(first, _LONGEST_REASON).rstrip(".") or mark("Problem", "no reason was given")


def _copies(backups: Sequence[Path]) -> str:
    """What to do with the copies, as given; empty when there is none."""
    if not backups:
        return ""
    names = ", ".join(visible(str(path)) for path in backups)
    return mark("Problem", "Restore one of these copies (companion restore FILE): {names}.").format(
        names=names
    )
