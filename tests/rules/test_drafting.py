import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.model.event import Encounter, Event, EventKind, Meeting
from companion.model.need import Need, NeedState
from companion.model.person import Person
from companion.model.promise import Promise, PromiseState
from companion.rules.drafting import Draft, DraftKind, Facts, Templates, draft, draft_kind, known_facts
from companion.wording.template import read_templates

TODAY = date(2026, 5, 13)
NOON = datetime(2026, 5, 12, 12, tzinfo=UTC)
ANA = Person(UUID(int=0xA), "Ana Ruiz")
ME = Person(UUID(int=1), "Katrin")
ENGLISH = read_templates()
EVERYTHING = Facts(
    name="Ana Ruiz",
    me="Katrin",
    event="Founders mixer",
    met_on=date(2026, 5, 12),
    need="quieter venue",
    promises=("library contact", "send retention white paper", "call her about the venue"),
)


def said(kind: DraftKind, facts: Facts) -> Draft:
    return draft(kind, facts, ENGLISH, today=TODAY)


def made(text: str, facts: Facts = EVERYTHING) -> str:
    """The body that a template of the test's own makes."""
    templates = replace(ENGLISH, messages={DraftKind.HELLO: text})
    return draft(DraftKind.HELLO, facts, templates, today=TODAY).body


def test_a_hello_says_where_we_met_what_they_need_and_asks_one_thing():
    assert said(DraftKind.HELLO, EVERYTHING) == Draft(
        DraftKind.HELLO,
        "Founders mixer",
        "Hi Ana,\n\n"
        "It was good to talk with you at Founders mixer on Tuesday. "
        "You told me what you are looking for: quieter venue. May I ask around for you?\n\n"
        "All the best,\nKatrin",
    )


def test_a_promise_kept_serves_all_promises_in_one_sentence():
    assert said(DraftKind.PROMISE_KEPT, EVERYTHING) == Draft(
        DraftKind.PROMISE_KEPT,
        "Founders mixer",
        "Hi Ana,\n\n"
        "It was good to talk with you at Founders mixer on Tuesday. "
        "I remember what you are looking for: quieter venue. "
        "Here is what I promised: library contact; send retention white paper; call her about the venue. "
        "Is there anything else I can do for you?\n\n"
        "All the best,\nKatrin",
    )


def test_a_late_promise_says_sorry_once():
    assert said(DraftKind.LATE_PROMISE, replace(EVERYTHING, promises=("library contact",))) == Draft(
        DraftKind.LATE_PROMISE,
        "Founders mixer",
        "Hi Ana,\n\n"
        "We talked at Founders mixer on Tuesday. "
        "I remember what you are looking for: quieter venue. "
        "I am sorry for the delay; here is what I promised: library contact. Is it still useful to you?\n\n"
        "All the best,\nKatrin",
    )


def test_a_hello_of_which_nothing_is_known_is_still_a_whole_note():
    assert said(DraftKind.HELLO, Facts()) == Draft(
        DraftKind.HELLO, "Hello", "Hello,\n\nI wanted to say hello. Is there anything I can help you with?"
    )


@pytest.mark.parametrize("kind", list(DraftKind))
@pytest.mark.parametrize("left_out", list(product([True, False], repeat=6)))
def test_whatever_is_missing_a_message_has_no_hole_and_at_most_four_sentences(kind, left_out):
    fields = ("name", "me", "event", "met_on", "need", "promises")
    missing = {name: getattr(Facts(), name) for name, out in zip(fields, left_out, strict=True) if out}
    message = said(kind, replace(EVERYTHING, **missing))
    text = f"{message.subject}\n{message.body}"
    assert 1 <= len(re.findall(r"[.?!]", message.body)) <= 4
    assert not re.search(r"[{}\[\]|\\#]|None|  | [.,;:?!]|[.,;:?!]{2}|^\s|\s$|\n{3}| \n|\n ", text)
    assert message.subject
    assert ("Katrin" in text) is ("me" not in missing)


@pytest.mark.parametrize(
    ("texts", "sentence"),
    [
        (("send paper.",), "what I promised: send paper. Is it"),
        (("is it true?", "call"), "what I promised: is it true? call. Is it"),
        (("a", "b!", "c"), "what I promised: a; b! c. Is it"),
        (("  two   blanks \n and a line ",), "what I promised: two blanks and a line. Is it"),
        (("", "a", " "), "what I promised: a. Is it"),
        (("{need} [x] | y \\n %s",), "what I promised: {need} [x] | y \\n %s. Is it"),
    ],
)
def test_promises_stand_in_the_sentence_as_they_were_typed(texts, sentence):
    assert sentence in said(DraftKind.LATE_PROMISE, replace(EVERYTHING, promises=texts)).body


