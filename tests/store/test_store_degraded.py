"""Spells of degradation: what the journal says of them, and what is read back."""

import pytest

from pantau.facts.degraded import DegradedClosed, Spell
from pantau.facts.instant import HOUR, SECOND
from pantau.facts.words import DegradedEnd
from pantau.store import FactRefused, Store
from tests.store.making import T0, WHO, commit, worse


def test_a_spell_is_read_as_it_was_written_and_found_by_the_time_that_it_lasted(
    store: Store,
) -> None:
    begun = store.begin_watch(at=T0, **WHO)
    assert begun.degraded == {}
    opened = worse("sd-001", T0 + SECOND)
    store.commit(commit(begun.run, T0 + SECOND, opened, worse("sd-002", T0 + SECOND)))
    spell = Spell("B2", "sd-001", T0 + SECOND, None, opened.shortfalls)
    assert store.open_degraded()[0] == spell
    assert store.begin_watch(at=T0 + 2 * SECOND, **WHO).degraded["sd-001"] == spell
    closed = DegradedClosed("sd-001", T0 + HOUR, DegradedEnd.GOOD_AGAIN)
    store.commit(commit(2, T0 + HOUR, closed))
    [found] = store.degraded(T0, T0 + 2 * HOUR, "sd-001")
    assert (found.ended_at, found.end) == (T0 + HOUR, DegradedEnd.GOOD_AGAIN)
    assert [each.site for each in store.degraded(T0 + HOUR, T0 + 2 * HOUR)] == ["sd-002"]
    assert [each.site for each in store.degraded(T0, T0 + SECOND)] == []


def test_what_contradicts_the_journal_is_refused(store: Store) -> None:
    run = store.begin_watch(at=T0, **WHO).run
    closed = DegradedClosed("sd-001", T0, DegradedEnd.GOOD_AGAIN)
    with pytest.raises(FactRefused, match="is not degraded"):
        store.commit(commit(run, T0, closed))
    store.commit(commit(run, T0, worse("sd-001", T0)))
    with pytest.raises(FactRefused, match="is degraded already"):
        store.commit(commit(run, T0, worse("sd-001", T0)))


def test_no_second_of_the_ledger_hangs_on_it(store: Store) -> None:
    run = store.begin_watch(at=T0, **WHO).run
    before = store.ledger_facts(T0, T0 + HOUR)
    store.commit(commit(run, T0, worse("sd-001", T0)))
    assert store.ledger_facts(T0, T0 + HOUR) == before
