"""Contacts written to files: who, how and under which names."""

from companion.formats.vcard.meaning import contact_from
from companion.formats.vcard.read import read_cards
from companion.rules.search import Query
from companion.workflow.exchange.export import (
    ORIGINAL,
    ExportFormat,
    Wanted,
    file_names,
    people,
    write_file,
    write_split,
)
from companion.workflow.exchange.kept import digest_of_card, kept_card
from tests.builders import NOW, adding, need, person, tag


def written(store, whom, path, **options):
    return store.read(write_file, whom, path, Wanted(), now=NOW, **options)


def test_chosen_people_are_written_in_their_order(store, tmp_path):
    ada, bob, cid = (person(name) for name in ("Ada Byron", "Bob Roth", "Cid Cruz"))
    store.apply(adding(ada, bob, cid), at=NOW)
    file = tmp_path / "some.vcf"
    assert written(store, [cid.id, ada.id], file) == 2
    names = [line for line in file.read_text().splitlines() if line.startswith("FN:")]
    assert names == ["FN:Cid Cruz", "FN:Ada Byron"]
    assert store.read(write_split, [bob.id], tmp_path / "each", Wanted(), now=NOW) == 1
    assert [path.name for path in (tmp_path / "each").iterdir()] == ["Bob Roth.vcf"]


def test_a_format_that_is_given_counts_more_than_the_ending(store, tmp_path):
    store.apply(adding(person("Ada Byron")), at=NOW)
    file = tmp_path / "some.txt"
    assert written(store, Query(), file, form=ExportFormat.VCARD) == 1
    assert file.read_text().startswith("BEGIN:VCARD")


def test_those_with_an_open_need_can_be_meant_without_a_word(store):
    ada, bob = person("Ada Byron"), person("Bob Roth")
    store.apply(adding(ada, bob, need(bob)), at=NOW)
    assert store.read(people, Query(needs=((),))) == [bob.id]


GOOGLE = (
    b"BEGIN:VCARD\r\nVERSION:3.0\r\nN:Byron;Ada;;;\r\nFN:Ada Byron\r\n"
    b"CATEGORIES:myContacts,#Chess\r\nEND:VCARD\r\n"
)


def test_categories_that_are_no_tags_of_ours_stay_on_the_card(store, tmp_path):
    (card,) = read_cards(GOOGLE)
    contact, _ = contact_from(card)
    ada = person("Ada Byron")
    kept = kept_card(card, contact, digest_of_card(card), ada.id)
    store.apply(adding(ada, tag(ada, "chess"), kept.source), at=NOW)
    file = tmp_path / "some.vcf"
    store.read(write_file, [ada.id], file, Wanted(version=ORIGINAL), now=NOW)
    assert file.read_bytes() == GOOGLE


def test_files_of_people_have_names_that_every_system_takes_and_none_twice():
    names = ("...", "Con", "con", "Ana / Ben: *?", "ana ben", "Żaneta", "x" * 300)
    assert list(file_names(names)) == [
        "contact card.vcf",
        "Con card.vcf",
        "con card 2.vcf",
        "Ana Ben.vcf",
        "ana ben 2.vcf",
        "Żaneta.vcf",
        f"{'x' * 80}.vcf",
    ]
