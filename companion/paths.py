"""Where things are: the user's data and the program's own resources."""

import os
from contextlib import suppress
from pathlib import Path


def data_folder(chosen: str | None = None) -> Path:
    """The folder of `companion.db`, `backups/`, `logs/` and `settings.toml`.

    The chosen one, else COMPANION_DATA, else the platform's folder for a user's data.
    """
    named = chosen or os.environ.get("COMPANION_DATA")
    if named:
        return absolute(Path(named))
    import platformdirs

    return Path(platformdirs.user_data_dir("companion", appauthor=False))


def absolute(path: Path) -> Path:
    """A path that a person typed, from the root on; `~` is their home."""
    # The home of nobody: a tilde like any other character, as shells read it.
    with suppress(RuntimeError):
        path = path.expanduser()
    return path.absolute()


def resource(name: str) -> Path:
    """A plain file of the program, in the installed package or beside it in a checkout."""
    package = Path(__file__).parent
    installed = package / "resources" / name
    return installed if installed.exists() else package.parent / "resources" / name
