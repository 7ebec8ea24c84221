"""Phone numbers typed on their own, read by the rules of a region."""

import re
from functools import lru_cache
from typing import Any, NamedTuple

_WITH_COUNTRY = re.compile(r"\s*\+[0-9][0-9 ()\-./\xa0]{4,30}")
"""A number written with its country and nothing that has to be understood."""
_TRUNK = "(0)"
"""Written by some between country and number, and dialled by nobody who dials the country."""
_LONGEST_CODE = 3


class _Plan(NamedTuple):
    """How numbers of a country are written (ITU-T E.164)."""

    lengths: frozenset[int]
    """How many digits may stand behind the country's code."""
    trunk: re.Pattern[str] | None
    """What stands before a number that is dialled within the country."""


def e164(text: str, region: str) -> str | None:
    """A phone number in international form (ITU-T E.164), or None for what is none.

    `region` (ISO 3166) gives the country of a number written without one, which has to be valid there;
    one that is written with its country needs no more than a length that occurs there.
    """
    if _WITH_COUNTRY.fullmatch(text) and _TRUNK not in text:
        found = _with_country(re.sub(r"[^0-9]", "", text))
        if found is not None:
            return found
    return _understood(text, region)


def _with_country(digits: str) -> str | None:
    """The international form of plain digits; None where they need to be understood."""
    for length in range(1, _LONGEST_CODE + 1):
        plan = _plan_of(int(digits[:length])) if digits[0] != "0" else None
        if plan is not None:
            number = digits[length:]
            is_dialled_within = plan.trunk is not None and plan.trunk.match(number)
            return f"+{digits}" if len(number) in plan.lengths and not is_dialled_within else None
    return None


@lru_cache(maxsize=256)
def _plan_of(code: int) -> _Plan | None:
    """The numbers of the countries with that code; None where there is none."""
    import phonenumbers

    regions = phonenumbers.COUNTRY_CODE_TO_REGION_CODE.get(code)
    if not regions:
        return None
    metadata: Any = phonenumbers.PhoneMetadata.metadata_for_region_or_calling_code(code, regions[0])
    trunk = metadata.national_prefix_for_parsing
    return _Plan(frozenset(metadata.general_desc.possible_length), re.compile(trunk) if trunk else None)


def _understood(text: str, region: str) -> str | None:
    import phonenumbers

    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    is_whole = text.lstrip().startswith("+") and number.extension is None
    if not (phonenumbers.is_possible_number(number) if is_whole else phonenumbers.is_valid_number(number)):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def regions() -> tuple[str, ...]:
    """The countries (ISO 3166) by whose rules numbers can be read."""
    import phonenumbers

    return tuple(sorted(phonenumbers.SUPPORTED_REGIONS))
