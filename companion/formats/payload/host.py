"""Web addresses taken apart: where they really go, and whether they look like another."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote, unquote

from companion.formats.payload.said import Said
from companion.model.domain import TOP_LEVEL_DOMAINS
from companion.model.problem import ProblemCode

# Browsers take backslashes for slashes, and any number of them.
_WEB = re.compile(r"(https?):[/\\]*+([^/?#\\]*+)(.*+)", re.IGNORECASE | re.DOTALL)
_BARE = re.compile(r"([^\s/?#\\@:<>\"',;()]++(?::\d{1,5}+)?)([/?#].*+)?", re.DOTALL)
_HOST = re.compile(r"((?:\[[0-9A-Fa-f:.]{2,45}+\])|[^:\[\]]*+)(:\d{0,5}+)?")
_NAME = re.compile(r"[^\s\x00-,/:-@\[-^`{-\x7f]++")
_FULL_STOPS = re.compile("[。．｡]")
_LONGEST_LABEL = 63
"""Of a host's name in octets (RFC 1035, section 2.3.4)."""
_CODED = "xn--"
_EASTERN = frozenset({"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO"})
_TOGETHER = (
    _EASTERN - {"HANGUL", "BOPOMOFO"} | {"LATIN"},
    frozenset({"CJK", "HANGUL", "LATIN"}),
    frozenset({"CJK", "BOPOMOFO", "LATIN"}),
)
"""Scripts that languages are written in together (Unicode Technical Standard 39, section 5.2)."""
_ALIKE = frozenset({"CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "GEORGIAN", "LISU"})
"""Scripts a whole word of which may look like a Latin one."""


class Address(NamedTuple):
    """A web address in its parts."""

    scheme: str
    user: str
    """With its `@`; empty without one."""
    host: str
    """In lower case, no part of it percent-encoded."""
    port: str
    """With its colon; empty without one."""
    rest: str
    """Path, query and fragment."""

    def __str__(self) -> str:
        return f"{self.scheme}://{self.user}{self.host}{self.port}{self.rest}"


def address_in(text: str) -> Address | None:
    """The web address that a text without blanks is: http, https, or a bare host; None for anything else."""
    web = _WEB.fullmatch(text)
    if web is not None:
        user, at, place = web[2].rpartition("@")
        return _address(web[1].lower(), user + at, place, web[3])
    bare = _BARE.fullmatch(text)
    if bare is None or "." not in bare[1]:
        return None
    found = _address("https", "", bare[1], bare[2] or "")
    return found if found is not None and _is_public(found.host) else None


def _address(scheme: str, user: str, place: str, rest: str) -> Address | None:
    found = _HOST.fullmatch(place)
    if found is None:
        return None
    host = unicodedata.normalize("NFKC", _FULL_STOPS.sub(".", unquote(found[1]))).lower().rstrip(".")
    is_number = host.startswith("[")
    is_name = _NAME.fullmatch(host) is not None and "" not in host.split(".") and host.isprintable()
    if not is_number and not is_name:
        return None
    if rest.startswith("\\"):
        rest = f"/{rest[1:]}"
    return Address(scheme, _visible(user), host, found[2] or "", _visible(rest))


def _visible(text: str) -> str:
    """A part of an address with what cannot be seen in code."""
    return "".join(char if char.isprintable() else quote(char, errors="replace") for char in text)


def _is_public(host: str) -> bool:
    """Whether a name without a scheme is a host's: its last part is a top-level domain."""
    return _sent(host).rpartition(".")[2] in TOP_LEVEL_DOMAINS


def remark_host(said: Said, address: Address) -> None:
    """Say what makes an address look like another one."""
    if address.user:
        said.remark(ProblemCode.USER_IN_LINK, address.host)
    if _is_mixed(address.host):
        said.remark(ProblemCode.MIXED_SCRIPTS, _sent(address.host))


def _is_mixed(host: str) -> bool:
    """Whether letters of several scripts stand together, or are written in code so that none is seen."""
    if host.isascii():
        return any(label.startswith(_CODED) for label in host.split("."))
    labels = [{*_scripts(label)} for label in host.split(".")]
    every = set().union(*labels)
    return any(_is_odd(some) for some in labels) or (len(every) > 1 and bool(every & _ALIKE))


def _is_odd(scripts: set[str]) -> bool:
    return len(scripts) > 1 and not any(scripts <= usual for usual in _TOGETHER)


def _scripts(label: str) -> Iterator[str]:
    """The scripts of the letters, by the first word of their names."""
    for char in label:
        if char.isalpha():
            yield unicodedata.name(char, "?").partition(" ")[0]


def _sent(host: str) -> str:
    """A host as it is sent (RFC 3492): what is not ASCII in code."""
    return ".".join(_coded(label) for label in host.split("."))


def _coded(label: str) -> str:
    if label.isascii() or len(label) > _LONGEST_LABEL:
        return label
    return _CODED + label.encode("punycode").decode("ascii")
