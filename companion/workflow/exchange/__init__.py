"""Contacts in and out: opening files, planning what an import changes, and writing files."""
