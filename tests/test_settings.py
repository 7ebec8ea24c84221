import os
import stat
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion import settings
from companion.model.error import DiskError, SettingsError
from companion.settings import (
    INTERNATIONAL,
    Settings,
    load,
    remember_database,
    remember_table,
    replace_file,
    save,
    sync_folder,
    time_zone_of,
)

CHOSEN = Settings(
    region="DE",
    theme="dark",
    text_scale=150,
    single_keys=False,
    scan_sound=True,
    camera="/dev/video2",
    database_id="an id",
)
LOCALE = ("LC_ALL", "LC_TELEPHONE", "LC_ADDRESS", "LANG")


def written(folder: Path, content: str | bytes) -> Path:
    path = folder / "settings.toml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_a_folder_without_settings_has_the_defaults(tmp_path):
    assert load(tmp_path) == Settings(
        region=None, theme="system", text_scale=100, single_keys=True, database_id=None
    )


@pytest.mark.parametrize(
    "chosen", [Settings(), CHOSEN, Settings(theme="light"), Settings(duplicates_seen="0193f2")]
)
def test_settings_saved_are_loaded_again(tmp_path, chosen):
    save(tmp_path, chosen)
    assert load(tmp_path) == chosen


@given(
    region=st.none() | st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=2),
    theme=st.sampled_from(settings.THEMES),
    text_scale=st.sampled_from(settings.TEXT_SCALES),
    single_keys=st.booleans(),
)
def test_any_choice_survives(tmp_path_factory, region, theme, text_scale, single_keys):
    folder = tmp_path_factory.mktemp("settings")
    chosen = Settings(region=region, theme=theme, text_scale=text_scale, single_keys=single_keys)
    save(folder, CHOSEN)
    save(folder, chosen)
    assert load(folder) == replace(chosen, database_id="an id")


def test_a_choice_taken_back_is_gone(tmp_path):
    save(tmp_path, CHOSEN)
    save(tmp_path, replace(CHOSEN, region=None))
    assert load(tmp_path).region is None


def test_the_database_s_id_stays_when_settings_read_before_it_are_saved(tmp_path):
    early = load(tmp_path)
    remember_database(tmp_path, "an id")
    save(tmp_path, replace(early, theme="dark"))
    assert load(tmp_path) == Settings(theme="dark", database_id="an id")


def test_a_database_is_remembered_beside_the_choices(tmp_path):
    save(tmp_path, replace(CHOSEN, database_id=None))
    remember_database(tmp_path, "another id")
    assert load(tmp_path) == replace(CHOSEN, database_id="another id")


def test_a_database_remembered_already_is_not_written_again(tmp_path):
    remember_database(tmp_path, "an id")
    before = (tmp_path / "settings.toml").stat()
    remember_database(tmp_path, "an id")
    assert (tmp_path / "settings.toml").stat().st_ino == before.st_ino


def test_what_is_not_known_stays(tmp_path):
    path = written(tmp_path, 'colour = "blue"\ntheme = "light"\n[later]\nday = 2026-03-12\n')
    save(tmp_path, CHOSEN)
    assert 'colour = "blue"' in path.read_text()
    assert "day = 2026-03-12" in path.read_text()
    assert load(tmp_path) == CHOSEN


def test_a_byte_order_mark_does_not_matter(tmp_path):
    written(tmp_path, b'\xef\xbb\xbftheme = "dark"\r\n')
    assert load(tmp_path).theme == "dark"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("= what?", "Invalid"),
        (b"theme = '\xff'", "utf-8"),
        ("theme = 'pink'", "none of system, light, dark"),
        ("theme = 7", "not a str"),
        ("text_scale = 110", "none of 100, 125, 150, 200"),
        ("text_scale = 0", "none of 100, 125, 150, 200"),
        ("text_scale = 1.5", "not a int"),
        ("text_scale = true", "none of 100, 125, 150, 200"),
        ("region = true", "not a str"),
        ("region = 'Germany'", "country's code"),
        ("region = 'de'", "country's code"),
        ("region = ''", "country's code"),
        ("single_keys = 'no'", "not a bool"),
        ("database_id = 1", "not a str"),
    ],
)
def test_what_cannot_be_understood_is_named(tmp_path, content, reason):
    path = written(tmp_path, content)
    with pytest.raises(SettingsError) as refused:
        load(tmp_path)
    assert refused.value.path == path
    assert reason in refused.value.reason


def test_a_file_that_cannot_be_understood_is_not_written_over(tmp_path):
    path = written(tmp_path, "= what?")
    with pytest.raises(SettingsError):
        save(tmp_path, CHOSEN)
    assert path.read_text() == "= what?"


