"""Reads, each named for what it returns; the first argument is the connection."""
