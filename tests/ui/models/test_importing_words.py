"""How far an import is, in words."""

import pytest

from companion.ui.models.importing_columns import fields
from companion.ui.models.importing_words import ImportWords
from companion.workflow.exchange.watch import Stage


@pytest.mark.parametrize(
    ("stage", "done", "total", "words"),
    [
        (Stage.READING, 0, 0, ""),
        (Stage.READING, 400, 0, "400 so far"),
        (Stage.COMPARING, 400, 900, "400 of 900"),
        (Stage.SAVING, 0, 0, ""),
        (Stage.SAVING, 1, 3, "33 %"),
        (Stage.SAVING, 3, 3, "100 %"),
    ],
)
def test_a_step_is_said_as_its_stage_counts(qapp, stage, done, total, words):
    assert ImportWords().step(stage, done, total) == words


def test_every_encoding_that_is_offered_can_be_read(qapp):
    for _, name in ImportWords().encodings():
        assert name is None or b"Anna".decode(name)


def test_not_to_import_a_column_is_offered_first(qapp):
    assert fields()[0] == ("Not imported", "ignore")
