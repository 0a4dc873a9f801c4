"""Papers that were made are told of once: figures in each receiver's language, files with them."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from alerts.alerter import Alerter
from alerts.main import Settings, _Process
from alerts.message import from_json
from alerts.papers import papers_message
from alerts.reading import Eyes
from alerts.world import World
from pantau.actions.papers_itself import PapersMade
from pantau.facts.clock import SystemClock
from pantau.facts.papers import Attached, PaperFormat, PaperKind, Wanted
from pantau.facts.telling import NotifyReason
from pantau.facts.words import MonthState
from pantau.inventory.alerting import Receiver, ReceiverKind
from pantau.inventory.reports import ByItself, Occasion, PaperOrder, Reports
from pantau.sla.result import Total
from pantau.store import Outbox, Store
from tests.alerts.town import T0, alerting, world

FILE = Attached("laporan-sla-2026-10-rev1.pdf", "ab" * 32, 1_234_567)
SHARES = (Fraction(99_539, 100_000), Fraction(99, 100), Fraction(1), Fraction(1))
TOTAL = Total(300, 1, 1, 0, 0, 0, *SHARES, 287, 11, 2, 298, 9, 12_345_678)
MADE = PapersMade("papers/closed/2026-10/1", "2026-10", MonthState.CLOSED, 1, (FILE,), TOTAL)
RECEIVERS = {
    "surel": Receiver("surel", ReceiverKind.EMAIL, {}),
    "mail": Receiver("mail", ReceiverKind.EMAIL, {}, language="en"),
}


def seen(*, simulation: bool = False, send: tuple[str, ...] = ("surel", "mail")) -> World:
    found = world(0, plan=replace(alerting(), receivers=RECEIVERS, link="https://pantau.contoh"))
    itself = ByItself(Occasion.CLOSED, (PaperOrder("monthly", "pdf"),), send)  # type: ignore[arg-type]
    told = replace(found.inventory, simulation=simulation, reports=Reports(itself=itself))
    return replace(found, inventory=told)


def test_the_message_says_month_figures_and_files() -> None:
    message = papers_message(seen(), MADE, "surel")
    assert message.title == "Laporan Oktober 2026, ditutup, revisi 1"
    assert message.lines == (
        "Ketersediaan 99,53 %",
        "287 dari 300 memenuhi target",
        "2 belum dapat diputus",
        "Restitusi Rp12.345.678",
        "laporan-sla-2026-10-rev1.pdf, 1,2 MB, sidik abababababab",
    )
    assert message.files == (FILE,)
    assert (message.reason, message.link) == (NotifyReason.PAPERS, "https://pantau.contoh")


def test_it_speaks_the_receivers_language_and_names_drafts_and_simulations() -> None:
    draft = replace(
        MADE, state=MonthState.REVIEWED, total=replace(TOTAL, undecided=0, availability=None)
    )
    message = papers_message(seen(simulation=True), draft, "mail")
    assert message.title == "Papers of October 2026, draft"
    assert message.lines[:4] == (
        "SIMULATION – not real data",
        "Availability –",
        "287 of 298 keep the objective",
        "Credit Rp12,345,678",
    )


def test_what_could_not_be_made_is_named_with_its_reason() -> None:
    wanted = Wanted(PaperKind.YEARLY, "2026", PaperFormat.XLSX, "id")
    message = papers_message(seen(), replace(MADE, missing=((wanted, "penuh"),)), "surel")
    assert message.lines[-1] == "Evaluasi tahunan (xlsx) tidak dapat dibuat: penuh"
    record = Wanted(PaperKind.BERITA_ACARA, "2026-10", PaperFormat.PDF, "id", provider="Icon+")
    message = papers_message(seen(), replace(MADE, missing=((record, "penuh"),)), "mail")
    assert message.lines[-1] == (
        "Record of SLA reconciliation, Icon+ (pdf) could not be made: penuh"
    )


def test_each_receiver_is_told_once_also_by_a_later_alerter(tmp_path: Path) -> None:
    with Store.open(tmp_path), Outbox.open(tmp_path) as outbox:
        for _ in range(2):
            settings = Settings(tmp_path, tmp_path / "inventory.yaml")
            eyes = Eyes(settings.data, settings.inventory)
            process = _Process(settings, SystemClock(), Alerter.begin(eyes, outbox, T0), outbox)
            for _again in range(2):
                process._tell_of(seen(), MADE)
            assert process.sent == {MADE.id}
            eyes.close()
        letters = outbox.letters()
    assert sorted(each.receiver for each in letters) == ["mail", "surel"]
    assert {from_json(each.body).files for each in letters} == {(FILE,)}


def test_where_nobody_is_named_nobody_is_told(tmp_path: Path) -> None:
    with Store.open(tmp_path), Outbox.open(tmp_path) as outbox:
        settings = Settings(tmp_path, tmp_path / "inventory.yaml")
        eyes = Eyes(settings.data, settings.inventory)
        process = _Process(settings, SystemClock(), Alerter.begin(eyes, outbox, T0), outbox)
        process._tell_of(seen(send=()), MADE)
        process._tell_of(world(0), MADE)
        eyes.close()
        assert outbox.letters() == []


def test_a_paper_that_cannot_be_read_is_no_fault(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store, Outbox.open(tmp_path) as outbox:
        settings = Settings(tmp_path, tmp_path / "inventory.yaml")
        eyes = Eyes(settings.data, settings.inventory)
        process = _Process(settings, SystemClock(), Alerter.begin(eyes, outbox, T0), outbox)
        assert process._kept(store.keep(b"laporan")) == b"laporan"
        assert process._kept("0" * 64) is None
        eyes.close()
