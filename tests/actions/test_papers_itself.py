"""Papers that nobody asks for: due on an occasion, once, and not long after it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pantau.actions.acting import Actor
from pantau.actions.months import close_month, review_month, revise_month
from pantau.actions.papers import Order, make_paper
from pantau.actions.papers_itself import Due, due_papers
from pantau.facts.papers import PaperFormat, PaperKind
from pantau.facts.words import Role
from pantau.inventory.model import Inventory, Site
from pantau.inventory.reports import ByItself, Occasion, PaperOrder, Reports
from pantau.store import Store
from tests.actions.acts import BUDI, TOWN, october
from tests.actions.paper_mill import OCTOBER, Mill
from tests.fakes.inventories import sound
from tests.sla.build import at

PDF = PaperOrder(PaperKind.MONTHLY, PaperFormat.PDF)
CSV = PaperOrder(PaperKind.MONTHLY, PaperFormat.CSV)
YEARLY = PaperOrder(PaperKind.YEARLY, PaperFormat.XLSX)
ITSELF = Actor("pantau", "pantau@noc", Role.MANAGER, at("2026-11-03"))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with october(tmp_path) as opened:
        yield opened


def town(occasion: Occasion, *orders: PaperOrder, day: int = 1) -> Inventory:
    itself = ByItself(occasion, orders or (PDF,), day=day)
    return replace(TOWN, reports=Reports(itself=itself))


def due(store: Store, inventory: Inventory, when: str) -> tuple[Due, ...]:
    with store.view() as view:
        return due_papers(view, inventory, at(when))


def ids(store: Store, inventory: Inventory, when: str) -> list[str]:
    return [each.id for each in due(store, inventory, when)]


def make(store: Store, inventory: Inventory, when: str) -> Mill:
    """Whoever does what is due."""
    mill = Mill()
    for each in due(store, inventory, when):
        for wanted in each.missing:
            make_paper(store, ITSELF, inventory, Order(wanted, itself=True), mill)
    return mill


def test_without_the_setting_nothing_is_ever_due(store: Store) -> None:
    review_month(store, BUDI, TOWN, "2026-10")
    assert due(store, TOWN, "2026-11-03") == ()


def test_a_review_makes_papers_due_once_a_revision(store: Store) -> None:
    reviewed = town(Occasion.REVIEWED, PDF, CSV)
    assert due(store, reviewed, "2026-11-02") == ()
    review_month(store, BUDI, TOWN, "2026-10")
    (found,) = due(store, reviewed, "2026-11-02")
    assert (found.id, len(found.missing)) == ("papers/reviewed/2026-10/1", 2)
    assert make(store, reviewed, "2026-11-02").made == 2
    (whole,) = due(store, reviewed, "2026-11-02")
    assert whole.missing == ()
    assert [each.name for each in whole.files] == [
        "laporan-sla-2026-10-draf.pdf",
        "laporan-sla-2026-10-draf.csv",
    ]
    review_month(store, BUDI, TOWN, "2026-10", "sekali lagi")
    close_month(store, BUDI, TOWN, "2026-10")
    assert make(store, reviewed, "2026-11-02").made == 0
    revise_month(store, BUDI, TOWN, "2026-10", "keliru")
    assert due(store, reviewed, "2026-11-02") == ()
    review_month(store, BUDI, TOWN, "2026-10")
    assert ids(store, reviewed, "2026-11-02") == ["papers/reviewed/2026-10/2"]
    assert make(store, reviewed, "2026-11-02").made == 2


def test_a_month_that_is_closed_at_once_counts_as_reviewed(store: Store) -> None:
    close_month(store, BUDI, TOWN, "2026-10")
    (found,) = due(store, town(Occasion.REVIEWED), "2026-11-02")
    assert len(found.missing) == 1


def test_a_closing_makes_final_papers_due_and_one_that_is_kept_is_enough(store: Store) -> None:
    closed = town(Occasion.CLOSED)
    review_month(store, BUDI, TOWN, "2026-10")
    assert due(store, closed, "2026-11-02") == ()
    close_month(store, BUDI, TOWN, "2026-10")
    (found,) = due(store, closed, "2026-11-02")
    assert (found.id, len(found.missing)) == ("papers/closed/2026-10/1", 1)
    make_paper(store, BUDI, TOWN, Order(OCTOBER), Mill())
    (found,) = due(store, closed, "2026-11-02")
    assert [each.name for each in found.files] == ["laporan-sla-2026-10-rev1.pdf"]


def test_what_was_missed_for_a_week_is_not_made_any_more(store: Store) -> None:
    review_month(store, BUDI, TOWN, "2026-10")
    reviewed = town(Occasion.REVIEWED)
    assert ids(store, reviewed, "2026-11-08T23:59") == ["papers/reviewed/2026-10/1"]
    assert due(store, reviewed, "2026-11-09T00:01") == ()


@pytest.mark.parametrize(
    ("day", "when", "months"),
    [
        (1, "2026-11-01T06:59", []),
        (1, "2026-11-01T07:00", ["2026-10"]),
        (1, "2026-11-08T06:59", ["2026-10"]),
        (1, "2026-11-08T07:00", []),
        (28, "2026-11-28T07:00", ["2026-10"]),
        (28, "2026-12-03T07:00", ["2026-10"]),
        (28, "2026-12-05T07:00", []),
    ],
)
def test_a_set_day_and_hour_is_in_the_month_that_follows(
    store: Store, day: int, when: str, months: list[str]
) -> None:
    found = ids(store, town(Occasion.DAY, day=day), when)
    assert found == [f"papers/day/{month}" for month in months]


def test_a_set_day_tells_of_a_month_once_whatever_becomes_of_it(store: Store) -> None:
    on_day = town(Occasion.DAY)
    assert make(store, on_day, "2026-11-02").made == 1
    close_month(store, BUDI, TOWN, "2026-10")
    revise_month(store, BUDI, TOWN, "2026-10", "keliru")
    (found,) = due(store, on_day, "2026-11-03")
    assert found.missing == ()
    assert make(store, on_day, "2026-11-03").made == 0


def test_a_yearly_paper_comes_with_december_alone(store: Store) -> None:
    only = town(Occasion.DAY, YEARLY)
    assert due(store, only, "2026-11-02") == ()
    both = town(Occasion.DAY, PDF, YEARLY)
    (found,) = due(store, both, "2027-01-02")
    assert [each.period for each in found.wanted] == ["2026-12", "2026"]
    (found,) = due(store, both, "2026-11-02")
    assert [each.period for each in found.wanted] == ["2026-10"]


def test_papers_are_in_the_language_of_the_settings(store: Store) -> None:
    english = town(Occasion.DAY)
    english = replace(english, reports=replace(english.reports, language="en"))
    (found,) = due(store, english, "2026-11-02")
    assert [each.language for each in found.wanted] == ["en"]


def test_the_setting_is_read_from_the_file() -> None:
    head = "version: 1\ntimezone: Asia/Makassar\nsites: [{id: a, name: A, kind: desa, "
    text = head + "kecamatan: Kuaro, address: 127.64.1.1}]\nreports: {itself: {when: closed}}\n"
    found = sound(text)
    assert found.reports.itself is not None


def test_a_berita_acara_is_due_for_each_provider(store: Store) -> None:
    record = PaperOrder(PaperKind.BERITA_ACARA, PaperFormat.PDF)
    two = replace(town(Occasion.REVIEWED, record, PDF), sites=(*TOWN.sites, other_site()))
    review_month(store, BUDI, two, "2026-10")
    (found,) = due(store, two, "2026-11-02")
    assert [each.provider for each in found.missing] == ["Icon", "Telkom", ""]
    assert make(store, two, "2026-11-02").made == 3
    (whole,) = due(store, two, "2026-11-02")
    assert [each.name for each in whole.files] == [
        "berita-acara-sla-2026-10-icon-draf.pdf",
        "berita-acara-sla-2026-10-telkom-draf.pdf",
        "laporan-sla-2026-10-draf.pdf",
    ]


def other_site() -> Site:
    """One that another provider serves."""
    first = TOWN.sites[0]
    terms = tuple(replace(each, contract="icon-2026", provider="Icon") for each in first.terms)
    return replace(first, id="desa-icon", terms=terms)