@pytest.mark.parametrize(
    ("name", "greeting"),
    [
        ("Ana Ruiz", "Hi Ana,"),
        ("Ana", "Hi Ana,"),
        ("  Ana   Ruiz ", "Hi Ana,"),
        ("Zoe\u0308 Smith", "Hi Zoe\u0308,"),
        ("Dr. Ana Ruiz", "Hi Dr. Ana Ruiz,"),
        ("J. R. Smith", "Hi J. R. Smith,"),
        ("Ruiz, Ana", "Hi Ruiz, Ana,"),
        ("山田 太郎", "Hi 山田 太郎,"),
        ("김 민수", "Hi 김 민수,"),
        (" ", "Hello,"),
        ("eve@hub.example", "Hello,"),
        ("+49 30 123456", "Hello,"),
        ("3M Deutschland", "Hi 3M,"),
    ],
)
def test_a_person_is_greeted_by_the_first_word_of_the_name(name, greeting):
    assert said(DraftKind.HELLO, replace(EVERYTHING, name=name)).body.split("\n")[0] == greeting


@pytest.mark.parametrize(
    ("met_on", "words"),
    [
        (date(2026, 5, 13), "Founders mixer on Wednesday."),
        (date(2026, 5, 7), "Founders mixer on Thursday."),
        (date(2026, 5, 6), "Founders mixer on 6 May."),
        (date(2026, 5, 14), "Founders mixer on 14 May."),
        (date(2025, 12, 31), "Founders mixer on 31 December 2025."),
        (None, "Founders mixer."),
    ],
)
def test_the_day_is_named_as_people_do(met_on, words):
    assert words in said(DraftKind.HELLO, replace(EVERYTHING, met_on=met_on)).body


def test_a_sentence_mark_of_an_event_ends_our_sentence():
    facts = replace(EVERYTHING, event="Bits & Pretzels!", met_on=None)
    assert "at Bits & Pretzels! You told" in said(DraftKind.HELLO, facts).body


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("", ""),
        ("# only a remark", ""),
        ("Met at {event}.", "Met at Founders mixer."),
        ("Met at { event }.", "Met at Founders mixer."),
        ("Met at {evnt}.\nHello.", "Hello."),
        ("Met at {evnt}. | {x} | Hello. | Bye.", "Hello."),
        ("Met[ at {evnt}].", "Met."),
        ("Met[ on {day}[ at {event}]].", "Met on Tuesday at Founders mixer."),
        ("Met {event.", "Met event."),
        ("Met event}.", "Met event."),
        ("Met [at {event}.", "Met at Founders mixer."),
        ("Met {}.\nHello.", "Hello."),
        ("Met {name.__class__} {0} {event!r}.\nHello.", "Hello."),
        ("a\nb\n\n\n\nc", "a b\n\nc"),
        ("a\\n  {me}", "a\nKatrin"),
        ("a  b   {me}", "a b Katrin"),
        ("\n\n{x}\n\na", "a"),
    ],
)
def test_no_template_is_an_error(text, body):
    assert made(text) == body


def test_a_message_without_a_template_is_empty():
    templates = replace(ENGLISH, messages={})
    assert draft(DraftKind.HELLO, EVERYTHING, templates, today=TODAY) == Draft(DraftKind.HELLO, "", "")


@pytest.mark.parametrize("met_on", [date(2026, 5, 12), date(2026, 1, 12)])
def test_a_calendar_that_lacks_names_leaves_the_day_out(met_on):
    templates = replace(ENGLISH, weekdays=(), months=())
    body = draft(DraftKind.HELLO, replace(EVERYTHING, met_on=met_on), templates, today=TODAY).body
    assert "at Founders mixer. You" in body


def promised(text: str, due: int = 0, event: Event | None = None) -> Promise:
    day = TODAY + timedelta(days=due)
    event_id = event.id if event else None
    return Promise(UUID(int=7), ME.id, ANA.id, event_id, text, day, PromiseState.OPEN, NOON)


@pytest.mark.parametrize(
    ("dues", "kind"),
    [
        ([], DraftKind.HELLO),
        ([0], DraftKind.PROMISE_KEPT),
        ([5], DraftKind.PROMISE_KEPT),
        ([-1], DraftKind.LATE_PROMISE),
        ([0, -1], DraftKind.LATE_PROMISE),
    ],
)
def test_the_promises_served_say_which_message_it_is(dues, kind):
    assert draft_kind([promised("x", due) for due in dues], today=TODAY) is kind


