"""Days as cards write them: basic and extended ISO 8601, cut short at either end, with or without a time."""

import re
from datetime import date

_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[Tt ].*)?", re.ASCII | re.DOTALL)
_LOOSE_DAY = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})", re.ASCII)
_DOTTED_DAY = re.compile(r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})", re.ASCII)
_YEARLESS = re.compile(r"--(\d{2})-?(\d{2})(?:[Tt].*)?", re.ASCII | re.DOTALL)
_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)
_LEAP_YEAR = 2000
_LONGEST = 60


def day_of(text: str, omitted_year: str = "") -> str | None:
    """`YYYY-MM-DD`, `--MM-DD`, `YYYY-MM` or `YYYY` (RFC 6350, section 4.3.1), or None for what is no such day.

    A time behind it is left out. `omitted_year` is the one that stands for no year (X-APPLE-OMIT-YEAR).
    """
    text = text.strip()
    if len(text) > _LONGEST:
        return None
    if len(text) == 10 and text[4] == text[7] == "-" and not omitted_year and text[5] in "01":
        return _plain(text)
    found = _DAY.fullmatch(text)
    if found is not None:
        return _checked(found[1], found[2], found[3], omitted_year)
    loose = _LOOSE_DAY.fullmatch(text)
    if loose is not None:
        return _checked(loose[1], loose[3], loose[4], omitted_year)
    dotted = _DOTTED_DAY.fullmatch(text)
    if dotted is not None:
        return _checked(dotted[3], dotted[2], dotted[1], omitted_year)
    yearless = _YEARLESS.fullmatch(text)
    if yearless is not None:
        return _checked("0000", yearless[1], yearless[2], "0000")
    month = _MONTH.fullmatch(text)
    if month is not None:
        return text if "01" <= month[2] <= "12" else None
    return text if _YEAR.fullmatch(text) and text != "0000" else None


def _plain(text: str) -> str | None:
    try:
        date.fromisoformat(text)
    except ValueError:
        return _checked(text[:4], text[5:7], text[8:], "") if text.startswith("0000") else None
    return text


def _checked(year: str, month: str, day: str, omitted_year: str) -> str | None:
    has_year = year not in ("0000", omitted_year)
    try:
        found = date(int(year) if has_year else _LEAP_YEAR, int(month), int(day))
    except ValueError:
        return None
    return found.isoformat() if has_year else f"--{found:%m-%d}"
