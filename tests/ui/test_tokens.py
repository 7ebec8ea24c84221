"""Colours: everything that is read or shows the way can be seen (WCAG 2.1)."""

from collections.abc import Iterator

import pytest

from companion.ui.tokens import DARK, LIGHT, Role, Tokens

THEMES = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
READABLE = 4.5
VISIBLE = 3.0


@THEMES
def test_all_text_can_be_read_on_all_grounds(tokens: Tokens) -> None:
    poor = {name: ratio for name, ratio in _ratios(_text_pairs(tokens)).items() if ratio < READABLE}
    assert poor == {}


@THEMES
def test_control_borders_rings_and_charts_can_be_seen(tokens: Tokens) -> None:
    poor = {name: ratio for name, ratio in _ratios(_shape_pairs(tokens)).items() if ratio < VISIBLE}
    assert poor == {}


def test_contrast_is_computed_as_wcag_says() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@THEMES
def test_every_role_has_its_own_colours(tokens: Tokens) -> None:
    assert len({tokens.pair(role) for role in Role}) == len(Role)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (WCAG 2.1, 1.4.3), 1 to 21."""
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


Pairs = Iterator[tuple[str, str, str]]


def _ratios(pairs: Pairs) -> dict[str, float]:
    return {name: contrast(one, other) for name, one, other in pairs}


def _text_pairs(tokens: Tokens) -> Pairs:
    grounds = {name: getattr(tokens, name) for name in ("bg", "surface", "sunken", "hover", "selected")}
    for ground, colour in grounds.items():
        for ink in ("text", "muted", "faint"):
            yield f"{ink} on {ground}", getattr(tokens, ink), colour
    for role in Role:
        pair = tokens.pair(role)
        yield f"{role} chip", pair.ink, pair.soft
        yield f"{role} on surface", pair.ink, tokens.surface
        yield f"{role} on selected", pair.ink, tokens.selected
    for ground in ("accent", "accent_hover", "accent_pressed"):
        yield f"on {ground}", tokens.on_accent, getattr(tokens, ground)
    yield "accent on soft", tokens.accent, tokens.accent_soft
    yield "filter chip under the pointer", tokens.text, tokens.border
    yield "toast", tokens.surface, tokens.text
    yield "undo on toast", tokens.undo, tokens.text
    for number, pair in enumerate(tokens.avatars):
        yield f"avatar {number}", pair.ink, pair.soft


def _shape_pairs(tokens: Tokens) -> Pairs:
    for ground in ("bg", "surface", "sunken"):
        yield f"strong on {ground}", tokens.strong, getattr(tokens, ground)
        yield f"focus on {ground}", tokens.focus, getattr(tokens, ground)
    yield "focus on selected", tokens.focus, tokens.selected
    yield "inner ring of the leading button", tokens.on_accent, tokens.accent
    yield "progress", tokens.accent, tokens.border
    for number, colour in enumerate(tokens.charts, start=1):
        yield f"chart {number}", colour, tokens.surface
