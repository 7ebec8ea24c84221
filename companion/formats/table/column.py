"""Titles of columns, as the address books of others write them: English and German."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

from companion.formats.table.field import LABEL_OF, Field, FieldChoice

_LONGEST_TITLE = 60
_WORD = re.compile(r"[^\W\d_]+|\d+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_ABOUT = re.compile(r"\d *[-–] *(?:type|label|service) *\Z", re.IGNORECASE)


def _by_title(titles: Mapping[Field, str]) -> Mapping[str, Field]:
    return MappingProxyType(
        {title.strip(): field for field, listed in titles.items() for title in listed.split(",")}
    )


# Without accents, numbers and punctuation, in lower case.
_WHOLE = _by_title(
    {
        Field.NAME: "name, full name, display name, contact name, contact, formatted name, person, attendee,"
        " attendee name, participant, participant name, guest, guest name, member name, vollstandiger name,"
        " anzeigename, kontakt, kontaktname, ansprechpartner, ansprechpartnerin, teilnehmer, teilnehmerin,"
        " vor und nachname",
        Field.FIRST_NAME: "first name, given name, forename, firstname, first, vorname, rufname",
        Field.MIDDLE_NAME: "middle name, middle names, additional name, middle initial, weitere vornamen,"
        " zweiter vorname",
        Field.LAST_NAME: "last name, family name, surname, lastname, last, nachname, familienname, zuname",
        Field.PREFIX: "prefix, name prefix, honorific prefix, salutation, anrede, namensprafix",
        Field.SUFFIX: "suffix, name suffix, honorific suffix, namenssuffix, namenszusatz",
        Field.UID: "uid, unique identifier",
        Field.NICKNAME: "nickname, nick name, spitzname",
        Field.TITLE: "title, job title, jobtitle, position, job, designation, organization title,"
        " organisation title, titel, funktion, stellenbezeichnung, berufsbezeichnung, positionsbezeichnung",
        Field.ROLE: "role, profession, occupation, rolle, beruf",
        Field.ORGANISATION: "company, company name, organisation, organization, organisation name,"
        " organization name, org, employer, affiliation, firma, firmenname, unternehmen, arbeitgeber",
        Field.DEPARTMENT: "department, organization department, organisation department, abteilung",
        Field.BIRTHDAY: "birthday, birth date, birthdate, date of birth, dob, born, geburtstag, geburtsdatum",
        Field.BIRTH_DAY: "birth day, day of birth",
        Field.BIRTH_MONTH: "birth month, month of birth, geburtsmonat",
        Field.BIRTH_YEAR: "birth year, year of birth, geburtsjahr",
        Field.TAGS: "tags, tag, labels, label, categories, category, groups, group, group membership,"
        " kategorien, kategorie, gruppen, gruppe, schlagworte, schlagworter",
        Field.NOTES: "notes, note, comments, comment, remarks, remark, memo, notizen, notiz, bemerkungen,"
        " bemerkung, kommentar, kommentare, anmerkung, anmerkungen",
        Field.NEEDS: "needs, need, looking for, is looking for, braucht, sucht, gesuch, gesuche, bedarf",
        Field.OFFERS: "offers, offer, can help with, bietet, angebot, angebote, hilft mit",
        Field.MET_AT: "met at, where met, where we met, getroffen bei, kennengelernt bei",
        Field.MET_ON: "met on, date met, when met, when we met, getroffen am, kennengelernt am",
        Field.STARRED: "starred, star, favorite, favourite, favorit",
        Field.ADDRESS: "formatted address, postal address, mailing address, postanschrift",
        Field.PHONE: "callback, isdn, telex",
    }
)
_DATES = _by_title({Field.DATE: "connected on, anniversary, wedding anniversary, jahrestag, hochzeitstag"})
_DATE_LABELS = MappingProxyType(
    {
        "wedding anniversary": "anniversary",
        "jahrestag": "anniversary",
        "hochzeitstag": "anniversary",
    }
)
_RELATIONS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("spouse", "spouse name", "ehepartner", "ehegatte", "ehepartnerin"), "spouse"),
        **dict.fromkeys(("partner", "domestic partner"), "partner"),
        **dict.fromkeys(("manager s name", "manager name", "name des der vorgesetzten"), "manager"),
        **dict.fromkeys(("assistant s name", "assistant name", "name assistent"), "assistant"),
        **dict.fromkeys(("children", "kinder"), "child"),
        "referred by": "referred by",
    }
)
_PHONETIC = frozenset(
    {
        *("phonetic name", "phonetic first name", "phonetic middle name", "phonetic last name", "yomi name"),
        *("given name yomi", "additional name yomi", "family name yomi", "phonetic given name"),
        *("given yomi", "surname yomi"),
    }
)
# What no field of ours holds, and what it is kept as.
_UNDER_A_LABEL: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("office location", "office"), "office"),
        **dict.fromkeys(("hobby", "hobbies", "hobbys"), "hobby"),
        **dict.fromkeys(("school", "schools", "schule", "schulen"), "school"),
        **dict.fromkeys(("profession", "beruf"), "profession"),
        **dict.fromkeys(("location", "ort der besprechung"), "location"),
        **dict.fromkeys(("account", "konto"), "account"),
        **dict.fromkeys(("file as", "speichern unter"), "file as"),
        **dict.fromkeys(
            ("company yomi", "phonetic company name", "organization phonetic name"), "company as spoken"
        ),
        **dict.fromkeys(("government id number", "regierungs nr"), "government id"),
        **dict.fromkeys(("organizational id number", "organisationsnr"), "staff id"),
        **dict.fromkeys(("billing information", "abrechnungsinformation"), "billing"),
        **dict.fromkeys(("mileage", "reisekilometer"), "mileage"),
        **dict.fromkeys(("directory server", "verzeichnisserver"), "directory server"),
        **dict.fromkeys(("internet free busy", "internet frei gebucht"), "free and busy times"),
        **dict.fromkeys(("gender", "sex", "geschlecht"), "gender"),
        **dict.fromkeys(("initials", "initialen"), "initials"),
        **dict.fromkeys(("keywords", "stichworter"), "keywords"),
        **dict.fromkeys(("language", "sprache"), "language"),
    }
)
_USER = "user"
"""Outlook has four columns for what its user likes: `User 1`."""
# What Google numbers, each with a column for its label and one for its value.
_NUMBERED: Mapping[str, Field] = MappingProxyType(
    {
        **dict.fromkeys(("relation", "relationship"), Field.RELATED),
        "event": Field.DATE,
        "custom field": Field.CUSTOM,
    }
)
_LABELS: Mapping[str, str] = MappingProxyType(
    {
        word: label
        for label, words in {
            "home": "home private personal privat private privates residential",
            "work": "work business office professional geschaftlich geschaftliche geschaftlicher buro dienst"
            " dienstlich dienstliche beruflich berufliche arbeit",
            "other": "other weitere weiteres weiterer andere anderes anderer sonstige",
            "mobile": "mobile mobil cell cellular handy natel mobiltelefon mobilnummer handynummer mobilfunk"
            " mobilfunknummer",
            "main": "main haupttelefon hauptnummer zentrale",
            "fax": "fax telefax faxnummer",
            "pager": "pager beeper",
            "car": "car autotelefon",
            "radio": "radio mobilfunkgerat",
            "tty": "tty tdd texttelefon",
            "assistant": "assistant assistent assistentin",
        }.items()
        for word in words.split()
    }
)
_LABEL_ORDER = tuple(dict.fromkeys(_LABELS.values()))
# Which call a number by themselves: there need not be the word phone.
_PHONES = frozenset({"mobile", "fax", "pager", "haupttelefon", "autotelefon", "texttelefon"})
_COMPOUNDS: Mapping[str, tuple[Field, str]] = MappingProxyType(
    {
        "geschaftstelefon": (Field.PHONE, "work"),
        "diensttelefon": (Field.PHONE, "work"),
        "burotelefon": (Field.PHONE, "work"),
        "privattelefon": (Field.PHONE, "home"),
        "festnetz": (Field.PHONE, "home"),
        "privatadresse": (Field.ADDRESS, "home"),
        "geschaftsadresse": (Field.ADDRESS, "work"),
        "firmenadresse": (Field.ADDRESS, "work"),
    }
)
_KINDS: Mapping[str, Field] = MappingProxyType(
    {
        word: field
        for field, words in {
            Field.EMAIL: "email emails mail mailadresse emailadresse",
            Field.PHONE: "phone phones telephone telefon telefonnummer tel rufnummer",
            Field.URL: "url website web webpage webseite homepage internetseite blog",
            Field.ADDRESS: "address adresse anschrift",
        }.items()
        for word in words.split()
    }
)
_PARTS: Mapping[str, Field] = MappingProxyType(
    {
        word: field
        for field, words in {
            Field.STREET: "street strasse",
            Field.PO_BOX: "pobox postfach",
            Field.CITY: "city town ort stadt wohnort locality",
            Field.REGION: "state region province bundesland county stateprovince",
            Field.POSTAL_CODE: "postalcode zip zipcode postcode plz postleitzahl",
            Field.COUNTRY: "country land countryregion landregion",
        }.items()
        for word in words.split()
    }
)
_MESSENGERS = frozenset(
    {
        *("skype", "icq", "aim", "msn", "jabber", "xmpp", "telegram", "whatsapp", "signal", "matrix"),
        *("discord", "slack", "gtalk", "qq", "irc", "threema", "wechat", "yahoo", "teams", "viber"),
    }
)
# Where people have pages of their own, or are called by a handle.
NETWORKS = frozenset(
    {
        *("linkedin", "xing", "twitter", "facebook", "instagram", "github", "gitlab", "mastodon"),
        *("bluesky",),
    }
)
_FILLERS = frozenset(
    {
        *("number", "nummer", "no", "nr", "address", "adresse", "value", "s", "formatted", "primary"),
        *("secondary", "preferred", "id", "handle", "username", "account", "profile", "profil"),
        *("link", "page", "site", "the", "der", "des"),
    }
)
# Two or three words that are one, or one that stands for others.
_JOINED = (
    (" e mail ", " email "),
    (" po box ", " pobox "),
    (" postal code ", " postalcode "),
    (" zip code ", " zip "),
    (" state province ", " stateprovince "),
    (" country region ", " countryregion "),
    (" land region ", " landregion "),
    (" imaddress ", " im "),
    (" instant messaging ", " im "),
    (" instant messenger ", " im "),
    (" messenger ", " im "),
    (" google talk ", " gtalk "),
    (" windows live ", " msn "),
    (" cell phone ", " mobile phone "),
    (" company main ", " main "),
    (" telefon firma ", " haupttelefon "),
    (" linked in ", " linkedin "),
    (" whats app ", " whatsapp "),
    (" git hub ", " github "),
    (" we chat ", " wechat "),
)


def words_of(title: str) -> tuple[str, ...]:
    """A title as it is compared: its words and numbers, without case, accents and punctuation."""
    spaced = _CAMEL.sub(" ", title[:_LONGEST_TITLE]).casefold()
    plain = "".join(char for char in unicodedata.normalize("NFKD", spaced) if not unicodedata.combining(char))
    joined = f" {' '.join(_WORD.findall(plain))} "
    for apart, together in _JOINED:
        joined = joined.replace(apart, together)
    return tuple(joined.split())


def choice_for(title: str) -> FieldChoice | None:
    """What a column of this title holds, whatever stands beside it; None for one that nobody knows."""
    if len(title) > _LONGEST_TITLE:
        return None
    words = words_of(title)
    names = tuple(word for word in words if not word.isdecimal())
    group = next((int(word[:4]) for word in words if word.isdecimal()), 0)
    phrase = " ".join(names)
    if phrase in _WHOLE:
        return FieldChoice(_WHOLE[phrase], None, group)
    if phrase in _DATES:
        return FieldChoice(Field.DATE, _DATE_LABELS.get(phrase, phrase))
    if phrase in _RELATIONS:
        return FieldChoice(Field.RELATED, _RELATIONS[phrase])
    if phrase in _PHONETIC:
        return FieldChoice(Field.PHONETIC_NAME)
    if phrase in _UNDER_A_LABEL:
        return FieldChoice(Field.CUSTOM, _UNDER_A_LABEL[phrase])
    if phrase == _USER and group:
        return FieldChoice(Field.CUSTOM, f"user {group}")
    return (
        _numbered(names, group)
        or _labelled(title, names, group)
        or _part(words, names, group)
        or _point(names, group)
    )


def _numbered(names: Sequence[str], group: int) -> FieldChoice | None:
    """The columns of Google for people, days and values of a label: `Relation 1 - Value`."""
    field = _NUMBERED.get(" ".join(names[:-1])) if group else None
    if field is None:
        return None
    if names[-1] == "value":
        return FieldChoice(field, None, group)
    return FieldChoice(LABEL_OF[field], None, group) if names[-1] in {"label", "type"} else None


def _labelled(title: str, names: Sequence[str], group: int) -> FieldChoice | None:
    """The columns of Google that say what another one holds: `E-mail 1 - Type`."""
    if _ABOUT.search(title) is None or len(names) != 2:
        return None
    about = Field.IM if names[0] == "im" else _KINDS.get(names[0])
    # The type of an account with a messenger is home or work; the service is what it is called by.
    if about is None or (about is Field.IM and names[1] == "type"):
        return None
    return FieldChoice(LABEL_OF[about], None, group)


def _part(words: Sequence[str], names: Sequence[str], group: int) -> FieldChoice | None:
    """A part of an address: `Business Street 2` is its second line, `Address 2 - Street` of a second address."""
    found = [_PARTS[name] for name in names if name in _PARTS]
    labels = [_LABELS[name] for name in names if name in _LABELS]
    others = [name for name in names if name not in _PARTS and name not in _LABELS]
    if {*others} == {"address", "extended"} and not found:
        found, others = [Field.STREET], []
    if len(found) != 1 or len(labels) > 1 or not {*others} <= {"address", "adresse", "anschrift"}:
        return None
    is_numbered = any(pair[0] in _KINDS and pair[1].isdecimal() for pair in pairwise(words))
    return FieldChoice(found[0], labels[0] if labels else None, group if is_numbered else 0)


def _point(names: Sequence[str], group: int) -> FieldChoice | None:
    """A way to reach somebody, by the words of its title in any order: `Telefon geschäftlich`."""
    if len(names) == 1 and names[0] in _COMPOUNDS:
        field, label = _COMPOUNDS[names[0]]
        return FieldChoice(field, label, group)
    labels = sorted({_LABELS[name] for name in names if name in _LABELS}, key=_LABEL_ORDER.index)
    rest = [name for name in names if name not in _LABELS]
    services = [name for name in rest if name in _MESSENGERS]
    networks = [name for name in rest if name in NETWORKS]
    kinds = {_KINDS[name] for name in rest if name in _KINDS}
    known = _KINDS.keys() | _FILLERS | _MESSENGERS | NETWORKS | {"im"}
    if not {*rest} <= known or len(services) + len(networks) > 1:
        return None
    if services or "im" in rest:
        return FieldChoice(Field.IM, services[0] if services else None, group)
    if networks:
        return FieldChoice(Field.URL, networks[0], group)
    if {*labels} & _PHONES or {*names} & _PHONES:
        kinds.add(Field.PHONE)
    kind = _only(kinds, rest)
    return FieldChoice(kind, " ".join(labels) or None, group) if kind is not None else None


def _only(kinds: set[Field], names: Sequence[str]) -> Field | None:
    """`Email Address` and `Web Address` are no postal ones; `Web Page` and `Personal Site` have no word for url."""
    if len(kinds) > 1:
        kinds = kinds - {Field.ADDRESS}
    if not kinds and {"page", "site", "link", "profile"} & {*names}:
        return Field.URL
    return next(iter(kinds)) if len(kinds) == 1 else None
