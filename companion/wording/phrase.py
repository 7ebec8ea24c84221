"""Marking sentences for translation, and the plurals of English."""


def mark(_context: str, text: str) -> str:
    """Mark a text for the translators, who see it under its context.

    Collected by `lupdate -tr-function-alias QT_TRANSLATE_NOOP+=mark`, which reads literals only.
    """
    return text


def counted(count: int, one: str, many: str) -> str:
    """A count with its noun: `{count}` is filled in in the form that fits."""
    return (one if count == 1 else many).format(count=count)


def shortened(text: str, longest: int) -> str:
    """A text on one line, cut with an ellipsis where it is longer than that many characters."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"
