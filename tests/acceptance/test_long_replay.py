"""Thirty days of three hundred sites that lose echoes and are never down, ten times over."""

from concurrent.futures import ProcessPoolExecutor

import pytest

from pantau.facts.instant import SECOND
from pantau.inventory.asking import Confirm
from pantau.lab.replay import HEARTBEATS_A_MONTH, burst_loss, random_loss, replay

pytestmark = pytest.mark.accept

RULE = Confirm(1e-10, SECOND // 2, 4, 30)
SITES, SEEDS = 300, 10


def _at_random(share: float, seed: int) -> int:
    """False outages of one site's month."""
    return len(list(replay(random_loss(share), RULE, seed, HEARTBEATS_A_MONTH)))


def _in_spells(seed: int) -> int:
    return len(list(replay(burst_loss(0.05, 1.0), RULE, seed, HEARTBEATS_A_MONTH)))


@pytest.mark.parametrize("share", [0.05, 0.2])
def test_random_loss_brings_no_false_outage(share: float) -> None:
    """155 million heartbeats with each of ten seeds, one site's month at a time."""
    months = SITES * SEEDS
    with ProcessPoolExecutor() as pool:
        false = pool.map(_at_random, [share] * months, range(months), chunksize=50)
        assert sum(false) == 0


def test_loss_in_spells_brings_at_most_five_a_month() -> None:
    with ProcessPoolExecutor() as pool:
        found = list(pool.map(_in_spells, range(SITES), chunksize=20))
    assert max(found) <= 5
