r"""What codes say, and what somebody has to see of it: each expectation is written from the text and the rules.

`Case.shown` is the whole preview: what is not named there must not be there. The title is left out where it is the name,
the link, the place, or the first line of the note.
"""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Case:
    """One text and its preview."""

    what: str
    text: str
    kind: str
    shown: dict[str, Any] = field(default_factory=dict)

    @property
    def expected(self) -> dict[str, Any]:
        name = self.shown.get("contact", {}).get("name")
        lines = self.shown.get("note", "").split("\n")
        usual = (
            name
            or self.shown.get("link")
            or self.shown.get("place")
            or (lines[0] if self.kind == "note" else "")
        )
        title = self.shown.get("title", usual)
        return {
            "kind": self.kind,
            **({"title": title} if title else {}),
            **{k: v for k, v in self.shown.items() if k != "title"},
        }


def person(what: str, text: str, *, flags: tuple[str, ...] = (), **contact: Any) -> Case:
    return Case(what, text, "person", _flagged({"contact": contact}, flags))


def badge(
    what: str,
    text: str,
    cells: list[str],
    fields: str,
    *,
    kind: str = "person",
    flags: tuple[str, ...] = (),
    title: str | None = None,
    **contact: Any,
) -> Case:
    shown: dict[str, Any] = {"cells": cells, "guess": True, "contact": contact}
    shown["fields"] = ["" if one == "-" else one for one in fields.split()]
    if title is not None:
        shown["title"] = title
    return Case(what, text, kind, _flagged(shown, ("guessed", *flags)))


def page(
    what: str,
    text: str,
    link: str,
    host: str,
    service: str,
    name: str = "",
    *,
    kind: str = "person",
    flags: tuple[str, ...] = (),
    **shown: Any,
) -> Case:
    label = f" ({service})" if service else ""
    contact = {"name": name, "points": [f"url {link}{label}"]} if name else {"points": [f"url {link}{label}"]}
    shown |= {"contact": contact, "link": link, "host": host}
    if name or kind == "person":
        shown["guess"] = True
    return Case(what, text, kind, _flagged(shown, (*flags, *(["guessed"] if name else []))))


def link(what: str, text: str, address: str, host: str, *, flags: tuple[str, ...] = (), **shown: Any) -> Case:
    return Case(what, text, "link", _flagged({"link": address, "host": host, **shown}, flags))


def email(
    what: str, text: str, *addresses: str, name: str | None = None, flags: tuple[str, ...] = (), **shown: Any
) -> Case:
    contact = {"name": name or addresses[0], "points": [f"email {one}" for one in addresses]}
    return Case(what, text, "email", _flagged({"contact": contact, **shown}, flags))


def phone(what: str, text: str, *numbers: str, flags: tuple[str, ...] = (), **shown: Any) -> Case:
    contact = {"name": numbers[0], "points": [f"phone {one}" for one in numbers]}
    return Case(what, text, "phone", _flagged({"contact": contact, **shown}, flags))


def note(what: str, text: str, shown: str | None = None, *, flags: tuple[str, ...] = ()) -> Case:
    return Case(what, text, "note", _flagged({"note": text if shown is None else shown}, flags))


def secret(what: str, text: str, kind: str, title: str = "", *, flags: tuple[str, ...] = ()) -> Case:
    return Case(what, text, kind, _flagged({"title": title}, flags))


def number(what: str, text: str, value: str | None = None) -> Case:
    value = value or text
    return Case(
        what,
        text,
        "badge",
        {"title": value, "guess": True, "flags": ["guessed"], "contact": {"points": [f"badge {value}"]}},
    )


def _flagged(shown: dict[str, Any], flags: tuple[str, ...]) -> dict[str, Any]:
    return {**shown, "flags": sorted(flags)} if flags else shown


ANA = {"name": "Ana Ruiz"}
CARD = (
    "BEGIN:VCARD\nVERSION:3.0\nN:Ruiz;Ana;;;\nFN:Ana Ruiz\nORG:Acme\nTEL;TYPE=CELL:+34 600 123 456\nEND:VCARD"
)
ANA_OF_ACME = {**ANA, "org": "Acme", "points": ["phone +34 600 123 456 (mobile)"]}
EVENT = "BEGIN:VEVENT\nSUMMARY:Opening talk\nDTSTART:20261126T180000Z\nDTEND:20261126T190000Z\nLOCATION:Hall 7\nEND:VEVENT"
OPENING = ("Opening talk", "2026-11-26T18:00:00+00:00", "Hall 7")

