"""Contacts of every kind for laws about cards, with the signs that mean something to a card in every text."""

import re

from hypothesis import strategies as st

from companion.formats.vcard.card import Card
from companion.formats.vcard.meaning import contact_from
from companion.formats.vcard.read import read_cards
from companion.formats.vcard.shown import one_line, paragraph
from companion.model.capture import ContactPhrase
from companion.model.contact import Contact, Detail, DetailKind, Photo
from companion.model.person import ContactKind

SIGNS = [
    *(
        "\\",
        ";",
        ",",
        ":",
        '"',
        "^",
        "\n",
        "\r\n",
        "\r",
        "\t",
        "=",
        "=3D",
        ".",
        "?",
        "&",
        "%41",
        "'",
        "^n",
        "\\n",
    ),
    *(
        "é",
        "e\u0301",
        "ß",
        "山田",
        "👩\u200d🚀",
        "\U0001f9d1\U0001f3fd",
        "\u2028",
        "\u0085",
        "\u00a0",
        "\ufe0f",
    ),
    *(
        " ",
        "  ",
        "a",
        "Z",
        "0",
        "TEL:",
        "END:VCARD",
        "tel:",
        "http://x/",
        "x" * 80,
        "\\,",
        "\\;",
        "\\:",
        "\\\\",
    ),
]
# Drawn as a text, of which a character of private use stands for each, they take a third of the time.
STANDING_FOR = {0xE000 + place: sign for place, sign in enumerate(SIGNS)}
signs = st.text([chr(code) for code in STANDING_FOR], max_size=6).map(
    lambda text: text.translate(STANDING_FOR)
)
raw_texts = st.tuples(signs, st.text(st.characters(exclude_categories=["Cs"]), max_size=3), signs).map(
    "".join
)
texts = raw_texts.map(one_line).filter(bool)
notes = raw_texts.map(lambda text: paragraph(re.sub(r"\r\n|\r", "\n", text))).filter(bool)
birthdays = st.one_of(
    st.dates().map(str),
    st.dates().map(lambda day: f"--{day:%m-%d}"),
    st.dates().map(lambda day: f"{day:%Y}-{day:%m}").filter(lambda text: len(text) == 7),
    st.integers(1, 9999).map(lambda year: f"{year:04}"),
)
own_labels = texts.filter(lambda text: not text.startswith("_$!<"))
type_labels = st.sampled_from(
    ["work", "home", "mobile", "work fax", "home mobile", "pager", "main", "other", "fax"]
)
labels = st.none() | type_labels | st.sampled_from(["homepage", "Work", "fax work", "Studio"]) | own_labels
services = st.sampled_from(
    ["skype", "aim", "icq", "jabber", "google talk", "qq", "matrix", "signal", "telegram"]
)
EMAIL = texts.filter(lambda text: text[:7].lower() != "mailto:" and not text.endswith(">"))
PHONE = texts.filter(lambda text: text.partition(":")[0].lower() not in ("tel", "callto", "sip", "sips"))
PHONES = PHONE | st.from_regex(r"\+[1-9][0-9]{6,12}( ext\. [0-9]{1,4})?", fullmatch=True)
URL = texts.filter(lambda text: not text.endswith("//") and not (text[:4].lower() == "http" and "\\" in text))
ADDRESS = texts.map(lambda text: text.strip(" ,")).filter(bool)


def phrase(kind, value, label):
    return ContactPhrase(kind, value, value, label)


points = st.one_of(
    st.builds(phrase, st.just(ContactKind.EMAIL), EMAIL, labels),
    st.builds(phrase, st.just(ContactKind.PHONE), PHONES, labels),
    st.builds(phrase, st.just(ContactKind.URL), URL, labels),
    st.builds(phrase, st.just(ContactKind.ADDRESS), ADDRESS, labels),
    st.builds(phrase, st.just(ContactKind.IM), texts, st.none() | services),
)
days = st.dates().map(str)
details = st.one_of(
    st.builds(Detail, st.just(DetailKind.NICKNAME), texts),
    st.builds(Detail, st.just(DetailKind.ROLE), texts),
    st.builds(Detail, st.just(DetailKind.LANGUAGE), texts),
    st.builds(Detail, st.just(DetailKind.ANNIVERSARY), days),
    st.builds(
        Detail,
        st.just(DetailKind.DATE),
        days,
        st.none() | own_labels.filter(lambda text: text.lower() != "anniversary"),
    ),
    st.builds(
        Detail,
        st.just(DetailKind.RELATED),
        texts.filter(lambda text: not text.upper().startswith("BEGIN:VCARD")),
        st.none() | st.sampled_from(["spouse", "friend", "mother", "landlady"]) | own_labels,
    ),
    st.builds(Detail, st.just(DetailKind.OTHER), texts, st.none() | st.just("shoe size") | own_labels),
    st.builds(Detail, st.just(DetailKind.GENDER), texts | st.sampled_from(["male", "female", "none"])),
)
uids = texts.filter(lambda text: text[:9].lower() != "urn:uuid:") | st.uuids().map(str)
photos = st.builds(
    Photo, st.just("image/png"), st.binary(max_size=200).map(lambda content: b"\x89PNG\r\n\x1a\n" + content)
)


def unique(strategy, **sizes):
    return st.lists(strategy, unique=True, **sizes).map(tuple)


contacts = st.builds(
    Contact,
    texts,
    st.none() | texts,
    st.none() | texts,
    unique(points, max_size=5),
    birthday=st.none() | birthdays,
    tags=st.lists(texts, unique_by=str.casefold, max_size=3).map(tuple),
    notes=unique(notes, max_size=2),
    details=unique(details, max_size=3),
    photo=st.none() | photos,
    uid=st.none() | uids,
)


def read_back(content):
    """The one card of a file, and its contact."""
    (card,) = read_cards(content)
    assert isinstance(card, Card)
    contact, problems = contact_from(card)
    assert problems == ()
    return card, contact
