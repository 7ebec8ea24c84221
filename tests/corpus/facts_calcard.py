"""What the test cards of calcard say (written from the raw text alone)."""

from tests.corpus.fact import NOBODY, UNSAID, Facts, Picture, among, person

FOLDER = "stalwartlabs+calcard/"

WATERS_EDGE = "100 Waters Edge, Baytown, LA, 30314, United States of America"
PLANTATION = "42 Plantation St., Baytown, LA, 30314, United States of America"
BOTH_HOMES = [(WATERS_EDGE, "work"), (PLANTATION, "home")]
BOTH_PHONES = [("(111) 555-1212", "work"), ("(404) 555-1212", "home")]
WESTMORELAND = "376 Westmoreland Ave., Toronto, ON, M6H 3A6, Canada"
ICON = Picture("image/png", 123, "869b34103207ff3068106061cc9fe4c97fee3e3108c2a73b76980b3740fc4bdb")
FAX_NUMBER = "This fax number is operational 0800 to 1715 EST, Mon-Fri."
INTERESTS = ("TRAVEL AGENT", "INTERNET", "IETF", "INDUSTRY", "INFORMATION TECHNOLOGY")

SIMON = person(
    "Simon Perreault",
    birthday="--02-03",
    organisation="Viagenie",
    addresses=[("2875 Laurier, Suite D2-630, Quebec, QC, G1V 2M2, Canada", "work")],
    phones=[("+1-418-656-9254 ext. 102", "work"), ("+1-418-262-6501", UNSAID)],
    emails=[("simon.perreault@viagenie.ca", "work")],
    urls=[("http://nomis80.org", "home")],
)


def john_q_public(birthday: str) -> Facts:
    """The card of RFC 2426's examples; several N, BDAY and TZ: the first of each."""
    return person(
        "Mr. John Q. Public, Esq.",
        birthday=birthday,
        # LABEL counts only where there is no ADR; how DOM, POSTAL and PARCEL are called is open.
        addresses=[("123 Main Street, Any Town, CA, 91921-1234", UNSAID)],
        phones=[("+1-213-555-1234", "work")],
        emails=[("jane_doe@abc.com", None), ("jqpublic@xyz.dom1.com", None), ("jdoe@isp.net", None)],
        title="Director, Research and Development",
        organisation="ABC, Inc., North American Division, Marketing",
        tags=INTERESTS,
        notes=[FAX_NUMBER],
        details=among(("nickname", "Robbie", UNSAID), ("role", "Programmer", UNSAID)),
        # The bytes of the photo are a sentence, no picture; the other one is an address on the web.
    )


