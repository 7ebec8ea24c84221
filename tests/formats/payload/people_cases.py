"""Codes of people: cards of every kind."""

from tests.formats.payload.case import around, cells, note, person

ANA = {"name": "Ana Ruiz"}
CARD = (
    "BEGIN:VCARD\nVERSION:3.0\nN:Ruiz;Ana;;;\nFN:Ana Ruiz\nORG:Acme\nTEL;TYPE=CELL:+34 600 123 456\nEND:VCARD"
)
ANA_OF_ACME = {**ANA, "org": "Acme", "points": ["phone +34 600 123 456 (mobile)"]}

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
    person(
        "a backslash before an n is no line end",
        r"BEGIN:VCARD\nVERSION:3.0\nFN:Ana Ruiz\nNOTE:C:\\nTEL:1\nEND:VCARD",
        **ANA,
        notes=[r"C:\nTEL:1"],
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
    around("words before a card", f"My card\n{CARD}", "My card", **ANA_OF_ACME),
    around("words before a card on its line", f"My card {CARD}", "My card", **ANA_OF_ACME),
    around("words behind a card", f"{CARD}\nStand 42\nHall 3", "Stand 42\nHall 3", **ANA_OF_ACME),
    around("words behind a card on its line", f"{CARD} Stand 42", "Stand 42", **ANA_OF_ACME),
    around(
        "words behind a card without line ends",
        CARD.replace("\n", r"\n") + r"\nStand 42",
        "Stand 42",
        **ANA_OF_ACME,
    ),
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
    cells(
        "no MECARD at all", "MECARD is a format; N:of NTT;", ["MECARD is a format", "N:of NTT", ""], "- - -"
    ),
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
        "MEMORY:met in Tokyo\r\nNAME1:山田太郎\r\nNAME2:ヤマダタロウ\r\nMAIL1:taro@acme.example\r\nTEL1:0312345678\r\nTEL2:\r\nGROUP:4\r\nADD:東京都港区\r\n",
        name="山田太郎",
        points=["email taro@acme.example", "phone 0312345678", "address 東京都港区"],
        notes=["met in Tokyo"],
        details=[("phonetic_name", None, "ヤマダタロウ")],
    ),
    note("a memory that is no card", "MEMORY: of an evening in Rome"),
    note("KDDI's names elsewhere in a text", "Lost in MEMORY:\nthe field NAME1:x of old phones"),
]
