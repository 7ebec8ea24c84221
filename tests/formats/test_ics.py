import random
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.formats.ics import LARGEST, read_calendar
from companion.model.person import ContactKind
from companion.model.problem import ProblemCode


def calendar(*parts, zone=None):
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", *([f"X-WR-TIMEZONE:{zone}"] if zone else []), *parts]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def event(*lines, start="DTSTART:20260512T180000Z"):
    told = "\r\n".join(lines)
    summary = [] if "SUMMARY" in told else ["SUMMARY:Mixer"]
    return "\r\n".join(["BEGIN:VEVENT", *summary, *([start] if start else []), *lines, "END:VEVENT"])


def read_one(*lines, **values):
    zone = values.pop("zone", None)
    events, problems = read_calendar(calendar(event(*lines, **values), zone=zone), time_zone="Europe/Madrid")
    (one,) = events
    return one, [(problem.code, problem.property, problem.text) for problem in problems]


def refusal(*lines, **values):
    events, problems = read_calendar(calendar(event(*lines, **values)))
    assert events == ()
    (problem,) = [problem for problem in problems if problem.is_refusal]
    return problem.code, problem.property, problem.text


def zone(name, *parts):
    return "\r\n".join(["BEGIN:VTIMEZONE", f"TZID:{name}", *parts, "END:VTIMEZONE"])


def part(kind, offset, *, month=10, since="16010101T030000"):
    rule = f"RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH={month}"
    return "\r\n".join([f"BEGIN:{kind}", f"DTSTART:{since}", f"TZOFFSETTO:{offset}", rule, f"END:{kind}"])


WHOLE = calendar(
    zone("Berlin time", part("STANDARD", "+0100"), part("DAYLIGHT", "+0200", month=3)),
    "BEGIN:VEVENT",
    "UID:mixer-7@kite.example",
    "DTSTAMP:20260401T080000Z",
    "SUMMARY:Founders\\, mi",
    " xer",
    "LOCATION:Hub\\nHauptstr. 5\\; left",
    "DESCRIPTION:Bring cards.\\n\\nAnd a pen.",
    "DTSTART;TZID=Berlin time:20260512T180000",
    'DTEND;TZID="W. Europe Standard Time":20260512T230000',
    'ATTENDEE;CN="Ruiz, Ana";ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED:mailto:ana@acme.example',
    "ATTENDEE;CN=tom@nordwind.example:MAILTO:tom@nordwind.example",
    "BEGIN:VALARM",
    "DESCRIPTION:Reminder",
    "TRIGGER:-PT15M",
    "END:VALARM",
    "END:VEVENT",
    "BEGIN:VTODO",
    "SUMMARY:Buy flowers",
    "END:VTODO",
)


def test_an_event_is_read_with_place_time_and_the_people_invited():
    (mixer,), problems = read_calendar(WHOLE)
    assert problems == ()
    assert (mixer.uid, mixer.name) == ("mixer-7@kite.example", "Founders, mixer")
    assert (mixer.venue, mixer.goal) == ("Hub, Hauptstr. 5; left", "Bring cards.\n\nAnd a pen.")
    assert mixer.starts_at == datetime(2026, 5, 12, 16, tzinfo=UTC)
    assert mixer.ends_at == datetime(2026, 5, 12, 21, tzinfo=UTC)
    assert mixer.time_zone == "Europe/Berlin"
    assert [contact.name for contact in mixer.attendees] == ["Ruiz, Ana", "tom@nordwind.example"]
    assert [(point.kind, point.value) for contact in mixer.attendees for point in contact.points] == [
        (ContactKind.EMAIL, "ana@acme.example"),
        (ContactKind.EMAIL, "tom@nordwind.example"),
    ]
    assert (mixer.first_line, mixer.last_line) == (16, 31)


def test_events_come_in_the_order_of_the_file_whatever_calendar_they_are_in():
    content = calendar(event("SUMMARY:One")) + calendar(event("SUMMARY:Two"), event("SUMMARY:Three"))
    events, problems = read_calendar(content)
    assert [one.name for one in events] == ["One", "Two", "Three"]
    assert problems == ()


@pytest.mark.parametrize("end", ["\n", "\r", "\r\r\n"])
def test_lines_end_in_any_way(end):
    (mixer,), _ = read_calendar(WHOLE.replace(b"\r\n", end.encode()))
    assert mixer.name == "Founders, mixer"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_calendar_is_read_in_its_charset(encoding):
    content = calendar(event("SUMMARY:Käsefondue")).decode().encode(encoding)
    (one,), problems = read_calendar(content)
    assert one.name == "Käsefondue"
    assert [problem.code for problem in problems] == [ProblemCode.CHARSET_GUESSED] * (encoding == "cp1252")


