"""The words of the messages, read from the program's resources."""

from functools import cache

from companion import paths
from companion.rules.drafting import DraftKind, Templates


@cache
def read_templates(language: str = "en") -> Templates:
    """The templates of a language, a short code as its folder is named."""
    folder = paths.resource("templates") / language
    weekdays, months, day = _lines((folder / "calendar.txt").read_text(encoding="utf-8"))
    messages = {kind: (folder / f"{kind.value}.txt").read_text(encoding="utf-8") for kind in DraftKind}
    return Templates(messages, tuple(weekdays.split()), tuple(months.split()), day)


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if not line.startswith("#")]
