"""The user's settings: a small TOML file in the data folder."""

import os
import tempfile
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from companion.model.error import DiskError, SettingsError

THEMES = ("system", "light", "dark")
INTERNATIONAL = "ZZ"
"""The region of somebody who lives in none: only numbers written with their country's code are phones."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user chose; None means not chosen yet."""

    region: str | None = None
    """ISO 3166 code by whose rules phone numbers are read."""
    theme: str = "system"
    single_keys: bool = True
    """Whether single letters act on lists (WCAG 2.1.4)."""
    database_id: str | None = None
    """The database that this folder has; written when it is made."""

    @property
    def phone_region(self) -> str:
        """The chosen region, else the one of the system's language."""
        return self.region or _system_region()


def load(folder: Path) -> Settings:
    """The settings of a data folder; the defaults when there is no file.

    Raises SettingsError when the file is not TOML or a value is not one we know.
    """
    path = folder / "settings.toml"
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(path, str(error)) from error
    except OSError as error:
        raise DiskError(path, error.strerror or str(error)) from error
    settings = Settings(
        region=_typed(path, content, "region", str),
        theme=_typed(path, content, "theme", str) or "system",
        single_keys=_typed(path, content, "single_keys", bool) is not False,
        database_id=_typed(path, content, "database_id", str),
    )
    if settings.theme not in THEMES:
        raise SettingsError(path, f"theme = {settings.theme!r} is none of {', '.join(THEMES)}")
    return settings


def save(folder: Path, settings: Settings) -> None:
    """Replace the settings file in one step; what we do not know in it stays. Raises DiskError."""
    import tomli_w

    path = folder / "settings.toml"
    known = {name: getattr(settings, name) for name in Settings.__slots__}
    try:
        before = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        content = {name: value for name, value in (before | known).items() if value is not None}
        replace_file(path, tomli_w.dumps(content).encode())
    except OSError as error:
        raise DiskError(path, error.strerror or str(error)) from error


def remember_database(folder: Path, database_id: str) -> None:
    """Note which database the folder has, so that its loss is noticed."""
    settings = load(folder)
    if settings.database_id != database_id:
        save(folder, replace(settings, database_id=database_id))


def replace_file(path: Path, content: bytes) -> None:
    """Write a file for its owner only, on the disk before it takes the place of the old one.

    Raises OSError; then the old one is as it was.
    """
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


def _typed(path: Path, content: dict[str, Any], name: str, expected: type) -> Any:
    value = content.get(name)
    if value is None or isinstance(value, expected):
        return value
    raise SettingsError(path, f"{name} = {value!r} is not a {expected.__name__}")


def _system_region() -> str:
    for name in ("LC_ALL", "LC_TELEPHONE", "LC_ADDRESS", "LANG"):
        language, _, rest = os.environ.get(name, "").partition("_")
        region = rest.partition(".")[0].partition("@")[0].upper()
        if language and len(region) == 2 and region.isalpha():
            return region
    return INTERNATIONAL