VCARDS = [
    person("a vCard 3.0", CARD, **ANA_OF_ACME),
    person("a vCard with CRLF and a line end behind it", CARD.replace("\n", "\r\n") + "\r\n", **ANA_OF_ACME),
    person("a vCard with CR alone", CARD.replace("\n", "\r"), **ANA_OF_ACME),
    person(r"a vCard with a literal \n for each line end", CARD.replace("\n", r"\n"), **ANA_OF_ACME),
    person(
        r"a vCard with a literal \r\n for each line end", CARD.replace("\n", r"\r\n") + r"\r\n", **ANA_OF_ACME
    ),
    person(
        r"literal line ends keep the \n within a note",
        r"BEGIN:VCARD\nVERSION:3.0\nFN:Ana Ruiz\nNOTE:Likes tea.\nAnd maps.\nEND:VCARD",
        **ANA,
        notes=["Likes tea.\nAnd maps."],
    ),
    person("a vCard on one line with blanks", CARD.replace("\n", " "), **ANA_OF_ACME),
    person(
        "a vCard in lower case",
        "begin:vcard\nversion:3.0\nfn:Ana Ruiz\nemail:ana@acme.example\nend:vcard",
        **ANA,
        points=["email ana@acme.example"],
    ),
    person("a vCard without END", CARD.removesuffix("\nEND:VCARD"), **ANA_OF_ACME, flags=("no_end",)),
    person(
        "a vCard whose END is cut off",
        CARD.removesuffix(":VCARD"),
        **ANA_OF_ACME,
        flags=("no_end", "stray_line"),
    ),
    person(
        "a vCard of properties alone",
        "VERSION:3.0\nFN:Ana Ruiz\nTEL:+34 600 123 456",
        **ANA,
        points=["phone +34 600 123 456"],
        flags=("no_begin",),
    ),
    person(
        "a vCard 2.1 in quoted-printable",
        "BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=BCrgen\nTEL;CELL:0170 1234567\nEND:VCARD",
        name="Jürgen Müller",
        points=["phone 0170 1234567 (mobile)"],
    ),
    person(
        "a vCard whose charset is that of before the code was read",
        "BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=ISO-8859-1:Müller;Jürgen\nORG;CHARSET=Shift_JIS:株式会社サクラ\nEND:VCARD",
        name="Jürgen Müller",
        org="株式会社サクラ",
    ),
    person(
        "a vCard with item groups",
        "BEGIN:VCARD\nVERSION:3.0\nFN:Ana Ruiz\nitem1.TEL:+34 600 123 456\nitem1.X-ABLabel:Studio\nitem2.URL:https://ana.example\nEND:VCARD",
        **ANA,
        points=["phone +34 600 123 456 (Studio)", "url https://ana.example"],
    ),
    person(
        "a vCard 4.0",
        "BEGIN:VCARD\nVERSION:4.0\nFN:Ana Ruiz\nTEL;VALUE=uri;TYPE=work:tel:+34-600-123-456;ext=7\nBDAY:--0412\nEND:VCARD",
        **ANA,
        points=["phone +34-600-123-456 ext. 7 (work)"],
        born="--04-12",
    ),
    person(
        "two cards: the first is read, and said",
        f"{CARD}\n{CARD.replace('Ana', 'Eva')}",
        **ANA_OF_ACME,
        flags=("cut",),
    ),
    person("words before a card", f"My card\n{CARD}", **ANA_OF_ACME, flags=("stray_line",)),
    person(
        "a card's address that is never opened is a note",
        "BEGIN:VCARD\nVERSION:3.0\nFN:Ana Ruiz\nURL:javascript:alert(1)\nURL:https://ana.example\nEND:VCARD",
        **ANA,
        points=["url https://ana.example"],
        notes=["javascript:alert(1)"],
        flags=("not_opened",),
    ),
    person(
        "a card's address that looks like another is said",
        "BEGIN:VCARD\nVERSION:3.0\nFN:Ana Ruiz\nURL:https://bank.example@evil.example/\nEND:VCARD",
        **ANA,
        points=["url https://bank.example@evil.example/"],
        flags=("user_in_link",),
    ),
    person(
        "marks of direction in a card",
        "BEGIN:VCARD\nVERSION:3.0\nFN:Ana \u202ezuiR\u202c\nEND:VCARD",
        name="Ana zuiR",
        flags=("hidden_characters",),
    ),
    note("a card of nobody", "BEGIN:VCARD\nVERSION:3.0\nNOTE:free coffee\nEND:VCARD", flags=("no_identity",)),
]

