"""What the test cards of Android's own vCard library say (written from the raw text alone)."""

from tests.corpus.fact import NOBODY, UNSAID, Facts, Picture, among, person

FOLDER = "CyanogenMod+android_frameworks_opt_vcard/tests/res/raw/"
PHONE_PHOTO = Picture("image/jpeg", 3888, "764284cee9b51280b3ce349d8100e95bcc5ec5e38627daf50d03c12106ccfa4d")
ICON = Picture("image/png", 2056, "74cdd3328a520c68cfe4f69495f8b2429b0ee4355a9d8b25ff96ac0b3121f753")

FILES: dict[str, list[Facts]] = {
    "v21_adr_multiple_line.vcf": [
        person(
            "bogus",
            urls=[("http://bogus.com/", None)],
            # The second address runs over lines that are neither indented nor encoded: how much of it is
            # an address is open.
            addresses=among(("Grindelberg 999, Hamburg, 99999, Deutschland", "home")),
            birthday="2008-12-03",
        )
    ],
    "v21_android_custom_prop.vcf": [NOBODY],
    # 2.1 knows one escape only, that of the semicolon.
    "v21_backslash.vcf": [person("A;B\\C;D:E\\\\")],
    "v21_base64_no_2_crlf.vcf": [person("fullname", photo=PHONE_PHOTO)],
    "v21_blackberry_photo.vcf": [
        person(
            "boogie",
            phones=[("+5555555", "work"), ("+5555556", "mobile")],
            emails=[("forrestgump@walladalla.com", None)],
            photo=ICON,
        )
    ],
    "v21_complicated.vcf": [
        person(
            "Joe Due",
            organisation="Gump Shrimp Co., Sales Dept.;Manager, Fish keeper",
            title="Shrimp Man",
            birthday="1980-01-01",
            phones=[
                ("(111) 555-1212", "work"),
                ("(404) 555-1212", "home"),
                ("0311111111", "mobile"),
                ("0322222222", UNSAID),  # VIDEO
                ("0333333333", None),
            ],
            emails=[("forrestgump@walladalla.com", None), ("cell@example.com", "mobile")],
            addresses=[
                ("100 Waters Edge, Baytown, LA, 30314, United States of America", "work"),
                ("42 Plantation St., Baytown, LA, 30314, United States of America", "home"),
            ],
            urls=[("http://www.example.com/", None)],
            notes=[
                "The following note is the example from RFC 2045.",
                "Now's the time for all folk to come to the aid of their country.",
            ],
            details=among(("role", "Fish Cake Keeper!", UNSAID)),
            photo=PHONE_PHOTO,
        )
    ],
    # A nickname and an account of a messenger are no identity.
    "v21_im.vcf": [NOBODY],
    "v21_invalid_comment_line.vcf": [
        person(
            "Conference Call",
            uid="357",
            notes=["This is an (sharp ->#<- sharp) example. This message must NOT be ignored."],
        )
    ],
    # The e-mail is folded and in angle brackets: how much of it is the address is open.
    "v21_invalid_multiple_line.vcf": [person("Omega", emails=UNSAID)],
    "v21_japanese_1.vcf": [person("安藤ロイド", phones=[("0300000000", None)])],
    "v21_japanese_2.vcf": [
        person(
            "安藤 ロイド 1",
            addresses=[("東京都渋谷区桜丘町26-1セルリアンタワー6階, 150-8512", "home")],
            notes=["メモ"],
        )
    ],
    "v21_japanese_3.vcf": [person("伊能 圭一 伊予")],
    # The bytes of the photo are neither Base64 nor a picture.
    "v21_malformed_photo.vcf": [person("fullname")],
    "v21_multiple_entry.vcf": [
        person(
            "安藤ロイド3",
            phones=[("9", UNSAID), ("10", UNSAID), ("11", UNSAID), ("12", "home fax")],
        ),
        person(
            "安藤ロイド4",
            phones=[("13", UNSAID), ("14", "pager"), ("15", UNSAID), ("16", UNSAID)],
        ),
        person("安藤ロイド5", phones=[(number, UNSAID) for number in ("17", "18", "19", "20")]),
    ],
    "v21_nest.vcf": [person("parent", phones=[("1", None)]), person("nest1"), person("nest2")],
    "v21_org_before_title.vcf": [
        person(
            "Normal Guy",
            organisation="Company, Organization, Devision, Room, Sheet No.",
            title="Excellent Janitor",
        )
    ],
    "v21_pref_handling.vcf": [
        person(
            "Smith",
            organisation="Company",
            title="Engineer",
            phones=[("2", "work"), ("1", "home"), ("3", UNSAID)],  # ISDN
            emails=[("test@example.com", "home"), ("test2@examination.com", "mobile")],
        )
    ],
    "v21_simple_1.vcf": [person("Roid Ando")],
    "v21_simple_2.vcf": [person("Ando Roid")],
    "v21_simple_3.vcf": [person("Ando Roid")],
    "v21_sip.vcf": [person("Android", ims=[("888", "sip"), ("90-180-360", "sip")])],
    "v21_title_before_org.vcf": [
        person("Nice Guy", organisation="Marverous, Perfect, Great, Good, Bad, Poor", title="Cool Title")
    ],
    "v21_winmo_65.vcf": [person("Example")],
    "v21_x_android_custom_after_photo.vcf": [person("Roid Ando", birthday="1975-08-20", photo=ICON)],
    "v21_x_param.vcf": [
        person(
            "Roid Ando",
            addresses=[(UNSAID, UNSAID)],  # a PO box and an extended address, in which order is open
            phones=[("1", UNSAID), ("2", UNSAID)],
            emails=[("email@example.com", UNSAID), ("email2@example.com", UNSAID)],
        )
    ],
    "v30_comma_separated.vcf": [person("G M F", phones=[("1", UNSAID)])],
    "v30_ios_613_multiline.vcf": [
        person(
            "Bob Smith",
            organisation="Smith Auto Repair",
            emails=[("bob@smithauto.com", None)],
            phones=[("(650) 555-1212", "mobile")],
            urls=[("www.smithauto.com", "homepage")],
            photo=Picture(
                "image/jpeg", 5165, "074e4d23d4b5d97bb2b63b800e8bae99096b0f4069c7e44f8b73cd7884b27c7d"
            ),
        )
    ],
    "v30_japanese.vcf": [person("伊能 圭一 伊予")],
    "v30_multibyte_param.vcf": [person("G M F", phones=[("1", UNSAID)])],
    "v30_pager.vcf": [person("G M F", phones=[("6101231234@pagersample.com", "work pager")])],
    "v30_pause_wait.vcf": [person("Pause Wait", phones=[("p1234p5678w9", None)])],
    "v30_simple.vcf": [
        person("And Roid", organisation="Open, Handset, Alliance", phones=[("0300000000", None)])
    ],
    "v30_sip.vcf": [person("Android", ims=[("android@android.example.com", "sip")])],
    # Whether a TEL that is a SIP address is a phone or an account is open.
    "v40_sip.vcf": [person("安藤 ロイド", phones=among(("1", "home")), ims=UNSAID)],
    "v40_sort_as.vcf": [person("安藤 ロイド", organisation="グーグル, 検索部門")],
}
