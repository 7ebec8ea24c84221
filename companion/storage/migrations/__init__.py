"""Alembic's environment; each change of the schema is a numbered revision in `versions/`."""