def test_an_event_without_a_name_is_called_by_its_place():
    one, _ = read_one("SUMMARY:", "LOCATION:Hub\\nUpstairs")
    assert one.name == "Hub Upstairs"
    assert refusal("SUMMARY: ") == (ProblemCode.NO_IDENTITY, "SUMMARY", "")


@pytest.mark.parametrize(
    ("start", "said"),
    [
        (None, ""),
        ("DTSTART:soon", "soon"),
        ("DTSTART;VALUE=PERIOD:20260512T180000Z/PT1H", "20260512T180000Z/PT1H"),
        ("DTSTART:00010101T000000", "00010101T000000"),
        ("DTSTART:99991231T235959Z", "99991231T235959Z"),
        ("DTSTART:20260230", "20260230"),
    ],
)
def test_an_event_without_a_start_that_we_can_keep_is_refused(start, said):
    assert refusal("UID:1", start=start) == (ProblemCode.BAD_VALUE, "DTSTART", said)


def test_an_event_that_was_cancelled_is_refused():
    assert refusal("STATUS:CANCELLED") == (ProblemCode.BAD_VALUE, "STATUS", "CANCELLED")


@pytest.mark.parametrize(
    ("start", "zone", "utc_hour", "time_zone"),
    [
        ("DTSTART:20260512T180000Z", None, 18, "Europe/Madrid"),
        ("DTSTART:20260512T180000Z", "Asia/Tokyo", 18, "Asia/Tokyo"),
        ("DTSTART:20260512T180000", None, 16, "Europe/Madrid"),
        ("DTSTART:20260512T180000", "Asia/Tokyo", 9, "Asia/Tokyo"),
        ("DTSTART:20260512T180000", "Nowhere/Land", 16, "Europe/Madrid"),
        ("DTSTART;TZID=Europe/London:20260512T180000", "Asia/Tokyo", 17, "Europe/London"),
        ('DTSTART;TZID="Europe/London":20260512T180000', None, 17, "Europe/London"),
        ("DTSTART;TZID=GMT Standard Time:20260512T180000", None, 17, "Europe/London"),
        ("DTSTART;TZID=/mozilla.org/20050126_1/Europe/London:20260512T180000", None, 17, "Europe/London"),
        (
            "DTSTART;TZID=/x/America/Argentina/Buenos_Aires:20260512T120000",
            None,
            15,
            "America/Argentina/Buenos_Aires",
        ),
        ("dtstart;tzid=Europe/London:20260512T180000", None, 17, "Europe/London"),
    ],
)
def test_a_time_is_in_its_own_zone_else_in_that_of_the_calendar_else_in_the_users(
    start, zone, utc_hour, time_zone
):
    one, problems = read_one(start=start, zone=zone)
    assert one.starts_at == datetime(2026, 5, 12, utc_hour, tzinfo=UTC)
    assert (one.time_zone, problems) == (time_zone, [])


@pytest.mark.parametrize(
    "name", ["Mars", "../../etc/localtime", "localtime", "/vendor/Turkey", "Europe", "\u0130", "x" * 500]
)
def test_a_zone_that_nothing_is_known_of_is_said(name):
    one, problems = read_one(start=f"DTSTART;TZID={name}:20260512T180000")
    assert one.starts_at == datetime(2026, 5, 12, 16, tzinfo=UTC)
    assert [(code, name) for code, name, _ in problems] == [(ProblemCode.BAD_VALUE, "TZID")]


def test_a_user_whose_zone_is_unknown_has_utc():
    (one,), _ = read_calendar(calendar(event(start="DTSTART:20260512T180000")), time_zone="Mars")
    assert (one.time_zone, one.starts_at.utcoffset()) == ("UTC", timedelta(0))