def gathering(number: int, name: str) -> Event:
    return Event(UUID(int=number), ME.id, name, EventKind.MIXER, None, None, NOON, None, "Europe/Berlin")


def heard(number: int, text: str, event: Event | None = None, hours: int = 0, state=NeedState.OPEN) -> Need:
    at = NOON + timedelta(hours=hours)
    return Need(UUID(int=number), ANA.id, event.id if event else None, text, state, at)


MIXER, FAIR = gathering(50, "Founders mixer"), gathering(51, "Book fair")
AT_MIXER = Meeting(Encounter(UUID(int=60), ANA.id, MIXER.id, NOON), MIXER)
AT_FAIR = Meeting(Encounter(UUID(int=61), ANA.id, FAIR.id, datetime(2026, 5, 13, 1, tzinfo=UTC)), FAIR)


def test_facts_of_somebody_known_by_name_only_are_only_the_name():
    facts = known_facts(ANA, Person(UUID(int=1), ""), meetings=(), needs=(), served=())
    assert facts == Facts(name="Ana Ruiz")


def test_facts_are_of_the_last_meeting_on_its_evening():
    facts = known_facts(ANA, ME, meetings=(AT_FAIR, AT_MIXER), needs=(), served=())
    assert facts == Facts("Ana Ruiz", "Katrin", "Book fair", date(2026, 5, 12))


def test_facts_for_a_promise_are_of_the_event_where_it_was_made():
    facts = known_facts(
        ANA,
        ME,
        meetings=(AT_MIXER, AT_FAIR),
        needs=(),
        served=(promised("paper", event=MIXER), promised("b")),
    )
    assert (facts.event, facts.promises) == ("Founders mixer", ("paper", "b"))


@pytest.mark.parametrize(
    ("needs", "text"),
    [
        ([], ""),
        ([heard(1, "venue")], "venue"),
        ([heard(1, "venue"), heard(2, "editor", hours=1)], "editor"),
        ([heard(1, "venue", FAIR), heard(2, "editor", hours=1)], "venue"),
        ([heard(2, "typed second", FAIR), heard(1, "typed first", FAIR)], "typed first"),
        ([heard(1, "venue"), heard(2, "editor", hours=1, state=NeedState.MET)], "venue"),
        ([heard(1, "venue", state=NeedState.BEING_HELPED)], ""),
    ],
)
def test_the_need_said_is_the_newest_open_one_heard_there(needs, text):
    assert known_facts(ANA, ME, meetings=(AT_MIXER, AT_FAIR), needs=needs, served=()).need == text


def bare(text: str) -> set[str]:
    """The words of a text without the sentence marks around them."""
    return {word.strip(".,;:?!…。！？") for word in text.split()}


def template_words(kind: DraftKind) -> set[str]:
    text = re.sub(r"\{\w+\}", " ", ENGLISH.messages[kind])
    return bare(re.sub(r"[\[\]|]|\\n", " ", text)) | set(ENGLISH.weekdays) | set(ENGLISH.months)


stored = st.text(max_size=30)
some_facts = st.builds(
    Facts,
    name=stored,
    me=stored,
    event=stored,
    met_on=st.none() | st.dates(),
    need=stored,
    promises=st.lists(stored, max_size=3).map(tuple),
)


@given(st.sampled_from(DraftKind), some_facts, st.dates())
def test_every_word_of_a_message_is_in_its_template_or_was_stored(kind, facts, today):
    message = draft(kind, facts, ENGLISH, today=today)
    known = template_words(kind)
    for text in (facts.name, facts.me, facts.event, facts.need, *facts.promises):
        known |= bare(text)
    if facts.met_on is not None:
        known |= {str(facts.met_on.day), str(facts.met_on.year)}
    assert bare(message.body) | bare(message.subject) <= known
    assert "  " not in message.body
    assert "\n" not in message.subject


@given(st.sampled_from([DraftKind.PROMISE_KEPT, DraftKind.LATE_PROMISE]), some_facts)
def test_everything_promised_is_in_the_message(kind, facts):
    body = draft(kind, facts, ENGLISH, today=TODAY).body
    assert all(" ".join(text.split()) in body for text in (facts.event, facts.need, *facts.promises))


@given(st.text(alphabet=st.sampled_from("{}[]|#\\n aé.\nSubject:eventday")), some_facts)
def test_a_template_of_any_text_leaves_no_placeholder(text, facts):
    clean = replace(facts, name="Ana", me="Katrin", event="mixer", need="venue", promises=("paper",))
    message = draft(DraftKind.HELLO, clean, Templates({DraftKind.HELLO: text}, (), (), text), today=TODAY)
    assert not re.search(r"[{}\[\]|]|  ", message.subject + message.body)
