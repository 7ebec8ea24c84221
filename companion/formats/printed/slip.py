"""Slips of reading, mended where nothing else can be meant."""

import re

from companion.formats.printed.said_by import SECOND_LEVEL, Evidence
from companion.model.domain import TOP_LEVEL_DOMAINS

_WIDE = {0xFF00 + code - 0x20: code for code in range(0x21, 0x7F)}
"""Signs as wide as a letter of Han."""
_SCHEME = re.compile(r"https? ?[:;] ?/ ?/ ?", re.IGNORECASE)
_WWW = re.compile(r"(?<![\w.@])(?:w{3,5}|vvww|wvvw|wwvv)(?: ?[.,] ?(?=\w)| (?=[\w-]+[.,]\w))", re.IGNORECASE)
_RUN_ON = re.compile(r"(?<=\.[a-z]{2})(?=www\.[\w-]+\.)|(?<=\.[a-z]{3})(?=www\.[\w-]+\.)")
"""Where an address ends and one of the web begins."""
_AT = re.compile(r" ?(?:@|©|®|\(at\)|\[at\]) ?", re.IGNORECASE)
_HOST = r"[\w-]+(?: ?[.,] ?[\w-]+)+"
_WEB_HOST = re.compile(rf"(?<=www\.){_HOST}", re.IGNORECASE)
_STARTING_HOST = re.compile(_HOST)
_LOCAL = re.compile(r"(?:[\w+-]+(?: ?[._] | [._] ?))*[\w.+-]+\Z")
_I_IN_SMALL = re.compile(r"(?<=[a-z])I(?=[a-z]|\b)")
_MISREAD = {"corn": "com", "c0m": "com", "0rg": "org"}


_CAPITAL_WITHIN = re.compile(r"(?<=[^\W\d_A-Z][^\W\d_A-Z])(?=[A-ZÀ-ÖØ-ÞĀ-Ž][^\W\d_A-Z]{2})")
_LIKE_L = re.compile(r"(?<=\w)I(?=[^\W\d_A-Z]|\b)")
_FORMS = (
    (re.compile(r"(?<!\w)([Ss]\. ?[Rr]\. ?)[I1](?=\.|$)"), r"\1l"),
    (re.compile(r"(?<!\w)(A\. ?)\$(?=\.|$)"), r"\1Ş"),
)
"""Forms of companies of which there are no others that look like them."""
_TURKISH = re.compile("[ğışĞİŞ]")
_SMALL_I = re.compile(r"(?<!\S)i(?=[^\W\d_]{2})")


def narrow(text: str) -> str:
    """A text with single blanks, and signs of their usual width."""
    return " ".join(text.translate(_WIDE).split())


def mended(text: str) -> str:
    """A text whose addresses are whole: without blanks, with a point for a comma and `@` for `©`."""
    text = _SCHEME.sub(lambda found: found[0].replace(" ", "").replace(";", ":"), text)
    text = _RUN_ON.sub(" ", text)
    text = _WEB_HOST.sub(_mended_host, _WWW.sub("www.", text))
    return _with_email(text)


def _with_email(text: str) -> str:
    at = _AT.search(text)
    if at is None:
        return text
    local, host = _LOCAL.search(text[: at.start()]), _STARTING_HOST.match(text[at.end() :])
    if local is None or host is None:
        return text
    whole = _mended_host(host)
    if whole == host[0] and not _is_known(whole):
        return text
    before, behind = text[: local.start()], text[at.end() + host.end() :]
    return f"{before}{local[0].replace(' ', '')}@{whole}{behind}"


def _is_known(host: str) -> bool:
    return re.search(r"[ ,]", host) is None and host.rpartition(".")[2].lower() in TOP_LEVEL_DOMAINS


def _mended_host(found: re.Match[str]) -> str:
    """As much of it as ends in a known last part, without blanks; all as it is if nothing does."""
    pieces = re.split(r"( ?[.,] ?)", _I_IN_SMALL.sub("l", found[0]))
    names, marks = pieces[::2], pieces[1::2]
    for count in range(2, len(names) + 1):
        last = _MISREAD.get(names[count - 1].lower(), names[count - 1])
        goes_on = count < len(names) and (
            marks[count - 1] == "." or _is_of_country(*names[count - 1 : count + 1])
        )
        if last.lower() in TOP_LEVEL_DOMAINS and not goes_on:
            rest = "".join(
                f"{mark}{name}" for mark, name in zip(marks[count - 1 :], names[count:], strict=True)
            )
            return f"{'.'.join([*names[: count - 1], last])}{rest}"
    return found[0]


def _is_of_country(name: str, last: str) -> bool:
    """Whether two parts are the last ones of hosts in a country, as `co.uk` is."""
    return name in SECOND_LEVEL and len(last) == 2 and last.islower()


def mended_words(text: str, evidence: Evidence) -> str:
    """Words that the addresses of the card prove: `VItava` at vltava.cz, `AnaRuiz` whose e-mail is ana.ruiz@."""
    for form, right in _FORMS:
        text = form.sub(right, text)
    for slip, right in ((_LIKE_L, "l"), (_CAPITAL_WITHIN, " ")):
        other = slip.sub(right, text)
        if other != text and _is_proven(other, text, evidence):
            text = other
    return text


def _is_proven(other: str, text: str, evidence: Evidence) -> bool:
    """Whether one spelling is in the addresses and another one is not."""
    return any(fit(other) > fit(text) for fit in (evidence.fit_of_name, evidence.fit_of_company))


def mended_capitals(text: str) -> str:
    """Turkish words with the point that a capital I has, where all others begin with capitals."""
    words = [word for word in text.split() if word[0].isalpha()]
    is_title = all(word[0].isupper() or _SMALL_I.match(word) for word in words)
    return _SMALL_I.sub("İ", text) if is_title else text


def is_turkish(text: str) -> bool:
    """Whether letters are in it that hardly any other language has."""
    return _TURKISH.search(text) is not None
