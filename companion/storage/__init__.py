"""Keeps the records; the only room that knows the database."""
