"""Months of loss against the rule of confirmation; the long form is in tests/acceptance."""

import pytest

from pantau.facts.instant import SECOND
from pantau.inventory.asking import Confirm
from pantau.lab.replay import HEARTBEATS_A_MONTH, Loss, burst_loss, random_loss, replay

RULE = Confirm(1e-10, SECOND // 2, 4, 30)


@pytest.mark.parametrize("share", [0.0005, 0.05, 0.2])
def test_a_month_of_random_loss_brings_no_false_outage(share: float) -> None:
    assert list(replay(random_loss(share), RULE, 1, HEARTBEATS_A_MONTH)) == []


def test_a_month_of_loss_in_spells_brings_at_most_five() -> None:
    assert len(list(replay(burst_loss(0.05, 1.0), RULE, 1, HEARTBEATS_A_MONTH))) <= 5


@pytest.mark.parametrize(
    ("loss", "careless"),
    [
        (random_loss(0.05), Confirm(1e-3, SECOND // 2, 2, 30)),
        (burst_loss(0.05, 1.0), Confirm(1e-10, SECOND // 2, 4, 8)),
    ],
)
def test_a_rule_that_asks_too_few_is_found_out(loss: Loss, careless: Confirm) -> None:
    found = list(replay(loss, careless, 1, HEARTBEATS_A_MONTH))
    assert len(found) > 5
    assert all(each.lost >= each.needed for each in found)


def test_the_same_seed_draws_the_same_month() -> None:
    loss = Loss(0.01, lambda drawn, number: drawn.integers(1, 9, number))

    def month(seed: int) -> list[int]:
        return [each.beat for each in replay(loss, RULE, seed, 50_000)]

    assert month(3) == month(3) != month(4)
