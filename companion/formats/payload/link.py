"""Web addresses: of somebody's own page a person, of any other a link."""

import re
from urllib.parse import unquote

from companion.formats.payload.entry import entries_of, plain
from companion.formats.payload.fitting import fitted, named
from companion.formats.payload.host import Address, address_in, remark_host
from companion.formats.payload.profile import Page, page_in
from companion.formats.payload.said import Said
from companion.formats.payload.shown import LONGEST
from companion.model.payload import Payload, PayloadKind
from companion.model.problem import ProblemCode

_BLANK = re.compile(r"\s")
_TRACKING = re.compile(
    r"utm_\w*|(?:fb|tt|tw|y|ms|d|g)clid|gclsrc|[gw]braid|igshid|igsh|mc_[ce]id|mkt_tok|_hs(?:enc|mi)|__hs\w*"
    r"|hsctatracking|vero_\w*|oly_(?:anon|enc)_id|s_cid|wickedid|li_fat_id|trk\w*|trackingid|lipi|srsltid|epik"
    r"|ref_(?:src|url)|rb_clickid|(?:pk|mtm|piwik|matomo)_\w*|_openstat|__twitter_impression",
    re.IGNORECASE,
)
"""Parameters that only count where a visitor comes from."""
_SHARED = re.compile(r"(?:.*\.)?(?:youtube\.com|youtu\.be|spotify\.com)")
_WITH_TEXT = re.compile(r"(https?:\S++)\s++(.++)", re.IGNORECASE | re.DOTALL)
_TITLED = re.compile(r"(?:(?:[^:]|:(?!https?:))*+:)?(https?:\S++)", re.IGNORECASE)


def read(said: Said) -> Payload | None:
    """A text that is one address and nothing else."""
    return _linked(said, said.body)


def read_first(said: Said) -> Payload | None:
    """An address with text behind it, which becomes a note."""
    found = _WITH_TEXT.fullmatch(said.body)
    return _linked(said, found[1], said.paragraph(found[2])) if found is not None else None


def read_titled(said: Said) -> Payload | None:
    """`URL:address`, `URI:address`, `URLTO:title:address`."""
    found = _TITLED.fullmatch(said.rest)
    if found is None:
        return _linked(said, said.rest)
    title = said.rest[: found.start(1)].rstrip(":")
    return _linked(said, found[1], said.paragraph(title))


def read_bookmark(said: Said) -> Payload | None:
    """`MEBKM:TITLE:…;URL:…;;` (NTT Docomo)."""
    entries = entries_of(said.rest)
    addresses = entries.get("URL", ())
    return _linked(said, plain(addresses[0]), plain(entries.get("TITLE", ("",))[0])) if addresses else None


def without_tracking(address: Address) -> Address:
    """An address without the parameters that only say where a visitor comes from; the others stay as they are."""
    before, mark, behind = address.rest.partition("#")
    path, asked, query = before.partition("?")
    if not asked:
        return address
    is_shared = _SHARED.fullmatch(address.host) is not None
    kept = [part for part in query.split("&") if not _is_tracking(part, is_shared=is_shared)]
    rest = path + ("?" if any(kept) else "") + ("&".join(kept) if any(kept) else "") + mark + behind
    return address._replace(rest=rest)


def _is_tracking(parameter: str, *, is_shared: bool) -> bool:
    name = unquote(parameter.partition("=")[0])
    return _TRACKING.fullmatch(name) is not None or (is_shared and name == "si")


def _linked(said: Said, text: str, note: str = "") -> Payload | None:
    address = None if _BLANK.search(text) else address_in(text)
    if address is None:
        return None
    remark_host(said, address)
    address = without_tracking(address)
    page = page_in(address)
    if page is not None:
        return _of_somebody(said, page, note)
    link = str(address)
    title = link[:LONGEST]
    if title != link:
        said.remark(ProblemCode.CUT, link, "URL")
    return said.payload(PayloadKind.LINK, title, link=link, host=address.host, note=note)


def _of_somebody(said: Said, page: Page, note: str) -> Payload:
    contact = named(fitted(said, page.contact))
    link, is_guess = str(page.address), bool(page.contact.name) or page.is_card
    if page.contact.name:
        said.remark(ProblemCode.GUESSED)
    return said.payload(
        PayloadKind.PERSON if page.is_card else PayloadKind.LINK,
        contact.name or said.line(link, "URL"),
        contact=contact,
        link=link,
        host=page.address.host,
        note=note,
        is_guess=is_guess,
    )