MECARDS = [
    person(
        "a MECARD",
        "MECARD:N:Ruiz,Ana;TEL:+34600123456;EMAIL:ana@acme.example;;",
        **ANA,
        points=["phone +34600123456", "email ana@acme.example"],
    ),
    person(
        "a MECARD in lower case without an end",
        "mecard:n:Ruiz,Ana;tel:+34600123456",
        **ANA,
        points=["phone +34600123456"],
    ),
    person("a name in one piece", "MECARD:N:Ana Ruiz;TEL:112233;;", **ANA, points=["phone 112233"]),
    person(
        "a name in three parts",
        "MECARD:N:Ruiz,Ana,Maria;TEL:112233;;",
        name="Ana Maria Ruiz",
        points=["phone 112233"],
    ),
    person(
        "a comma that belongs to the name",
        r"MECARD:N:Ruiz\, Jr.,Ana;TEL:112233;;",
        name="Ana Ruiz, Jr.",
        points=["phone 112233"],
    ),
    person(
        "a Japanese name as it is written",
        "MECARD:N:山田,太郎;SOUND:ヤマダ,タロウ;TEL:0312345678;;",
        name="山田 太郎",
        points=["phone 0312345678"],
        details=[("phonetic_name", None, "ヤマダ タロウ")],
    ),
    person(
        "fields repeated",
        "MECARD:N:Ruiz,Ana;TEL:111222;TEL:333444;EMAIL:a@acme.example;EMAIL:b@acme.example;URL:https://a.example;NOTE:one;NOTE:two;;",
        **ANA,
        points=[
            "phone 111222",
            "phone 333444",
            "email a@acme.example",
            "email b@acme.example",
            "url https://a.example",
        ],
        notes=["one", "two"],
    ),
    person(
        "escaped marks",
        r"MECARD:N:Ruiz,Ana;URL:https\://ana.example/a\;b;NOTE:10\:30\; gate \\ B;;",
        **ANA,
        points=["url https://ana.example/a;b"],
        notes=["10:30; gate \\ B"],
    ),
    person(
        "a field within a value is none",
        r"MECARD:N:Ruiz,Ana;NOTE:my TEL:999 is old\;TEL:888;ORG:Acme;;",
        **ANA,
        org="Acme",
        notes=["my TEL:999 is old;TEL:888"],
    ),
    person(
        "blanks and line ends between the fields",
        "MECARD:\nN:Ruiz,Ana;\n TEL:111222;\nEMAIL:ana@acme.example;;\n",
        **ANA,
        points=["phone 111222", "email ana@acme.example"],
    ),
    person(
        "all that a MECARD can say",
        "MECARD:N:Ruiz,Ana;NICKNAME:Anita;ORG:Acme;DIV:Sales;TITLE:Engineer;BDAY:19850412;ADR:,,5 Main Rd,Rome,,00184,Italy;TEL-AV:111222;NOTE:hi;;",
        **ANA,
        job="Engineer",
        org="Acme, Sales",
        born="1985-04-12",
        points=["phone 111222 (video)", "address 5 Main Rd, Rome, 00184, Italy"],
        notes=["hi"],
        details=[("nickname", None, "Anita")],
    ),
    person(
        "an address in two pieces",
        "MECARD:N:Ruiz,Ana;ADR:Hauptstr. 5,10115 Berlin;;",
        **ANA,
        points=["address Hauptstr. 5, 10115 Berlin"],
    ),
    person("a birthday that is none", "MECARD:N:Ruiz,Ana;BDAY:19851340;;", **ANA, flags=("bad_value",)),
    person(
        "a scheme before an address",
        "MECARD:N:Ruiz,Ana;TEL:tel:+34600;EMAIL:mailto:ana@acme.example;;",
        **ANA,
        points=["phone +34600", "email ana@acme.example"],
    ),
    person(
        "a field that nobody knows is a detail",
        "MECARD:N:Ruiz,Ana;X-HOBBY:sailing;;",
        **ANA,
        details=[("other", "x-hobby", "sailing")],
    ),
    person("empty fields", "MECARD:N:Ruiz,Ana;TEL:;EMAIL:;ORG:;;", **ANA),
    person(
        "a company without a name",
        "MECARD:ORG:Acme;TEL:111222;;",
        name="Acme",
        org="Acme",
        points=["phone 111222"],
    ),
    note("a MECARD of nobody", "MECARD:NOTE:free coffee;;"),
    note("no MECARD at all", "MECARD is a format; N:of NTT;", flags=()),
    person(
        "a BIZCARD",
        "BIZCARD:N:Ana;X:Ruiz;T:Engineer;C:Acme;A:5 Main Rd, Rome;B:+39061;M:+39333;F:+39062;E:ana@acme.example;;",
        **ANA,
        job="Engineer",
        org="Acme",
        points=[
            "phone +39061 (work)",
            "phone +39333 (mobile)",
            "phone +39062 (fax)",
            "email ana@acme.example",
            "address 5 Main Rd, Rome",
        ],
    ),
    person("a BIZCARD with a last name alone", "BIZCARD:X:Ruiz;C:Acme;;", name="Ruiz", org="Acme"),
    person(
        "the card of KDDI",
        "MEMORY:met in Tokyo\r\nNAME1:山田太郎\r\nNAME2:ヤマダタロウ\r\nMAIL1:taro@acme.example\r\nTEL1:0312345678\r\nADD:東京都港区\r\n",
        name="山田太郎",
        points=["email taro@acme.example", "phone 0312345678", "address 東京都港区"],
        notes=["met in Tokyo"],
        details=[("phonetic_name", None, "ヤマダタロウ")],
    ),
    note("a memory that is no card", "MEMORY: of an evening in Rome"),
    note("KDDI's names elsewhere in a text", "Lost in MEMORY:\nthe field NAME1:x of old phones"),
]

