"""Bringing an older database up to date; imported only when one is met (alembic is dear to import)."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine

from companion.storage.backup import copy_verified
from companion.storage.engine import writing
from companion.storage.revision import HEAD

_SCRIPTS = Path(__file__).parent / "migrations"


def upgrade(engine: Engine, path: Path) -> None:
    """Run the missing revisions in one transaction, after a verified copy into `backups/`."""
    copy_verified(path, path.parent / "backups" / f"before-{HEAD}.db")
    with writing(engine, patience=30.0, foreign_keys=False) as connection:
        run_revisions(connection)
        stranded = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if stranded is not None:
            raise RuntimeError(f"revision {HEAD} leaves rows of {stranded[0]} that point to nothing")


def run_revisions(connection: Connection) -> None:
    """Run the revisions that a database is behind by, in the caller's transaction."""
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, HEAD)
