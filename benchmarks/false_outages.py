"""False outages in 30 days of 300 sites: run lengths of loss are drawn, and the rule asked."""

from collections.abc import Iterator

from benchmarks.rows import Part, Row, Target
from pantau.inventory.defaults import pace
from pantau.lab.replay import HEARTBEATS_A_MONTH, Loss, burst_loss, random_loss, replay

_SITES = 300
_RULE = pace(()).confirm  # of a site that says nothing of it
_SHARES = (0.05, 0.2)
_BURST, _BURST_SITES, _BURST_MOST = (0.05, 1.0), 10, 5


def measure() -> Iterator[Row]:
    """At random loss, and in spells."""
    for share in _SHARES:
        how = f"{_SITES} site-months of 5 s heartbeats, {share:.0%} of echoes lost at random"
        found = _found(random_loss(share), _SITES)
        yield Row(f"{share:.0%} random loss", found, "", how, target=Target(0))
    share, mean_s = _BURST
    each = _found(burst_loss(share, mean_s), _BURST_SITES) / _BURST_SITES
    how = (
        f"{_BURST_SITES} site-months, {share:.0%} of the time lost in spells of mean {mean_s:.0f} s"
    )
    what = f"{share:.0%} loss in spells"
    yield Row(what, each, "a site-month", how, target=Target(_BURST_MOST))


def _found(loss: Loss, sites: int) -> int:
    return sum(1 for seed in range(sites) for _ in replay(loss, _RULE, seed, HEARTBEATS_A_MONTH))


PART = Part(
    "false-outages",
    "Outages that did not happen, written down because of loss alone: run lengths are drawn, and "
    "the collector's own rule of confirmation is asked of each.",
    measure,
)
