"""Pages that are somebody's own, by their address alone: card services, business and social networks."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from companion.formats.payload.fitting import point
from companion.formats.payload.host import Address
from companion.formats.payload.slug import name_in
from companion.model.contact import Contact
from companion.model.person import ContactKind

_BEFORE_HOST = re.compile(r"(?:(?:www|m|mobile|touch|mbasic|[a-z]{2,3})\.(?=[^.]+\.[^.]))*+")
_PATH = re.compile(r"[^?#]*+")
_LAST = re.compile(r"/([^/?#]++)/*+(?:[?#].*+)?")
_LAST_AT = re.compile(r"/@([^/?#]++)/*+(?:[?#].*+)?")

_HANDLE = re.compile(r"/@\w{1,30}+/?(?:[?#].*+)?", re.ASCII)


def _behind(folders: str) -> re.Pattern[str]:
    """The part of a path behind one of some folders, whatever follows it."""
    return re.compile(rf"/(?:{folders})/([^/?#]++)(?:[/?#].*+)?", re.IGNORECASE)


class _Service(NamedTuple):
    name: str
    hosts: frozenset[str]
    path: re.Pattern[str]
    """Its group is what the page calls its owner."""
    is_card: bool = True
    """Whether every such page is a person's: elsewhere companies have theirs as well."""


def _service(name: str, hosts: str, path: re.Pattern[str], *, is_card: bool = True) -> _Service:
    return _Service(name, frozenset(hosts.split()), path, is_card)


_SERVICES: Sequence[_Service] = (
    _service("linkedin", "linkedin.com", _behind("in|pub|mwlite/in|mwlite/pub")),
    _service("xing", "xing.com", _behind("profile|profiles")),
    _service("popl", "popl.co poplme.co", _behind("profile|card|p|hash")),
    _service("popl", "poplme.co popl.me", _LAST),
    _service("hihello", "hihello.me hihello.com", _behind("p|hi|u|card")),
    _service("blinq", "blinq.me", _behind("u|p|card")),
    _service("blinq", "blinq.me", _LAST),
    _service("linktree", "linktr.ee linktree.com", _LAST),
    _service("about.me", "about.me", _LAST),
    _service("wave", "wavecnct.com wave.cards", _LAST),
    _service("beacons", "beacons.ai", _LAST),
    _service("bio.link", "bio.link lnk.bio solo.to linq.page", _LAST),
    _service("dot", "dot.cards", _LAST),
    _service("mobilo", "mobilocard.com mobilo.cards", _LAST),
    _service("linq", "linqapp.com", _LAST),
    _service("gravatar", "gravatar.com", _LAST),
    _service("keybase", "keybase.io", _LAST),
    _service("orcid", "orcid.org", re.compile(r"/(\d{4}-\d{4}-\d{4}-\d{3}[\dXx])/*+(?:[?#].*+)?")),
    _service("researchgate", "researchgate.net", _behind("profile")),
    _service("github", "github.com", _LAST, is_card=False),
    _service("gitlab", "gitlab.com", _LAST, is_card=False),
    _service("x", "x.com twitter.com", _LAST, is_card=False),
    _service("bluesky", "bsky.app", _behind("profile"), is_card=False),
    _service("threads", "threads.net threads.com", _LAST_AT, is_card=False),
    _service("instagram", "instagram.com instagr.am", _LAST, is_card=False),
    _service("facebook", "facebook.com fb.com", _LAST, is_card=False),
    _service("telegram", "t.me telegram.me", _LAST, is_card=False),
    _service("whatsapp", "wa.me", re.compile(r"/(\+?\d{6,15}+)/*+(?:[?#].*+)?"), is_card=False),
    _service("calendly", "calendly.com", _LAST, is_card=False),
    _service("medium", "medium.com", _LAST_AT, is_card=False),
    _service("youtube", "youtube.com", _LAST_AT, is_card=False),
    _service("tiktok", "tiktok.com", _LAST_AT, is_card=False),
)


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_NOBODY = _listed(
    "home search explore settings login signup register about features topics events groups pages watch "
    "share sharer sharer.php intent hashtag i p reel reels stories accounts jobs company joinchat s orgs "
    "marketplace pricing help legal privacy terms tos notifications messages download apps business "
    "developers blog people public app in profile profile.php admin"
)
"""What pages of a service itself are called."""


class Page(NamedTuple):
    """Somebody's own page."""

    contact: Contact
    """The page, and a name if its address gives one."""
    address: Address
    """Without what counts visitors."""
    is_card: bool
    """Whether it is a person's for certain."""


def page_in(address: Address) -> Page | None:
    """The page that an address is, if it is somebody's own; None for any other."""
    own = address._replace(rest=address.rest[: _end(_PATH, address.rest)])
    host = address.host[_end(_BEFORE_HOST, address.host) :]
    for service in _SERVICES:
        found = service.path.fullmatch(address.rest) if host in service.hosts else None
        if found is not None and found[1].lower() not in _NOBODY:
            return Page(_contact(service, own, found[1]), own, service.is_card)
    # As Mastodon and its like write it, on hosts without number.
    if _HANDLE.fullmatch(address.rest) is None:
        return None
    return Page(Contact(points=(point(ContactKind.URL, str(own)),)), own, is_card=False)


def _contact(service: _Service, address: Address, slug: str) -> Contact:
    page = point(ContactKind.URL, str(address), service.name)
    if service.name == "whatsapp":
        number = f"+{slug.lstrip('+')}"
        return Contact(points=(point(ContactKind.PHONE, number, "mobile"), page))
    return Contact(name=name_in(slug), points=(page,))


def _end(pattern: re.Pattern[str], text: str) -> int:
    found = pattern.match(text)
    return found.end() if found is not None else 0
