"""What the test cards of ez-vcard say, one per producer (written from the raw text alone)."""

from tests.corpus.fact import UNSAID, Facts, Picture, Text, among, person

FOLDER = "mangstadt+ez-vcard/src/test/resources/ezvcard/"

DISCLAIMER = "THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "
DAMAGE = "SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE."
ENYE = "Ñ"
SPACED = " ".join
STREET_4 = ("Street4, Building 6, Floor 8, New York, 12345, USA", "work")

FILES: dict[str, list[Facts]] = {
    # The LABEL of the address is not quoted and holds colons: where the address begins is open.
    "issue/issue114.vcf": [
        person(
            "Dummy, Dummy",
            organisation="Dummy GmbH",
            phones=[("+49 1234 56789", "mobile"), ("+49 9876 54321", "work")],
            emails=[("dummy.dummy@dummy.com", "home")],
            addresses=UNSAID,
            uid="8b574c60-fd7f-4e99-b584-c5db131ae687",
        )
    ],
    "io/text/John_Doe_ANDROID.vcf": [
        person("john.doe@company.com", emails=[("john.doe@company.com", None)], tags=["My Contacts"]),
        person("jane.doe@company.com", emails=[("jane.doe@company.com", None)], tags=["My Contacts"]),
        person(SPACED(ENYE * 5), phones=[("123456789", "mobile")], tags=["My Contacts"]),
        person(
            SPACED(ENYE * 11),
            phones=[
                ("123456", "mobile"),
                ("234567", "home"),
                ("3456789", "mobile"),
                ("45678901", "home"),
            ],
            tags=["My Contacts"],
            notes=[SPACED([*ENYE * 7, ENYE * 2, *ENYE * 6, ENYE * 2, *ENYE * 4])] * 2,
        ),
        person(
            SPACED(ENYE * 4),
            phones=[("123456", "mobile"), ("123456", "work"), ("123456", "work fax")],
            # The second e-mail has no sign that makes it one.
            emails=among(("bob@company.com", "work")),
            organisation=ENYE * 12,
            urls=[("www.company.com", None), ("http://www.company.com", None)],
            photo=UNSAID,  # characters of its Base64 are missing
        ),
        person(
            ENYE * 4,
            phones=[("55556666", "mobile")],
            emails=[("henry@company.com", None)],
            organisation=ENYE * 44,
            tags=["My Contacts"],
        ),
    ],
    "io/text/John_Doe_BLACK_BERRY.vcf": [
        person(
            "John Doe",
            organisation="Acme Solutions",
            phones=[("+96123456789", "mobile")],
            photo=UNSAID,  # characters of its Base64 are missing
        )
    ],
    "io/text/John_Doe_EVOLUTION.vcf": [
        person(
            "Mr. John Richter, James Doe Sr.",
            organisation="IBM, Accounting, Dungeon",
            title="Money Counter",
            birthday="1980-03-22",
            uid="477343c8e6bf375a9bac1f96a5000837",
            ims=[("johnny5@aol.com", "aim")],
            urls=[("http://www.ibm.com", None)],
            phones=[("905-666-1234", "mobile"), ("905-555-1234", "work")],
            emails=[("john.doe@ibm.com", "work")],
            addresses=[
                (
                    "15 Crescent moon drive, ASB-123, Albaney, New York, 12345, United States of America",
                    "home",
                )
            ],
            tags=["VIP"],
            notes=[Text(DISCLAIMER + '"AS IS" AND', DAMAGE, 755)],
            details=among(("nickname", "Johny", UNSAID)),
        )
    ],
    "io/text/John_Doe_GMAIL.vcf": [
        person(
            "Mr. John Richter, James Doe Sr.",
            organisation="IBM",
            title="Money Counter",
            birthday="1980-03-22",
            emails=[("john.doe@ibm.com", "home")],
            phones=[("905-555-1234", "mobile"), ("905-666-1234", "home")],
            addresses=[
                (
                    (
                        "Crescent moon drive, 555-asd, Nice Area, Albaney, New York 12345, "
                        "United States of America"
                    ),
                    "home",
                )
            ],
            urls=[("http://www.ibm.com", "work")],
            # How an escaped quote reads, which no version knows, is open.
            notes=[Text(DISCLAIMER, DAMAGE + "\nFavotire Color: Blue")],
            details=among(("related", "Jenny", "spouse")),
        )
    ],
    "io/text/John_Doe_IPHONE.vcf": [
        person(
            "Mr. John Richter James Doe Sr.",
            organisation="IBM, Accounting",
            title="Money Counter",
            birthday="2012-06-06",
            emails=[("john.doe@ibm.com", None)],
            phones=[
                ("905-555-1234", "mobile"),
                ("905-666-1234", "home"),
                ("905-777-1234", "work"),
                ("905-888-1234", "home fax"),
                ("905-999-1234", "work fax"),
                ("905-111-1234", "pager"),
                ("905-222-1234", "assistantphone"),
            ],
            addresses=[(UNSAID, "home"), STREET_4],  # the first has a street that ends with a comma
            urls=[("http://www.ibm.com", "homepage")],
            details=among(("nickname", "Johny", UNSAID)),
            photo=Picture(
                "image/jpeg", 32531, "e01af63d0602d72a78c324e4c2ca35db8df8486f4857c8f18a4e12251e420e28"
            ),
        )
    ],
    "io/text/John_Doe_LOTUS_NOTES.vcf": [
        person(
            "Mr. Doe John I Johny",
            organisation="IBM, SUN",
            title="Generic Accountant",
            birthday="1980-05-21",
            uid="0e7602cc-443e-4b82-b4b1-90f62f99a199",
            emails=[("john.doe@ibm.com", "work"), ("billy_bob@gmail.com", "work")],
            phones=[("+1 (212) 204-34456", "mobile"), ("00-1-212-555-7777", "work fax")],
            addresses=[
                (
                    "25334, South cresent drive, Building 5, 3rd floo r, New York, New York, NYC887, U.S.A.",
                    "home",
                )
            ],
            urls=[("http://www.sun.com", "homepage")],
            notes=[Text(DISCLAIMER + '"AS IS"\nAND', "OF THE\n POSSIBILITY OF SUCH DAMAGE.")],
            details=among(("role", "Counting Money", UNSAID)),
            photo=Picture(
                "image/jpeg", 7957, "a756c0cb65ca44f38347ebce9a08990860926544699dd860ebba541665501f89"
            ),
        )
    ],
    "io/text/John_Doe_MAC_ADDRESS_BOOK.vcf": [
        person(
            "Mr. John Richter,James Doe Sr.",
            organisation="IBM, Accounting",
            title="Money Counter",
            birthday="2012-06-06",
            emails=[("john.doe@ibm.com", "work")],
            phones=[
                ("905-777-1234", "work"),
                ("905-666-1234", "home"),
                ("905-555-1234", "mobile"),
                ("905-888-1234", "home fax"),
                ("905-999-1234", "work fax"),
                ("905-111-1234", "pager"),
                ("905-222-1234", "AssistantPhone"),
            ],
            addresses=[(UNSAID, "home"), STREET_4],
            urls=[("http://www.ibm.com", "homepage")],
            notes=[Text(DISCLAIMER, DAMAGE + "\nFavotire Color: Blue")],
            details=among(("nickname", "Johny", UNSAID), ("related", "Jenny", "Spouse")),
            uid=UNSAID,  # X-ABUID only
            photo=Picture(
                "image/jpeg", 18242, "0e85cef38138bb6bb4aa61d15737e496463d185a51d1bf8b9e29f357713119d0"
            ),
        )
    ],
    "io/text/John_Doe_MS_OUTLOOK.vcf": [
        person(
            "Mr. John Richter James Doe Sr.",
            organisation="IBM, Accounting",
            title="Money Counter",
            birthday="1980-03-22",
            phones=[("(905) 555-1234", "work"), ("(905) 666-1234", "home")],
            addresses=[
                ("Cresent moon drive, Albaney, New York, 12345, United States of America", "work"),
                (UNSAID, "home"),
            ],
            urls=[("http://www.ibm.com", "work")],
            emails=[("john.doe@ibm.cm", None)],
            ims=UNSAID,  # X-MS-IMADDRESS
            notes=[Text("THIS SOFTWARE IS PROVIDED BY GEORGE EL-HADDAD ''AS IS'' AND", DAMAGE, 731)],
            details=among(("nickname", "Johny", UNSAID), ("role", "Counting Money", UNSAID)),
            photo=Picture(
                "image/jpeg", 860, "41533f06ce6eabc2cd74b81d82975cec8ca6b2f2aac48c7245454cb88c7b26de"
            ),
        )
    ],
    "io/text/fullcontact.vcf": [
        person(
            "Prefix FirstName MiddleName LastName Suffix",
            organisation="Organization1, Department1",
            title="Title1",
            birthday="2016-08-01",
            phones=[
                ("555-555-1111", "home"),
                ("555-555-1112", "work"),
                ("555-555-1113", "mobile"),
                ("555-555-1114", "mobile"),
                ("555-555-1115", None),
                ("555-555-1116", "home fax"),
                ("555-555-1117", "work fax"),
                ("555-555-1118", None),
                ("555-555-1119", None),
            ],
            emails=[
                ("home@example.com", "home"),
                ("work@example.com", "work"),
                ("school@example.com", UNSAID),
                ("other@example.com", "other"),
                ("custom@example.com", UNSAID),
            ],
            urls=[
                ("http://www.homepage.com", None),
                ("http://www.blog.com", None),
                ("http://www.other.com", None),
                ("http://www.custom.com", None),
            ],
            addresses=[
                ("HomeStreet, HomeExtended, HomeCity, HomeState, HomePostal, HomeCountry", "home"),
                ("WorkStreet, WorkExtended, WorkCity, WorkState, WorkPostal, WorkCountry", "work"),
                (
                    "OtherStreet, OtherExtended, OtherCity, OtherState, OtherPostal, OtherCountry",
                    "other",
                ),
                (
                    "CustomStreet, CustomExtended, CustomCity, CustomState, CustomPostal, CustomCountry",
                    UNSAID,
                ),
            ],
            ims=[
                ("gtalk", UNSAID),  # the scheme says xmpp, the parameter another service
                ("skype", "skype"),
                ("yahoo", "yahoo"),
                ("aim", "aim"),
                ("jabber", UNSAID),
                ("other", UNSAID),
                ("custom", UNSAID),
            ],
            tags=["Tag"],
            notes=["Notes line 1\nNotes line 2"],
            details=among(("nickname", "NickName", UNSAID)),
        )
    ],
    "io/text/gmail-list.vcf": [
        person("Arnold Smith", emails=[("asmithk@gmail.com", None)]),
        person("Chris Beatle", emails=[("chrisy55d@yahoo.com", None)]),
        person("Doug White", emails=[("dwhite@gmail.com", None)]),
    ],
    "io/text/gmail-single.vcf": [
        person(
            "Greg Dartmouth",
            organisation="TheCompany",
            title="TheJobTitle",
            birthday="1960-09-10",
            emails=[("gdartmouth@hotmail.com", None)],
            ims=[("123456789", "icq")],
            phones=[("555 555 1111", "mobile"), ("555 555 2222", "GRAND_CENTRAL")],
            addresses=[
                ("123 Home St, Home City, HM 12345", "home"),
                ("321 Custom St, Custom City, TX, 98765, USA", "CustomAdrType"),
            ],
            urls=[("http://TheProfile.com", "PROFILE")],
            notes=[
                "This is GMail's note field.\nIt should be added as a NOTE type.\nACustomField: CustomField"
            ],
            details=among(("related", "MySpouse", "spouse"), ("related", "MyCustom", "CustomRelationship")),
        )
    ],
    "io/text/gmail-single2.vcf": [
        person(
            "VCard Test",
            organisation="TheCompany",
            title="TheJobTitle",
            birthday="1912-06-23",
            emails=[
                ("email@example.com", None),
                ("homeemail@example.com", "home"),
                ("workemail@example.com", "work"),
                ("otheremail@example.com", None),
                ("customcategory@example.com", "CustomEmailCategory"),
            ],
            ims=[
                ("IM2", UNSAID),  # gtalk or google talk
                ("IM3", "aim"),
                ("IM4", "yahoo"),
                ("IM5", "skype"),
                ("IM6", "qq"),
                ("IM7", "msn"),
                ("IM8", "icq"),
                ("IM9", "jabber"),
            ],
            phones=[
                ("5555551111", None),
                ("5555551112", "home"),
                ("5555551113", "work"),
                ("5555551114", None),
                ("5555551115", "mobile"),
                ("5555551116", "main"),
                ("5555551117", "home fax"),
                ("5555551118", "work fax"),
                ("5555551119", "GRAND_CENTRAL"),
                ("5555551120", "pager"),
                ("5555551121", "CustomePhoneCategory"),
            ],
            addresses=[
                ("111 Main St, NY, New York, 10011", None),
                ("112 Main St, NY, New York, 10011", "home"),
                ("113 Main St, NY, New York, 10011", "work"),
                ("114 Main St, NY, New York, 10011", None),
                ("115 Main St, NY, New York, 10011", "CustomAddressCategory"),
            ],
            urls=[
                ("http://www.example1.com", None),
                ("http://www.example2.com", "PROFILE"),
                ("http://www.example3.com", "BLOG"),
                ("http://www.example4.com", "homepage"),
                ("http://www.example5.com", "work"),
                ("http://www.example6.com", "CustomWebsiteCategory"),
            ],
            notes=["note line 1\nnote line 2\nCustomField: field value"],
            details=among(
                ("related", "Name1", None),
                ("related", "Name2", "spouse"),
                ("related", "Name3", "child"),
                ("related", "Name4", "mother"),
                ("related", "Name9", "friend"),
                ("related", "Name10", "RELATIVE"),
                ("related", "Name16", "CustomRelationCategory"),
            ),
        )
    ],
    "io/text/outlook-2003.vcf": [
        person(
            "John Doe III",
            organisation="Company, The, TheDepartment",
            title="The Job Title",
            birthday="1980-03-21",
            notes=["This is the note field!!\nSecond line\n\nThird line is empty"],
            phones=[
                ("BusinessPhone", "work"),
                ("HomePhone", "home"),
                ("MobilePhone", "mobile"),
                ("BusinessFaxPhone", "work fax"),
            ],
            addresses=[("123 Main St, TheOffice, Austin, TX, 12345, United States of America", "work")],
            urls=[("http://web-page-address.com", "work")],
            emails=[("jdoe@hotmail.com", None)],
            details=among(("nickname", "Joey", UNSAID), ("role", "TheProfession", UNSAID)),
        )
    ],
    "io/text/outlook-2007.vcf": [
        person(
            "Mr. Michael Angstadt Jr.",
            organisation="TheCompany, TheDepartment",
            title="TheJobTitle",
            birthday="1922-03-10",
            notes=[
                (
                    "This is the NOTE field\n"
                    "I assume it encodes this text inside a NOTE vCard type.\n"
                    "But I'm not sure because there's text formatting going on here.\n"
                    "It does not preserve the formatting"
                )
            ],
            # Whether X-MS-TEL is one more phone is open.
            phones=among(
                ("(111) 555-1111", "work"),
                ("(111) 555-2222", "home"),
                ("(111) 555-4444", "mobile"),
                ("(111) 555-3333", "work fax"),
            ),
            addresses=[("222 Broadway, TheOffice, New York, NY, 99999, USA", "work")],
            urls=[
                ("http://mikeangstadt.name", "home"),
                ("http://mikeangstadt.name", "work"),
            ],
            emails=[("mike.angstadt@gmail.com", None)],
            ims=UNSAID,  # X-MS-IMADDRESS
            details=among(("nickname", "Mike", UNSAID), ("role", "TheProfession", UNSAID)),
            photo=Picture(
                "image/jpeg", 2324, "5a0fae04fa507f6ae72bc8a5826ad2dd0cac61bf0949e102552b8b55280b5551"
            ),
        )
    ],
    "io/text/rfc2426-example.vcf": [
        person(
            "Frank Dawson",
            organisation="Lotus Development Corporation",
            addresses=[("6544 Battleford Drive, Raleigh, NC, 27613-3502, U.S.A.", "work")],
            phones=[("+1-919-676-9515", "work"), ("+1-919-676-9564", "work fax")],
            emails=[("Frank_Dawson@Lotus.com", None), ("fdawson@earthlink.net", None)],
            urls=[("http://home.earthlink.net/~fdawson", None)],
        ),
        person(
            "Tim Howes",
            organisation="Netscape Communications Corp.",
            addresses=[("501 E. Middlefield Rd., Mountain View, CA, 94043, U.S.A.", "work")],
            phones=[("+1-415-937-3419", "work"), ("+1-415-528-4164", "work fax")],
            emails=[("howes@netscape.com", None)],
        ),
    ],
    "io/text/rfc6350-example.vcf": [
        person(
            "Simon Perreault",
            birthday="--02-03",
            organisation="Viagenie",
            addresses=[("2875 Laurier, Suite D2-630, Quebec, QC, G1V 2M2, Canada", "work")],
            phones=[("+1-418-656-9254 ext. 102", "work"), ("+1-418-262-6501", UNSAID)],
            emails=[("simon.perreault@viagenie.ca", "work")],
            urls=[("http://nomis80.org", "home")],
        )
    ],
    "io/text/thunderbird-MoreFunctionsForAddressBook-extension.vcf": [
        person(
            "John Doe",
            organisation="TheOrganization, TheDepartment",
            title="TheTitle",
            birthday="1970-09-21",
            addresses=[
                ("Suite 100, 222 Broadway, New York, NY, 98765, USA", "work"),
                ("Apt 10, 123 Main St, Austin, TX, 12345, USA", "home"),
            ],
            phones=[
                ("555-555-1111", "work"),
                ("555-555-2222", "home"),
                ("555-555-5555", "mobile"),
                ("555-555-3333", "fax"),
                ("555-555-4444", "pager"),
            ],
            emails=[
                ("doe.john@hotmail.com", None),
                ("additional-email@company.com", None),
                ("additional-email1@company.com", None),
                ("additional-email2@company.com", None),
                ("additional-email3@company.com", None),
            ],
            urls=[
                ("http://www.private-webpage.com", "home"),
                ("http://www.work-webpage.com", "work"),
            ],
            tags=["category1, category2, category3"],  # its commas are escaped
            notes=[
                (
                    "This is the notes field.\nSecond Line\n\nFourth Line\n"
                    'You can put anything in the "note" field; even curse words.'
                )
            ],
            details=among(("nickname", "Johnny", UNSAID)),
            photo=Picture(
                "image/jpeg", 8940, "d5c5effbd371b9f4f02eba72feab0d7e5958bdcb4d727460cdd272eccd3d4c6a"
            ),
        )
    ],
}