PAGES = [
    page(
        "LinkedIn with an identifier",
        "https://www.linkedin.com/in/ana-ruiz-4b7a31",
        "https://www.linkedin.com/in/ana-ruiz-4b7a31",
        "www.linkedin.com",
        "linkedin",
        "Ana Ruiz",
    ),
    page(
        "LinkedIn with tracking",
        "https://www.linkedin.com/in/ana-ruiz?utm_source=share&utm_medium=qr&trk=x",
        "https://www.linkedin.com/in/ana-ruiz",
        "www.linkedin.com",
        "linkedin",
        "Ana Ruiz",
    ),
    page(
        "LinkedIn without a scheme",
        "linkedin.com/in/ana-ruiz/",
        "https://linkedin.com/in/ana-ruiz/",
        "linkedin.com",
        "linkedin",
        "Ana Ruiz",
    ),
    page(
        "LinkedIn of a country, in capitals",
        "HTTPS://DE.LINKEDIN.COM/in/ana-ruiz",
        "https://de.linkedin.com/in/ana-ruiz",
        "de.linkedin.com",
        "linkedin",
        "Ana Ruiz",
    ),
    page(
        "LinkedIn on a phone",
        "https://m.linkedin.com/mwlite/in/ana-ruiz",
        "https://m.linkedin.com/mwlite/in/ana-ruiz",
        "m.linkedin.com",
        "linkedin",
        "Ana Ruiz",
    ),
    page(
        "LinkedIn as it used to be",
        "http://www.linkedin.com/pub/ana-ruiz/4b/7a3/1",
        "http://www.linkedin.com/pub/ana-ruiz/4b/7a3/1",
        "www.linkedin.com",
        "linkedin",
        "Ana Ruiz",
    ),
    page(
        "LinkedIn with a particle and a degree",
        "https://linkedin.com/in/eva-van-dijk-phd",
        "https://linkedin.com/in/eva-van-dijk-phd",
        "linkedin.com",
        "linkedin",
        "Eva van Dijk",
    ),
    page(
        "LinkedIn with letters in code",
        "https://linkedin.com/in/j%C3%BCrgen-m%C3%BCller",
        "https://linkedin.com/in/j%C3%BCrgen-m%C3%BCller",
        "linkedin.com",
        "linkedin",
        "Jürgen Müller",
    ),
    page(
        "LinkedIn that gives no name",
        "https://linkedin.com/in/anaruiz",
        "https://linkedin.com/in/anaruiz",
        "linkedin.com",
        "linkedin",
    ),
    page(
        "LinkedIn of an identifier alone",
        "https://linkedin.com/in/4b7a31b2",
        "https://linkedin.com/in/4b7a31b2",
        "linkedin.com",
        "linkedin",
    ),
    link(
        "a company at LinkedIn",
        "https://www.linkedin.com/company/acme",
        "https://www.linkedin.com/company/acme",
        "www.linkedin.com",
    ),
    link("a short link of LinkedIn", "https://lnkd.in/eX4m9", "https://lnkd.in/eX4m9", "lnkd.in"),
    link(
        "somebody who is called LinkedIn elsewhere",
        "https://linkedin.com.evil.example/in/ana-ruiz",
        "https://linkedin.com.evil.example/in/ana-ruiz",
        "linkedin.com.evil.example",
    ),
    page(
        "XING",
        "https://www.xing.com/profile/Ana_Ruiz12?sc_o=mxb_p",
        "https://www.xing.com/profile/Ana_Ruiz12",
        "www.xing.com",
        "xing",
        "Ana Ruiz",
    ),
    page(
        "XING with a page behind it",
        "https://www.xing.com/profile/Ana_Ruiz/cv",
        "https://www.xing.com/profile/Ana_Ruiz/cv",
        "www.xing.com",
        "xing",
        "Ana Ruiz",
    ),
    page(
        "Popl",
        "https://popl.co/profile/ana-ruiz",
        "https://popl.co/profile/ana-ruiz",
        "popl.co",
        "popl",
        "Ana Ruiz",
    ),
    page(
        "HiHello",
        "https://www.hihello.me/p/0f8b6a12-3c4d-4e5f-8a9b-0c1d2e3f4a5b",
        "https://www.hihello.me/p/0f8b6a12-3c4d-4e5f-8a9b-0c1d2e3f4a5b",
        "www.hihello.me",
        "hihello",
    ),
    page("Blinq", "https://blinq.me/x8Kd2fQ9", "https://blinq.me/x8Kd2fQ9", "blinq.me", "blinq"),
    page(
        "Linktree",
        "https://linktr.ee/ana.ruiz?fbclid=abc",
        "https://linktr.ee/ana.ruiz",
        "linktr.ee",
        "linktree",
        "Ana Ruiz",
    ),
    page("about.me", "about.me/AnaRuiz", "https://about.me/AnaRuiz", "about.me", "about.me", "Ana Ruiz"),
    page(
        "GitHub",
        "https://github.com/anaruiz",
        "https://github.com/anaruiz",
        "github.com",
        "github",
        kind="link",
    ),
    page("X", "https://x.com/anaruiz?s=21", "https://x.com/anaruiz", "x.com", "x", kind="link"),
    link("a page of X itself", "https://x.com/home", "https://x.com/home", "x.com"),
    link("a repository", "https://github.com/acme/rocket", "https://github.com/acme/rocket", "github.com"),
    page(
        "Mastodon",
        "https://social.example/@ana",
        "https://social.example/@ana",
        "social.example",
        "",
        kind="link",
    ),
    Case(
        "WhatsApp",
        "https://wa.me/34600123456",
        "link",
        {
            "title": "+34600123456",
            "link": "https://wa.me/34600123456",
            "host": "wa.me",
            "contact": {
                "name": "+34600123456",
                "points": ["phone +34600123456 (mobile)", "url https://wa.me/34600123456 (whatsapp)"],
            },
        },
    ),
]

