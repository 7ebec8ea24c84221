import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.rules.duplicates import Evidence, EvidenceKind
from companion.wording.evidence import evidence_in_brief, evidence_line, evidence_words

KIND = EvidenceKind


@pytest.mark.parametrize(
    ("kind", "value", "label", "words"),
    [
        (KIND.SAME_EMAIL, "ana@acme.com", "work", "same e-mail ana@acme.com"),
        (KIND.SAME_PHONE, "+49170", None, "same phone number +49170"),
        (KIND.SAME_PHONE, "+49170", "mobile", "same mobile number +49170"),
        (KIND.SAME_PHONE, "+49170", "work cell", "same mobile number +49170"),
        (KIND.SAME_PHONE, "+49170", "iPhone", "same mobile number +49170"),
        (KIND.SAME_PHONE, "+49170", "home", "same number at home +49170"),
        (KIND.SAME_PHONE, "+49170", "work", "same number at work +49170"),
        (KIND.SAME_PHONE, "+49170", "work fax", "same fax number +49170"),
        (KIND.SAME_PHONE, "+49170", "garden", "same phone number +49170"),
        (KIND.SAME_BADGE, "1017", None, "same badge number 1017"),
        (KIND.SAME_URL, "linkedin.com/in/ana", None, "same page linkedin.com/in/ana"),
        (KIND.SAME_ACCOUNT, "ana", "skype", "same account ana"),
        (KIND.SAME_BIRTHDAY, "1985-04-12", None, "same birthday 1985-04-12"),
        (KIND.SAME_NAME, "Ana Ruiz", None, "same name"),
        (KIND.SIMILAR_NAME, "Anna Ruiz", None, "similar name"),
        (KIND.SAME_ORGANISATION, "Acme", None, "same company Acme"),
        (KIND.SAME_ADDRESS, "Elm St 5\nBonn", None, "same address Elm St 5 Bonn"),
        (KIND.SAME_SITE, "a" * 100, None, f"same web site {'a' * 79}…"),
    ],
)
def test_what_is_shared_is_said_with_its_value(kind, value, label, words):
    assert evidence_words(Evidence(kind, value, label)) == words


def test_all_of_it_stands_on_one_line():
    address, name = Evidence(KIND.SAME_EMAIL, "ana@acme.com"), Evidence(KIND.SAME_NAME, "Ana Ruiz")
    similar, company = Evidence(KIND.SIMILAR_NAME, "Anna Ruiz"), Evidence(KIND.SAME_ORGANISATION, "Acme")
    assert evidence_line([address, name, company]) == "same e-mail ana@acme.com, same name and company"
    assert evidence_line([similar, company]) == "similar name, same company Acme"
    assert evidence_line([]) == ""


def test_what_speaks_most_is_said_without_its_value():
    address, name = Evidence(KIND.SAME_ADDRESS, "Elm St 5"), Evidence(KIND.SAME_NAME, "Ana Ruiz")
    similar, company = Evidence(KIND.SIMILAR_NAME, "Anna Ruiz"), Evidence(KIND.SAME_ORGANISATION, "Acme")
    assert evidence_in_brief([similar, company]) == "similar name and company"
    assert evidence_in_brief([name, company, address]) == "same name and company"
    assert evidence_in_brief([similar, address]) == "same address"
    assert evidence_in_brief([Evidence(KIND.SAME_PHONE, "+49170", "mobile"), name]) == "same mobile number"
    assert evidence_in_brief([name]) == "same name"
    assert evidence_in_brief([]) == ""


@given(st.sampled_from(EvidenceKind), st.text(), st.none() | st.text())
def test_every_kind_has_words_whatever_is_shared(kind, value, label):
    words = evidence_words(Evidence(kind, value, label))
    assert words.startswith(("same ", "similar ", "e-mail "))
    assert len(words.splitlines()) == 1
    assert not words.endswith(" ")
