"""Public photos of codes: what they say is read exactly."""

import json
from pathlib import Path

import pytest

from companion.qr.read import read_picture

FOLDER = Path(__file__).parents[2] / "../shared/corpus/codes"
LEAST = 0.96
MOST_MORE = 1
"""One picture shows a code within a code, and only the outer one is written down."""

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="The public photos are not here")


@pytest.fixture(scope="module")
def read() -> list[tuple[str, str, list[str]]]:
    """Each photo, the text that is written down for it, and the texts that were read."""
    expected = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))
    found = []
    for one in expected:
        codes, problems = read_picture((FOLDER / one["file"]).read_bytes())
        assert problems == ()
        found.append((one["file"], one["text"], [code.text for code in codes]))
    return found


def test_nearly_all_photos_are_read_to_the_letter(read):
    # Compared as they are written down: backslashes before quotes, NUL and blanks at the end are in the codes.
    wrong = [(name, texts) for name, text, texts in read if text not in texts]
    assert len(wrong) <= len(read) * (1 - LEAST), wrong


def test_hardly_anything_else_is_read(read):
    more = [(name, texts) for name, _, texts in read if len(texts) > 1]
    assert len(more) <= MOST_MORE, more
