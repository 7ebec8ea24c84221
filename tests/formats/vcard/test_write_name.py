import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.formats.vcard.name import NameParts, parts_of, renamed


@pytest.mark.parametrize(
    ("name", "given_name", "family"),
    [
        ("Ada Byron", "Ada", "Byron"),
        ("Ada", "Ada", ""),
        ("", "", ""),
        ("山田太郎", "山田太郎", ""),
        ("Ada Augusta Byron", "Ada Augusta", "Byron"),
        ("Ludwig van Beethoven", "Ludwig", "van Beethoven"),
        ("Oscar de la Hoya", "Oscar", "de la Hoya"),
        ("Maria Dos Santos", "Maria", "Dos Santos"),
        ("Karl von und zu Guttenberg", "Karl", "von und zu Guttenberg"),
        ("De La Rosa", "De", "La Rosa"),
        ("Van Morrison", "Van", "Morrison"),
        ("van Gogh", "", "van Gogh"),
        ("Dick Van Dyke", "Dick", "Van Dyke"),
        ("Leonardo da", "Leonardo", "da"),
        ("  Ada \t Byron ", "Ada", "Byron"),
        ("山田 太郎", "太郎", "山田"),
        ("ヤマダ タロウ", "タロウ", "ヤマダ"),
        ("김 민준", "민준", "김"),
        ("Yamada 太郎", "Yamada", "太郎"),
    ],
)
def test_the_last_word_is_the_family_name_with_the_particles_before_it(name, given_name, family):
    assert parts_of(name) == NameParts(family, given_name)


@given(st.text())
def test_no_word_of_a_name_is_lost(name):
    parts = parts_of(name)
    assert f"{parts.given} {parts.family}".split() == name.split()


@pytest.mark.parametrize(
    ("before", "name", "after"),
    [
        (NameParts("Byron", "Ada"), "Ada Lovelace", NameParts("Lovelace", "Ada")),
        (NameParts("Byron", "Ada", "", "Dr."), "Dr. Ada Lovelace", NameParts("Lovelace", "Ada", "", "Dr.")),
        (NameParts("Byron", "Ada", "", "Dr."), "Ada Byron", NameParts("Byron", "Ada")),
        (
            NameParts("Byron", "Ada", "", "", "Jr."),
            "Eve Byron, Jr.",
            NameParts("Byron", "Eve", "", "", "Jr."),
        ),
        (NameParts("García Márquez", "Gabriel"), "Gabo García Márquez", NameParts("García Márquez", "Gabo")),
        (NameParts("Byron", "Ada", "Augusta"), "Eve Augusta Byron", NameParts("Byron", "Eve", "Augusta")),
        (NameParts("Byron", "Ada", "Augusta"), "Ada Augusta King", NameParts("King", "Ada", "Augusta")),
        (NameParts("Yamada", "Taro"), "Yamada Hanako", NameParts("Yamada", "Hanako")),
        (NameParts("Byron", "Anna Maria"), "Anna Maria Rose King", NameParts("Rose King", "Anna Maria")),
        (NameParts(), "Ada Byron", NameParts("Byron", "Ada")),
    ],
)
def test_what_a_new_name_still_has_of_the_old_parts_stays_what_it_was(before, name, after):
    assert renamed(before, name) == after
