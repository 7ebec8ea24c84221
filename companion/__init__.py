"""Companion: keep what each person needs, help first, keep every promise."""

__version__ = "0.1.0"
