"""Lines of print taken apart where they say several things, without the words that only say what follows."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from companion.formats.printed.slip import mended, narrow
from companion.model.paper import PrintedLine
from companion.model.payload import BadgeField


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line that says one thing."""

    text: str
    box: tuple[int, int, int, int]
    """Of its line."""
    row: int
    """The number of its line."""
    joint: str = ""
    """What stands between it and the piece before it."""
    label: BadgeField | None = None
    """What the word before it said that it is; NOTHING for what is not taken over, as the number of a fax is."""

    @property
    def height(self) -> int:
        """Of its print."""
        return max(self.box[3] - self.box[1], 1)

    @property
    def width_of_letter(self) -> float:
        """Of its print, if it is all of its line."""
        return max(self.box[2] - self.box[0], 1) / len(self.text)


_PHONE_AHEAD = r"(?=[+(]*\d[\dOol\s()./–-]{5})"
_EMAIL_AHEAD = r"(?=\S+\s?(?:[@©]|\(at\))|\S+[._] \S+\s?@)"
_WEB_AHEAD = r"(?=https?:|www\b|[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}(?![\w@]))"
_WORDS = (
    (BadgeField.NOTHING, "tele?fax|fax|télécopie|faks", "f", _PHONE_AHEAD),
    (
        BadgeField.PHONE,
        (
            "telephone|téléphone|teléfono|telefono|telefone|telefon|telefoon|telefonu|tél|tel|tlf|phone|ph|fon|mobile|mobiel"
            "|mobil|mob|móvil|movil|telemóvel|cellulare|celular|cell|cel|portable|handy|office|direct|direkt|durchwahl|zentrale"
            "|büro|kom|gsm|cep|komórka|puhelin|電話|电话|携帯|手机"
        ),
        "tmpcdo",
        _PHONE_AHEAD,
    ),
    (
        BadgeField.EMAIL,
        "e-?mail|mail|courriel|correo|e-?posta|e-?post|sähköposti|メール|邮箱",
        "e",
        _EMAIL_AHEAD,
    ),
    (BadgeField.URL, "website|webseite|web|internet|homepage|site|url|ホームページ|网站", "wi", _WEB_AHEAD),
)
_ALSO = "|fax|telefax"
"""Behind another word it is the same number."""
_MARKS = "[.:=/&)|]"
_LABELS = {
    field: re.compile(
        rf"(?:(?<![^\W\d])(?<![@.+/-])(?:{words})(?:[ ./&(-]+(?:{words}{_ALSO}))*(?![\w@-])[ ]?{_MARKS}*[ ]?"
        rf"|(?<![\w@.+/-])[{letters}](?:{_MARKS}*[ ]+|[ ]?[:|][ ]?|(?=[+])){{1}}){ahead}",
        re.IGNORECASE,
    )
    for field, words, letters, ahead in _WORDS
}
_ALONE = re.compile(
    rf"(?:{'|'.join(f'{words}|[{letters}]' for _, words, letters, _ in _WORDS)}) ?{_MARKS}*", re.IGNORECASE
)
# A point between two l is Catalan.
_SEPARATOR = re.compile(
    r"(\s*[|•■●▪◆¦]+\s*|\s*(?<![lL])·\s*|\s*·(?![lL])\s*|\s+[*~–]\s+|\s*/\s*(?=\+|www\.|\S+@)|(?<=\d{3})\s*/\s*(?=\())"
)
_CALLED = r"\+\d[\d ()./–-]{6,24}\d"
# A number is divided from words beside it, but for those that belong to it.
_ADDRESS = re.compile(
    r"(?<!\S)([^\s@,;|]+@[^\s@,;|]+\.[^\s@,;|]+|(?:https?://|www\.)[^\s,;|]+"
    rf"|{_CALLED}(?= \(?(?!ext|x |dw|poste)[^\W\d])|(?<=[^\W\d][ :)]){_CALLED})(?![^\s,;])",
    re.IGNORECASE,
)


def with_labels(lines: Sequence[PrintedLine]) -> Iterator[PrintedLine]:
    """Lines in their order, a label that was read by itself before what stands beside it."""
    waiting: PrintedLine | None = None
    for line in lines:
        if waiting is not None:
            if _is_beside(waiting, line):
                text, (left, top, right, bottom) = f"{waiting.text} {line.text}", line.box
                line = PrintedLine(text, (min(left, waiting.box[0]), top, right, bottom))
            else:
                yield waiting
        waiting = line if _ALONE.fullmatch(narrow(line.text)) else None
        if waiting is None:
            yield line
    if waiting is not None:
        yield waiting


def _is_beside(label: PrintedLine, line: PrintedLine) -> bool:
    return label.box[0] <= line.box[0] and label.box[1] < line.box[3] and line.box[1] < label.box[3]


def pieces_of(line: PrintedLine, row: int) -> Iterator[Piece]:
    """The pieces of a line, in its order."""
    joint = ""
    for place, text in enumerate(_SEPARATOR.split(narrow(line.text))):
        if place % 2:
            joint = text
            continue
        for part, label in _labelled(text):
            for one in _ADDRESS.split(mended(part)):
                if one.strip():
                    yield Piece(one.strip(), line.box, row, joint, label)
                    joint = " "


def _labelled(text: str) -> Iterator[tuple[str, BadgeField | None]]:
    """The parts of a text that begin with a label each, without it, and what stands before the first."""
    found = [
        (word.start(), word.end(), kind) for kind, label in _LABELS.items() for word in label.finditer(text)
    ]
    start = 0
    field: BadgeField | None = None
    for begin, end, kind in sorted(found, key=lambda one: one[0]):
        yield text[start:begin], field
        # The number of a fax is not one to be called: its word stays with it.
        start, field = max(start, begin if kind is BadgeField.NOTHING else end), kind
    yield text[start:], field