SOUTH = (part("STANDARD", "+1000", month=4), part("DAYLIGHT", "+1100", month=10))


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ((part("STANDARD", "-0500", month=11), part("DAYLIGHT", "-0400", month=3)), "America/New_York"),
        (SOUTH, "Australia/Sydney"),
        ((part("STANDARD", "+0530"),), "Asia/Kolkata"),
        ((part("STANDARD", "+1400"),), "Pacific/Kiritimati"),
        (("X-LIC-LOCATION:Africa/Cairo", part("STANDARD", "+0200")), "Africa/Cairo"),
        ((part("STANDARD", "+0900"), part("STANDARD", "+0300", since="20100101T000000")), "Asia/Riyadh"),
        ((part("STANDARD", "+0100"), part("DAYLIGHT", "+0200", month=3)), "Europe/Madrid"),
        ((part("DAYLIGHT", "+0200", month=3),), None),
        ((part("STANDARD", "soon"),), None),
        (("X-LIC-LOCATION:Mars", "RRULE:FREQ=YEARLY", part("STANDARD", "+0530")), "Asia/Kolkata"),
        ((part("STANDARD", "+0317"),), None),
    ],
)
def test_a_zone_with_a_name_of_its_own_is_known_by_its_distances_to_utc(parts, found):
    content = calendar(event(start="DTSTART;TZID=Ours:20260512T180000"), zone("Ours", *parts))
    (one,), problems = read_calendar(content, time_zone="Europe/Madrid")
    assert one.time_zone == (found or "Europe/Madrid")
    assert bool(problems) is (found is None)


def test_an_event_may_start_and_end_in_one_zone_of_the_calendars_own():
    lines = ("DTSTART;TZID=Ours:20260512T180000", "DTEND;TZID=Ours:20260512T200000")
    (one,), problems = read_calendar(calendar(event(*lines, start=None), zone("Ours", *SOUTH)))
    assert (one.starts_at.astimezone(UTC).hour, one.ends_at - one.starts_at) == (8, timedelta(hours=2))
    assert problems == ()


def test_rules_of_a_zone_are_never_run():
    rule = "RRULE:FREQ=SECONDLY;BYMONTH=3"
    parts = ["BEGIN:STANDARD", "DTSTART:16010101T000000", "TZOFFSETTO:+0100", rule, "END:STANDARD"]
    started = time.process_time()
    read_calendar(calendar(zone("Ours", *parts), event("DTEND;TZID=Ours:20260512T180000")))
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    ("lines", "hours"),
    [
        ((), 0),
        (("DTEND:20260512T213000Z",), 3.5),
        (("DTEND;TZID=Europe/London:20260512T213000",), 2.5),
        (("DURATION:PT90M",), 1.5),
        (("DURATION:P1D",), 24),
        (("DURATION:P1W",), 168),
        (("DTEND:20260512T213000Z", "DURATION:PT1H"), 3.5),
    ],
)
def test_an_event_ends_as_it_says_or_at_once(lines, hours):
    one, problems = read_one(*lines)
    assert one.ends_at - one.starts_at == timedelta(hours=hours)
    assert problems == []


def test_hours_are_hours_and_days_are_days_when_the_clocks_change():
    night = "DTSTART;TZID=Europe/Berlin:20260328T230000"
    one, _ = read_one("DURATION:PT5H", start=night)
    assert one.ends_at == datetime(2026, 3, 29, 3, tzinfo=UTC)
    one, _ = read_one("DURATION:P1D", start=night)
    assert one.ends_at == datetime(2026, 3, 29, 21, tzinfo=UTC)


@pytest.mark.parametrize(
    "line",
    ["DTEND:20260512T170000Z", "DTEND:never", "DURATION:-PT1H", "DURATION:soon", "DURATION:P99999999W"],
)
def test_an_end_that_cannot_be_is_said(line):
    one, problems = read_one(line)
    name, _, text = line.partition(":")
    assert one.ends_at == one.starts_at
    assert problems == [(ProblemCode.BAD_VALUE, name, text)]


@pytest.mark.parametrize(
    ("lines", "days"),
    [
        ((), 1),
        (("DTEND;VALUE=DATE:20260512",), 1),
        (("DTEND;VALUE=DATE:20260514",), 2),
        (("DURATION:P3D",), 3),
        (("DTEND:20260512T120000",), 1),
    ],
)
def test_a_whole_day_goes_from_midnight_to_midnight(lines, days):
    one, _ = read_one(*lines, start="DTSTART;VALUE=DATE:20260512")
    assert (one.starts_at.isoformat(), one.time_zone) == ("2026-05-12T00:00:00+02:00", "Europe/Madrid")
    assert one.ends_at - one.starts_at == timedelta(days=days)


@pytest.mark.parametrize("line", ["RRULE:FREQ=WEEKLY;COUNT=4", "RDATE:20260519T180000Z", "RRULE:rubbish"])
def test_of_an_event_that_repeats_the_first_is_read_and_said(line):
    one, problems = read_one(line)
    name, _, text = line.partition(":")
    assert one.starts_at == datetime(2026, 5, 12, 18, tzinfo=UTC)
    assert problems == [(ProblemCode.CUT, name, text)]


