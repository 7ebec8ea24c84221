"""Which codes are read: a small sample of what `python -m benchmarks codes` measures, each picture from a seed."""

import random
from collections.abc import Iterable

import pytest

from companion.qr.read import sightings_in
from tests.qr.scene import Scene, Wear, flat, sheet, tilted, without_code, worn

CAPACITY = {5: 80, 10: 200, 15: 400, 20: 640, 25: 960}
"""Bytes that fit by version, at level M."""
PICTURES_WITHOUT = 200


def card(version: int, seed: int) -> str:
    """A card that needs this version, or nearly so."""
    chance = random.Random(seed)
    fill = "".join(chance.choices("abcdefghijklmnopqrst 0123456789;:@.", k=int(CAPACITY[version] * 0.7)))
    return f"BEGIN:VCARD\nFN:{fill}\n"


def missed(scenes: Iterable[Scene]) -> list[str]:
    """What was not read, or read and not there."""
    wrong = []
    for number, scene in enumerate(scenes):
        read = sorted(one.text for one in sightings_in(scene.grey))
        wrong += [] if read == sorted(one.text for one in scene.placed) else [f"{number}: {read}"]
    return wrong


@pytest.mark.parametrize("size", [2, 2.5, 4])
def test_every_clean_code_is_read_from_two_points_a_module_on(size):
    assert (
        missed(flat(card(version, 1), size, version=version, around=12 + version) for version in CAPACITY)
        == []
    )
    assert (
        missed(tilted(card(version, 2), size, version=version, turn=version * 7) for version in CAPACITY)
        == []
    )


def test_clean_codes_of_one_and_a_half_points_a_module_are_read():
    assert (
        missed(
            flat(card(version, turn), 1.5, version=version, around=12 + turn)
            for version in CAPACITY
            for turn in range(6)
        )
        == []
    )


def test_every_inverted_code_is_read():
    dark = Wear(is_inverted=True)
    assert (
        missed(worn(tilted(card(version, 3), 3, version=version, turn=20), dark) for version in CAPACITY)
        == []
    )


@pytest.mark.parametrize("size", [2, 3.3])
def test_every_code_of_a_sheet_of_twenty_is_read(size):
    assert missed([sheet([card(5, seed) for seed in range(20)], size, columns=5, version=5)]) == []


def test_codes_seen_from_the_side_are_read():
    scenes = (
        tilted(card(version, axis), 3.5, version=version, tilt=50, axis=axis, turn=axis * 2)
        for version in CAPACITY
        for axis in range(0, 360, 60)
    )
    assert missed(scenes) == []


@pytest.mark.parametrize(
    "wear", [Wear(shade=0.9), Wear(glare=0.8), Wear(blur=1.2), Wear(noise=30), Wear(0.4, 0.4, 0.8, 8)]
)
def test_worn_pictures_are_read(wear):
    scenes = (tilted(card(version, 5), 3, version=version, turn=version * 9) for version in CAPACITY)
    assert missed(worn(scene, wear, seed) for seed, scene in enumerate(scenes)) == []


def test_nothing_is_read_where_no_code_is():
    assert missed(without_code(seed, 200, 150) for seed in range(PICTURES_WITHOUT)) == []
