import unicodedata
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from companion.rules.search import Query, fold, read_query, words


def hits(typed: str, stored: str) -> bool:
    """Whether every word looked for is the start of a stored one."""
    query = read_query(typed)
    return bool(query.words) and all(
        any(word.startswith(start) for word in words(stored)) for start in query.words
    )


HITS = [
    ("lukasz", "Łukasz Żółć"),
    ("zolc", "Łukasz Żółć"),
    ("Łukasz", "lukasz"),
    ("soren", "Søren Ørsted"),
    ("orsted", "Søren Ørsted"),
    ("dordevic", "Đorđević"),
    ("thor", "Þór Guðmundsson"),
    ("gudmundsson", "Þór Guðmundsson"),
    ("strasse", "Straße"),
    ("STRASSE", "straße"),
    ("straße", "Strasse"),
    ("aeon", "Æon"),
    ("oeuvre", "Œuvre"),
    ("ihsan", "İhsan"),
    ("isik", "Işık"),
    ("ışık", "ISIK"),
    ("федор", "Фёдор"),
    ("фёдор", "ФЕДОР"),
    ("αθηνα", "Αθήνα"),
    ("ΝΙΚΟΣ", "Νίκος"),
    ("νικοσ", "Νίκος"),
    ("νικο", "Νίκος"),
    ("muller", "Müller"),
    ("nguyen", "Nguyễn"),
    ("obrien", "O'Brien"),
    ("o'brien", "O’Brien"),
    ("o‘brien", "OʼBrien"),
    ("o´brien", "OBrien"),
    ("o`brien", "O＇Brien"),
    ("marcelli", "Marcel·lí"),
    ("entwicklung", "Ent\u00adwicklung"),
    ("anna-lena", "Anna Lena"),
    ("lena", "Anna-Lena"),
    ("ada example", "ada@example.org"),
    ("49 151", "+49 151 2345"),
    ("ｆｕｌｌ", "Full Width"),
    ("file", "ﬁle"),
    ("小明", "王小明"),
    ("明", "王小明"),
    ("王小", "王小明"),
    ("王小明", "王小明"),
    ("佐々木", "佐々木 次郎"),
    ("々木", "佐々木 次郎"),
    ("辻", "辻\U000e0100"),
    ("スミス", "ジョン・スミス"),
    ("ジョン", "ジョン・スミス"),
    ("ｽﾐｽ", "スミス"),
    ("東京 go", "東京Go Meetup"),
    ("𠮷田", "𠮷田"),
    ("김", "김철수"),
    ("철수", "김 철수"),
    ("กินข้าว", "ชอบกินข้าวผัด"),
    ("ข้าว", "ชอบกินข้าวผัด"),
    ("मीरा", "मीरा शर्मा"),
    ("मी", "मीरा शर्मा"),
    ("हिन्दी", "हिन्दी"),
    ("محمد", "مُحَمَّد"),
    ("محمد", "محمـــد"),
    ("أحمد", "احمد"),
    ("علی", "علي"),
    ("كريم", "کریم"),
    ("שלום", "שָׁלוֹם"),
    ("𞤢𞤣", "𞤀𞤁𞤂"),
]
MISSES = [
    ("asz", "Łukasz"),
    ("brien", "O'Brien"),
    ("小王", "王小明"),
    ("王明", "王小明"),
    ("मारा", "मीरा"),
    ("मीर", "मोर"),
    ("กาน", "กิน"),
    ("❤️", "1️⃣ first"),
    ("designer", "design"),
    ("", "Ada"),
    ("!?", "Ada"),
    ("❤️", "❤️"),
]


@pytest.mark.parametrize(("typed", "stored"), HITS)
def test_a_word_is_found_whatever_its_accents_case_or_script(typed, stored):
    assert hits(typed, stored)


@pytest.mark.parametrize(("typed", "stored"), MISSES)
def test_other_words_are_not_found(typed, stored):
    assert not hits(typed, stored)


TEXT = st.text(st.one_of(st.characters(), st.sampled_from("ßİıŁςΣ'´’·ΐŉﬃ々明ิกมीा\u00ad\ufe0f")))


@given(TEXT)
@example("´")
@example("\u0345")
@example("K\u030c")
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@given(TEXT)
def test_folded_text_has_no_needless_blank(text):
    assert fold(text) == " ".join(fold(text).split())


