"""What somebody is called where they are shown."""

from companion.wording.phrase import mark


def name_words(name: str, badge: str | None = None) -> str:
    """A name as it is; who has none yet is called by the number of their badge, or by nothing but that."""
    if name:
        return name
    if badge:
        return mark("Name", "(no name yet, badge {number})").format(number=badge)
    return mark("Name", "(no name yet)")
