"""The alerter over a real store and a real outbox: what is written, and what survives its death."""

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, count
from pathlib import Path

import pytest

from alerts.alerter import Alerter
from alerts.message import from_json
from alerts.reading import Eyes, Last
from alerts.world import World
from pantau.facts.instant import DAY, MINUTE, SECOND
from pantau.facts.journal import GapOpened, InventoryApplied
from pantau.facts.probed import LastAnswer
from pantau.facts.words import GapReason, ProbeOutcome
from pantau.store import Outbox, Probes, Store
from tests.cli.story import INVENTORY, WHO, applied, closed, commit, opened, watching
from tests.fakes.inventories import inventory_text
from tests.sla.build import at

NOW = at("2025-05-05T08:00")
ALERTS = """\
alerts:
  receivers:
    grup: {kind: webhook, url: "http://127.0.0.1:9/"}
  routes:
    - {name: semua, to: [grup]}
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def store(data: Path) -> Iterator[Store]:
    with Store.open(data) as store:
        store.record([applied(INVENTORY + ALERTS)], at=NOW - MINUTE, **WHO)
        yield store


def begin(data: Path, outbox: Outbox, now: int) -> Alerter:
    return Alerter.begin(Eyes(data, data / "inventory.yaml"), outbox, now)


def titles(outbox: Outbox) -> list[str]:
    return [json.loads(each.body)["title"] for each in reversed(outbox.letters())]


def test_what_is_decided_is_written_with_its_letter_and_known_after_a_restart(
    data: Path, store: Store
) -> None:
    run = watching(store, NOW - MINUTE, "kantor", "desa", "sekolah")
    with Outbox.open(data) as outbox:
        alerter = begin(data, outbox, NOW)
        commit(store, run, NOW, opened("kantor", NOW - 4 * SECOND))
        alerter.step(NOW)
        assert titles(outbox) == ["GANGGUAN: Kantor Bupati (Tanah Grogot)"]
        alerter.step(NOW + SECOND)
    with Outbox.open(data) as outbox:
        again = begin(data, outbox, NOW + 2 * SECOND)
        again.step(NOW + 2 * SECOND)
        assert len(titles(outbox)) == 1
        commit(store, run, NOW + 9 * SECOND, closed("kantor", NOW + 8 * SECOND))
        again.step(NOW + 9 * SECOND)
        assert titles(outbox)[1:] == ["PULIH: Kantor Bupati (Tanah Grogot)"]
        assert outbox.memory() == ()


def test_what_passed_while_the_alerter_was_dead_is_told_afterwards(
    data: Path, store: Store
) -> None:
    run = watching(store, NOW - MINUTE, "kantor", "desa", "sekolah")
    with Outbox.open(data) as outbox:
        begin(data, outbox, NOW).step(NOW)
    commit(store, run, NOW + MINUTE, opened("kantor", NOW + MINUTE - SECOND))
    commit(store, run, NOW + 5 * MINUTE, closed("kantor", NOW + 5 * MINUTE))
    commit(store, run, NOW + 10 * MINUTE)
    with Outbox.open(data) as outbox:
        begin(data, outbox, NOW + 10 * MINUTE).step(NOW + 10 * MINUTE)
        assert titles(outbox) == ["SEMPAT GANGGUAN: Kantor Bupati (Tanah Grogot)"]


def test_a_death_of_seconds_hides_nothing_and_repeats_nothing(data: Path, store: Store) -> None:
    run = watching(store, NOW - MINUTE, "kantor", "desa", "sekolah")
    with Outbox.open(data) as outbox:
        alerter = begin(data, outbox, NOW)
        alerter.step(NOW)
        commit(store, run, NOW + SECOND, opened("kantor", NOW))
        alerter.step(NOW + SECOND)
        commit(store, run, NOW + 3 * SECOND, closed("kantor", NOW + 3 * SECOND))
        alerter.step(NOW + 3 * SECOND)
        told = ["GANGGUAN: Kantor Bupati (Tanah Grogot)", "PULIH: Kantor Bupati (Tanah Grogot)"]
        assert titles(outbox) == told
    commit(store, run, NOW + 5 * SECOND, opened("desa", NOW + 4 * SECOND))
    commit(store, run, NOW + 7 * SECOND, closed("desa", NOW + 6 * SECOND))
    with Outbox.open(data) as outbox:
        again = begin(data, outbox, NOW + 8 * SECOND)
        again.step(NOW + 8 * SECOND)
        again.step(NOW + 9 * SECOND)
        assert titles(outbox) == [*told, "SEMPAT GANGGUAN: Kantor Desa Contoh (Kuaro)"]


def test_what_the_collector_could_write_only_afterwards_is_told(data: Path, store: Store) -> None:
    run = watching(store, NOW - MINUTE, "kantor", "desa", "sekolah")
    with Outbox.open(data) as outbox:
        alerter = begin(data, outbox, NOW)
        alerter.step(NOW)
        commit(store, run, NOW, opened("kantor", NOW - 40 * SECOND), closed("kantor", NOW))
        alerter.step(NOW + SECOND)
        assert titles(outbox) == ["SEMPAT GANGGUAN: Kantor Bupati (Tanah Grogot)"]


def test_a_storm_stays_one_message_a_minute_over_a_restart(data: Path) -> None:
    names = [f"site-{n}" for n in range(7)]
    off = ALERTS + "  rules: {area_down: {enabled: false}}\n"
    begun = at("2026-11-25T08:00")
    with Store.open(data) as store, Outbox.open(data) as outbox:
        store.record([applied(inventory_text(7) + off)], at=begun - MINUTE, **WHO)
        run = watching(store, begun - MINUTE, *names)
        commit(store, run, begun, *(opened(each, begun - SECOND) for each in names[:5]))
        begin(data, outbox, begun).step(begun)
        assert titles(outbox) == ["GANGGUAN: 5 laporan digabung"]
        second = begun + 10 * SECOND
        commit(store, run, second, *(opened(each, second - SECOND) for each in names[5:]))
        again = begin(data, outbox, second)
        for each in range(10, 60):
            again.step(begun + each * SECOND)
        assert len(titles(outbox)) == 1
        again.step(begun + MINUTE)
        told = ["GANGGUAN: Kantor 5 (Kuaro)", "GANGGUAN: Kantor 6 (Kuaro)"]
        assert sorted(titles(outbox)[1:]) == told


def test_what_ended_while_it_was_looked_at_is_told_once(
    data: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = watching(store, NOW - MINUTE, "kantor", "desa", "sekolah")
    commit(store, run, NOW, opened("kantor", NOW - 4 * SECOND))
    look = Eyes._at
    gaps = (
        GapOpened("desa", NOW + n, GapReason.CLOCK_STEPPED, ended_at=NOW + n + 1) for n in count()
    )
    facts = chain([closed("kantor", NOW)], gaps)

    def meanwhile(*of) -> World:
        """The journal grows during each look."""
        store.record([next(facts)], at=NOW, **WHO)
        return look(*of)

    with Outbox.open(data) as outbox:
        alerter = begin(data, outbox, NOW)
        alerter.step(NOW)
        with monkeypatch.context() as busy:
            busy.setattr(Eyes, "_at", meanwhile)
            assert alerter.step(NOW + SECOND).drafts == ()
        for second in range(2, 5):
            alerter.step(NOW + second * SECOND)
        told = ["GANGGUAN: Kantor Bupati (Tanah Grogot)", "PULIH: Kantor Bupati (Tanah Grogot)"]
        assert titles(outbox) == told


def test_a_clock_that_is_set_back_undoes_nothing(data: Path, store: Store) -> None:
    run = watching(store, NOW - MINUTE, "kantor", "desa", "sekolah")
    with Outbox.open(data) as outbox:
        alerter = begin(data, outbox, NOW)
        commit(store, run, NOW, opened("kantor", NOW - 4 * SECOND))
        alerter.step(NOW)
        alerter.step(NOW - 50 * SECOND)
        assert len(titles(outbox)) == 1


def test_a_clock_that_is_set_back_far_is_told_at_once_and_its_mending_too(
    data: Path, store: Store
) -> None:
    watching(store, NOW - MINUTE, "kantor", "desa", "sekolah")
    with Outbox.open(data) as outbox:
        alerter = begin(data, outbox, NOW)
        alerter.step(NOW)
        for second in range(3):
            alerter.step(NOW - 365 * DAY + second * SECOND)
        assert titles(outbox) == ["PENYIMPANAN BERMASALAH"]
        [letter] = outbox.letters()
        assert "jam mesin ini" in from_json(letter.body).lines[0]
        # Whoever is started meanwhile knows it too, and tells nobody twice.
        begin(data, outbox, NOW - 365 * DAY).step(NOW - 365 * DAY)
        assert len(titles(outbox)) == 1
        begin(data, outbox, NOW + SECOND).step(NOW + SECOND)
        assert titles(outbox)[1] == "PENYIMPANAN BERFUNGSI LAGI"


def test_before_any_inventory_came_into_force_nothing_is_told(data: Path) -> None:
    with Store.open(data), Outbox.open(data) as outbox:
        assert begin(data, outbox, NOW).step(NOW).drafts == ()


def test_an_edit_that_is_refused_is_told_and_so_is_its_mending(data: Path, store: Store) -> None:
    watching(store, NOW - SECOND, "kantor", "desa", "sekolah")
    file = data / "inventory.yaml"
    with Outbox.open(data) as outbox:
        alerter = begin(data, outbox, NOW)
        file.write_text("version: 9\n")
        alerter.step(NOW)
        file.write_text(INVENTORY + ALERTS)
        alerter.step(NOW + SECOND)
        assert titles(outbox) == [
            "PERUBAHAN INVENTARIS TIDAK BERLAKU",
            "INVENTARIS SUDAH BENAR LAGI",
        ]


def test_a_journal_that_cannot_be_read_is_told_and_forgets_nobody(data: Path, store: Store) -> None:
    run = watching(store, NOW - MINUTE, "kantor", "desa", "sekolah")
    commit(store, run, NOW, opened("kantor", NOW - 4 * SECOND))
    with Outbox.open(data) as outbox:
        alerter = begin(data, outbox, NOW)
        alerter.step(NOW)
        alerter.eyes.close()
        journal = data / "journal.sqlite"
        journal.rename(data / "away")
        for second in range(1, 90):
            alerter.step(NOW + second * SECOND)
        assert titles(outbox)[1:] == ["PENYIMPANAN BERMASALAH"]
        (data / "away").rename(journal)
        alerter.step(NOW + 100 * SECOND)
        assert "PENYIMPANAN BERFUNGSI LAGI" in titles(outbox)
        assert {memo.item.partition("/")[0] for memo in alerter.memory} >= {"outage"}


def test_the_inventory_in_force_is_read_once(data: Path, store: Store) -> None:
    watching(store, NOW, "kantor")
    eyes = Eyes(data, data / "inventory.yaml")
    first = eyes.look(NOW, Last(NOW))
    again = eyes.look(NOW + SECOND, Last(NOW))
    assert first is not None
    assert again is not None
    assert again.inventory is first.inventory
    text = INVENTORY + ALERTS.replace("semua", "lain")
    fact = applied(text)
    store.record([replace(fact)], at=NOW + SECOND, **WHO)
    assert isinstance(fact, InventoryApplied)
    later = eyes.look(NOW + 2 * SECOND, Last(NOW))
    assert later is not None
    assert later.alerting.routes[0].name == "lain"
    eyes.close()


def test_the_end_of_a_certificate_is_told_from_what_a_probe_met(data: Path) -> None:
    text = INVENTORY.replace(
        "address: 127.64.1.1,",
        'address: 127.64.1.1, probes: [{kind: http, url: "https://[::1]/"}],',
    )
    seen = LastAnswer("kantor", "http", "http", NOW, ProbeOutcome.ANSWERED, NOW)
    with Store.open(data) as store, Outbox.open(data) as outbox:
        store.record([applied(text + ALERTS)], at=NOW - MINUTE, **WHO)
        watching(store, NOW - MINUTE, "kantor", "desa", "sekolah")
        alerter = begin(data, outbox, NOW)
        alerter.step(NOW)
        with Probes.open(data) as probes:
            probes.write([replace(seen, certificate_ends_at=NOW + 3 * DAY)])
        told = "SERTIFIKAT SEGERA BERAKHIR: Kantor Bupati (Tanah Grogot)"
        alerter.step(NOW + SECOND)
        assert told not in titles(outbox)
        alerter.step(NOW + MINUTE)
        assert told in titles(outbox)
        (data / "probes.sqlite").write_bytes(b"x" * 8192)
        alerter.step(NOW + 2 * MINUTE)
        assert titles(outbox).count(told) == 1
