"""Properties that say more of a person than a name and how to reach them: days, relations, nicknames, a picture."""

from collections.abc import Mapping
from types import MappingProxyType

from companion.formats.vcard.calendar_day import day_of
from companion.formats.vcard.gathering import Gathered, Handler, Ranked
from companion.formats.vcard.role import Role
from companion.formats.vcard.shown import one_line
from companion.formats.vcard.value import Binary, bytes_of, media_type_of
from companion.model.contact import DetailKind, Photo
from companion.model.problem import ProblemCode

_SEXES = {"m": "male", "f": "female", "o": "other", "n": "none", "u": "unknown"}
_SEXES_OF_WINDOWS = {"1": "female", "2": "male"}
_SILENT_RELATIONS = {"pref", "home", "work"}
_RELATIVES = {
    **dict.fromkeys(
        ("X-SPOUSE", "X-EVOLUTION-SPOUSE", "X-KADDRESSBOOK-X-SPOUSESNAME", "X-MS-SPOUSE"), "spouse"
    ),
    **dict.fromkeys(
        ("X-MANAGER", "X-EVOLUTION-MANAGER", "X-KADDRESSBOOK-X-MANAGERSNAME", "X-MS-MANAGER"), "manager"
    ),
    **dict.fromkeys(
        ("X-ASSISTANT", "X-EVOLUTION-ASSISTANT", "X-KADDRESSBOOK-X-ASSISTANTSNAME", "X-MS-ASSISTANT"),
        "assistant",
    ),
    **dict.fromkeys(("X-CHILD", "X-CHILDREN", "X-MS-CHILD"), "child"),
    "X-PARTNER": "partner",
    "AGENT": "agent",
}
_OTHERS = {
    "X-MAIDENNAME": "maiden name",
    "BIRTHPLACE": "birthplace",
    "DEATHPLACE": "deathplace",
    "DEATHDATE": "deathdate",
    "EXPERTISE": "expertise",
    "HOBBY": "hobby",
    "INTEREST": "interest",
    "PRONOUNS": "pronouns",
    "X-PRONOUNS": "pronouns",
    "X-EVOLUTION-OFFICE": "office",
    "X-KADDRESSBOOK-X-OFFICE": "office",
}
_END_OF_JPEG = b"\xff\xd9"
_ANDROID_KIND = "vnd.android.cursor.item/"
_ANDROID_RELATIONS = (
    *("", "assistant", "brother", "child", "domestic partner", "father", "friend", "manager", "mother"),
    *("parent", "partner", "referred by", "relative", "sister", "spouse"),
)
"""By the numbers of ContactsContract.CommonDataKinds.Relation."""


def birthday(found: Gathered, text: str, role: Role) -> None:
    """BDAY; what is no day is said in words among the details."""
    day = day_of(text, role.omitted_year)
    if day is not None:
        found.birthdays.append(Ranked(role.rank, day))
    elif text:
        found.remark(ProblemCode.BAD_VALUE, text)
        found.add_detail(DetailKind.OTHER, text, "birthday")


def anniversary(found: Gathered, text: str, role: Role) -> None:
    """ANNIVERSARY and its forerunners."""
    found.add_detail(DetailKind.ANNIVERSARY, day_of(text, role.omitted_year) or text)


def day(found: Gathered, text: str, role: Role) -> None:
    """X-ABDATE: a day whose group says what it is."""
    word = next((word for word in role.words if word != "pref"), None)
    found.add_detail(DetailKind.DATE, day_of(text, role.omitted_year) or text, word, role.group)


def nickname(found: Gathered, value: str, role: Role) -> None:
    """NICKNAME: a list."""
    for text in found.listed(value, role):
        found.add_detail(DetailKind.NICKNAME, text)


def profession(found: Gathered, text: str, _role: Role) -> None:
    """ROLE: the occupation."""
    found.add_detail(DetailKind.ROLE, text)


def relative(found: Gathered, text: str, role: Role) -> None:
    """RELATED, X-ABRELATEDNAMES, X-SPOUSE and the like: somebody by name, or by an address of theirs."""
    label = _RELATIVES.get(role.name)
    if label is None:
        label = " ".join([word for word in role.words if word not in _SILENT_RELATIONS]) or None
    if not text[:12].upper().startswith("BEGIN:VCARD"):
        found.add_detail(DetailKind.RELATED, text, label, role.group)


def gender(found: Gathered, value: str, role: Role) -> None:
    """GENDER (RFC 6350, section 6.2.7) and X-GENDER: what the card says in words, else what its letter stands for."""
    letter, *words = found.parts(value, role)
    said = found.shown(words[0]) if words else ""
    sex = one_line(letter)
    found.add_detail(DetailKind.GENDER, said or _SEXES.get(sex.lower(), sex))


def gender_of_windows(found: Gathered, text: str, _role: Role) -> None:
    """X-WAB-GENDER of the address book of Windows: a number, 0 for unspecified."""
    found.add_detail(DetailKind.GENDER, _SEXES_OF_WINDOWS.get(text, ""))


def language(found: Gathered, text: str, _role: Role) -> None:
    """LANG."""
    found.add_detail(DetailKind.LANGUAGE, text)


