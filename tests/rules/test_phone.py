import pytest

from companion.rules.phone import e164, regions


@pytest.mark.parametrize(
    ("typed", "region", "value"),
    [
        ("030 901820", "DE", "+4930901820"),
        ("+372 5555 0142", "ZZ", "+37255550142"),
        ("+372 5555 0142", "DE", "+37255550142"),
        ("030 901820", "ZZ", None),
        ("12", "DE", None),
        ("no number", "DE", None),
        ("", "DE", None),
    ],
)
def test_a_number_is_read_by_the_rules_of_its_country(typed, region, value):
    assert e164(typed, region) == value


def test_countries_are_iso_codes_in_order():
    known = regions()
    assert {"DE", "EE", "US", "JP"} <= set(known)
    assert list(known) == sorted(set(known))
    assert all(len(code) == 2 and code.isalpha() and code.isupper() for code in known)