@given(TEXT)
def test_stored_words_hold_letters_digits_and_their_signs_only(text):
    for word in words(text):
        assert word
        assert {unicodedata.category(char)[0] for char in word} <= set("LMN")


@given(TEXT, TEXT, st.integers(0, 40))
@example("ab", "Ünï", 2)
def test_what_was_typed_of_a_text_so_far_finds_it(before, text, length):
    typed = text[:length].replace(":", " ")
    stored = f"{before} {text}".replace(":", " ")
    assert hits(typed, stored) or not read_query(typed).words


@given(st.text())
def test_any_text_is_a_query(text):
    query = read_query(text)
    assert bool(query) == (query != Query())


def test_free_words_and_filters_are_told_apart():
    assert read_query('Ada need:"graphic designer" org:Lumen tag:#Berlin offer:intros event:mixer') == Query(
        words=("ada",),
        needs=(("graphic", "designer"),),
        offers=(("intros",),),
        events=(("mixer",),),
        organisations=(("lumen",),),
        tags=("berlin",),
    )


def test_what_was_typed_beside_filters_is_kept_to_the_letter():
    query = read_query("  P9@X.com  tag:berlin before:soon ")
    assert query.typed == "P9@X.com before soon"
    assert query == Query(words=query.words, tags=("berlin",))
    assert not read_query(" ! ")
    assert read_query(" ! ").typed == "!"


def test_a_filter_may_stand_twice_and_in_capitals():
    assert read_query("NEED:cto need:designer").needs == (("cto",), ("designer",))


@pytest.mark.parametrize("text", ["need:", 'need:""', "need: ada"])
def test_an_empty_need_filter_asks_for_any_open_need(text):
    assert read_query(text).needs == ((),)


def test_an_empty_tag_filter_asks_for_nothing():
    assert not read_query("tag: tag:#")


def test_a_filter_inside_a_word_is_part_of_it():
    assert read_query("eventneed:x").words == ("eventneed", "x")


def test_an_unclosed_quote_ends_at_the_blank():
    assert read_query('need:"graphic des') == Query(words=("des",), needs=(("graphic",),))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-12", date(2026, 3, 12)),
        ("2026-3-2", date(2026, 3, 2)),
        ("2026-03", date(2026, 3, 1)),
        ("2026", date(2026, 1, 1)),
    ],
)
def test_a_date_may_be_a_day_a_month_or_a_year(text, day):
    assert read_query(f"before:{text}") == Query(before=day)
    assert read_query(f"after:{text}") == Query(after=day)


def test_the_last_of_two_dates_counts():
    assert read_query("after:2025 after:2026").after == date(2026, 1, 1)


@pytest.mark.parametrize("value", ["2026-02-30", "2026-13", "soon", "", "26", "0000", "0001-01-01", "9999"])
def test_a_date_that_cannot_be_read_is_looked_for_as_a_word(value):
    query = read_query(f"ada before:{value}")
    assert query.before is None
    assert query.words[:2] == ("ada", "before")


def test_a_run_without_blanks_is_looked_for_by_its_pairs_and_one_character_by_itself():
    assert read_query("王小明").words == ("王小", "小明")
    assert read_query("王").words == ("王",)


def test_a_word_typed_twice_is_looked_for_once():
    assert read_query("ada Ada").words == ("ada",)


def test_of_a_pasted_text_the_start_is_looked_for():
    query = read_query(" ".join(f"word{number}" for number in range(2000)))
    assert query.words[0] == "word0"
    assert len(query.words) < 100


def test_an_empty_query_is_false():
    assert not read_query("  ")
    assert read_query("a")


@pytest.mark.parametrize("letter", ["x", "ж", "म"])
def test_of_a_word_without_end_the_start_counts(letter):
    assert words(letter * 1_000_000 + " end") == (letter * 100, "end")
    assert read_query(letter * 400).words == (letter * 100,)


def test_a_run_of_an_unspaced_script_is_no_word_and_counts_whole():
    assert len(words("王" * 300)) == 300


@given(st.text("aB9 '`-_.\t\n\0"))
def test_plain_text_has_the_same_words_as_beside_a_letter_that_is_not(text):
    assert (*words(text), "e") == words(f"{text} é")
