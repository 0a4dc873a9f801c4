"""What the alerter reads of a journal that it did not look at for a while."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from alerts.alerter import Alerter
from alerts.message import from_json
from alerts.reading import Eyes
from pantau.facts.instant import HOUR, MINUTE, SECOND
from pantau.facts.oncall import SilenceSet
from pantau.facts.people import Decided, VoidProposed
from pantau.facts.words import Decision, Role
from pantau.store import Outbox, Store, StoreBusy
from tests.cli.story import WHO, applied, closed, commit, opened, watching
from tests.fakes.inventories import inventory_text
from tests.sla.build import at

T = at("2026-11-25T08:00")
LATER = T + 3 * HOUR
NAMES = [f"site-{n}" for n in range(7)]
ALERTS = """\
alerts:
  receivers: {grup: {kind: webhook, url: "http://127.0.0.1:9/"}}
  rules: {area_down: {enabled: false}, ticket_missing: {enabled: false}}
  routes: [{name: semua, to: [grup]}]
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path) as store:
        store.record([applied(inventory_text(7) + ALERTS)], at=T - MINUTE, **WHO)
        yield store


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[Outbox]:
    with Outbox.open(tmp_path) as outbox:
        yield outbox


def titles(outbox: Outbox) -> list[str]:
    return [from_json(each.body).title for each in reversed(outbox.letters())]


def told_and_over(data: Path, store: Store, outbox: Outbox) -> int:
    """A site was told as down, and is back while nobody decides; the run of the collector."""
    run = watching(store, T - MINUTE, *NAMES)
    commit(store, run, T, opened("site-0", T - 4 * SECOND))
    Alerter.begin(Eyes(data, data / "none"), outbox, T).step(T)
    commit(store, run, T + 10 * MINUTE, closed("site-0", T + 590 * SECOND))
    return run


def test_an_end_that_a_storm_held_back_is_as_it_was_although_it_is_hours_old(
    tmp_path: Path, store: Store, outbox: Outbox
) -> None:
    run = told_and_over(tmp_path, store, outbox)
    commit(store, run, LATER, *(opened(name, LATER - 5 * SECOND) for name in NAMES[1:6]))
    alerter = Alerter.begin(Eyes(tmp_path, tmp_path / "none"), outbox, LATER)
    for second in range(1, 70, 3):
        alerter.step(LATER + second * SECOND)
    (letter,) = [each for each in outbox.letters() if "PULIH" in each.body]
    assert from_json(letter.body).lines[0].startswith("Berlangsung 9 mnt 54 dtk")
    assert not [each for each in titles(outbox) if "TERNYATA" in each]


def test_an_outage_that_was_voided_while_nobody_decided_is_told_as_none(
    tmp_path: Path, store: Store, outbox: Outbox
) -> None:
    told_and_over(tmp_path, store, outbox)
    (outage,) = store.outages(T - MINUTE, LATER)
    end = T + 590 * SECOND
    void = VoidProposed(outage.id, "site-0", outage.started_at, end, "firewall", Role.MANAGER)
    [proposed] = store.record([void], at=LATER, **WHO)
    yes = Decided(f"V{proposed.seq}", Decision.APPROVED, Role.MANAGER)
    store.record([yes], at=LATER, **WHO)
    alerter = Alerter.begin(Eyes(tmp_path, tmp_path / "none"), outbox, LATER)
    alerter.step(LATER + SECOND)
    assert "GANGGUAN DIBATALKAN: Kantor 0 (Kuaro)" in titles(outbox)
    assert [each for each in outbox.memory() if each.sites == ("site-0",)] == []


@pytest.mark.parametrize("restarted", [False, True])
def test_what_was_silenced_while_the_journal_could_not_be_read_is_not_told(
    restarted: bool,
    tmp_path: Path,
    store: Store,
    outbox: Outbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run = watching(store, T - MINUTE, *NAMES)
    alerter = Alerter.begin(Eyes(tmp_path, tmp_path / "none"), outbox, T)
    alerter.step(T)
    silence = SilenceSet(
        begin=T + SECOND,
        end=T + 5 * MINUTE,
        sites=("site-0",),
        scope="site-0",
        kinds=(),
        reason="ganti router",
        role=Role.TECHNICIAN,
    )
    store.record([silence], at=T + SECOND, **WHO)
    commit(store, run, T + 100 * SECOND, opened("site-0", T + 90 * SECOND))
    commit(store, run, T + 200 * SECOND, closed("site-0", T + 190 * SECOND))

    def busy(*_: object) -> None:
        raise StoreBusy("locked")

    with monkeypatch.context() as patched:
        patched.setattr(Eyes, "_look", busy)
        for now in range(T + 2 * SECOND, LATER, 10 * MINUTE):
            alerter.step(now)
    if restarted:
        alerter = Alerter.begin(Eyes(tmp_path, tmp_path / "none"), outbox, LATER)
    commit(store, run, LATER)
    alerter.step(LATER)
    assert not [each for each in titles(outbox) if "Kantor 0" in each]