def test_a_moved_one_of_a_series_belongs_to_the_series():
    moved = event("UID:1", "RECURRENCE-ID:20260519T180000Z", start="DTSTART:20260520T180000Z")
    events, _ = read_calendar(calendar(moved, event("UID:1", "RRULE:FREQ=WEEKLY")))
    assert [one.starts_at.day for one in events] == [12]
    events, _ = read_calendar(calendar(moved, event("UID:2", "RRULE:FREQ=WEEKLY")))
    assert [one.starts_at.day for one in events] == [20, 12]


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("ATTENDEE:mailto:ana@acme.example", [("ana@acme.example", "ana@acme.example")]),
        ("ATTENDEE;CN=Ana Ruiz:mailto:ana@acme.example", [("Ana Ruiz", "ana@acme.example")]),
        ("ATTENDEE;CN='Ana Ruiz':mailto:ana@acme.example?subject=x", [("Ana Ruiz", "ana@acme.example")]),
        ("ATTENDEE;CN=Ruiz, Ana:mailto:ana@acme.example", [("Ruiz, Ana", "ana@acme.example")]),
        ("ATTENDEE;CN=Ana;EMAIL=ana@acme.example:urn:uuid:7", [("Ana", "ana@acme.example")]),
        ("ATTENDEE;CN=Ana:invalid:nomail", [("Ana", None)]),
        ("ATTENDEE;CN=Ana;PARTSTAT=TENTATIVE:mailto:a@b.example", [("Ana", "a@b.example")]),
        ("ATTENDEE;CN=Ana;PARTSTAT=DECLINED:mailto:a@b.example", []),
        ("ATTENDEE;CN=Blue room;CUTYPE=ROOM:mailto:room@b.example", []),
        ("ATTENDEE;CUTYPE=RESOURCE;CN=Projector:mailto:p@b.example", []),
        ("ATTENDEE:urn:uuid:7", []),
    ],
)
def test_people_invited_have_a_name_and_an_address(line, people):
    one, problems = read_one(line)
    assert [
        (contact.name, contact.points[0].value if contact.points else None) for contact in one.attendees
    ] == people
    assert problems == []


def test_somebody_invited_twice_comes_once():
    one, _ = read_one(
        "ATTENDEE;CN=Ana:mailto:ana@acme.example",
        "ATTENDEE:MAILTO:Ana@acme.example",
        "ATTENDEE;CN=Tom:x",
        "ATTENDEE;CN=tom:y",
    )
    assert [contact.name for contact in one.attendees] == ["Ana", "Tom"]


@pytest.mark.parametrize(
    "line",
    [
        *("RUBBISH", ":", "ATTENDEE;;;", "LOCATION;X=\x01:Hub", "ATTENDEE;VALUE=a,b:mailto:ana@acme.example"),
        "RECURRENCE-ID;VALUE=PERIOD:20260512/20260511",
    ],
)
def test_a_line_that_cannot_be_read_costs_itself_only(line):
    one, _ = read_one(line, "ATTENDEE;CN=Ana:mailto:ana@acme.example", "SUMMARY:Mixer", "UID:7")
    assert (one.name, one.uid, [contact.name for contact in one.attendees]) == ("Mixer", "7", ["Ana"])


def test_what_an_alarm_says_is_not_of_the_event():
    alarm = (
        "BEGIN:VALARM",
        "DESCRIPTION:Reminder",
        "ATTENDEE:mailto:me@home.example",
        "DURATION:PT5M",
        "END:VALARM",
    )
    one, problems = read_one(*alarm, "LOCATION:Hub")
    assert (one.goal, one.attendees, one.venue, one.ends_at) == (None, (), "Hub", one.starts_at)
    assert problems == []


def test_an_event_left_open_is_closed_before_the_next_one():
    content = WHOLE.replace(b"END:VALARM\r\nEND:VEVENT", event("SUMMARY:Second").encode())
    events, problems = read_calendar(content)
    assert [one.name for one in events] == ["Founders, mixer", "Second"]
    assert [(problem.code, problem.first_line) for problem in problems] == [(ProblemCode.NO_END, 16)]


def test_an_event_is_closed_by_the_end_of_the_calendar_or_of_the_file():
    for content in (
        WHOLE.partition(b"END:VEVENT")[0],
        WHOLE.replace(b"END:VEVENT\r\nBEGIN:VTODO", b"BEGIN:VTODO"),
    ):
        (one,), problems = read_calendar(content)
        assert one.name == "Founders, mixer"
        assert [problem.code for problem in problems] == [ProblemCode.NO_END]


