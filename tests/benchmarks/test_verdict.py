"""The scenario of the verdict's delay, and how delays are read out of what it left."""

from itertools import pairwise

from benchmarks import verdict
from benchmarks.load import inventory_of
from pantau.facts.instant import MINUTE, SECOND
from pantau.facts.measured import LedgerFacts, Outage
from pantau.lab.compare import Comparison, Recorded
from pantau.lab.recorded import Played
from pantau.lab.script import SECOND as NS
from pantau.lab.timeline import Why
from pantau.lab.truth import TrueOutage, Truth


def true(site: str, begin: int) -> TrueOutage:
    return TrueOutage(site, Why.OUTAGE, ((begin, begin + MINUTE),), lossy=False)


def played(written: dict[str, tuple[str, int]]) -> Played:
    """``written``: by outage, its site and when its entry was made."""
    outages = tuple(Outage(id, site, at, at + MINUTE) for id, (site, at) in written.items())
    at = {id: at for id, (_, at) in written.items()}
    three = {"a": (true("a", 0), true("a", 10 * MINUTE)), "b": (true("b", 0),)}
    truth = Truth(0, 20 * MINUTE, three, (), {}, [])
    return Played(truth, Recorded(LedgerFacts({}, (), outages, ()), at), Comparison(), "")


def test_a_delay_lasts_from_the_true_begin_to_the_entry() -> None:
    found = played({"1": ("a", 7 * SECOND), "2": ("b", 5 * SECOND), "3": ("a", 606 * SECOND)})
    assert verdict.delays_s(found) == ([5.0, 6.0, 7.0], 0)


def test_what_was_written_for_another_site_or_too_late_is_no_delay() -> None:
    found = played({"1": ("b", 7 * SECOND), "2": ("a", 61 * SECOND)})
    assert verdict.delays_s(found) == ([7.0], 2)


def test_outages_of_a_site_lie_apart_and_behind_the_hours_that_teach_its_loss() -> None:
    inventory = inventory_of(3, "10")
    script = verdict.script(inventory, 0.05)
    assert script == verdict.script(inventory, 0.05)
    assert min(event.at for event in script.events) >= 2 * 3600 * NS
    for site in inventory.sites:
        mine = [event for event in script.events if event.sites == (site.id,)]
        assert len(mine) == 9
        assert all(b.at - a.end >= 60 * NS for a, b in pairwise(mine))
        assert mine[-1].end < script.lasts
