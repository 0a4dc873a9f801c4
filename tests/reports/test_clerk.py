"""The clerk makes what is due, once, whatever restarts, and says which figures go with it."""

import logging
import sys
from pathlib import Path

import pytest

from pantau.actions.acting import Actor
from pantau.actions.apply import apply_inventory
from pantau.actions.months import close_month, judged, revise_month
from pantau.actions.papers import kept_papers
from pantau.facts.instant import MINUTE
from pantau.facts.words import MonthState, Role
from pantau.inventory import Inventory
from pantau.reports.clerk import AGAIN_US, GIVEN_UP, Clerk
from pantau.store import Store
from tests.actions.acts import october
from tests.fakes.inventories import sound
from tests.sla.build import at

NOW = at("2026-11-02")
BUDI = Actor("Budi", "budi@kantor", Role.MANAGER, NOW)
ODD = str(Path(__file__).with_name("odd_worker.py"))
TEXT = """\
version: 1
timezone: Asia/Makassar
defaults: {kecamatan: {Kuaro: {contract: contoh, tier: fo-50}}}
contracts:
  contoh:
    provider: Telkom
    from: 2020-01-01
    to: 2099-12-31
    policy: {restitution: {kind: prorata, cap: 1.0}}
    tiers: {fo-50: {objective: 99.5, fee: 2500000}}
sites:
  - {id: opd-dkisp, name: Dinas, kind: opd, kecamatan: Kuaro, address: 127.64.0.1}
  - {id: desa-samurangau, name: Desa, kind: desa, kecamatan: Kuaro, address: 127.64.0.2}
reports: {itself: {when: closed, papers: [{kind: monthly, format: FORM}]}}
"""


def meaning(form: str = "csv") -> Inventory:
    return sound(TEXT.replace("FORM", form))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    with october(tmp_path) as store:
        apply_inventory(store, BUDI, meaning())
    return tmp_path / "data"


def close(data: Path) -> None:
    with Store.open(data) as store:
        close_month(store, BUDI, meaning(), "2026-10")


def clerk(data: Path, *worker: str) -> Clerk:
    file = data.parent / "inventory.yaml"
    return Clerk(data, file, worker) if worker else Clerk(data, file)


def entries(data: Path) -> int:
    with Store.open(data, readonly=True) as store, store.view() as view:
        return len(kept_papers(view))


def never() -> bool:
    return False


def test_a_closed_month_gets_its_papers_once_also_after_a_restart(data: Path) -> None:
    assert clerk(data).look(NOW, never) == ()
    close(data)
    first = clerk(data)
    (made,) = first.look(NOW, never)
    assert (made.id, made.state, made.revision) == ("papers/closed/2026-10/1", MonthState.CLOSED, 1)
    assert [each.name for each in made.files] == ["laporan-sla-2026-10-rev1.csv"]
    assert first.look(NOW, never) == clerk(data).look(NOW + MINUTE, never) == (made,)
    assert entries(data) == 1
    with Store.open(data, readonly=True) as store:
        assert made.total == judged(store, meaning(), "2026-10", NOW).result.total
        with store.view() as view:
            (kept,) = kept_papers(view)
    assert (kept.entry.author, kept.fact.itself) == ("pantau", True)


def test_a_revised_month_is_due_again_when_it_is_closed_again(data: Path) -> None:
    close(data)
    one = clerk(data)
    one.look(NOW, never)
    with Store.open(data) as store:
        revise_month(store, BUDI, meaning(), "2026-10", "keliru")
    assert one.look(NOW, never) == ()
    close(data)
    (made,) = one.look(NOW, never)
    assert made.id == "papers/closed/2026-10/2"


def test_what_cannot_be_made_is_logged_and_tried_again_later(
    data: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with Store.open(data) as store:
        apply_inventory(store, BUDI, meaning("pdf"))
    close(data)
    one = clerk(data, sys.executable, ODD, "broken")
    with caplog.at_level(logging.WARNING):
        for later in (0, MINUTE, AGAIN_US):
            assert one.look(NOW + later, never) == ()
    said = [each.getMessage() for each in caplog.records]
    assert len(said) == 2
    assert said[0].startswith("the paper monthly 2026-10 (pdf) could not be made: this is a fault")
    assert entries(data) == 0


def test_after_three_makings_in_vain_people_are_told_what_there_is(data: Path) -> None:
    with Store.open(data) as store:
        apply_inventory(store, BUDI, meaning("pdf"))
    close(data)
    one = clerk(data, sys.executable, ODD, "broken")
    looked = [one.look(NOW + again * AGAIN_US, never) for again in range(GIVEN_UP + 1)]
    assert looked[: GIVEN_UP - 1] == [()] * (GIVEN_UP - 1)
    (told,) = looked[-1]
    assert looked[-2] == looked[-1]
    assert (told.id, told.files) == ("papers/closed/2026-10/1/incomplete", ())
    ((wanted, reason),) = told.missing
    assert wanted.format == "pdf"
    assert reason.startswith("this is a fault of Pantau")
    one.worker = (sys.executable, ODD, "polite")
    (whole,) = one.look(NOW + (GIVEN_UP + 1) * AGAIN_US, never)
    assert (whole.id, whole.missing, len(whole.files)) == ("papers/closed/2026-10/1", (), 1)


def test_a_clerk_that_is_to_stop_ends_its_worker(data: Path, tmp_path: Path) -> None:
    with Store.open(data) as store:
        apply_inventory(store, BUDI, meaning("pdf"))
    close(data)
    pid = tmp_path / "pid"
    one = clerk(data, sys.executable, ODD, "endless", str(pid))
    assert one.look(NOW, pid.exists) == ()
    assert entries(data) == 0


def test_without_a_store_or_a_worker_it_says_so_and_goes_on(
    data: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        assert clerk(tmp_path / "elsewhere").look(NOW, never) == ()
        close(data)
        assert clerk(data, "/nowhere/python").look(NOW, never) == ()
    assert all("the papers that are due cannot be made" in str(each) for each in caplog.messages)
    assert len(caplog.messages) == 2


def test_before_an_inventory_is_in_force_nothing_is_due(tmp_path: Path) -> None:
    with october(tmp_path):
        pass
    assert clerk(tmp_path / "data").look(NOW, never) == ()