def test_ends_without_a_beginning_and_calendars_without_one_do_no_harm():
    content = b"END:VEVENT\r\nEND:VALARM\r\n" + event("END:VALARM").encode()
    events, problems = read_calendar(content)
    assert (len(events), problems) == (1, ())


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", "empty"),
        (calendar("BEGIN:VTODO", "SUMMARY:x", "END:VTODO"), ""),
        (b"BEGIN:VCARD\r\nFN:Ana\r\nEND:VCARD\r\n", "vcf"),
        (b"Name,Email\r\n", "text"),
        (b"<!DOCTYPE html>", "html"),
    ],
)
def test_a_file_without_an_event_is_refused_and_said_what_it_is(content, found):
    events, (problem,) = read_calendar(content)
    assert (events, problem.code, problem.text) == ((), ProblemCode.NO_CARD, found)
    assert problem.is_refusal


def test_a_calendar_beyond_its_bounds_is_refused_or_cut():
    assert [one.code for one in read_calendar(b"x" * (LARGEST + 1))[1]] == [ProblemCode.FILE_TOO_LARGE]
    assert refusal(*["ATTENDEE:mailto:a@b.example"] * 5001)[0] is ProblemCode.TOO_MANY_PROPERTIES
    long = "y" * (2 << 20)
    for note in (
        long,
        f"x\r\n {long}",
        f"{long}\r\n z",
        f"x\r\n {long}\r\n z",
        f"{long[: 1 << 20]}\r\n {'z' * 100}",
    ):
        one, problems = read_one(f"DESCRIPTION:{note}")
        assert len(one.goal) < 1 << 20
        assert "z" not in one.goal
        assert problems == [(ProblemCode.CUT, "DESCRIPTION", "")]
    with pytest.raises(LookupError):
        read_calendar(WHOLE, encoding="klingon")


PIECES = (
    *(
        "BEGIN:VEVENT\r\n",
        "END:VEVENT\r\n",
        "DTSTART:",
        "DTEND;",
        "DURATION:",
        "ATTENDEE;",
        "\r\n ",
        "\r\n",
        "P",
        "T",
    ),
    *(
        "Z",
        ";",
        ":",
        '"',
        "\\",
        ",",
        "=",
        "^",
        "99999999",
        "00000000",
        "-P",
        "P99999999999D",
        "TZID=",
        "VALUE=",
    ),
    *(
        "VALUE=PERIOD",
        "VALUE=DURATION",
        "VALUE=DATE",
        "VALUE=TIME",
        "VALUE=UTC-OFFSET",
        "VALUE=INTEGER",
        "\x00",
        "é",
    ),
    *(
        "VALUE=BINARY",
        "VALUE=BOOLEAN",
        "VALUE=RECUR",
        "VALUE=GEO",
        "ENCODING=BASE64",
        "nan",
        "1e999",
        "%2C",
        "/",
    ),
)
INJURY = st.tuples(
    st.integers(0, len(WHOLE)), st.integers(0, 30), st.sampled_from(PIECES) | st.text(max_size=5)
)


@given(st.lists(INJURY, min_size=1, max_size=8))
def test_an_injured_calendar_is_read_without_an_error(injuries):
    text = WHOLE.decode()
    for place, length, piece in injuries:
        text = text[:place] + piece + text[place + length :]
    events, problems = read_calendar(text.encode())
    for one in events:
        assert one.name
        assert one.starts_at <= one.ends_at
        assert one.starts_at.astimezone(UTC).year >= 1899
    assert all(len(problem.text) <= 80 for problem in problems)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_without_an_error(content):
    read_calendar(content)


def test_a_cut_off_calendar_is_read_without_an_error():
    for length in random.Random(1).sample(range(len(WHOLE)), 150):
        read_calendar(WHOLE[:length])


@pytest.mark.parametrize(
    "shape",
    [
        "\r",
        "\n ",
        'ATTENDEE;CN="',
        "ATTENDEE;CN=a," * 5,
        "BEGIN:VEVENT\r\n",
        "BEGIN:X\r\n",
        "a@",
        "\\",
        "^n",
        "TZID=",
        " ",
    ],
)
def test_no_shape_of_a_line_takes_for_ever(shape):
    content = calendar(event(f"SUMMARY:x{shape * (200_000 // len(shape))}"))
    started = time.process_time()
    read_calendar(content)
    assert time.process_time() - started < 5


def test_the_library_is_loaded_only_when_there_is_a_calendar():
    code = "import sys, companion.formats.ics; sys.exit('icalendar' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
