"""The current tables are what the journal adds up to, and nothing else."""

from pathlib import Path

import pytest

from pantau.store import Store, verify
from tests.store.making import History, plain, tables


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
