"""Our own words: people are not counted, compared or sold to, in no identifier, text or column."""

import re
import sqlite3
import tokenize
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from companion.storage.opening import open_store

PROJECT = Path(__file__).parents[2]
FORBIDDEN = {
    *("lead", "leads", "deal", "deals", "pipeline", "pipelines", "prospect", "prospects", "crm", "crms"),
    *("balance", "balances", "score", "scores", "streak", "streaks", "ranking", "rankings"),
}
# The Internet's own list of names, not words of ours.
NOT_OURS = PROJECT / "companion" / "model" / "domain.py"
TEXT_SUFFIXES = {".txt", ".svg", ".ts", ".md", ".desktop", ".xml", ".json", ".qss"}


def words(text: str) -> list[str]:
    """The words of prose and the parts of `snake_case` and `CamelCase`, in lower case."""
    unescaped = re.sub(r"\\.", " ", text)
    return [word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", unescaped)]


def forbidden_in(text: str) -> set[str]:
    return FORBIDDEN.intersection(words(text))


def source_files(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (PROJECT / folder).rglob("*.py"))


def found_in_source(path: Path, *, names_only: bool) -> Iterator[str]:
    with tokenize.open(path) as file:
        if not forbidden_in(file.read()):
            return  # Hardly any file is worth taking apart.
        file.seek(0)
        for token in tokenize.generate_tokens(file.readline):
            if names_only and token.type != tokenize.NAME:
                continue
            for word in forbidden_in(token.string):
                yield f"{path.relative_to(PROJECT)}:{token.start[0]}: {word}"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Project lead", {"lead"}),
        ("lead_id", {"lead"}),
        ("is_hot_lead", {"lead"}),
        ("LeadList", {"lead"}),
        ("HotLead", {"lead"}),
        ("newLead", {"lead"}),
        ("CRM", {"crm"}),
        ("CRMExport", {"crm"}),
        ("crm_sync", {"crm"}),
        ("PIPELINE_STAGE", {"pipeline"}),
        (r"a\ndeal", {"deal"}),
        ("the deals, 3 prospects: a score", {"deals", "prospects", "score"}),
        ("leading misleading dealt ideal underscore balanced prospective", set()),
    ],
)
def test_a_forbidden_word_is_found_in_any_spelling_but_not_inside_another(text, found):
    assert forbidden_in(text) == found


def test_our_code_does_not_use_the_words():
    files = [path for path in source_files("companion") if path != NOT_OURS]
    assert PROJECT / "companion" / "rules" / "schedule.py" in files
    assert [hit for path in files for hit in found_in_source(path, names_only=False)] == []


def test_the_names_in_tests_and_benchmarks_do_not_use_the_words():
    files = source_files("tests", "benchmarks")
    assert Path(__file__) in files
    assert [hit for path in files for hit in found_in_source(path, names_only=True)] == []


def test_our_resources_do_not_use_the_words():
    files = [path for path in (PROJECT / "resources").rglob("*") if path.suffix in TEXT_SUFFIXES]
    assert PROJECT / "resources" / "templates" / "en" / "hello.txt" in files
    hits = {path.name: forbidden_in(path.read_text(encoding="utf-8")) for path in files}
    assert {name: found for name, found in hits.items() if found} == {}


def test_the_names_of_resources_and_modules_do_not_use_the_words():
    files = [path for folder in ("companion", "resources") for path in (PROJECT / folder).rglob("*")]
    assert {path.name for path in files if forbidden_in(path.name)} == set()


def test_the_tables_do_not_use_the_words(tmp_path):
    open_store(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / "companion.db")) as connection:
        schema = "\n".join(sql for (sql,) in connection.execute("SELECT sql FROM sqlite_master") if sql)
    assert "promise" in words(schema)
    assert forbidden_in(schema) == set()
