"""What the cells of a badge hold, by their form alone."""

import re
import unicodedata
from collections.abc import Callable, Sequence

from companion.formats.payload.host import address_in
from companion.model.payload import BadgeField

_EMAIL = re.compile(r"(?:mailto:)?[^\s@<>,;:]++@(?:[\w-]++\.)++[^\W_]{2,63}+", re.IGNORECASE)
_WEB = re.compile(r"(?:https?://|www\.)\S++", re.IGNORECASE)
_PHONE = re.compile(r"(?:tel:)?(?:\+|00|\(|0)[0-9 ()./\-]{6,28}+(?:(?:ext|x)\.? ?\d{1,6})?", re.IGNORECASE)
_DIALLED = re.compile(r"0[1-9]\d{8,10}")
"""A number as it is dialled within a country."""
_NUMBER = re.compile(r"#?(?=[A-Za-z_-]*+\d)[A-Za-z0-9]++(?:[-_][A-Za-z0-9]++)*+")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_LONGEST_NUMBER, _FEWEST_PHONE_DIGITS, _FEWEST_DIGITS = 40, 7, 3
_WORD = re.compile(r"[^\s,]+")
_MOST_WORDS = 6


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_PARTICLES = _listed("van von vom de da do dos das del della der den di du la le zu y e bin al")
_COMPANY = _listed(
    "gmbh ag inc ltd llc corp co kg kgaa se sa sas sarl srl spa bv nv plc ab as oy ohg ug ev company "
    "corporation limited group gruppe holding bank university universitat universite universidad "
    "institute institut college hochschule school foundation stiftung ministry ministerium verein "
    "consulting software systems solutions technologies technology tech labs lab studio studios media "
    "partners ventures capital services agency agentur verlag hospital klinik energy international "
    "industries association council"
)
_TITLE = _listed(
    "ceo cto cfo coo cmo cio cpo vp svp evp md manager managerin engineer developer director founder "
    "cofounder head chief officer president consultant designer analyst professor student researcher "
    "scientist architect editor journalist specialist coordinator assistant intern attorney lawyer owner "
    "partner advisor adviser teacher producer geschaftsfuhrer geschaftsfuhrerin leiter leiterin "
    "entwickler entwicklerin berater beraterin ingenieur ingenieurin inhaber inhaberin vorstand referent "
    "referentin redakteur redakteurin directeur directrice responsable gerente directora ingeniero "
    "ingeniera direttore manageur exhibitor attendee speaker visitor press staff crew guest organizer "
    "organiser vip"
)
"""Words of what somebody does, and of what a badge calls its kind."""


def is_number(text: str) -> bool:
    """Whether a text has the form of a badge's number: digits, or letters and digits without a blank."""
    return len(text) <= _LONGEST_NUMBER and bool(_NUMBER.fullmatch(text)) and not _DATE.fullmatch(text)


def can_be(field: BadgeField, text: str) -> bool:
    """Whether a text under a key can be what the key says: an address has an `@`, a number has digits."""
    if field is BadgeField.PHONE:
        return text[:1] not in ("*", "#") and sum(char.isdecimal() for char in text) >= _FEWEST_DIGITS
    return field is not BadgeField.EMAIL or "@" in text


def is_whole_name(text: str) -> bool:
    """Whether a text looks like a first and a last name: two to six words, written as names are."""
    return _is_name(text, fewest=2) and _is_written_as_name(text)


def guessed(texts: Sequence[str]) -> Sequence[BadgeField]:
    """What each cell is taken for; all NOTHING when no cell looks like anybody."""
    fields = [*told_by_form(texts)]
    _choose_name(texts, fields)
    if {BadgeField.NAME, BadgeField.FIRST_NAME, BadgeField.EMAIL}.isdisjoint(fields):
        return [BadgeField.NOTHING] * len(texts)
    _choose(texts, fields, BadgeField.TITLE, lambda text: _has_word(text, _TITLE))
    _choose(texts, fields, BadgeField.ORGANISATION, lambda text: _has_word(text, _COMPANY))
    if BadgeField.ORGANISATION not in fields:
        _choose(texts, fields, BadgeField.ORGANISATION, bool)
    _choose_title(texts, fields)
    return fields


