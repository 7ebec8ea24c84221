"""The public vCard files through the whole program: in, out as they came, and in again."""

import hashlib
import json
from dataclasses import dataclass

import pytest

from companion.cli.main import main
from companion.formats.vcard.meaning import contact_from
from companion.formats.vcard.read import read_cards
from companion.model.contact import Contact
from companion.model.problem import Problem, ProblemCode
from tests.corpus.fact import Facts, differences
from tests.corpus.raw_properties import RawCard, RawProperty, raw_cards
from tests.corpus.vcard_facts import FACTS, FOLDER, files

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="The public files are not here")

CALCARD = "stalwartlabs+calcard/resources/vcard/"
each_file = pytest.mark.parametrize("name", files())


@dataclass(frozen=True)
class Card:
    """One card of a file: its raw lines and what it is expected to say."""

    raw: RawCard
    facts: Facts


@dataclass(frozen=True)
class Said:
    """How a call ended and what it wrote."""

    code: int
    out: str

    @property
    def json(self):
        return json.loads(self.out)


@pytest.fixture
def call(folder, capsys):
    """Call `companion` on a fresh data folder."""

    def called(*arguments):
        capsys.readouterr()
        code = main(["--data", str(folder), *map(str, arguments)])
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        return Said(code, out)

    return called


def cards_of(name: str) -> list[Card]:
    raw = raw_cards((FOLDER / name).read_bytes())
    return [Card(card, facts) for card, facts in zip(raw, FACTS[name], strict=True)]


def kept(cards: list[Card]) -> list[Card]:
    return [card for card in cards if card.facts.refused is None]


def test_every_file_has_facts():
    assert files() == sorted(FACTS)


@each_file
def test_the_facts_of_a_file_are_read(name):
    contacts = contacts_in((FOLDER / name).read_bytes())

    assert len(contacts) == len(FACTS[name])
    wrong = [
        f"card {number}: {line}"
        for number, (facts, contact) in enumerate(zip(FACTS[name], contacts, strict=True), start=1)
        for line in disagreements(facts, contact)
    ]
    assert not wrong, "\n".join(wrong)


def contacts_in(data: bytes) -> list[Contact | ProblemCode]:
    """Each card of a file as a contact, or the reason of its refusal."""
    contacts: list[Contact | ProblemCode] = []
    for found in read_cards(data):
        if isinstance(found, Problem):
            continue
        contact, problems = contact_from(found)
        contacts += [contact] if contact else [one.code for one in problems if one.is_refusal][:1]
    return contacts


def disagreements(facts: Facts, contact: Contact | ProblemCode) -> list[str]:
    if facts.refused is not None:
        return [] if contact == facts.refused else [f"expected to be refused, got {contact!r}"]
    if not isinstance(contact, Contact):
        return [f"refused: {contact}"]
    return differences(facts, contact)


@each_file
def test_a_file_comes_in_whole_and_goes_out_as_it_came(name, call, tmp_path):
    cards = cards_of(name)

    said = call("import", FOLDER / name, "--json")

    assert said.code in (0, 1)
    refused = [card for card in said.json["refused"] if card["code"] == ProblemCode.NO_IDENTITY]
    expected = [card for card in cards if card.facts.refused is not None]
    assert len(refused) == len(expected)
    for refusal, card in zip(refused, expected, strict=True):
        assert card.raw.first_line <= refusal["first_line"] <= refusal["last_line"] <= card.raw.last_line
    people = [card for card in kept(cards) if card.facts.said["members"] is None]
    assert len(people) <= said.json["new"] <= len(kept(cards))
    assert said.json["updated"] == 0

    if not kept(cards):
        return
    out = tmp_path / "out.vcf"
    assert call("export", "-o", out, "--version", "original").code == 0
    lost, added = changes([card.raw for card in kept(cards)], raw_cards(out.read_bytes()))
    assert not lost, "\n".join(map(repr, lost))
    assert not added, "\n".join(map(repr, added))


@each_file
@pytest.mark.parametrize("again", ["the file", "the export"])
def test_what_is_known_changes_nothing_when_it_comes_again(again, name, call, tmp_path):
    cards = cards_of(name)
    call("import", FOLDER / name, "--json")
    out = FOLDER / name
    if again == "the export" and kept(cards):
        out = tmp_path / "out.vcf"
        call("export", "-o", out, "--version", "original")

    said = call("import", out, "--json")

    assert said.code in (0, 1)
    assert (said.json["new"], said.json["updated"]) == (0, 0)


def changes(expected: list[RawCard], written: list[RawCard]) -> tuple[list[RawProperty], list[RawProperty]]:
    """The lines that the export lost, and those it added; each card written may stand for one card only."""
    left = list(written)
    lost: list[RawProperty] = []
    added: list[RawProperty] = []
    for card in expected:
        if not left:
            lost += card.properties.elements()
            continue
        best = min(left, key=lambda other: _distance(card, other))
        left.remove(best)
        lost += (card.properties - best.properties).elements()
        added += (best.properties - card.properties).elements()
    return lost, added + [line for card in left for line in card.properties.elements()]


def _distance(card: RawCard, other: RawCard) -> int:
    return (card.properties - other.properties).total() + (other.properties - card.properties).total()


def test_the_files_are_those_that_the_facts_were_written_for():
    listed = (FOLDER / "index.csv").read_text(encoding="utf-8").splitlines()[1:]
    for line in listed:
        local, digest = line.split(",")[3:5]
        assert hashlib.sha256((FOLDER / local).read_bytes()).hexdigest().startswith(digest)
