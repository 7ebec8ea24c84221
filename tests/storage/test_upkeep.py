import pytest
from sqlalchemy import text

from companion.rules.search import read_query
from companion.storage.opening import open_store
from companion.storage.queries.person import people_named
from companion.storage.queries.search import people_matching
from companion.storage.upkeep import examine, repair
from tests.builders import NOW, adding, contact_point, need, person


@pytest.fixture
def filled(store):
    ada = person("Łukasz Żółć")
    store.apply(adding(ada, need(ada), contact_point(ada)), at=NOW)
    return store


def spoil(store, *statements: str) -> None:
    def run(connection):
        for statement in statements:
            connection.execute(text(statement))

    store.maintain(run)


def test_a_whole_database_has_no_problems(filled):
    found = filled.read(examine)
    assert found.whole
    assert (found.people, found.problems) == (1, ())


def test_the_user_is_not_counted(store):
    assert store.read(examine).people == 0


def test_an_index_that_is_wrong_is_told_and_made_anew(filled):
    spoil(filled, "DELETE FROM search_document")
    found = filled.read(examine)
    assert not found.whole
    assert "rows of the search index" in found.problems[0]
    filled.maintain(repair)
    assert filled.read(examine).whole
    assert [one.name for one in filled.read(people_matching, read_query("zolc designer"))] == ["Łukasz Żółć"]


@pytest.mark.parametrize(("table", "column"), [("person", "name_key"), ("contact_point", "value_key")])
def test_a_key_that_is_wrong_is_told_and_made_anew(filled, table, column):
    spoil(filled, f"UPDATE {table} SET {column} = 'other'")
    assert not filled.read(examine).whole
    filled.maintain(repair)
    assert filled.read(examine).whole
    assert filled.read(people_named, "lukasz zolc") != []


def test_what_points_to_nothing_is_told(filled):
    driver = {}
    filled.read(lambda c: driver.update(raw=c.connection.driver_connection))
    driver["raw"].execute("PRAGMA foreign_keys=OFF")
    driver["raw"].execute(f"UPDATE need SET person_id = '{'0' * 32}'")
    problems = filled.read(examine).problems
    assert "A record in need points to one in person that is not there." in problems


def test_a_damaged_table_is_told(filled):
    spoil(
        filled,
        "PRAGMA writable_schema=ON",
        "UPDATE sqlite_schema SET sql = replace(sql, 'title TEXT', 'title TEXT NOT NULL') WHERE name = 'person'",
    )
    filled.close()
    again = open_store(filled.path.parent)
    problems = again.read(examine).problems
    assert "The database is damaged: NULL value in person.title." in problems
    again.close()
