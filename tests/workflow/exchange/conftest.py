"""Files made of text, planned and stored as an import."""

import pytest

from companion.workflow.exchange.intake import plan_import
from companion.workflow.exchange.reading import Choices, read_material
from companion.workflow.exchange.source import Material, format_of
from tests.builders import NOW


@pytest.fixture
def planned(store):
    """The plan for the content of a file, by its name."""

    def made(content, name="cards.vcf", *, choices=None, **options):
        raw = content if isinstance(content, bytes) else content.encode()
        material = Material(name, raw, format_of(name, raw))
        sources = read_material(material, choices or Choices())
        return store.read(plan_import, sources, now=NOW, region="DE", **options)

    return made


@pytest.fixture
def imported(planned, store):
    """The plan for the content of a file, stored."""

    def made(content, name="cards.vcf", **options):
        plan = planned(content, name, **options)
        store.apply(plan.change_set, at=NOW)
        return plan

    return made


def card(*lines, name="Ada Byron", version="3.0"):
    """A card of that name with more lines in it."""
    return "\r\n".join(("BEGIN:VCARD", f"VERSION:{version}", f"FN:{name}", *lines, "END:VCARD", ""))


def fates(plan):
    return [row.fate.value for row in plan.rows]


def codes(problems):
    return [problem.code.value for problem in problems]
