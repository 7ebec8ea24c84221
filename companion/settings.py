"""The user's settings: a small TOML file in the data folder."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from companion.model.error import CompanionError

THEMES = ("system", "light", "dark")
TEXT_SCALES = (100, 125, 150, 200)
INTERNATIONAL = "ZZ"
"""The region of somebody who lives in none: only numbers written with their country's code are phones."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user chose; None means not chosen yet."""

    region: str | None = None
    """ISO 3166 code by whose rules phone numbers are read."""
    theme: str = "system"
    text_scale: int = 100
    """How large texts are, in percent of their usual size."""
    single_keys: bool = True
    """Whether single letters act on lists (WCAG 2.1.4)."""
    scan_sound: bool = False
    """Whether one hears that a code was read."""
    camera: str | None = None
    """What the system calls the camera that codes are read with; None for the one it uses."""
    database_id: str | None = None
    """The database that this folder has; written when it is made."""
    tables: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """How tables are read: fingerprint of the header -> title of a column -> field."""
    duplicates_seen: str | None = None
    """The newest person, as hexadecimal digits, of the possible duplicates that the user has looked at."""

    @property
    def phone_region(self) -> str:
        """The chosen region, else the one of the system's language."""
        return self.region or _system_region()


def load(folder: Path) -> Settings:
    """The settings of a data folder; the defaults when there is no file.

    Raises SettingsError when the file is not TOML or a value is not one we know, DiskError.
    """
    path = folder / "settings.toml"
    content = _content(path)
    settings = Settings(
        region=_typed(path, content, "region", str),
        theme=_typed(path, content, "theme", str) or "system",
        text_scale=_typed(path, {"text_scale": 100} | content, "text_scale", int),
        single_keys=_typed(path, content, "single_keys", bool) is not False,
        scan_sound=_typed(path, content, "scan_sound", bool) is True,
        camera=_typed(path, content, "camera", str),
        database_id=_typed(path, content, "database_id", str),
        tables=_tables(path, content),
        duplicates_seen=_typed(path, content, "duplicates_seen", str),
    )
    _check(path, "theme", settings.theme, THEMES)
    _check(path, "text_scale", settings.text_scale, TEXT_SCALES)
    if settings.region is not None and not _is_region(settings.region):
        raise _refused(path, f"region = {settings.region!r} is not a country's code, as DE")
    return settings


def save(folder: Path, settings: Settings) -> None:
    """Replace the settings file in one step; what we do not know in it stays.

    So does the database's id unless another is given. Raises SettingsError, DiskError.
    """
    import tomli_w

    path = folder / "settings.toml"
    before = _content(path)
    known = {name: getattr(settings, name) for name in Settings.__slots__}
    known["database_id"] = settings.database_id or before.get("database_id")
    content = {name: value for name, value in (before | known).items() if value not in (None, {})}
    try:
        replace_file(path, tomli_w.dumps(content).encode())
    except OSError as error:
        raise _unusable(path, error) from error


def remember_database(folder: Path, database_id: str) -> None:
    """Note which database the folder has, so that its loss is noticed."""
    settings = load(folder)
    if settings.database_id != database_id:
        save(folder, replace(settings, database_id=database_id))


def remember_table(folder: Path, fingerprint: str, mapping: Mapping[str, str]) -> None:
    """Note how a table with that header is read: title of a column -> field."""
    settings = load(folder)
    save(folder, replace(settings, tables={**settings.tables, fingerprint: dict(mapping)}))


def replace_file(path: Path, content: bytes) -> None:
    """Write a file for its owner only, on the disk before it takes the place of the old one.

    Raises OSError; then the old one is as it was.
    """
    import tempfile

    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Put a folder's names on the disk, so that a replaced file is still replaced after a power cut."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def time_zone_of(now: datetime) -> str:
    """The IANA name of the time zone that a clock shows: this machine's own, where they agree.

    `now` has an offset; for a clock that stands elsewhere it is the zone of whole hours nearest to it.
    """
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    import tzlocal

    offset = now.utcoffset() or timedelta()
    try:
        here = tzlocal.get_localzone_name()
        if now.astimezone(ZoneInfo(here)).utcoffset() == offset:
            return here
    except (ZoneInfoNotFoundError, ValueError):
        # The machine says two things, or something that is no zone.
        pass
    hours = min(max(round(offset / timedelta(hours=1)), -12), 14)
    # These names count westwards.
    return f"Etc/GMT{-hours:+d}" if hours else "UTC"


def _content(path: Path) -> dict[str, Any]:
    import tomllib

    try:
        # Some editors put a byte order mark in front.
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _refused(path, str(error)) from error
    except OSError as error:
        raise _unusable(path, error) from error


def _typed(path: Path, content: dict[str, Any], name: str, expected: type) -> Any:
    value = content.get(name)
    if value is None or isinstance(value, expected):
        return value
    raise _refused(path, f"{name} = {value!r} is not a {expected.__name__}")


def _tables(path: Path, content: dict[str, Any]) -> Mapping[str, Mapping[str, str]]:
    tables: dict[str, Any] = _typed(path, content, "tables", dict) or {}
    for mapping in tables.values():
        if not isinstance(mapping, dict) or not all(isinstance(field, str) for field in mapping.values()):
            raise _refused(path, f"tables = {mapping!r} is not columns and their fields")
    return tables


def _check(path: Path, name: str, value: object, known: Sequence[object]) -> None:
    if value not in known:
        raise _refused(path, f"{name} = {value!r} is none of {', '.join(map(str, known))}")


def _is_region(text: str) -> bool:
    return len(text) == 2 and text.isascii() and text.isalpha() and text.isupper()


# Settings are read before the first paint; errors, which nearly never happen, are loaded when they do.
def _refused(path: Path, reason: str) -> "CompanionError":
    from companion.model.error import SettingsError

    return SettingsError(path, reason)


def _unusable(path: Path, error: OSError) -> "CompanionError":
    from companion.model.error import DiskError

    return DiskError(path, error.strerror or str(error))


def _system_region() -> str:
    for name in ("LC_ALL", "LC_TELEPHONE", "LC_ADDRESS", "LANG"):
        language, _, rest = os.environ.get(name, "").partition("_")
        region = rest.partition(".")[0].partition("@")[0].upper()
        if language and len(region) == 2 and region.isalpha():
            return region
    return INTERNATIONAL
