"""A message handed to the user's mail program, as a link or a file; nothing is sent from here."""

import re
from dataclasses import dataclass
from urllib.parse import quote

LONGEST_LINK = 1800
"""Characters; some systems cut longer links short without a word."""

_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class MailtoLink:
    """A link that opens a new message in the mail program."""

    url: str
    body_fits: bool
    """False: the body is not in the link and has to reach the message another way (the clipboard)."""


def mailto(to: str | None, subject: str, body: str) -> MailtoLink:
    """The link for one recipient, or none yet (RFC 6068).

    Everything but letters, digits and `-._~@` is percent-encoded, lines end with %0D%0A; line breaks
    and other control characters in recipient and subject are taken out, so that nothing typed can
    add a header or a recipient.
    """
    address = quote(_CONTROL.sub("", to or "").strip(), safe="@", errors="replace")
    heading = _encoded(_CONTROL.sub(" ", subject).strip())
    lines = _encoded(_LINE_BREAK.sub("\r\n", body))
    start = f"mailto:{address}?subject={heading}"
    whole = f"{start}&body={lines}"
    return MailtoLink(whole, True) if len(whole) <= LONGEST_LINK else MailtoLink(start, False)


def eml(to: str | None, subject: str, body: str) -> str:
    """The message as a file that mail programs open to send (RFC 5322); `X-Unsent` says it is a draft.

    ASCII, but for an address that is not (RFC 6532), with CRLF at the ends of its lines.
    Control characters in recipient and subject are taken out, so that nothing typed can add a header.
    """
    from email.headerregistry import Address
    from email.message import EmailMessage
    from email.policy import SMTP

    address = _CONTROL.sub("", to or "").strip()
    message = EmailMessage(policy=SMTP.clone(cte_type="7bit", utf8=not address.isascii()))
    name, _, host = address.rpartition("@")
    if name and host:
        message["To"] = Address(username=name, domain=host)
    message["Subject"] = _CONTROL.sub(" ", subject).strip()
    message["X-Unsent"] = "1"
    message.set_content(_LINE_BREAK.sub("\n", body))
    return message.as_bytes().decode()


def _encoded(text: str) -> str:
    return quote(text, safe="", errors="replace")
