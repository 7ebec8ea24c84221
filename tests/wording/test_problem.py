import inspect
from pathlib import PurePosixPath
from uuid import UUID

import pytest

from companion.model import error as model
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
from companion.model.payload import SECRETS
from companion.model.problem import Problem, ProblemCode
from companion.wording.problem import problem

FILE = PurePosixPath("/data/companion.db")
COPIES = [PurePosixPath("/data/backups/2026-05-13.db"), PurePosixPath("/data/backups/2026-05-12.db")]
SOME_ID = UUID("01890000-0000-7000-8000-0000001a2b3c")

SAID = [
    (CompanionError(), "That did not work. Nothing was changed."),
    (
        NotFoundError("person", "Nina"),
        "There is no person “Nina”. Check the spelling, or use its id.",
    ),
    (
        NotFoundError("change set", "ab12"),
        "There is no change set “ab12”. Check the spelling, or use its id.",
    ),
    (NotFoundError("id", "ab12"), "Nothing here has the id “ab12”. Copy it from a list and try again."),
    (
        NotFoundError("my card", ""),
        "Your own card has no name yet (companion me --set name=NAME).",
    ),
    (
        NotFoundError("my_card", "Rowing"),
        "You have no card “Rowing”. Without --card, the one that fits is shown.",
    ),
    (
        AmbiguousError("person", "Ana", [(SOME_ID, "Ana Ruiz"), (UUID(int=5), "Ana Berg")]),
        "“Ana” can mean several: Ana Ruiz [1a2b3c], Ana Berg [000005]. Use the id of the one you mean.",
    ),
    (
        InvalidValueError("state", "done", ["open", "met"]),
        "“done” does not fit as state. Possible: open, met.",
    ),
    (InvalidValueError("ends_at", ""), "The end cannot be empty here."),
    (InvalidValueError("email", "ana@"), "“ana@” does not fit as e-mail address."),
    (InvalidValueError("next_step", " ", ["a"]), "The next step cannot be empty here. Possible: a."),
    (NoRunningEventError(), "No event is running. Start one first."),
    (NothingToUndoError(), "There is nothing to undo."),
    (NothingToUndoError(redo=True), "There is nothing to do again."),
    (
        UndoRefusedError("edit_person", {"name": "Ana Ruiz"}, "person", SOME_ID),
        "This cannot be undone: “Edited Ana Ruiz” came after it. Undo that first.",
    ),
    (
        StaleRecordError("contact_point", SOME_ID, ["value"]),
        "The contact point was changed elsewhere in the meantime. Look at it again, then repeat your change.",
    ),
    (CancelledError(), "Stopped. Nothing was changed."),
    (
        NotTwoPeopleError("Ana Ruiz"),
        "“Ana Ruiz” is named twice. Name two people, by their ids if they have one name.",
    ),
    (OwnPersonError(), "You yourself cannot be merged with anybody. Edit your own card instead."),
    (BusyError(), "Another program is writing to the data. Nothing was changed; try again in a moment."),
    (
        CodeTooLargeError(900, 858),
        (
            "This is more than phones read out of a code: 900 bytes, and at most 858 fit. Leave fields out,"
            " or hand it over as a file (companion qr --me -o card.vcf, or with a name in place of --me)."
        ),
    ),
    (
        CodeUnreadableError(),
        (
            "The code that was made of this cannot be read back, so it is not shown. Hand it over as a file instead"
            " (companion qr --me -o card.vcf, or with a name in place of --me)."
        ),
    ),
    (DataError(FILE), "The data in /data/companion.db cannot be opened or written."),
    (
        FolderUnusableError(PurePosixPath("/data"), "Permission denied"),
        "/data cannot be used: Permission denied. Allow Companion to write there, or choose another folder.",
    ),
    (
        DatabaseLostError(FILE, empty=False, backups=[]),
        (
            "/data/companion.db is missing, but it held your data before. "
            "Put it back, or choose another folder; nothing was replaced."
        ),
    ),
    (
        DatabaseLostError(FILE, empty=True, backups=COPIES),
        (
            "/data/companion.db is empty, but it held your data before. Restore one of these copies "
            "(companion restore FILE): /data/backups/2026-05-13.db, /data/backups/2026-05-12.db."
        ),
    ),
    (
        DatabaseDamagedError(FILE, "file is not a database", []),
        (
            "/data/companion.db is damaged: file is not a database. "
            "Keep the file as it is and put back a copy of your own if you have one."
        ),
    ),
    (
        DatabaseDamagedError(FILE, "malformed.\nTree 7 page 3", COPIES[:1]),
        (
            "/data/companion.db is damaged: malformed. "
            "Restore one of these copies (companion restore FILE): /data/backups/2026-05-13.db."
        ),
    ),
    (
        NewerSchemaError(FILE, "0042"),
        (
            "/data/companion.db was written by a newer Companion (data version 0042). "
            "Install the newest version to open it."
        ),
    ),
    (
        DiskError(FILE, ""),
        (
            "/data/companion.db could not be read or written: no reason was given. "
            "Check that the disk has room and may be written to."
        ),
    ),
    (
        SecretCodeError("wifi"),
        "This code holds the password of a wireless network. Companion does not keep it.",
    ),
    (
        PhotoError(Problem(ProblemCode.NO_PICTURE, 0, 0, text="pdf", is_refusal=True, file="ana.jpg")),
        "ana.jpg: It cannot be opened as a picture: it is a PDF document.",
    ),
    (
        SettingsError(PurePosixPath("/data/settings.toml"), "theme = 'blue' is none of light, dark"),
        (
            "The settings in /data/settings.toml cannot be understood: theme = 'blue' is none of light, dark. "
            "Correct that line of the file."
        ),
    ),
]


@pytest.mark.parametrize(("error", "words"), SAID)
def test_a_problem_says_what_happened_where_and_what_to_do(error, words):
    assert problem(error) == words


def test_every_expected_error_has_words_of_its_own():
    classes = {
        one for _, one in inspect.getmembers(model, inspect.isclass) if issubclass(one, CompanionError)
    }
    assert {type(error) for error, _ in SAID} == classes
    assert all(
        problem.dispatch(one) is not problem.dispatch(CompanionError) for one in classes - {CompanionError}
    )
    assert len({problem.dispatch(one) for one in classes}) == len(classes)


def test_each_secret_is_called_what_it_is():
    assert len({problem(SecretCodeError(kind.value)) for kind in SECRETS}) == len(SECRETS)


@pytest.mark.parametrize("error", [error for error, _ in SAID])
def test_a_problem_is_at_most_two_plain_sentences(error):
    words = problem(error)
    assert words[-1] == "."
    assert words.count(". ") <= 1
    assert "\n" not in words


def test_long_foreign_texts_are_cut():
    assert len(problem(NotFoundError("person", "x" * 5000))) < 200
    assert len(problem(DiskError(FILE, "x" * 5000))) < 400
