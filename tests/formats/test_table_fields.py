import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.formats.table.column import choice_for
from companion.formats.table.field import FIELDS, Field, FieldChoice, choice_in
from companion.formats.table.guess import (
    fingerprint,
    guess_fields,
    is_month_first,
    names_somebody,
    with_chosen,
)


def guessed(*header):
    return {title: str(choice) for title, choice in guess_fields(header).items()}


@pytest.mark.parametrize(
    ("title", "choice"),
    [
        ("Name", "name"),
        ("Full_Name", "name"),
        ("firstName", "first_name"),
        ("LAST NAME", "last_name"),
        ("E-Mail", "email"),
        ("eMail", "email"),
        ("Email 2", "email#2"),
        ("E-mail Address", "email"),
        ("Work e-mail", "email:work"),
        ("Private E-Mail", "email:home"),
        ("Tel.", "phone"),
        ("Mobile Phone", "phone:mobile"),
        ("Mobile", "phone:mobile"),
        ("Cell phone", "phone:mobile"),
        ("Handy", "phone:mobile"),
        ("Handynummer", "phone:mobile"),
        ("Business Phone 2", "phone:work#2"),
        ("Company Main Phone", "phone:main"),
        ("Home Fax", "phone:home fax"),
        ("Fax geschäftlich", "phone:work fax"),
        ("Telefax", "phone:fax"),
        ("Telefon (privat)", "phone:home"),
        ("Diensttelefon", "phone:work"),
        ("Assistant's Phone", "phone:assistant"),
        ("Pager Number", "phone:pager"),
        ("ISDN", "phone"),
        ("Web Page", "url"),
        ("Personal Website", "url:home"),
        ("LinkedIn Profile", "url:linkedin"),
        ("GitHub", "url:github"),
        ("Skype ID", "im:skype"),
        ("WhatsApp", "im:whatsapp"),
        ("Messenger ID1", "im#1"),
        ("Address", "address"),
        ("Home Address", "address:home"),
        ("Privatadresse", "address:home"),
        ("Business Street 2", "street:work"),
        ("Straße geschäftlich", "street:work"),
        ("PLZ", "postal_code"),
        ("Home ZipCode", "postal_code:home"),
        ("State/Province", "region"),
        ("Land/Region geschäftlich", "country:work"),
        ("Business Address PO Box", "po_box:work"),
        ("Address 2 - City", "city#2"),
        ("Address 1 - Extended Address", "street#1"),
        ("E-mail 3 - Type", "email_label#3"),
        ("Website 1 - Label", "url_label#1"),
        ("IM 1 - Service", "im_label#1"),
        ("IMAddress", "im"),
        ("Given Yomi", "phonetic_name"),
        ("Surname Yomi", "phonetic_name"),
        ("Office Location", "custom:office"),
        ("Account", "custom:account"),
        ("Hobby", "custom:hobby"),
        ("Company Yomi", "custom:company as spoken"),
        ("User 3", "custom:user 3"),
        ("Date of Birth", "birthday"),
        ("Geburtsdatum", "birthday"),
        ("Birth Month", "birth_month"),
        ("Connected On", "date:connected on"),
        ("Hochzeitstag", "date:anniversary"),
        ("Group Membership", "tags"),
        ("Kategorien", "tags"),
        ("Bemerkungen", "notes"),
        ("Looking for", "needs"),
        ("Can help with", "offers"),
        ("Met at", "met_at"),
        ("Getroffen am", "met_on"),
    ],
)
def test_a_title_says_which_field_its_column_is(title, choice):
    assert str(choice_for(title)) == choice


@pytest.mark.parametrize(
    "title",
    [
        *(
            "E-mail Type",
            "E-mail Display Name",
            "Private",
            "Business",
            "User",
        ),
        *(
            "Organization 1 - Yomi Name",
            "Relation 1 - Size",
            "Event - Value",
            "IM 1 - Type",
            "Shoe size",
            "Street City",
            "",
            "7",
            "?",
        ),
        *("Phone Email", "ID", "Skype Jabber", "Home Work Street", "Name " * 20),
    ],
)
def test_a_title_that_says_nothing_of_a_person_is_no_field(title):
    assert choice_for(title) is None


def test_a_title_beside_a_job_title_is_mr_or_dr():
    assert guessed("Title", "Job Title", "Name") == {"Title": "prefix", "Job Title": "title", "Name": "name"}
    assert guessed("Name", "Title") == {"Name": "name", "Title": "title"}


def test_a_name_beside_a_first_name_alone_is_the_last_name():
    assert guessed("Name", "Vorname") == {"Name": "last_name", "Vorname": "first_name"}
    assert guessed("Name", "Vorname", "Nachname")["Name"] == "name"


def test_an_address_beside_a_city_of_the_same_label_is_its_street():
    assert guessed("Name", "Home Address", "Home Address 2", "Home City", "Work Address") == {
        "Name": "name",
        "Home Address": "street:home",
        "Home Address 2": "street:home",
        "Home City": "city:home",
        "Work Address": "address:work",
    }


