import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.rules.phone import e164, regions


@pytest.mark.parametrize(
    ("typed", "region", "value"),
    [
        ("030 901820", "DE", "+4930901820"),
        ("+372 5555 0142", "ZZ", "+37255550142"),
        ("+372 5555 0142", "DE", "+37255550142"),
        ("030 901820", "ZZ", None),
        ("12", "DE", None),
        ("+999 5555 0142", "DE", None),
        ("+0 5555 0142", "DE", None),
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


NUMBERS = st.tuples(
    st.sampled_from(sorted(phonenumbers.COUNTRY_CODE_TO_REGION_CODE)) | st.integers(0, 999),
    st.text("0123456789", min_size=1, max_size=15),
    st.sampled_from(["", " ", "-", " (0) ", "/", ".", "\xa0", " ext. "]),
)


@given(NUMBERS, st.integers(0, 15))
def test_a_number_with_its_country_is_what_the_library_says(parts, cut):
    country, digits, separator = parts
    text = f"+{country} {digits[:cut]}{separator}{digits[cut:]}"
    try:
        number = phonenumbers.parse(text, "DE")
    except phonenumbers.NumberParseException:
        assert e164(text, "DE") is None
        return
    is_one = phonenumbers.is_possible_number if number.extension is None else phonenumbers.is_valid_number
    said = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) if is_one(number) else None
    assert e164(text, "DE") == said