def test_a_file_that_cannot_be_read_or_written_is_named(tmp_path):
    (tmp_path / "settings.toml").mkdir()
    for act in (lambda: load(tmp_path), lambda: save(tmp_path, CHOSEN)):
        with pytest.raises(DiskError) as refused:
            act()
        assert refused.value.path == tmp_path / "settings.toml"
    with pytest.raises(DiskError):
        save(tmp_path / "gone", CHOSEN)


def test_the_file_is_for_its_owner_only(tmp_path):
    save(tmp_path, CHOSEN)
    assert stat.S_IMODE((tmp_path / "settings.toml").stat().st_mode) == 0o600


def test_a_replaced_file_leaves_no_other(tmp_path):
    for content in (b"first", b"second"):
        replace_file(tmp_path / "draft.txt", content)
        assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("draft.txt", content)]


def test_a_file_that_cannot_be_replaced_stays_and_nothing_is_left_beside_it(tmp_path):
    (tmp_path / "draft.txt").mkdir()
    with pytest.raises(IsADirectoryError):
        replace_file(tmp_path / "draft.txt", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["draft.txt"]


def test_names_are_put_on_the_disk_where_the_system_can(tmp_path, monkeypatch):
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", synced.append)
    sync_folder(tmp_path)
    assert len(synced) == 1
    monkeypatch.setattr(os, "name", "nt")
    sync_folder(tmp_path)
    assert len(synced) == 1


@pytest.mark.parametrize(
    ("locale", "region"),
    [
        ({}, INTERNATIONAL),
        ({"LANG": "de_AT.UTF-8"}, "AT"),
        ({"LANG": "de_DE.UTF-8", "LC_TELEPHONE": "fr_CH"}, "CH"),
        ({"LANG": "de_DE", "LC_ADDRESS": "pl_PL", "LC_ALL": "C.UTF-8"}, "PL"),
        ({"LANG": "sr_rs@latin"}, "RS"),
        ({"LANG": "zh_Hans_CN"}, INTERNATIONAL),
        ({"LANG": "C"}, INTERNATIONAL),
        ({"LANG": "_DE"}, INTERNATIONAL),
        ({"LANG": "en_1X"}, INTERNATIONAL),
    ],
)
def test_phones_are_read_by_the_rules_of_the_system_s_country(monkeypatch, locale, region):
    for name in LOCALE:
        monkeypatch.setenv(name, locale.get(name, ""))
    assert Settings().phone_region == region


def test_a_chosen_country_comes_first(monkeypatch):
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    assert Settings(region="US").phone_region == "US"


@pytest.mark.parametrize(
    ("machine", "clock", "name"),
    [
        ("Europe/Berlin", "2026-05-12T19:30+02:00", "Europe/Berlin"),
        ("Europe/Berlin", "2026-12-12T19:30+01:00", "Europe/Berlin"),
        ("Europe/Berlin", "2026-12-12T19:30+02:00", "Etc/GMT-2"),
        ("UTC", "2026-05-12T19:30-05:00", "Etc/GMT+5"),
        ("Europe/Berlin", "2026-05-12T19:30+00:00", "UTC"),
        ("UTC", "2026-05-12T19:30+05:45", "Etc/GMT-6"),
        ("UTC", "2026-05-12T19:30+23:00", "Etc/GMT-14"),
        ("Nowhere/Atall", "2026-05-12T19:30+02:00", "Etc/GMT-2"),
        ("/no/zone", "2026-05-12T19:30-12:00", "Etc/GMT+12"),
    ],
)
def test_an_event_gets_the_time_zone_that_the_clock_shows(monkeypatch, machine, clock, name):
    monkeypatch.setattr("tzlocal.get_localzone_name", lambda: machine)
    now = datetime.fromisoformat(clock)
    zone = time_zone_of(now)
    assert zone == name
    assert ZoneInfo(zone)


def test_how_a_table_is_read_is_remembered_beside_the_others(tmp_path):
    remember_table(tmp_path, "one", {"Wer": "name"})
    remember_table(tmp_path, "two", {"Wo": "organisation"})
    remember_table(tmp_path, "one", {"Wer": "nickname"})
    assert load(tmp_path).tables == {"one": {"Wer": "nickname"}, "two": {"Wo": "organisation"}}


@pytest.mark.parametrize("tables", ["tables = 3", "[tables]\none = 3", "[tables.one]\nWer = 3"])
def test_tables_that_are_no_columns_and_fields_are_refused(tmp_path, tables):
    written(tmp_path, tables)
    with pytest.raises(SettingsError):
        load(tmp_path)