def other(found: Gathered, text: str, role: Role) -> None:
    """A property that is shown as it is."""
    found.add_detail(DetailKind.OTHER, day_of(text) or text, _OTHERS[role.name])


def custom(found: Gathered, text: str, role: Role) -> None:
    """X-CUSTOM, as our writer says what only the label of its group has a word for."""
    found.add_detail(DetailKind.OTHER, text, None, role.group)


def phonetic(found: Gathered, text: str, role: Role) -> None:
    """X-PHONETIC-FIRST-NAME and its like: a part of how the name is said."""
    part = role.name.removeprefix("X-PHONETIC-").removesuffix("-NAME")
    found.phonetic.setdefault(part, text)


def sound(found: Gathered, value: str, role: Role) -> None:
    """SOUND;X-IRMC-N, by which Japanese phones say a name in syllables; any other sound is none of ours."""
    if "x-irmc-n" in role.words:
        parts = [one_line(part) for part in found.parts(value, role)]
        found.phonetic.setdefault("NAME", " ".join([part for part in parts if part]))


def category(found: Gathered, value: str, role: Role) -> None:
    """CATEGORIES: a list, in 2.1 also between semicolons."""
    for text in found.listed(value, role):
        found.tags += [part.strip() for part in text.split(";")] if found.card.version == "2.1" else [text]


def picture(found: Gathered, value: str, role: Role) -> None:
    """PHOTO: the first that is a picture; an address elsewhere is a detail, and never looked up."""
    if not value.strip():
        return
    binary = bytes_of(found.one)
    if binary is not None:
        _take_picture(found, value, binary)
        return
    text = found.line(value, role)
    if ":" in text[:20]:
        found.add_detail(DetailKind.OTHER, text, "photo")
    else:
        found.remark(ProblemCode.BAD_PHOTO, text)


def _take_picture(found: Gathered, value: str, binary: Binary) -> None:
    is_picture = media_type_of(binary.content) is not None
    problem = binary.problem
    if not is_picture and problem is not ProblemCode.PHOTO_TOO_LARGE:
        problem = ProblemCode.BAD_PHOTO
    elif binary.media_type == "image/jpeg" and binary.content.rfind(_END_OF_JPEG) < 0:
        problem = problem or ProblemCode.BAD_ENCODING
    if problem is not None:
        found.remark(problem, value)
    if is_picture and found.photo is None:
        found.photo = Photo(binary.media_type, binary.content)


def android(found: Gathered, value: str, role: Role) -> None:
    """X-ANDROID-CUSTOM: a row of Android's own table, its columns between semicolons."""
    kind, value, number, label, *_ = [one_line(part) for part in found.parts(value, role)] + ["", "", ""]
    own = label if number in ("", "0") else ""
    if kind == f"{_ANDROID_KIND}nickname":
        found.add_detail(DetailKind.NICKNAME, value)
    elif kind == f"{_ANDROID_KIND}relation":
        place = int(number) if number.isdecimal() and len(number) < 3 else 0
        known = _ANDROID_RELATIONS[place] if place < len(_ANDROID_RELATIONS) else ""
        found.add_detail(DetailKind.RELATED, value, own or known or None)
    elif kind == f"{_ANDROID_KIND}contact_event":
        _add_event(found, day_of(value), value, number, own)


def _add_event(found: Gathered, known: str | None, value: str, number: str, label: str) -> None:
    if number == "3" and known is not None:
        found.birthdays.append(Ranked(1_000, known))
    elif number == "1":
        found.add_detail(DetailKind.ANNIVERSARY, known or value)
    else:
        found.add_detail(DetailKind.DATE, known or value, label or None)


LINE_HANDLERS: Mapping[str, Handler] = MappingProxyType(
    {
        "BDAY": birthday,
        "ANNIVERSARY": anniversary,
        "X-ANNIVERSARY": anniversary,
        "X-EVOLUTION-ANNIVERSARY": anniversary,
        "X-KADDRESSBOOK-X-ANNIVERSARY": anniversary,
        "X-MS-ANNIVERSARY": anniversary,
        "X-ABDATE": day,
        "ROLE": profession,
        "X-KADDRESSBOOK-X-PROFESSION": profession,
        "RELATED": relative,
        "X-ABRELATEDNAMES": relative,
        "X-WAB-GENDER": gender_of_windows,
        "LANG": language,
        "X-LANG": language,
        "X-CUSTOM": custom,
        "X-PHONETIC-FIRST-NAME": phonetic,
        "X-PHONETIC-MIDDLE-NAME": phonetic,
        "X-PHONETIC-LAST-NAME": phonetic,
        "X-PHONETIC-NAME": phonetic,
        **dict.fromkeys(_RELATIVES, relative),
        **dict.fromkeys(_OTHERS, other),
    }
)
"""By the name of the property in upper case."""
VALUE_HANDLERS: Mapping[str, Handler] = MappingProxyType(
    {
        "NICKNAME": nickname,
        "X-NICKNAME": nickname,
        "GENDER": gender,
        "X-GENDER": gender,
        "SOUND": sound,
        "CATEGORIES": category,
        "PHOTO": picture,
        "X-ANDROID-CUSTOM": android,
    }
)
"""By the name of the property in upper case."""
