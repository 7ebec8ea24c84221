"""How contact points and companies are compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.model.capture import ContactPhrase
from companion.model.contact import Contact
from companion.model.person import ContactKind
from companion.rules.profile import KEY_KINDS, company_key, email_key, phone_key, profile, profile_of


def keys(kind, value, label=None):
    found = profile(None, "Ana", [(kind, value, label)]).keys
    return {(KEY_KINDS[key[0]].value, key[1:]) for key in found}


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("+49 170 1234567", "0170/123 45 67"),
        ("+491701234567", "00491701234567"),
        ("+1 (212) 555-0100", "212.555.0100"),
        ("+39 06 12345678", "06 12345678"),
        ("+49 30 1234567 ext. 12", "030 1234567 x12"),
        ("+493012345-0;ext=9", "030 12345-0 ext 9"),
    ],
)
def test_a_number_is_the_same_however_it_is_dialled(a, b):
    assert phone_key(a) == phone_key(b) != ""


@pytest.mark.parametrize(
    ("a", "b"),
    [("+49 170 1234567", "+49 170 1234568"), ("+49 30 1234567 ext. 12", "+49 30 1234567 ext. 13")],
)
def test_other_numbers_and_extensions_are_others(a, b):
    assert phone_key(a) != phone_key(b)


@pytest.mark.parametrize("number", ["", "112", "4711", "12 34 56", "none", "+"])
def test_a_number_within_a_house_tells_nothing(number):
    assert phone_key(number) == ""


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Ana@Acme.com", "ana@acme.com "),
        ("ana+news@acme.com", "ana@acme.com"),
        ("ana.ruiz@gmail.com", "anaruiz@googlemail.com"),
    ],
)
def test_an_address_is_the_same_in_all_its_forms(a, b):
    assert email_key(a) == email_key(b)


def test_dots_count_where_the_mail_service_says_nothing_else():
    assert email_key("ana.ruiz@acme.com") != email_key("anaruiz@acme.com")
    assert email_key("+ana@acme.com") == "+ana@acme.com"


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Acme GmbH", "ACME"),
        ("Acme, Inc.", "Acme Inc"),
        ("Acme S.A.", "Acme SA"),
        ("Müller & Söhne KG", "Muller Sohne"),
        ("Acme, Research", "Acme"),
    ],
)
def test_a_company_is_the_same_without_its_legal_form_and_units(a, b):
    assert company_key(a) == company_key(b) != ""


def test_a_company_that_is_called_like_a_legal_form_keeps_its_name():
    assert company_key("SE") == "se"
    assert company_key("?") == ""


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("ana@acme.com", {("same_email", "ana@acme.com"), ("same_domain", "acme.com")}),
        ("ana@gmail.com", {("same_email", "ana@gmail.com")}),
        ("info@acme.com", {("same_domain", "acme.com")}),
        ("info@gmx.de", {("same_email", "info@gmx.de")}),
        ("acme.com", set()),
    ],
)
def test_an_address_tells_of_a_person_or_of_a_company(value, found):
    assert keys("email", value) == found


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("https://www.linkedin.com/in/Ana-Ruiz/", {("same_url", "linkedin.com/in/ana-ruiz")}),
        ("de.linkedin.com/in/ana-ruiz?trk=x", {("same_url", "linkedin.com/in/ana-ruiz")}),
        ("https://linkedin.com/company/acme", {("same_site", "linkedin.com/company/acme")}),
        ("http://x.com/ana#top", {("same_url", "x.com/ana")}),
        ("https://social.example/@ana", {("same_url", "social.example/@ana")}),
        ("https://www.acme.com/", {("same_site", "acme.com")}),
        ("acme.com/en/?q=1", {("same_site", "acme.com/en")}),
        ("https://", set()),
    ],
)
def test_a_page_is_about_a_person_or_a_company(value, found):
    assert keys("url", value) == found


def test_an_account_is_one_of_a_service():
    assert (
        keys("im", "@Ana", "telegram") == keys("im", "ana", "telegram") == {("same_account", "telegram:ana")}
    )
    assert keys("im", "ana", "skype") != keys("im", "ana", "telegram")
    assert keys("im", " ") == set()


def test_an_address_is_compared_by_its_words():
    assert (
        keys("address", "Hauptstr. 5, 10115 Berlin") == keys("address", "hauptstr 5\n10115  BERLIN") != set()
    )


def test_a_card_has_a_profile_before_it_is_anybody():
    phone = ContactPhrase(ContactKind.PHONE, "+491701234567", "0170 1234567", "mobile")
    card = Contact("Dr. Ana Ruiz", "CEO", "Acme GmbH", (phone,), "1985-04-12")
    one = profile_of(card)
    assert (one.id, one.words, one.company, one.birthday) == (None, ("ana", "ruiz"), "acme", "1985-04-12")
    assert one.points == (("phone", "+491701234567", "mobile"),)
    assert one.keys == ("#01234567",)


@given(st.sampled_from(ContactKind), st.text(), st.none() | st.text(), st.text(), st.none() | st.text())
def test_any_text_has_a_profile(kind, value, label, name, organisation):
    one = profile(None, name, [(kind.value, value, label)], organisation=organisation)
    assert all(key[0] in KEY_KINDS and key[1:] for key in one.keys)
    assert len(set(one.keys)) == len(one.keys)