FILES: dict[str, list[Facts]] = {
    "resources/vcard/001.vcf": [
        person(
            "Forrest Gump",
            organisation="Bubba Gump Shrimp Co.",
            title="Shrimp Man",
            phones=BOTH_PHONES,
            addresses=BOTH_HOMES,
            emails=[("forrestgump@example.com", None)],
        )
    ],
    "resources/vcard/002.vcf": [
        person(
            "Forrest Gump",
            organisation="Bubba Gump Shrimp Co.",
            title="Shrimp Man",
            phones=BOTH_PHONES,
            addresses=BOTH_HOMES,
            emails=[("forrestgump@example.com", None)],
        )
    ],
    "resources/vcard/003.vcf": [
        person(
            "Forrest Gump",
            organisation="Bubba Gump Shrimp Co.",
            title="Shrimp Man",
            phones=[("+1-111-555-1212", "work"), ("+1-404-555-1212", "home")],
            addresses=BOTH_HOMES,
            emails=[("forrestgump@example.com", None)],
            ims=[("21588891", "qq")],
        )
    ],
    "resources/vcard/005.vcf": [
        person(
            "Thies-Tillman Jacobsen",
            birthday="1908-10-25",
            tags=["Sportverein"],
            notes=["Lieblingsfarbe: Violett"],
        ),
        person(
            "Lenn Biernoth",
            birthday="1951-11-22",
            title="Strassenreiniger",
            tags=["Familie"],
            emails=[("lenn@lbi.net", "home")],
            notes=[
                (
                    "Interessen: Internet trollen, Kekse backen, Videos schneiden\n"
                    "Lieblingsessen: Chillibrot mit Kartoffelpuffer"
                )
            ],
        ),
        person(
            "Ludwig-Götz Graßl",
            birthday="1943-02-07",
            title="Rentner",
            tags=["Piratenpartei"],
            emails=[("ludwig-goetz@ludwig-goetz-grassl.org", "home")],
            notes=["Interessen: Stofftiere, Basketball\nLieblingsessen: Reiberouladen"],
        ),
        person(
            "Marita Kreutzer",
            birthday="1943-07-26",
            title="Rentnerin",
            tags=["CCC"],
            notes=["Interessen: Handarbeiten\nLieblingsfarbe: Weiß\nLieblingsessen: Orangen"],
            details=among(("nickname", "mkr", UNSAID)),
        ),
        person(
            "Kathi Hoelzl",
            birthday="2002-07-11",
            tags=["Piratenpartei"],
            emails=[("kathi.hoelzl@alhilal.net", "home")],
            urls=[("http://kho.me/", "home")],
        ),
    ],
    "resources/vcard/006.vcf": [
        person(
            "John Doe",
            # TYPE=HOME,TYPE=VOICE: whether the second word is one is open.
            phones=[*BOTH_PHONES, ("(404) 555-1213", UNSAID)],
            emails=[("forrestgump@example.com", None), ("example@example.com", None)],
            addresses=[(PLANTATION, "home")],
            urls=[("https://www.google.com/", None)],
        )
    ],
    "resources/vcard/007.vcf": [
        person(
            "Forrest Gump",
            organisation="Bubba Gump Shrimp Co.",
            title="Shrimp Man",
            phones=BOTH_PHONES,
            addresses=BOTH_HOMES,
            emails=[("forrestgump@example.com", "home")],
        )
    ],
    "resources/vcard/008.vcf": [
        person(
            "Forrest Gump",
            organisation="Bubba Gump Shrimp Co.",
            title="Shrimp Man",
            phones=[*BOTH_PHONES, ("(404) 555-1213", UNSAID)],
            addresses=BOTH_HOMES,
            emails=[("forrestgump@example.com", None)],
        )
    ],
    "resources/vcard/009.vcf": [
        person(
            "Mäx Mustermann",
            phones=[("+49123456789", "mobile")],
            emails=[("max@mustermann.de", None)],
            ims=[("1234", "icq")],
        ),
        person(
            "Test X-Mobil",
            phones=[("+49123456789", UNSAID)],
            emails=[("test-x@email.com", None)],
        ),
        person("John Doe얁", phones=[("+49123456789", "mobile")]),
        # Soft breaks after half an escape, one before an indented line: how the name reads is open.
        person(UNSAID, phones=[("+49123456789", "mobile")]),
        person(
            "XXXXXXXXXX",
            title="XXXXXXXXXXXXX",
            phones=[("+31 00 0000000", None)],
            addresses=[("XXXXXXXXXX, XXXXXXXXXX", "work")],
            notes=["XXXXXXXXXX € ##,##\nXXXXXXXXXX € ##,##"],
        ),
        person(
            "Max Mustermann",
            organisation="xxx",
            addresses=[("xxxx, xxxx, 1234, xxxx", "home")],
            urls=[("http://www.example.com", "home")],
        ),
        person("N Only", emails=[("test-x@email.com", None)]),
        person("Only FN", emails=[("test-x@email.com", None)]),
        person("The Dollar$"),
        person("Hola Test"),
    ],
    "resources/vcard/010.vcf": [
        person(
            "Firstnamer Test",
            # No charset is declared and the bytes are no UTF-8: windows-1252.
            notes=["1 St. Albans Brook apt 5\n\n\nReid’s place :\n364 3rd St. in Jersey City"],
            phones=[("+15554441234", "home")],
            addresses=[("50 R Ave, Bergen, New Jersey, 07621, United States", "home")],
        )
    ],
    "resources/vcard/048.vcf": [john_q_public("1996-04-15")],
    "resources/vcard/051.vcf": [
        person(
            "First Last NextCloud",
            uid="ad612c16-fe12-4ec5-abf6-49998ee5ab88",
            birthday="2019-02-10",
            organisation="Firma",
            tags=["Test-Kontakte"],
            # PO box and extended address both: their order is open.
            addresses=[(UNSAID, "home"), (UNSAID, "work")],
            emails=[("home@gmx.de", "home"), ("work@gmx.de", "work")],
            phones=[
                ("11111111", "home"),
                ("205333", "mobile"),
                ("205246;;,;", "work fax"),
                ("222222", "work"),
            ],
            details=among(("nickname", "Hugo", UNSAID)),
        )
    ],
    "resources/vcard/052.vcf": [NOBODY],
    "resources/vcard/053.vcf": [NOBODY],
    "resources/vcard/054.vcf": [person("Given Name", birthday="1980-10-25")],
    "resources/vcard/055.vcf": [NOBODY],
    # No END; CN, SN and PHONE are no properties of a vCard.
    # Without FN, N and ORG the directory's common name says more than an address does.
    "resources/vcard/056.vcf": [person("Babs Jensen", emails=[("babs@umich.edu", None)], phones=UNSAID)],
    "resources/vcard/057.vcf": [
        person(
            "Bj=F8rn Jensen",  # nothing declares it quoted-printable
            emails=[("bjorn@umich.edu", None)],
            phones=[("+1 313 747-4454", "work")],
            details=among(("role", "Office Manager;Something Else", UNSAID)),
        )
    ],
    "resources/vcard/058.vcf": [
        person(
            "Meister Berger",
            birthday="1963-09-21",
            title="Mayor",
            organisation=UNSAID,  # O is no ORG
            notes=["The Mayor of the great city of Goerlitz in the great country of Germany."],
            emails=[("mb@goerlitz.de", None)],
            phones=[("+49 3581 123456", "fax")],
            addresses=[("Hufenshlagel 1234, 02828 Goerlitz, Deutschland", UNSAID)],
        )
    ],
    "resources/vcard/059.vcf": [
        person(
            "AAA Our Fax",
            phones=[
                ("925 833-7660", "work fax"),
                ("925 833-7660", "home fax"),
                ("1", None),
                ("2", "fax"),
            ],
            emails=[("e@c", None)],
            uid="pas-id-3F93E22900000001",
        )
    ],
    "resources/vcard/060.vcf": [
        person(
            "Ny_full Middle Family",
            phones=[("0123456789", label) for label in ("home", "fax", "mobile", "work")],  # once each
            emails=[("email@email.com", None), ("work@work.com", None)],
            urls=[("www.email.com", None), ("www.work.com", None)],
            # A soft break before an indented line: how many blanks are in the address is open.
            addresses=[(UNSAID, None)],
        )
    ],
    "resources/vcard/061.vcf": [
        person(
            "Roberts Sam",
            birthday="1970-07-14",
            emails=[("sroberts@uniserve.com", "home")],
            phones=[("905-501-3781", "work"), ("905-907-4230", "fax"), ("416 535 5341", "home")],
            addresses=[(WESTMORELAND, "home")],
            notes=["CATEGORIES: Amis/Famille"],
        )
    ],
    "resources/vcard/062.vcf": [person("Ny_full Middle Family")],
    "resources/vcard/063.vcf": [NOBODY, NOBODY, NOBODY],
    "resources/vcard/064.vcf": [
        person(
            "Roberts Sam",
            birthday="1970-07-14",
            emails=[("sroberts@uniserve.com", "home")],
            phones=[("416 535 5341", "home")],
            addresses=[(WESTMORELAND, "home")],
            notes=["CATEGORIES: Amis/Famille"],
        )
    ],
    "resources/vcard/065.vcf": [
        person(
            "Stepcase TestUser",
            organisation="Stepcase.com",
            title="CTO",
            emails=[("testuser@stepcase.com", None)],
            ims=[
                ("gtalk.step", UNSAID),  # gtalk or google talk
                ("aim.step", "aim"),
                ("yahoo.step", "yahoo"),
                ("msn.step", "msn"),
                ("icq.step", "icq"),
                ("jabber.step", "jabber"),
            ],
            phones=[
                ("44444444", "fax"),
                ("66666666", "pager"),
                ("22222222", "home"),
                ("11111111", "mobile"),
                ("55555555", "fax"),
                ("33333333", "work"),
            ],
            addresses=[
                ("123 Home, Home Street, Kowloon, N/A, Hong Kong", "home"),
                ("321 Office, Work Road, Tsuen Wan NT, Hong Kong", "home"),
            ],
            notes=["Stepcase test user is a robot."],
        )
    ],
    "resources/vcard/066.vcf": [
        person(
            "John Doe",
            organisation="John Doe & Partners Limited",
            title="Sales Manager",
            uid="cc548e11-569e-3bf5-a9aa-722de4571f4a",
            # X-SAMETIME and X-OTHER may be accounts or not.
            ims=among(
                ("yahoo.john", "yahoo"),
                ("gtalk.john", UNSAID),
                ("skype.john", "skype"),
                ("msn.john", "msn"),
                ("jabber.john", "jabber"),
                ("icq.john", "icq"),
                ("aim.john", "aim"),
                ("qq.john", "qq"),
            ),
            addresses=[
                (
                    "456 Grandview Building, Wide Street, San Diego, CA, 90204, United States",
                    "work",
                ),
                ("123 Sweet Home, Narrow Street, New York, NY, 91102, United States", "home"),
            ],
            urls=[
                ("http://www.homepage.com", "other"),
                ("http://www.home.com", "home"),
                ("http://www.work.com", "work"),
                ("http://www.other.com", "other"),
                ("http://www.custom.com", "other"),
            ],
            phones=[
                ("11111111", "work"),
                ("22222222", "mobile"),
                ("33333333", "home"),
                ("44444444", "other"),
                ("55555555", "fax"),
                ("66666666", "fax"),
                ("77777777", "pager"),
                ("88888888", "other"),
                ("99999999", "other"),
            ],
            emails=[
                ("john.doe@work.com", "work"),
                ("john.doe@home.com", "home"),
                ("john.doe@other.com", "other"),
                ("john.doe@custom.com", "other"),
            ],
        )
    ],
    "resources/vcard/067.vcf": [
        person(
            UNSAID,  # folded in 2.1: one blank or two
            emails=[("bjorn@umich.edu", None)],
            phones=among(("+1 313 747-4454", "work")),  # the other one has no digits
        )
    ],
    "resources/vcard/068.vcf": [NOBODY],
    "resources/vcard/069.vcf": [NOBODY],
    "resources/vcard/070.vcf": [NOBODY],
    "resources/vcard/071.vcf": [NOBODY],
    "resources/vcard/072.vcf": [NOBODY],
    "resources/vcard/073.vcf": [NOBODY],
    "resources/vcard/074.vcf": [
        person(
            "firstname",  # NAME is about the source of a card, and all there is here
            emails=[("home@example.com", "home"), ("work@example.com", "work")],
            phones=UNSAID,  # FAX is no property of a vCard
        )
    ],
    "resources/vcard/075.vcf": [NOBODY],
    # A data address without a media type and with an escaped comma: whether it is a photo is open.
    "resources/vcard/076.vcf": [person("with photo v4", uid="photov4", photo=UNSAID)],
    "resources/vcard/077.vcf": [
        person(
            "{NAME}",
            organisation="{NAME}",
            emails=[("name@example.com", "E-Mail")],
            urls=[("https://www.example.com", "homepage")],
            photo=ICON,  # called JPEG
        )
    ],
    "resources/vcard/rfc.vcf": [
        person(
            UNSAID,  # no FN and five N
            birthday="1996-04-15",
            title="Chief vCard Evangelist",
            organisation="ABC, Inc., North American Division, Marketing",
            uid="f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
            notes=[
                "Mythical Manager\nHyjinx Software Division\n BabsCo, Inc.",
                "This fax number is operational 0800 to 1715EST, Mon-Fri.",
            ],
            addresses=[("123 Main Street, Any Town, CA, 91921-1234, U.S.A.", None)],
            phones=[
                ("+1-555-555-5555 ext. 5555", "home"),
                ("+33-01-23-45-67", "home"),
                ("+1-555-555-5555", None),
            ],
            emails=[("jqpublic@xyz.example.com", "work"), ("jdoe@example.com", None)],
            ims=[("alice@example.com", UNSAID)],  # xmpp or jabber
            tags=INTERESTS,
            details=among(("nickname", "Boss", UNSAID)),
            photo=UNSAID,  # a data address whose Base64 breaks off
        ),
        person("jdoe@example.com", emails=[("jdoe@example.com", None)]),
        person("john@example.com", emails=[("john@example.com", None)]),
        person(
            "J. Doe",
            uid="4fbe8971-0bc3-424c-9c26-36c3e1eff6b1",
            emails=[("jdoe@example.com", None)],
            phones=[("+1-555-555-5555", None)],
        ),
        person(
            "J. Doe",
            uid="4fbe8971-0bc3-424c-9c26-36c3e1eff6b1",
            emails=[("jdoe@example.com", None), ("ceo@example.com", None)],
            phones=[("+1-555-555-5555", None), ("+1-666-666-6666", None)],
        ),
        person(
            "The Doe family",
            members=["03a0e51f-d1aa-4385-8a53-e29025acd8af", "b8767877-b4a1-4c70-9acc-505d3819e519"],
        ),
        person("John Doe", uid="03a0e51f-d1aa-4385-8a53-e29025acd8af"),
        # Members without a UID: how they are written is open, that there are four is not.
        person("Funky distribution list", members=[UNSAID, UNSAID, UNSAID, UNSAID]),
        SIMON,
    ],
    "web/site/samples/vcard_001.vcf": [SIMON],
    "web/site/samples/vcard_003.vcf": [john_q_public("1996-04")],
}
