"""The fuzzer's seeds, cut and changed a little, and all that it ever found."""

import random
from pathlib import Path

import pytest

from tests.fuzz.seeds import seeds
from tests.fuzz.targets import TARGETS

FOUND = Path(__file__).parent / "found"
SEEDS = seeds()


@pytest.mark.parametrize("target", TARGETS)
def test_seeds_and_what_is_near_them_are_read(target: str) -> None:
    chance = random.Random(target)
    for seed in SEEDS[target]:
        TARGETS[target](seed)
        for _ in range(30):
            changed = bytearray(seed[: chance.randint(1, len(seed))])
            changed[chance.randrange(len(changed))] = chance.randrange(256)
            TARGETS[target](bytes(changed))


@pytest.mark.parametrize("file", sorted(FOUND.glob("*/*")), ids=lambda file: file.name)
def test_what_was_found_once_is_read(file: Path) -> None:
    TARGETS[file.parent.name](file.read_bytes())


def test_what_was_found_belongs_to_a_target() -> None:
    assert {each.parent.name for each in FOUND.glob("*/*")} <= set(TARGETS)
    assert set(SEEDS) == set(TARGETS)
