"""The current tables are what the journal adds up to, and nothing else."""

from pathlib import Path

import pytest

from pantau.facts.measured import LedgerFacts
from pantau.store import Store, verify
from tests.store.making import SITES, History, plain, tables


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_rebuild_after_a_long_history_changes_no_table(
    store: Store, data: Path, seed: int
) -> None:
    History(store, seed).live(250)
    before, facts, head = tables(data), store.ledger_facts(0, 2**62), store.head()
    assert all(before.values())
    store.rebuild_projections()
    assert tables(data) == before
    assert store.ledger_facts(0, 2**62) == facts
    assert store.head() == head
    assert verify(data).faults == ()


def test_a_rebuild_mends_what_somebody_changed_by_hand(store: Store, data: Path) -> None:
    History(store, 4).live(60)
    before = tables(data)
    db = plain(data)
    db.execute("UPDATE outage SET ended_at = started_at")
    db.execute("DELETE FROM watch_site")
    db.close()
    assert not verify(data).sound
    store.rebuild_projections()
    assert tables(data) == before


def test_the_facts_of_one_site_are_those_of_all_that_speak_of_it(store: Store) -> None:
    History(store, 5).live(250)
    whole = store.ledger_facts(0, 2**62)
    for site in SITES:
        with store.view() as view:
            own = view.ledger_facts(0, 2**62, site)
        assert own == LedgerFacts(
            watched={name: spans for name, spans in whole.watched.items() if name == site},
            imported=tuple(each for each in whole.imported if each.site == site),
            outages=tuple(each for each in whole.outages if each.site == site),
            gaps=tuple(each for each in whole.gaps if each.covers(site)),
            voided=tuple(each for each in whole.voided if each.site == site),
            excluded=tuple(each for each in whole.excluded if site in each.sites),
        )
        assert own.watched
        assert own.outages
