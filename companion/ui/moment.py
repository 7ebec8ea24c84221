"""Moments and days as the window writes them, in the language of the system."""

from datetime import date, datetime, timedelta

from PySide6.QtCore import QCoreApplication, QDate, QLocale

_WEEK = timedelta(days=6)


def clock_time(moment: datetime) -> str:
    """The time of day: "19:05"."""
    return f"{moment:%H:%M}"


def day_in_words(day: date, today: date) -> str:
    """A day in a sentence: "12 May", with the year unless it is this one."""
    return _spelt(day, "d MMM" if day.year == today.year else "d MMM yyyy")


def weekday_and_day(day: date) -> str:
    """A day that is to come: "Fri 15 May"."""
    return _spelt(day, "ddd d MMM")


def recent_day(day: date, today: date) -> str:
    """A day that was: "Thu", or "12 May" once it is a week ago."""
    recent = timedelta() <= today - day <= _WEEK
    return _spelt(day, "ddd") if recent else day_in_words(day, today)


def exact_day(day: date) -> str:
    """A whole day, for tool tips: "Tue 12 May 2026"."""
    return _spelt(day, "ddd d MMM yyyy")


def exact(moment: datetime) -> str:
    """Everything about a moment, for tool tips: "Tue 12 May 2026, 19:05"."""
    return f"{exact_day(moment.date())}, {clock_time(moment)}"


def start_in_words(moment: datetime, now: datetime) -> str:
    """When something began: "Thursday 19:00", with the day of the month once it is a week ago."""
    recent = abs(now.date() - moment.date()) <= _WEEK
    return f"{_spelt(moment.date(), 'dddd' if recent else 'ddd d MMM yyyy')} {clock_time(moment)}"


def passed(moment: datetime, now: datetime) -> str:
    """How long ago something was, in a list of this evening: "now", "14 min", "3 h"; later its day."""
    minutes = int((now - moment).total_seconds()) // 60
    if minutes < 1:
        return QCoreApplication.translate("Moment", "now")
    if minutes < 60:
        return QCoreApplication.translate("Moment", "{count} min").format(count=minutes)
    if minutes < 24 * 60:
        return QCoreApplication.translate("Moment", "{count} h").format(count=minutes // 60)
    return day_in_words(moment.astimezone(now.tzinfo).date(), now.date())


def birthday(text: str) -> str:
    """A birthday as it is kept (`1985-04-12`, `--04-12`, `1985-04`), in words: "12 April 1985"; others as they are."""
    whole = QDate.fromString(text, "yyyy-MM-dd")
    if whole.isValid():
        return QLocale().toString(whole, "d MMMM yyyy")
    # Any leap year will do: the 29th of February is a birthday.
    yearless = QDate.fromString(f"2000-{text[2:]}", "yyyy-MM-dd") if text.startswith("--") else QDate()
    if yearless.isValid():
        return QLocale().toString(yearless, "d MMMM")
    month = QDate.fromString(text, "yyyy-MM")
    return QLocale().toString(month, "MMMM yyyy") if month.isValid() else text


def read_birthday(typed: str) -> str:
    """A birthday as it is kept, from words such as `birthday` says, or numbers that are clear; else as typed."""
    text = " ".join(typed.split())
    for words, kept in (("d MMMM yyyy", "yyyy-MM-dd"), ("MMMM yyyy", "yyyy-MM")):
        day = QLocale().toDate(text, words)
        if day.isValid():
            return day.toString(kept)
    yearless = QLocale().toDate(f"{text} 2000", "d MMMM yyyy")
    if yearless.isValid():
        return yearless.toString("--MM-dd")
    from companion.formats.table.day import read_date

    return read_date(text, None) or text


def _spelt(day: date, pattern: str) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), pattern)
