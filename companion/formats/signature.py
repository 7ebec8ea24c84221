"""What a file is by its first bytes, for whoever expected something else."""

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


def kind_of(content: bytes) -> str:
    """`empty`, `vcf`, `ics`, `html`, `xml`, `pdf`, `zip`, `image`, `binary` or `json`; empty when they do not tell."""
    start = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")[:16].upper()
    if not start and not content.strip(b"\xef\xbb\xbf \t\r\n"):
        return "empty"
    return next((kind for sign, kind in _SIGNS if start.startswith(sign)), "")
