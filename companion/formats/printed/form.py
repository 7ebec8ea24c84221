"""What a piece of print is by its form alone: an address of e-mail or of the web, a number to call, a street."""

import re

from companion.formats.payload.host import address_in
from companion.formats.printed.piece import Piece
from companion.model.payload import BadgeField

_EMAIL = re.compile(r"[^\s@<>,;:()]+@(?:[\w-]+\.)+[^\W\d_]{2,24}")
_WEB = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_PHONE = re.compile(
    r"(?:\+|00|\(|0|1[- .])?[\d ()./\-–]{6,28}(?:(?: ?(?:ext|x|dw|poste)\.? ?|[-–])\d{1,6})?", re.IGNORECASE
)
_STARTS_PHONE = re.compile(r"\+|00|\(|0|1[- .]|\d{3}[-. ]\d{3}[-. ]\d{4}\Z|\d{3}[ .]\d{3}[ .]\d{3}\Z")
_DIGIT_FOR = str.maketrans("OoIl", "0011")
_FEWEST_DIGITS = 7

_STREET_END = "str|straße|strasse|straBe|platz|allee|gasse|damm|ufer|weg|ring|straat|laan|plein|gatan|vägen|gata|vej|gade|katu|tie"
_STREET_WORD = (
    "street|st|road|rd|avenue|ave|av|boulevard|blvd|lane|ln|drive|square|sq|floor|suite|place|court|quai|chemin|rue|cours"
    "|calle|c/|avda|avenida|paseo|plaza|via|viale|piazza|corso|largo|rua|praça|ul|al|ulica|aleja|pl|cad|caddesi|sok|sokak"
    "|mah|mahallesi|bulvarı|blv|náměstí|třída|ulice|utca|út|tér|postfach|box|etage|stock|house|building|tower|park|km"
)
_STREET = re.compile(rf"(?:\w(?:{_STREET_END})\b|\b(?:{_STREET_END}|{_STREET_WORD})\b)", re.IGNORECASE)
_CITY = r"[^\W\d_]{2}"
_POSTCODE = re.compile(
    rf"(?:(?:^|[,;] ?|\b[A-Z]{{1,3}}[- ])\d{{4,5}} ?{_CITY}|\d\d-\d{{3}} {_CITY}|\d{{3}} ?\d\d {_CITY}|\d{{4}}-\d{{3}} {_CITY}"
    r"|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|\b[A-Z]{2},? \d{5}(?:-\d{4})?\b|〒|\d{4} ?[A-Z]{2}\b|[A-Z]\d[A-Z] \d[A-Z]\d|\b[A-Z]\d\d [A-Z]\d[A-Z\d]{2}\b|\b[A-Z]\d\d [A-Z]{2}\d\d\b"
    r"|[都道府県市区町].*\d)"
)
_COUNTRIES = re.compile(
    "germany|deutschland|france|frankreich|spain|españa|italy|italia|österreich|austria|switzerland|schweiz|suisse|svizzera"
    "|poland|polska|portugal|türkiye|turkey|turkiye|(?:the )?netherlands|nederland|belgium|belgique|belgië|sweden|sverige"
    "|denmark|danmark|norway|norge|finland|suomi|japan|日本|china|中国|brazil|brasil|mexico|méxico|uk|u\\.k\\.|usa|u\\.s\\.a\\."
    "|united kingdom|great britain|united states(?: of america)?|ireland|czechia|česká republika|czech republic|hungary"
    "|magyarország|romania|românia|greece|luxembourg|liechtenstein|canada|india|australia",
    re.IGNORECASE,
)


def form_of(piece: Piece) -> BadgeField:
    """What it is taken for; NOTHING for words."""
    text = piece.text
    if _EMAIL.fullmatch(text):
        return BadgeField.EMAIL
    if piece.label is BadgeField.NOTHING:
        return BadgeField.NOTHING
    if _WEB.fullmatch(text) or (
        " " not in text and "@" not in text and "." in text and address_in(text) is not None
    ):
        return BadgeField.URL
    if _is_phone(piece):
        return BadgeField.PHONE
    return BadgeField.ADDRESS if is_street(text) else BadgeField.NOTHING


def mended_number(text: str) -> str:
    """A number to call whose noughts and ones were read as letters, put right."""
    return text.translate(_DIGIT_FOR)


def _is_phone(piece: Piece) -> bool:
    text = (
        mended_number(piece.text) if sum(map(str.isdecimal, piece.text)) * 2 > len(piece.text) else piece.text
    )
    if not _PHONE.fullmatch(text) or sum(map(str.isdecimal, text)) < _FEWEST_DIGITS - (
        piece.label is not None
    ):
        return False
    return piece.label is BadgeField.PHONE or _STARTS_PHONE.match(text) is not None


def is_street(text: str) -> bool:
    """Whether it says where something stands: a street with a number, or a town with the code of its post."""
    return bool(_POSTCODE.search(text) or (re.search(r"\d", text) and _STREET.search(text)))


def is_country(text: str) -> bool:
    """Whether it is the name of a country, as it stands below a street."""
    return _COUNTRIES.fullmatch(text) is not None
