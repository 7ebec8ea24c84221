"""The draft of what was scanned and is not kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.ui.scan_draft import DraftScan, ScanDraft

CODE = DraftScan("MECARD:N:Ruiz,Ana;;", "ana.png", "qr")
CARD = DraftScan("", "ben.jpg", None, b"\xff\xd8photo", (("Ben Okafor", "name"), ("Since 1890", "")))


def test_what_is_written_is_read_again_by_its_owner_alone(tmp_path):
    ScanDraft(tmp_path).write((CODE, CARD), "?finance candidates 🙂")
    assert ScanDraft(tmp_path).read() == ((CODE, CARD), "?finance candidates 🙂")
    assert ScanDraft(tmp_path).is_there
    assert ScanDraft(tmp_path).path.stat().st_mode & 0o077 == 0


def test_no_draft_is_left_when_nothing_waits(tmp_path):
    draft = ScanDraft(tmp_path)
    draft.write((CODE,), "?help")
    draft.write((), "")
    assert not draft.is_there
    ScanDraft(tmp_path).write((), "what was typed beside nothing")
    assert not draft.is_there


def test_a_draft_of_before_goes_with_its_codes(tmp_path):
    ScanDraft(tmp_path).write((CODE,), "")
    draft = ScanDraft(tmp_path)
    draft.read()
    draft.write((), "")
    assert not draft.is_there


def test_of_many_photos_the_first_are_kept_and_every_code(tmp_path):
    cards = [DraftScan("", f"{number}.jpg", None, bytes([number])) for number in range(1, 9)]
    ScanDraft(tmp_path).write((*cards, CODE), "")
    assert ScanDraft(tmp_path).read()[0] == (*cards[:3], CODE)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff",
        b"[]",
        b"{}",
        b'{"scans": 1, "line": ""}',
        b'{"scans": [1], "line": ""}',
        b'{"scans": [{"text": "a", "source": "", "format": null, "picture": "?", "cells": [1]}], "line": ""}',
    ],
)
def test_what_we_have_not_written_is_nothing(tmp_path, content):
    (tmp_path / "scans.json").write_bytes(content)
    assert ScanDraft(tmp_path).read() == ((), "")


def test_a_file_that_cannot_be_written_says_so(tmp_path):
    (tmp_path / "data").write_bytes(b"")
    with pytest.raises(OSError, match="data"):
        ScanDraft(tmp_path / "data" / "deep").write((CODE,), "")


@given(
    st.lists(
        st.builds(
            DraftScan,
            st.text(),
            st.text(),
            st.none() | st.text(),
            st.just(b""),
            st.lists(st.tuples(st.text(), st.text()), max_size=3).map(tuple),
        ),
        min_size=1,
        max_size=5,
    ),
    st.text(),
)
def test_any_text_comes_back(tmp_path_factory, scans, line):
    folder = tmp_path_factory.mktemp("draft")
    ScanDraft(folder).write(scans, line)
    assert ScanDraft(folder).read() == (tuple(scans), line)