def test_a_birth_day_without_a_month_is_the_whole_date():
    assert guessed("Birth Day") == {"Birth Day": "birthday"}
    assert guessed("Birth Day", "Birth Month") == {"Birth Day": "birth_day", "Birth Month": "birth_month"}


def test_a_field_that_another_column_is_already_is_left_to_the_user():
    assert guessed("Company", "Organisation", "Email", "Work Email", "Notes", "Comments") == {
        "Company": "organisation",
        "Email": "email",
        "Work Email": "email:work",
        "Notes": "notes",
        "Comments": "notes",
    }
    assert guessed("Home City", "Home Town", "Work City") == {
        "Home City": "city:home",
        "Work City": "city:work",
    }


def test_a_label_without_what_it_is_the_label_of_is_left_out():
    assert guessed("Name", "Phone 1 - Type", "Phone 2 - Type", "Phone 2 - Value") == {
        "Name": "name",
        "Phone 2 - Type": "phone_label#2",
        "Phone 2 - Value": "phone#2",
    }


def test_the_order_of_columns_does_not_matter():
    header = [
        "Title",
        "First Name",
        "Last Name",
        "E-mail Address",
        "Job Title",
        "Business City",
        "Business Phone",
    ]
    assert guess_fields(header) == guess_fields(header[::-1])
    assert fingerprint(header) == fingerprint(header[::-1])


def test_a_table_is_known_again_by_its_titles_however_they_are_written():
    assert fingerprint(["E-Mail", "Name"]) == fingerprint(["name ", "E-MAIL"])
    assert fingerprint(["Name", "Email"]) != fingerprint(["Name", "Phone"])
    assert fingerprint(["?"]) != fingerprint(["!"])


def test_a_field_that_the_user_gives_to_a_column_is_taken_from_the_one_that_was_guessed():
    guessed = guess_fields(["Name", "Company", "Email", "Notes"])
    chosen = {"Firm": FieldChoice(Field.ORGANISATION), "Second": FieldChoice(Field.EMAIL, "home")}
    mapping = with_chosen(guessed, {**chosen, "Notes": FieldChoice(Field.IGNORE)})
    assert {title: str(choice) for title, choice in mapping.items()} == {
        "Name": "name",
        "Email": "email",
        "Firm": "organisation",
        "Second": "email:home",
        "Notes": "ignore",
    }


def test_what_can_be_about_nobody_is_known_before_it_is_read():
    assert names_somebody([FieldChoice(Field.NOTES), FieldChoice(Field.EMAIL)])
    assert not names_somebody([FieldChoice(Field.NOTES), FieldChoice(Field.URL)])


@pytest.mark.parametrize(
    ("header", "is_american"),
    [
        (["First Name", "Connected On"], True),
        (["Name", "Group Membership"], True),
        (["Labels", "Organization Name"], True),
        (["E-mail Address", "Business Phone"], True),
        (["Vorname", "E-Mail-Adresse", "Telefon geschäftlich"], False),
        (["Name", "Birthday"], False),
    ],
)
def test_a_table_of_an_american_program_is_told_by_its_titles(header, is_american):
    assert is_month_first(header) is is_american


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("phone", FieldChoice(Field.PHONE)),
        ("phone:mobile", FieldChoice(Field.PHONE, "mobile")),
        ("Postal code: home #2", FieldChoice(Field.POSTAL_CODE, "home", 2)),
        (" Met-On ", FieldChoice(Field.MET_ON)),
    ],
)
def test_a_field_is_named_as_people_type_it(text, choice):
    assert choice_in(text) == choice


@pytest.mark.parametrize("text", ["", "shoe size", "phone#x", "#2", ":work", "phone:a#1#2"])
def test_what_is_no_field_is_none(text):
    assert choice_in(text) is None


LABELS = st.none() | st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=10)


@given(st.builds(FieldChoice, st.sampled_from(FIELDS), LABELS, st.integers(0, 9999)))
def test_a_choice_is_read_as_it_was_written(choice):
    assert choice_in(str(choice)) == choice


@given(st.lists(st.text(max_size=30), max_size=8))
def test_any_header_is_guessed_without_an_error(header):
    assert guess_fields(header).keys() <= {*header}
    fingerprint(header)


@pytest.mark.parametrize(
    ("title", "choice"),
    [
        ("Relation 1 - Type", "related_label#1"),
        ("Relation 2 - Value", "related#2"),
        ("Event 1 - Label", "date_label#1"),
        ("Event 1 - Value", "date#1"),
        ("Custom Field 3 - Label", "custom_label#3"),
        ("Custom Field 3 - Value", "custom#3"),
        ("Spouse", "related:spouse"),
        ("Assistant's Name", "related:assistant"),
        ("Phonetic First Name", "phonetic_name"),
    ],
)
def test_people_days_and_values_beside_our_fields_have_columns_too(title, choice):
    assert str(choice_for(title)) == choice
