"""The text of codes: each format and quirk, as somebody sees it before anything is kept."""

import pytest

from companion.formats.payload.read import read_payload
from tests.formats.payload.preview import preview
from tests.formats.payload.table import CASES


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.what)
def test_a_text_is_shown_as_what_it_is(case):
    assert preview(read_payload(case.text)) == case.expected


def test_each_case_has_a_name_of_its_own():
    assert len({case.what for case in CASES}) == len(CASES) >= 120
