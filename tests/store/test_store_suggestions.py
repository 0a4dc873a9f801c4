"""Suggested causes: the newest word holds, and no figure hangs on it."""

from dataclasses import replace

import pytest

from pantau.facts.causes import CauseFacts, CauseSuggested, Neighbours, PathSeen
from pantau.facts.device import Ran
from pantau.facts.words import Cause, CauseReason, Tie
from pantau.store import FactRefused, Store
from tests.store.making import T0, WHO, down

FACTS = CauseFacts(
    path=PathSeen(T0, 2, "127.64.255.1", good=3, good_at=T0),
    neighbours=(Neighbours(Tie.POWER, "penyulang-kuaro", 3, 1, failed_elsewhere=1),),
    link="upstream/hub-kuaro",
    ran=Ran.RESTARTED,
    mains=False,
)


def suggested(outage: str) -> CauseSuggested:
    reasons = (CauseReason.ON_BATTERY, CauseReason.RESTARTED)
    return CauseSuggested(outage, "sd-001", Cause.POWER, reasons, FACTS, ended=False)


def test_the_newest_suggestion_holds_and_changes_no_figure(store: Store) -> None:
    [entry] = store.record([down("sd-001", T0)], at=T0, **WHO)
    outage = f"O{entry.seq}"
    before = store.outage(outage), store.ledger_facts(T0, T0 + 1)
    first = suggested(outage)
    later = replace(first, cause=Cause.UNKNOWN, facts=CauseFacts(), ended=True)
    store.record([first], at=T0 + 1, **WHO)
    assert store.suggestions([outage, "O99"]) == {outage: first}
    store.record([later], at=T0 + 2, **WHO)
    store.rebuild_projections()
    with store.view() as view:
        assert view.suggestions([outage]) == {outage: later}
    assert (store.outage(outage), store.ledger_facts(T0, T0 + 1)) == before


def test_a_suggestion_is_about_an_outage_that_is_there(store: Store) -> None:
    store.record([down("sd-002", T0)], at=T0, **WHO)
    for outage in ("O7", "O1"):
        with pytest.raises(FactRefused, match="no outage"):
            store.record([suggested(outage)], at=T0, **WHO)