LINKS = [
    link("https", "https://acme.example/jobs?id=7#top", "https://acme.example/jobs?id=7#top", "acme.example"),
    link("http", "http://acme.example", "http://acme.example", "acme.example"),
    link(
        "capitals, as small codes write them",
        "HTTPS://ACME.EXAMPLE/JOBS",
        "https://acme.example/JOBS",
        "acme.example",
    ),
    link("a bare host", "acme.com", "https://acme.com", "acme.com"),
    link("a bare host with www and a path", "www.acme.com/jobs", "https://www.acme.com/jobs", "www.acme.com"),
    link("a port", "http://acme.example:8080/x", "http://acme.example:8080/x", "acme.example"),
    link("a number for a host", "http://[2001:db8::1]/x", "http://[2001:db8::1]/x", "[2001:db8::1]"),
    link(
        "tracking among what is asked",
        "https://acme.example/?utm_source=a&id=7&gclid=b&q=c+d",
        "https://acme.example/?id=7&q=c+d",
        "acme.example",
    ),
    link(
        "nothing but tracking",
        "https://acme.example/x?fbclid=1&utm_campaign=2#y",
        "https://acme.example/x#y",
        "acme.example",
    ),
    link("one slash, or three", "https:///acme.example/x", "https://acme.example/x", "acme.example"),
    link("backslashes", "https:\\\\acme.example\\x", "https://acme.example/x", "acme.example"),
    link(
        "somebody before the host",
        "https://www.bank.example@evil.example/login",
        "https://www.bank.example@evil.example/login",
        "evil.example",
        flags=("user_in_link",),
    ),
    link(
        "a backslash before an @",
        "https://bank.example\\@evil.example/",
        "https://bank.example/@evil.example/",
        "bank.example",
    ),
    link(
        "letters of two scripts",
        "https://аpple.com/",
        "https://аpple.com/",
        "аpple.com",
        flags=("mixed_scripts",),
    ),
    link(
        "the same in code",
        "https://xn--pple-43d.com/",
        "https://xn--pple-43d.com/",
        "xn--pple-43d.com",
        flags=("mixed_scripts",),
    ),
    link(
        "a whole word that looks Latin",
        "https://аррӏе.com",
        "https://аррӏе.com",
        "аррӏе.com",
        flags=("mixed_scripts",),
    ),
    link("letters of one script", "https://münchen.de/", "https://münchen.de/", "münchen.de"),
    link("another script all through", "https://пример.рф/", "https://пример.рф/", "пример.рф"),
    link(
        "Japanese before a Latin ending",
        "https://日本語テスト.jp/",
        "https://日本語テスト.jp/",
        "日本語テスト.jp",
    ),
    link("letters in code in the host", "https://ex%61mple.com/", "https://example.com/", "example.com"),
    link("wide letters", "https://ｅxample.com/", "https://example.com/", "example.com"),
    link(
        "text behind a link",
        "https://acme.example/jobs – apply by May",
        "https://acme.example/jobs",
        "acme.example",
        note="– apply by May",
    ),
    link(
        "a bookmark",
        r"MEBKM:TITLE:Jobs;URL:https\://acme.example/jobs;;",
        "https://acme.example/jobs",
        "acme.example",
        note="Jobs",
    ),
    link(
        "a titled address",
        "URLTO:Jobs:https://acme.example/jobs",
        "https://acme.example/jobs",
        "acme.example",
        note="Jobs",
    ),
    link("URL: before it", "URL:https://acme.example/jobs", "https://acme.example/jobs", "acme.example"),
    link(
        "what readers put before it",
        "]Q1\\000026https://acme.example/"[3:],
        "https://acme.example/",
        "acme.example",
    ),
    link("the mark of the symbology", "]Q1https://acme.example/", "https://acme.example/", "acme.example"),
    link(
        "a BOM and a NUL around it", "\ufeffhttps://acme.example/\0", "https://acme.example/", "acme.example"
    ),
    link(
        "a blank without width within it",
        "https://ac\u200bme.example/",
        "https://acme.example/",
        "acme.example",
        flags=("hidden_characters",),
    ),
    note("no host", "https://", flags=()),
    note("a host that cannot be", "https://a..b/", flags=()),
    note("a name of a file", "Node.js", flags=()),
    note("an abbreviation", "i.e. tomorrow", flags=()),
]

MESSAGES = [
    email("mailto", "mailto:ana@acme.example", "ana@acme.example"),
    email("mailto in capitals", "MAILTO:ana@acme.example", "ana@acme.example"),
    email(
        "mailto with a message",
        "mailto:ana@acme.example?subject=Your%20talk&body=Dear%20Ana%2C%0D%0Athanks",
        "ana@acme.example",
        note="Your talk\n\nDear Ana,\nthanks",
    ),
    email(
        "mailto to several, with copies",
        "mailto:ana@acme.example,tom@acme.example?cc=eva@acme.example&subject=Hi",
        "ana@acme.example",
        "tom@acme.example",
        note="Hi\n\nCc: eva@acme.example",
    ),
    email(
        "mailto with all behind the question mark",
        "mailto:?to=ana@acme.example&body=Hi",
        "ana@acme.example",
        note="Hi",
    ),
    email(
        "a plus stays a plus", "mailto:ana+fair@acme.example?body=1+1", "ana+fair@acme.example", note="1+1"
    ),
    email(
        "mailto with a name",
        "mailto:Ana%20Ruiz%20%3Cana@acme.example%3E",
        "ana@acme.example",
        name="Ana Ruiz",
    ),
    email(
        "marks of direction in a message",
        "mailto:ana@acme.example?body=%E2%80%AEevil",
        "ana@acme.example",
        note="evil",
        flags=("hidden_characters",),
    ),
    email(
        "MATMSG",
        "MATMSG:TO:ana@acme.example;SUB:Your talk;BODY:Thanks\\; see you;;",
        "ana@acme.example",
        note="Your talk\n\nThanks; see you",
    ),
    email(
        "smtp",
        "smtp:ana@acme.example:Your talk:Thanks: see you",
        "ana@acme.example",
        note="Your talk\n\nThanks: see you",
    ),
    email("a plain address", "ana+fair@acme.com", "ana+fair@acme.com"),
    email("a plain address with a name", "Ana Ruiz <ana@acme.com>", "ana@acme.com", name="Ana Ruiz"),
    note("mailto without an address", "mailto:?body=Hi"),
    note("mailto to no address", "mailto:ana at acme"),
    note("two addresses that are a sentence", "write to ana@acme.com or tom@acme.com"),
    phone("tel", "tel:+34600123456", "+34600123456"),
    phone("tel with marks", "TEL:+34-(600)-123.456", "+34-(600)-123.456"),
    phone("tel with an extension", "tel:+49-30-1234;ext=12", "+49-30-1234 ext. 12"),
    phone("tel with letters", "tel:1-800-FLOWERS", "1-800-FLOWERS"),
    phone("tel in code", "tel:%2B34%20600%20123456", "+34 600 123456"),
    phone("tel within a country", "tel:600-123;phone-context=+34", "+34 600-123"),
    phone("a number dialled on", "tel:+1-555-0100,,1234#", "+1-555-0100,,1234#"),
    note("a command to the phone", "tel:*%2306%23", flags=("not_opened",)),
    note("no number", "tel:ask at the desk"),
    phone("sms", "sms:+34600123456", "+34600123456"),
    phone("sms with a text", "sms:+34600123456?body=Hello%20Ana", "+34600123456", note="Hello Ana"),
    phone("sms as some phones want it", "sms:+34600123456&body=Hello", "+34600123456", note="Hello"),
    phone("smsto", "SMSTO:+34600123456:Hello: Ana?", "+34600123456", note="Hello: Ana?"),
    phone(
        "mmsto with a subject", "mmsto:+34600123456?subject=Hi&body=Look", "+34600123456", note="Hi\n\nLook"
    ),
    phone("sms to two", "sms:+34600123456,+34600654321?body=Hi", "+34600123456", "+34600654321", note="Hi"),
    phone("a plain number with its country", "+34 600 123 456", "+34 600 123 456"),
]