def told_by_form(texts: Sequence[str]) -> Sequence[BadgeField]:
    """What each cell is by a form that nothing else has, whoever they are about."""
    fields = [BadgeField.NOTHING] * len(texts)
    for place, text in enumerate(texts):
        fields[place] = _by_form(text, fields)
    return fields


def _by_form(text: str, fields: Sequence[BadgeField]) -> BadgeField:
    """What no other kind of cell looks like."""
    if _EMAIL.fullmatch(text):
        return BadgeField.EMAIL
    if _WEB.fullmatch(text) or (" " not in text and "." in text and address_in(text) is not None):
        return BadgeField.URL
    has_number = BadgeField.BADGE in fields
    is_phone = (has_number or _DIALLED.fullmatch(text)) if text.isdecimal() else _PHONE.fullmatch(text)
    if is_phone and sum(char.isdecimal() for char in text) >= _FEWEST_PHONE_DIGITS:
        return BadgeField.PHONE
    return BadgeField.BADGE if is_number(text) and not has_number else BadgeField.NOTHING


def _choose_name(texts: Sequence[str], fields: list[BadgeField]) -> None:
    left = [place for place, field in enumerate(fields) if not field and texts[place]]
    has_proof = BadgeField.EMAIL in fields or BadgeField.BADGE in fields
    whole = next((place for place in left if is_whole_name(texts[place])), None)
    if whole is None and has_proof:
        whole = next((place for place in left if _is_name(texts[place], fewest=2)), None)
    if whole is not None:
        fields[whole] = BadgeField.NAME
        return
    if not has_proof:
        return
    single = [place for place in left if _is_name(texts[place], fewest=1) and " " not in texts[place]]
    if len(left) > 2 and len(single) > 1 and single[:2] == left[:2]:
        fields[single[0]], fields[single[1]] = BadgeField.FIRST_NAME, BadgeField.LAST_NAME
    elif single and single[0] == left[0]:
        fields[single[0]] = BadgeField.NAME


def _choose_title(texts: Sequence[str], fields: list[BadgeField]) -> None:
    """What stands between the name and the organisation is what somebody does there."""
    if BadgeField.TITLE in fields or not {BadgeField.NAME, BadgeField.ORGANISATION} <= {*fields}:
        return
    place = fields.index(BadgeField.NAME) + 1
    if place + 1 == fields.index(BadgeField.ORGANISATION) and not fields[place] and texts[place]:
        fields[place] = BadgeField.TITLE


def _choose(
    texts: Sequence[str], fields: list[BadgeField], field: BadgeField, fits: Callable[[str], bool]
) -> None:
    """Give the field to the first cell that has none, says something and fits."""
    for place, text in enumerate(texts):
        if not fields[place] and any(char.isalpha() for char in text) and fits(text) and not is_number(text):
            fields[place] = field
            return


def _is_name(text: str, *, fewest: int) -> bool:
    words = _WORD.findall(text)
    is_counted = fewest <= len(words) <= _MOST_WORDS or (len(words) == 1 and _is_caseless(words[0]))
    if not is_counted or text.count(",") > 1:
        return False
    return all(map(_is_word, words)) and not _has_word(text, _COMPANY) and not _has_word(text, _TITLE)


def _is_word(word: str) -> bool:
    letters = [char for char in word if char not in "'’.-·"]
    return bool(letters) and all(char.isalpha() or unicodedata.category(char)[0] == "M" for char in letters)


def _is_caseless(word: str) -> bool:
    """Whether a word is of a script without capitals, in which a whole name may be one word."""
    return 1 < len(word) <= 10 and all(unicodedata.category(char) == "Lo" for char in word)


def _is_written_as_name(text: str) -> bool:
    words = [word for word in _WORD.findall(text) if word not in _PARTICLES]
    return len(words) > 0 and all(word[0].isupper() or not word[0].islower() for word in words)


def _has_word(text: str, known: frozenset[str]) -> bool:
    plain = unicodedata.normalize("NFKD", text).casefold()
    letters = "".join(char for char in plain if not unicodedata.combining(char) and char != ".")
    return not known.isdisjoint(re.split(r"[^\w]+", letters))
