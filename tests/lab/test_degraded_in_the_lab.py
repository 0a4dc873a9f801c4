"""A link of the lab that loses 5 % for two hours shows up as degraded, and stops being so."""

from dataclasses import replace
from pathlib import Path

from pantau.facts.words import DegradedEnd, DegradedReason
from pantau.inventory.model import Inventory
from pantau.lab.recorded import play
from pantau.lab.scenario import read_script
from pantau.lab.script import HOUR
from pantau.store import Store
from tests.lab.shipped import every

BAD_FROM, BAD_LASTS = HOUR, 2 * HOUR
SCRIPT = """
seed: 3
lasts: 4h
links: {fo: {loss: 0.001}, radio: {loss: 0.001}, modem-4g: {loss: 0.001}, vsat: {loss: 0.001}}
events: [{at: 1h, lasts: 2h, what: loss, sites: [SITE], loss: 0.05}]
"""


def one_percent(inventory: Inventory) -> Inventory:
    """Each tier promises 1 % and nothing of round trips."""
    sites = tuple(
        replace(
            site,
            terms=tuple(replace(t, loss_percent=1, latency_p95_us=None) for t in site.terms),
        )
        for site in inventory.sites
    )
    return replace(inventory, sites=sites)


def test_two_bad_hours_show_up_and_end(tmp_path: Path) -> None:
    inventory = one_percent(every(60))
    bad = inventory.sites[1].id
    played = play(inventory, read_script(SCRIPT.replace("SITE", bad), inventory), tmp_path)
    assert played.comparison.findings == []
    with Store.open(tmp_path, readonly=True) as store:
        [spell] = store.degraded(0, 2**62)
        begin = store.ledger_facts(0, 2**62).watched[bad][0].begin
    assert spell.site == bad
    assert [each.reason for each in spell.shortfalls] == [DegradedReason.LOSS]
    assert spell.end is DegradedEnd.GOOD_AGAIN
    began, ended = (at * 1_000 - begin * 1_000 for at in (spell.started_at, spell.ended_at))
    assert BAD_FROM < began < BAD_FROM + HOUR
    assert BAD_FROM + BAD_LASTS < ended < BAD_FROM + BAD_LASTS + HOUR