EVENTS = [
    Case("VEVENT alone", EVENT, "event", {"title": "Opening talk", "events": [OPENING]}),
    Case(
        "VEVENT in VCALENDAR",
        f"BEGIN:VCALENDAR\nVERSION:2.0\n{EVENT}\nEND:VCALENDAR\n",
        "event",
        {"title": "Opening talk", "events": [OPENING]},
    ),
    Case(
        "VEVENT in lower case with CRLF",
        EVENT.lower().replace("\n", "\r\n").replace("t180000z", "T180000Z").replace("t190000z", "T190000Z"),
        "event",
        {"title": "opening talk", "events": [("opening talk", OPENING[1], "hall 7")]},
    ),
    Case(
        r"VEVENT with literal \n",
        EVENT.replace("\n", r"\n"),
        "event",
        {"title": "Opening talk", "events": [OPENING]},
    ),
    Case(
        "VEVENT of a day",
        "BEGIN:VEVENT\nSUMMARY:Fair\nDTSTART;VALUE=DATE:20261126\nEND:VEVENT",
        "event",
        {"title": "Fair", "events": [("Fair", "2026-11-26T00:00:00+00:00", None)]},
    ),
    Case(
        "two sessions",
        f"{EVENT}\n{EVENT.replace('Opening', 'Closing')}",
        "event",
        {"title": "Opening talk", "events": [OPENING, ("Closing talk", *OPENING[1:])]},
    ),
    note("an event without a start", "BEGIN:VEVENT\nSUMMARY:Opening talk\nEND:VEVENT", flags=("bad_value",)),
]

PLACES = [
    Case("geo", "geo:52.5200,13.4050", "place", {"place": "52.5200, 13.4050"}),
    Case(
        "geo with a height and how sure it is", "GEO:-33.9,18.4,120;u=35", "place", {"place": "-33.9, 18.4"}
    ),
    Case(
        "geo with a name",
        "geo:52.5390,13.4132?q=Kulturbrauerei+Berlin",
        "place",
        {"place": "Kulturbrauerei Berlin"},
    ),
    Case(
        "geo with a name behind the position",
        "geo:0,0?q=52.539,13.4132(Kulturbrauerei%20Berlin)",
        "place",
        {"place": "Kulturbrauerei Berlin"},
    ),
    Case(
        "geo that says its position twice",
        "geo:0,0?q=52.539,13.4132&z=17",
        "place",
        {"place": "52.539, 13.4132"},
    ),
    note("nowhere on earth", "geo:91.5,200", flags=("bad_value",)),
    note("no position", "geo:somewhere", flags=("bad_value",)),
]

