"""Phone numbers typed on their own, read by the rules of a region."""


def e164(text: str, region: str) -> str | None:
    """A phone number in international form (ITU-T E.164), or None for what is none.

    `region` (ISO 3166) gives the country of a number written without one, which has to be valid there;
    one that is written with its country needs no more than a length that occurs there.
    """
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
