import pytest

from companion.wording.naming import name_words


@pytest.mark.parametrize(
    ("name", "badge", "words"),
    [
        ("Ana Ruiz", None, "Ana Ruiz"),
        ("Ana Ruiz", "1017", "Ana Ruiz"),
        ("", "1017", "(no name yet, badge 1017)"),
        ("", None, "(no name yet)"),
    ],
)
def test_whoever_has_no_name_yet_is_called_by_their_badge(name, badge, words):
    assert name_words(name, badge) == words