SECRETS = [
    secret("WIFI", "WIFI:T:WPA;S:Acme Guest;P:tr0ub4dor;;", "wifi", "Acme Guest"),
    secret("WIFI with marks", r"WIFI:S:Caf\;e \"Roma\";T:WPA;P:a\;b\:c;H:true;;", "wifi", 'Caf;e "Roma"'),
    secret("WIFI in another order without an end", "wifi:P:tr0ub4dor;S:Acme;T:WPA", "wifi", "Acme"),
    secret("WIFI whose name gives the password away", "WIFI:S:pass-tr0ub4dor;T:WPA;P:tr0ub4dor;;", "wifi"),
    secret("WIFI with a name in quotation marks", 'WIFI:S:"12345678";T:nopass;;', "wifi", "12345678"),
    secret(
        "otpauth",
        "otpauth://totp/Acme:ana@acme.example?secret=JBSWY3DPEHPK3PXP&issuer=Acme",
        "otp",
        "Acme:ana@acme.example",
    ),
    secret(
        "otpauth whose account gives the secret away",
        "otpauth://totp/JBSWY3DPEHPK3PXP?secret=JBSWY3DPEHPK3PXP&issuer=Acme",
        "otp",
        "Acme",
    ),
    secret("otpauth of many", "otpauth-migration://offline?data=CjEKCkhlbGxvId6tvu8%3D", "otp", "offline"),
    secret("FIDO", "FIDO:/0781391044853151", "fido"),
    secret(
        "bitcoin",
        "bitcoin:bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq?amount=0.01&label=Ana",
        "crypto",
        "bitcoin",
    ),
    secret(
        "ethereum", "ethereum:0x89205A3A3b2A69De6Dbf7f01ED13B2108B2c43e7@1?value=1e18", "crypto", "ethereum"
    ),
    secret(
        "lightning",
        "LIGHTNING:LNURL1DP68GURN8GHJ7UM9WFMXJCM99E3K7MF0V9CXJ0M385EKVCENXC6R2C35XVUKX",
        "crypto",
        "lightning",
    ),
    secret("an address of bitcoin alone", "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq", "crypto"),
    secret(
        "a credit transfer",
        "BCD\n002\n1\nSCT\nBFSWDE33BER\nWikimedia Foerdergesellschaft\nDE33100205000001194700\nEUR10\n\n\nDonation",
        "payment",
        "Wikimedia Foerdergesellschaft",
    ),
    secret(
        "a credit transfer with CRLF",
        "BCD\r\n001\r\n1\r\nSCT\r\nBFSWDE33BER\r\nAna Ruiz\r\nDE33100205000001194700",
        "payment",
        "Ana Ruiz",
    ),
    secret(
        "a Swiss bill",
        "SPC\r\n0200\r\n1\r\nCH4431999123000889012\r\nS\r\nRobert Schneider AG\r\nRue du Lac\r\n1268\r\n2501\r\nBiel\r\nCH",
        "payment",
        "Robert Schneider AG",
    ),
    secret("UPI", "upi://pay?pa=ana@okbank&pn=Ana%20Ruiz&am=100", "payment", "Ana Ruiz"),
    secret("UPI without a name", "UPI://pay?pa=ana@okbank", "payment", "ana@okbank"),
    secret(
        "the code of a merchant",
        "00020101021226180014br.gov.bcb.pix5204000053039865802BR5908ANA RUIZ6008SAOPAULO62070503***63041D3D",
        "payment",
        "ANA RUIZ",
    ),
]

