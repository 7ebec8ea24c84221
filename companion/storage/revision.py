"""Which schema this Companion writes, read and stamped in plain SQL so that alembic stays unloaded."""

from sqlalchemy import Connection, inspect

HEAD = "0003"
"""The newest revision in `migrations/versions`; revisions are numbers, so that they can be compared."""


def revision_of(connection: Connection) -> str | None:
    """The schema a database was written with; None when it holds no tables of ours."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one_or_none()


def stamp(connection: Connection) -> None:
    """Mark a fresh schema as the newest."""
    connection.exec_driver_sql(
        "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL,"
        " CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
    )
    connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (HEAD,))
