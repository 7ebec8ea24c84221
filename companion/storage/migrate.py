"""Bringing an older database up to date; imported only when one is met (alembic is dear to import)."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine

from companion.storage.backup import copy_verified
from companion.storage.engine import writing
from companion.storage.revision import HEAD


def upgrade(engine: Engine, path: Path) -> None:
    """Run the missing revisions in one transaction, after a verified copy into `backups/`."""
    copy_verified(path, path.parent / "backups" / f"before-{HEAD}.db")
    with writing(engine, patience=30.0) as connection:
        run_revisions(connection)


def run_revisions(connection: Connection) -> None:
    """Run the revisions that a database is behind by, in the caller's transaction."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, HEAD)