BADGES = [
    number("digits", "10293"),
    number("digits with zeros before them", "000012345"),
    number("letters and digits", "A-10293"),
    number("a number sign", "#4711", "4711"),
    number("a UUID", "550e8400-e29b-41d4-a716-446655440000"),
    note("a date", "2026-11-26", flags=()),
    note("a word", "HELLO", flags=()),
    badge(
        "name, company, number",
        "Ana Ruiz;Acme;10293",
        ["Ana Ruiz", "Acme", "10293"],
        "name organisation badge",
        **ANA,
        org="Acme",
        points=["badge 10293"],
    ),
    badge(
        "number first, with pipes",
        "10293|Ana Ruiz|Acme GmbH|Engineer",
        ["10293", "Ana Ruiz", "Acme GmbH", "Engineer"],
        "badge name organisation title",
        **ANA,
        job="Engineer",
        org="Acme GmbH",
        points=["badge 10293"],
    ),
    badge(
        "tabs",
        "Ana Ruiz\tAcme\tana@acme.com\t+34 600 123 456",
        ["Ana Ruiz", "Acme", "ana@acme.com", "+34 600 123 456"],
        "name organisation email phone",
        **ANA,
        org="Acme",
        points=["email ana@acme.com", "phone +34 600 123 456"],
    ),
    badge(
        "first and last name apart",
        "Ana;Ruiz;Acme;10293",
        ["Ana", "Ruiz", "Acme", "10293"],
        "first_name last_name organisation badge",
        **ANA,
        org="Acme",
        points=["badge 10293"],
    ),
    badge(
        "last name first in one cell",
        "Ruiz, Ana;Acme;10293",
        ["Ruiz, Ana", "Acme", "10293"],
        "name organisation badge",
        **ANA,
        org="Acme",
        points=["badge 10293"],
    ),
    badge(
        "an empty cell",
        "Ana Ruiz;;10293",
        ["Ana Ruiz", "", "10293"],
        "name - badge",
        **ANA,
        points=["badge 10293"],
    ),
    badge(
        "what nobody understands stays a cell",
        "Ana Ruiz;Acme;Hall 7, stand 4;10293",
        ["Ana Ruiz", "Acme", "Hall 7, stand 4", "10293"],
        "name organisation - badge",
        **ANA,
        org="Acme",
        points=["badge 10293"],
    ),
    badge(
        "commas, where an address proves it",
        "Ana Ruiz,Acme,ana@acme.com",
        ["Ana Ruiz", "Acme", "ana@acme.com"],
        "name organisation email",
        **ANA,
        org="Acme",
        points=["email ana@acme.com"],
    ),
    badge(
        "lines",
        "Ana Ruiz\nAcme GmbH\nana@acme.com\nacme.com",
        ["Ana Ruiz", "Acme GmbH", "ana@acme.com", "acme.com"],
        "name organisation email url",
        **ANA,
        org="Acme GmbH",
        points=["email ana@acme.com", "url acme.com"],
    ),
    badge(
        "keys",
        "Name: Ana Ruiz\nCompany: Acme\nEmail: ana@acme.example\nID: 10293",
        ["Ana Ruiz", "Acme", "ana@acme.example", "10293"],
        "name organisation email badge",
        **ANA,
        org="Acme",
        points=["email ana@acme.example", "badge 10293"],
    ),
    badge(
        "keys on one line",
        "Name=Ana Ruiz;Company=Acme;Badge=10293",
        ["Ana Ruiz", "Acme", "10293"],
        "name organisation badge",
        **ANA,
        org="Acme",
        points=["badge 10293"],
    ),
    badge(
        "German keys",
        "Vorname: Jürgen\nNachname: Müller\nFirma: Nordwind\nFunktion: Leiter\nHandy: 0170 1234567",
        ["Jürgen", "Müller", "Nordwind", "Leiter", "0170 1234567"],
        "first_name last_name organisation title phone",
        name="Jürgen Müller",
        job="Leiter",
        org="Nordwind",
        points=["phone 0170 1234567 (mobile)"],
    ),
    badge(
        "French keys",
        "Nom: Dubois\nPrénom: Zoé\nEntreprise: Acme\nCourriel: zoe@acme.example",
        ["Dubois", "Zoé", "Acme", "zoe@acme.example"],
        "last_name first_name organisation email",
        name="Zoé Dubois",
        org="Acme",
        points=["email zoe@acme.example"],
    ),
    badge(
        "Spanish keys",
        "Nombre: Ana\nApellidos: Ruiz Gil\nEmpresa: Acme\nCargo: Gerente",
        ["Ana", "Ruiz Gil", "Acme", "Gerente"],
        "first_name last_name organisation title",
        name="Ana Ruiz Gil",
        job="Gerente",
        org="Acme",
    ),
    badge(
        "Japanese keys",
        "氏名：山田太郎\n会社名：サクラ\nメール：taro@acme.example",
        ["山田太郎", "サクラ", "taro@acme.example"],
        "name organisation email",
        name="山田太郎",
        org="サクラ",
        points=["email taro@acme.example"],
    ),
    badge(
        "a key that nobody knows",
        "Name: Ana Ruiz\nLunch: fish\nID: 7",
        ["Ana Ruiz", "fish", "7"],
        "name - badge",
        **ANA,
        points=["badge 7"],
    ),
    badge(
        "JSON",
        '{"name": "Ana Ruiz", "company": "Acme", "email": "ana@acme.example", "id": 10293}',
        ["Ana Ruiz", "Acme", "ana@acme.example", "10293"],
        "name organisation email badge",
        **ANA,
        org="Acme",
        points=["email ana@acme.example", "badge 10293"],
    ),
    badge(
        "JSON in an object",
        '{"v": 1, "attendee": {"firstName": "Ana", "lastName": "Ruiz", "badgeId": "A-7"}}',
        ["1", "Ana", "Ruiz", "A-7"],
        "- first_name last_name badge",
        **ANA,
        points=["badge A-7"],
    ),
    badge(
        "as a form sends it",
        "name=Ana+Ruiz&company=Acme%20GmbH&id=7",
        ["Ana Ruiz", "Acme GmbH", "7"],
        "name organisation badge",
        **ANA,
        org="Acme GmbH",
        points=["badge 7"],
    ),
    badge(
        "a number with a key",
        "Badge ID: A-10293",
        ["A-10293"],
        "badge",
        kind="badge",
        title="A-10293",
        points=["badge A-10293"],
    ),
    note("JSON of something else", '{"temperature": 21.5}'),
    note("JSON that breaks off", '{"name": "Ana Ruiz"', flags=()),
    note("a list of things", "milk; bread; butter"),
    note("a sentence with a semicolon", "I will come; but later."),
    note("a sentence with a colon", "Remember: the gate closes at ten"),
    note("a table of hours", "Lunch: 12:30\nTalk: 14:00"),
]

NOTES = [
    note("text", "See you at the bar"),
    note("a name alone", "Ana Ruiz"),
    note("several lines", "See you at the bar\r\nat eight", "See you at the bar\nat eight"),
    note("javascript", "javascript:alert(document.cookie)", flags=("not_opened",)),
    note("javascript in capitals, with blanks", "JavaScript: alert (1)", flags=("not_opened",)),
    note("file", "file:///etc/passwd", flags=("not_opened",)),
    note("data", "data:text/html;base64,PHNjcmlwdD4=", flags=("not_opened",)),
    note("intent", "intent://scan/#Intent;scheme=zxing;end", flags=("not_opened",)),
    note("an app's own scheme", "myapp://open?id=7", flags=("not_opened",)),
    note("a scheme without slashes", "skype:ana?call", flags=("not_opened",)),
    note("ftp", "ftp://acme.example/file", flags=("not_opened",)),
    note(
        "javascript with a blank without width in it",
        "java\u200bscript:alert(1)",
        "javascript:alert(1)",
        flags=("hidden_characters", "not_opened"),
    ),
    note("HTML", "<img src=x onerror=alert(1)>"),
    note("a mark of direction in a note", "gpj.\u202eexe", "gpj.exe", flags=("hidden_characters",)),
    Case("nothing", "", "note"),
    Case("blanks", " \r\n\0 ", "note"),
]

CASES = [*VCARDS, *MECARDS, *PAGES, *LINKS, *MESSAGES, *EVENTS, *PLACES, *SECRETS, *BADGES, *NOTES]
