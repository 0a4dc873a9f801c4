"""Suggested causes: the newest word holds, and no figure hangs on it."""

from dataclasses import replace

import pytest

from pantau.facts.causes import CauseFacts, CauseSuggested, Neighbours, PathSeen
from pantau.facts.device import Ran
from pantau.facts.people import Decided, VoidProposed
from pantau.facts.words import Cause, CauseReason, Decision, Role, Tie
from pantau.store import FactRefused, Store
from tests.store.making import T0, WHO, down, up_again

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


def test_outages_of_a_window_are_counted_by_their_newest_suggestion(store: Store) -> None:
    for second, site in enumerate(("sd-001", "sd-002", "sd-003", "sd-004")):
        [entry] = store.record([down(site, T0 + second)], at=T0 + 9, **WHO)
        early = replace(suggested(f"O{entry.seq}"), site=site)
        if site != "sd-004":
            store.record([early], at=T0 + 9, **WHO)
        if site == "sd-001":
            store.record([replace(early, ended=True)], at=T0 + 9, **WHO)
            store.record([up_again(site, T0 + 9)], at=T0 + 9, **WHO)
            void = VoidProposed(early.outage, site, T0, T0 + 9, "our firewall", Role.MANAGER)
            [proposed] = store.record([void], at=T0 + 9, **WHO)
            yes = Decided(f"V{proposed.seq}", Decision.APPROVED, Role.MANAGER)
            store.record([yes], at=T0 + 9, **WHO)
        if site == "sd-002":
            last = replace(early, cause=Cause.LINE, ended=True)
            store.record([last], at=T0 + 9, **WHO)
    assert store.suggested_causes(T0, T0 + 9) == {(Cause.LINE, True): 1, (Cause.POWER, False): 1}
    assert store.suggested_causes(T0 + 3, T0 + 9) == {}


def test_a_suggestion_is_about_an_outage_that_is_there(store: Store) -> None:
    store.record([down("sd-002", T0)], at=T0, **WHO)
    for outage in ("O7", "O1"):
        with pytest.raises(FactRefused, match="no outage"):
            store.record([suggested(outage)], at=T0, **WHO)
