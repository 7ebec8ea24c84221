import sqlite3
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.dialects import sqlite

from companion.model.event import EventKind
from companion.storage import tables
from companion.storage.types import Instant, PlainText, Spans, by_value, plain_text
from tests.builders import NOW, adding, event, raw_capture

DIALECT = sqlite.dialect()


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("", ""),
        ("Ada", "Ada"),
        ("a\0b", "a\ufffdb"),
        ("é\0", "é\ufffd"),
        ("\ud800", "\ufffd"),
        ("\udfff\ud800", "\ufffd\ufffd"),
        ("\ud83d\ude00", "\U0001f600"),
        ("\U0001f469\u200d\U0001f467\u202e\ufeff", "\U0001f469\u200d\U0001f467\u202e\ufeff"),
        ("\ufeffstart", "\ufeffstart"),
        ("\ufffestart", "\ufffestart"),
    ],
)
def test_text_is_kept_but_for_nul_and_lone_surrogates(text, stored):
    assert plain_text(text) == stored


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_text_without_these_is_kept_to_the_letter(text):
    assert plain_text(text) == text


def test_nothing_is_kept_as_nothing():
    assert PlainText().process_bind_param(None, DIALECT) is None
    assert Instant().process_bind_param(None, DIALECT) is None
    assert Instant().result_processor(DIALECT, None)(None) is None


def test_an_instant_is_kept_in_universal_time():
    local = datetime(2026, 3, 12, 9, 30, tzinfo=timezone(timedelta(hours=-8)))
    assert Instant().process_bind_param(local, DIALECT) == datetime(2026, 3, 12, 17, 30)
    for text in ("2026-03-12 17:30:00.000000", "2026-03-12 17:30:00"):
        assert Instant().result_processor(DIALECT, None)(text) == local
        assert Instant().result_processor(DIALECT, None)(text).tzinfo is UTC


def test_an_instant_without_an_offset_is_a_defect():
    with pytest.raises(ValueError, match="offset"):
        Instant().process_bind_param(datetime(2026, 3, 12), DIALECT)


def test_instants_sort_in_the_file_as_in_time(store):
    moments = [NOW + timedelta(microseconds=step) for step in (0, 1, 999_999, 1_000_000)]
    moments.append(datetime(999, 1, 1, tzinfo=UTC))
    lines = [raw_capture(owner_id=store.owner_id, at=moment) for moment in moments]
    store.apply(adding(*lines), at=NOW)
    statement = select(tables.raw_capture.c.at).order_by(tables.raw_capture.c.at)
    assert store.read(lambda c: c.execute(statement).scalars().all()) == sorted(moments)


def test_spans_come_back_as_records_hold_them():
    assert Spans().process_result_value([[0, 3], [5, 9]], DIALECT) == ((0, 3), (5, 9))


def test_enums_are_kept_by_value(store):
    assert by_value(EventKind).enums[:2] == ["conference", "mixer"]
    store.apply(adding(event(owner_id=store.owner_id, kind=EventKind.FAIR)), at=NOW)
    with sqlite3.connect(store.path) as connection:
        assert connection.execute("SELECT kind FROM event").fetchall() == [("fair",)]
    connection.close()
