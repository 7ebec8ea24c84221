"""The shared cases of the capture line, where they are there."""

import json
from datetime import date
from pathlib import Path

import pytest

from companion.model.capture import Capture
from companion.model.person import ContactKind
from companion.rules.capture import read

CASES = Path(__file__).parents[3] / "shared" / "bench" / "capture" / "cases.json"


def cases() -> list[dict[str, object]]:
    if not CASES.is_file():
        return []
    found = json.loads(CASES.read_text(encoding="utf-8"))
    return [*found["lines"], *found["dates"]]


def answer(capture: Capture) -> dict[str, object]:
    return {
        "name": capture.name or "",
        "names": [*capture.names],
        "title": capture.title or "",
        "organisation": capture.organisation or "",
        "emails": [*capture.values(ContactKind.EMAIL)],
        "phones": [*capture.values(ContactKind.PHONE)],
        "urls": [*capture.values(ContactKind.URL)],
        "tags": [*capture.tags],
        "needs": [*capture.needs],
        "offers": [*capture.offers],
        "promises": [{"text": some.text, "due": some.due.isoformat()} for some in capture.promises],
        "intros": [*capture.intros],
        "starred": capture.starred,
        "note": capture.note,
    }


@pytest.mark.skipif(not CASES.is_file(), reason="The shared cases are not here")
@pytest.mark.parametrize("case", cases(), ids=lambda case: case["id"])
def test_a_shared_case_is_read_as_expected(case):
    capture = read(case["line"], today=date.fromisoformat(case["today"]), region=case["region"])

    read_fields = {name: value for name, value in answer(capture).items() if name in case["expect"]}
    assert read_fields == case["expect"]
