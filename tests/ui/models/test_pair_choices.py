"""What is remembered of two people who are looked at and not merged yet."""

from companion.model.identity import new_id
from companion.ui.models.pair_choices import PairChoices

ANA, BEN = new_id(), new_id()
PAIR = frozenset((ANA, BEN))


def test_of_a_pair_nobody_has_looked_at_nothing_is_known() -> None:
    assert PairChoices().sides(PAIR) is None
    assert PairChoices().values(PAIR) == {}


def test_who_stays_is_proposed_once_and_then_left_to_the_user() -> None:
    choices = PairChoices()
    choices.propose(PAIR, (ANA, BEN))
    choices.swap(PAIR)
    choices.propose(PAIR, (ANA, BEN))
    assert choices.sides(PAIR) == (BEN, ANA)


def test_two_who_are_chosen_anew_begin_without_what_was_chosen_before() -> None:
    choices = PairChoices()
    choices.propose(PAIR, (ANA, BEN))
    choices.keep(PAIR, "title", BEN)
    assert choices.values(PAIR) == {"title": BEN}
    assert choices.begin((BEN, ANA)) == PAIR
    assert choices.sides(PAIR) == (BEN, ANA)
    assert choices.values(PAIR) == {}
