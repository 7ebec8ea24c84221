"""What a file is by its first bytes, for whoever expected something else."""

import re

_SIGNS = (
    (b"BEGIN:VCARD", "vcf"),
    (b"BEGIN:VCALENDAR", "ics"),
    (b"<!DOCTYPE", "html"),
    (b"<HTML", "html"),
    (b"<?XML", "xml"),
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"\xd0\xcf\x11\xe0", "binary"),
    (b"\x7fELF", "binary"),
    (b"\x1f\x8b", "binary"),
    (b"{", "json"),
)
_PICTURES = (
    (re.compile(rb"BM.{4}\0\0\0\0|RIFF.{4}WEBP|II\*\0|MM\0\*|II\+\0|MM\0\+", re.DOTALL), "image"),
    (re.compile(rb"....ftyp(heic|heix|heim|heis|hevc|hevx|mif1|msf1)", re.DOTALL), "heic"),
    (re.compile(rb"....ftypavi[fs]", re.DOTALL), "avif"),
    (re.compile(rb"....ftyp|\x1aE\xdf\xa3|RIFF.{4}AVI ", re.DOTALL), "video"),
    (re.compile(rb"\xff\x0a|\0\0\0\x0cJXL "), "jxl"),
    (re.compile(rb"\0\0\0\x0cjP  |\xffO\xffQ"), "jp2"),
    (re.compile(rb"8BPS\0"), "psd"),
    (re.compile(rb"\0\0[\x01\x02]\0[^\0]"), "ico"),
    (re.compile(rb"P[1-7]\s"), "pnm"),
    (re.compile(rb"%!PS|\xc5\xd0\xd3\xc6"), "eps"),
)
_DRAWING = re.compile(rb"<svg[\s>]")
_LOOKED_AT = 4096
_BLANK = b"\xef\xbb\xbf \t\r\n"


def kind_of(content: bytes) -> str:
    """`empty`, `vcf`, `ics`, `html`, `xml`, `pdf`, `zip`, `image`, `binary` or `json`; empty when they do not tell."""
    start = content[:_LOOKED_AT].lstrip(_BLANK)[:16].upper()
    if not start and not content.strip(_BLANK):
        return "empty"
    return next((kind for sign, kind in _SIGNS if start.startswith(sign)), "")


def picture_kind_of(content: bytes) -> str:
    """What a file is for whoever expected a picture: as `kind_of`, or which kind of picture it is.

    `image` is one that we open; the others, such as `heic`, `avif`, `svg`, `psd` or `video`, are called by name.
    What says nothing is `text` or `binary`.
    """
    start = content[:_LOOKED_AT]
    for sign, kind in _PICTURES:
        if sign.match(start):
            return kind
    kind = kind_of(content)
    if start.lstrip(_BLANK).startswith(b"<") and _is_drawing(start, kind):
        return "svg"
    return kind or ("binary" if _has_control(start) else "text")


def _is_drawing(start: bytes, kind: str) -> bool:
    """A drawing in XML; a web page with one in it is a web page."""
    return (kind != "html" or b"<!DOCTYPE svg" in start) and _DRAWING.search(start) is not None


def _has_control(start: bytes) -> bool:
    return any(byte < 32 and byte not in b"\t\n\f\r" for byte in start)
