"""The capture line: every rule by lines of its own, and the laws that hold for any text."""

import subprocess
import sys
from pathlib import Path

import pytest

from companion.model.capture import ContactPhrase
from companion.model.person import ContactKind
from companion.rules.capture import read, warm
from tests.rules.lines import contact, person, promise, sign
from tests.rules.lines.case import TODAY, seen

PROJECT = Path(__file__).parents[2]

CASES = [*person.CASES, *sign.CASES, *contact.CASES, *promise.CASES]
RULES = """
PRECEDENCE CONTACT-ENDS COMMA-NUMBER LINE-BREAK CTRL-SET FULLWIDTH-MORE FULLWIDTH-SPACE ARABIC-PUNCT
NAME-GREEDY NAME-COMMA NAME-LETTER NO-NAME STAR-FIRST AMP-SPLIT TITLE-LAST-SEGMENT TITLE-DIRECT TITLE-COUNT
TITLE-VERB TITLE-AFTER-ORG ORG-GREEDY ORG-INC ORG-TWICE ORG-DOMAIN SIGN-BOUNDARY SIGN-WORD DIGIT-SIGN
PLUS-DIGIT HASH-DIGIT SPACE-AFTER SIGN-EMPTY STAR-ENDS STAR-PROSE ALIAS-SPACE ALIAS-LIST ALIAS-PROSE
QUOTE-STRIP QUOTE-COMMA QUOTE-OPEN QUOTE-KINDS TAG-WORD TAG-QUOTED TAG-PROSE DUPES EDGE-PUNCT VALUE-COMMA
INTRO-MANY INTRO-AMP NOTE-JOIN CONTACT-LATE EMAIL-CASE EMAIL-WRAP EMAIL-IDN URL-FORM URL-TRAIL PHONE-MATCHER
PHONE-INVALID PHONE-LABEL DATE-CASE TOM-CASE SUN-SAT DATE-WORDS LANG-EN NEXT-WEEKDAY NEXT-WEEK-MONDAY
DATE-TODAY DATE-ORDER EOM-TODAY MONTH-CLAMP UNITS-1M NUMBER-WORDS YEAR-FORMS DATE-ORDINAL DATE-WEEKDAY-PAIR
THIS-WEEKDAY DATE-TRAIL-PUNCT DATE-LONGEST DATE-GLUED TIME-AFTER BEFORE-DAY ONLY-DATE IMPOSSIBLE-DATE
PAST-DATE DEFAULT-DUE PHONE-COST SPAN-UNITS UNCHIP LAST-PERSON GROUP-SHARE MIDNIGHT INTRO-DIRECTION TIME-EMAIL
"""


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}: {case.line[:60]}")
def test_a_line_is_read_by_the_rule(case):
    capture = read(case.line, today=case.today, region=case.region, off=case.off)

    assert seen(capture) == case.expected


def test_every_rule_has_a_line():
    assert {case.rule for case in CASES} == set(RULES.split()) - {"SPAN-UNITS"}


@pytest.mark.parametrize(
    ("line", "spans"),
    [
        (
            '\u200bZoë 🎂 & "Ole  L", CFO, @\tFjord , tall; #Cold! *',
            [
                ("name", "Zoë 🎂", "Zoë 🎂"),
                ("name", '"Ole  L"', "Ole L"),
                ("title", "CFO", "CFO"),
                ("organisation", "@\tFjord", "Fjord"),
                ("note", "tall", "tall"),
                ("tag", "#Cold", "cold"),
                ("star", "*", "*"),
            ],
        ),
        (
            "?ice, !send  it by fri. !  need: x ; * (tel 0171 2345678). <ole@fjord.no>",
            [
                ("need", "?ice", "ice"),
                ("promise", "!send  it by fri. !", "send it by fri. !"),
                ("need", "need: x", "x"),
                ("star", "*", "*"),
                ("phone", "(tel 0171 2345678)", "0171 2345678"),
                ("email", "<ole@fjord.no>", "ole@fjord.no"),
            ],
        ),
        (
            "🎂 !send\u200b it  by \u200bfri. >Pia",
            [
                ("note", "🎂", "🎂"),
                ("promise", "!send\u200b it  by \u200bfri.", "send it"),
                ("date", "by \u200bfri", "by fri"),
                ("intro", ">Pia", "Pia"),
            ],
        ),
    ],
)
def test_tokens_span_the_raw_line_from_the_sign_to_the_last_character(line, spans):
    tokens = read(line, today=TODAY, region="DE").tokens

    assert [(token.kind.value, line[token.start : token.end], token.text) for token in tokens] == spans


def test_a_phone_is_kept_as_e164_beside_what_was_typed():
    (contact,) = read("Ole Mobile: 0171  2345678", today=TODAY, region="DE").contacts

    assert contact == ContactPhrase(ContactKind.PHONE, "+491712345678", "0171 2345678", "mobile")


def test_the_phone_library_is_loaded_only_for_enough_digits_or_when_warmed():
    code = (
        "import sys; from datetime import date; from companion.rules.capture import read, warm\n"
        "read('Ole @Fjord, 12345 ?ice', today=date(2027, 3, 10), region='DE')\n"
        "assert 'phonenumbers' not in sys.modules\n"
        "warm('NO')\n"
        "assert 'phonenumbers.data.region_NO' in sys.modules\n"
    )

    subprocess.run([sys.executable, "-c", code], check=True, cwd=PROJECT)


@pytest.mark.parametrize("region", ["NO", "", "no such country"])
def test_phones_are_read_the_same_before_and_after_warming(region):
    line = "Ole +47 22 12 34 56"
    cold = read(line, today=TODAY, region=region)
    warm(region)

    assert read(line, today=TODAY, region=region) == cold
    assert cold.values(ContactKind.PHONE) == ("+4722123456",)


def test_every_white_space_character_is_a_blank_and_every_other_control_character_is_dropped():
    blanks = [
        *range(0x09, 0x0E),
        0x20,
        0x85,
        0xA0,
        0x1680,
        *range(0x2000, 0x200B),
        0x2028,
        0x2029,
        0x202F,
        0x205F,
        0x3000,
    ]
    controls = {*range(0x20), *range(0x7F, 0xA0)} - {*blanks}
    formats = [
        0x61C,
        0x200B,
        0x200E,
        0x200F,
        *range(0x202A, 0x202F),
        0x2060,
        *range(0x2066, 0x206A),
        0xFEFF,
        0xAD,
    ]

    def name(code: int) -> str | None:
        return read(f"Ole{chr(code)}Lindt", today=TODAY, region="DE").name

    assert {name(code) for code in blanks} == {"Ole Lindt"}
    assert {name(code) for code in (*controls, *formats)} == {"OleLindt"}
    assert {name(code) for code in (0x200C, 0x200D)} == {"Ole\u200cLindt", "Ole\u200dLindt"}
