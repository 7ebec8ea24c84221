"""What of a person is compared with others: the words of the name, the company, each contact point as a key."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

from companion.model.contact import Contact
from companion.model.identity import Id
from companion.model.person import ContactKind
from companion.rules.personal_name import name_words
from companion.rules.search import fold

_FEWEST_DIGITS = 7
_COMPARED_DIGITS = 8


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_LEGAL_FORMS = _listed(
    "ab ag as asa bv cie co company corp corporation cv eg ek ev gmbh gbr inc incorporated kft kg kgaa limited llc llp "
    "lp ltd mbh nv ood oy oyj plc pte pty pvt sa sarl sas se spa spzoo srl sro ug zrt"
)
_ROLES = _listed(
    "abuse accounting accounts admin bestellung billing booking buchhaltung bureau business careers contact contacto "
    "contact-us customerservice empfang enquiries events finance hallo hello help helpdesk hi hola hr info infos "
    "information inquiries it jobs kontakt mail mailbox marketing media news newsletter noreply no-reply office orders "
    "post postmaster praxis press presse privacy reception sales secretary sekretariat service services shop support "
    "team ventas verwaltung vertrieb web webmaster welcome zentrale"
)
_FREE_MAIL = _listed(
    "126.com 163.com 1und1.de aol.com arcor.de bk.ru bluewin.ch btinternet.com comcast.net fastmail.com foxmail.com "
    "free.fr freenet.de gmail.com gmx.at gmx.ch gmx.com gmx.de gmx.net googlemail.com hey.com hotmail.co.uk hotmail.com "
    "hotmail.de hotmail.fr hotmail.it icloud.com inbox.ru laposte.net libero.it list.ru live.com live.de mac.com mail.com "
    "mail.de mail.ru mailbox.org me.com msn.com naver.com o2.pl onet.pl online.de orange.fr outlook.com outlook.de pm.me "
    "posteo.de proton.me protonmail.com qq.com rambler.ru rocketmail.com seznam.cz sfr.fr sina.com t-online.de tutanota.com "
    "ukr.net verizon.net wanadoo.fr web.de wp.pl yahoo.co.jp yahoo.co.uk yahoo.com yahoo.de yahoo.es yahoo.fr yahoo.it "
    "yandex.com yandex.ru ymail.com"
)
_PROFILE = re.compile(
    r"(?:[a-z]{2,3}\.)?((?:linkedin\.com/(?:in|pub)|xing\.com/(?:profile|people)|github\.com|gitlab\.com|twitter\.com|x\.com"
    r"|facebook\.com|instagram\.com|threads\.net|bsky\.app/profile|t\.me|wa\.me|tiktok\.com|youtube\.com|medium\.com"
    r"|orcid\.org|researchgate\.net/profile|calendly\.com|about\.me|behance\.net|dribbble\.com|keybase\.io)/[^/?#]+"
    r"|[^/?#]+/@[^/?#]+)"
)
_SITE = re.compile(r"[^/?#]+(?:/[^?#]*[^/?#])?")
_SCHEME = re.compile(r"(?:https?://)?(?:www\.)?")
_EXTENSION = re.compile(r"(?:;ext=|\bext\.?|\bx|#)\s*(\d+)\s*\Z", re.IGNORECASE)
_NO_DIGITS = re.compile(r"\D+", re.ASCII)
_NO_LETTERS = re.compile(r"[\W_]+")


class EvidenceKind(StrEnum):
    """What two people have in common, the most telling first."""

    SAME_EMAIL = "same_email"
    SAME_PHONE = "same_phone"
    SAME_BADGE = "same_badge"
    """The number of a badge, at one and the same event."""
    SAME_URL = "same_url"
    """A page about one person."""
    SAME_ACCOUNT = "same_account"
    """Of a messenger."""
    SAME_BIRTHDAY = "same_birthday"
    SAME_NAME = "same_name"
    SIMILAR_NAME = "similar_name"
    SAME_ORGANISATION = "same_organisation"
    SAME_DOMAIN = "same_domain"
    """E-mail addresses at one company."""
    SAME_SITE = "same_site"
    SAME_ADDRESS = "same_address"
    SAME_TITLE = "same_title"


KEY_KINDS: Mapping[str, EvidenceKind] = MappingProxyType(
    {
        "@": EvidenceKind.SAME_EMAIL,
        "#": EvidenceKind.SAME_PHONE,
        "~": EvidenceKind.SAME_URL,
        "!": EvidenceKind.SAME_ACCOUNT,
        ".": EvidenceKind.SAME_DOMAIN,
        "/": EvidenceKind.SAME_SITE,
        "=": EvidenceKind.SAME_ADDRESS,
    }
)
"""What it means to share a key, by its first character."""

Point = tuple[str, str, str | None]
"""A contact point: the value of its ContactKind, its own value, its label."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What of a person is compared; `profile` makes it.

    Texts and tuples of texts only: among a hundred thousand people, each object more would be felt.
    """

    id: Id | None
    """None for somebody who is only about to be added."""
    name: str
    words: tuple[str, ...]
    title: str | None = None
    organisation: str | None = None
    company: str = ""
    """The organisation as it is compared; empty if there is none."""
    birthday: str | None = None
    points: tuple[Point, ...] = ()
    keys: tuple[str, ...] = ()
    """The contact points as they are compared, each once; KEY_KINDS tells by the first character of what kind."""


def profile(
    person_id: Id | None,
    name: str,
    points: Iterable[Point] = (),
    *,
    title: str | None = None,
    organisation: str | None = None,
    birthday: str | None = None,
    folded: str | None = None,
) -> Profile:
    """The profile of a person with these contact points; `folded` is the folded name, if it is at hand."""
    kept = tuple(points)
    keys = tuple(dict.fromkeys(key for point in kept for key in point_keys(point)))
    company = company_key(organisation) if organisation else ""
    words = name_words(name, folded=folded)
    return Profile(person_id, name, words, title, organisation, company, birthday, kept, keys)


def profile_of(contact: Contact) -> Profile:
    """The profile of somebody whom a card or a code describes."""
    points = [(point.kind.value, point.value, point.label) for point in contact.points]
    return profile(
        None,
        contact.name,
        points,
        title=contact.title,
        organisation=contact.organisation,
        birthday=contact.birthday,
    )


@lru_cache(maxsize=1 << 14)
def company_key(organisation: str) -> str:
    """An organisation as it is compared: folded, without units behind a comma nor its legal form."""
    words = _NO_LETTERS.sub(" ", fold(organisation.split(",", 1)[0]).replace(".", "")).split()
    kept = [word for word in words if word not in _LEGAL_FORMS]
    return " ".join(kept or words)


def email_key(address: str) -> str:
    """An e-mail address as it is compared: without case nor what mail services leave out of the name."""
    local, _, domain = address.strip().casefold().rpartition("@")
    if "+" in local[1:]:
        local = local[: local.index("+", 1)]
    if domain in {"gmail.com", "googlemail.com"}:
        local, domain = local.replace(".", ""), "gmail.com"
    return f"{local}@{domain}"


def phone_key(number: str) -> str:
    """A phone number as it is compared: its last eight digits and the extension; empty if it is too short."""
    extension = ""
    if not number[1:].isdigit() and (match := _EXTENSION.search(number)) is not None:
        number, extension = number[: match.start()], f"x{match[1]}"
    digits = _NO_DIGITS.sub("", number)
    return digits[-_COMPARED_DIGITS:] + extension if len(digits) >= _FEWEST_DIGITS else ""


def point_keys(point: Point) -> Sequence[str]:
    """The keys by which a contact point is compared; none for what tells nothing, such as an extension."""
    kind, value, label = point
    return _READERS[kind](value, label)


def _email(value: str, _label: str | None) -> Sequence[str]:
    key = email_key(value)
    local, _, domain = key.rpartition("@")
    if not local:
        return ()
    if domain in _FREE_MAIL:
        return (f"@{key}",)
    return (f".{domain}",) if local in _ROLES else (f"@{key}", f".{domain}")


def _phone(value: str, _label: str | None) -> Sequence[str]:
    key = phone_key(value)
    return (f"#{key}",) if key else ()


def _url(value: str, _label: str | None) -> Sequence[str]:
    folded = value.strip().casefold()
    address = folded[_end(_SCHEME, folded) :]
    if (match := _PROFILE.match(address)) is not None:
        return (f"~{match[1]}",)
    site = address[: _end(_SITE, address)]
    return (f"/{site}",) if site else ()


def _end(pattern: re.Pattern[str], text: str) -> int:
    match = pattern.match(text)
    return match.end() if match is not None else 0


def _address(value: str, _label: str | None) -> Sequence[str]:
    key = _NO_LETTERS.sub(" ", fold(value)).strip()
    return (f"={key}",) if key else ()


def _account(value: str, label: str | None) -> Sequence[str]:
    handle = value.strip().casefold().lstrip("@")
    return (f"!{(label or '').casefold()}:{handle}",) if handle else ()


def _badge(_value: str, _label: str | None) -> Sequence[str]:
    """At every event somebody else has the number."""
    return ()


_READERS: Mapping[str, Callable[[str, str | None], Sequence[str]]] = MappingProxyType(
    {
        ContactKind.EMAIL.value: _email,
        ContactKind.PHONE.value: _phone,
        ContactKind.URL.value: _url,
        ContactKind.ADDRESS.value: _address,
        ContactKind.IM.value: _account,
        ContactKind.BADGE.value: _badge,
    }
)
