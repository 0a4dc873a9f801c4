"""The papers of a closed month are made once and given out again; drafts leave no trace."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pantau.actions.acting import Actor, Refused
from pantau.actions.months import close_month, review_month, revise_month
from pantau.actions.papers import Handed, Order, kept_papers, make_paper, period_standing
from pantau.facts.papers import Paper, PaperFormat, PaperKind, PaperStep, Wanted, file_name
from pantau.facts.words import MonthState
from pantau.inventory.model import Inventory
from pantau.store import Store, StoreDamaged, verify
from tests.actions.acts import BUDI, GUEST, NOW, RINA, TELKOM, TOWN, message, october
from tests.actions.paper_mill import OCTOBER, YEAR, Heard, Mill, close_october
from tests.sla.build import at


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with october(tmp_path) as opened:
        yield opened


def made(store: Store, order: Order, mill: Mill, actor: Actor = BUDI) -> Handed:
    found = make_paper(store, actor, TOWN, order, mill)
    assert isinstance(found, Handed), found
    return found


def test_a_draft_is_made_anew_each_time_and_leaves_no_trace(store: Store) -> None:
    mill, head = Mill(), store.head()
    first, second = (made(store, Order(OCTOBER), mill, RINA) for _ in range(2))
    assert first.paper == Paper("laporan-sla-2026-10-draf.pdf", b"monthly 2026-10 1")
    assert second.paper.content == b"monthly 2026-10 2"
    assert (first.kept, first.standing.state) == (None, MonthState.DRAFT)
    assert store.head() == head


def test_the_paper_of_a_closed_month_is_made_once_and_given_out_again(
    store: Store, tmp_path: Path
) -> None:
    close_october(store)
    mill = Mill()
    first = made(store, Order(OCTOBER), mill)
    later = replace(RINA, at=at("2027-05-05"))
    again = make_paper(store, later, replace(TOWN, sites=()), Order(OCTOBER), mill)
    assert isinstance(again, Handed)
    assert mill.made == 1
    assert again == first
    assert first.paper.name == "laporan-sla-2026-10-rev1.pdf"
    assert first.kept is not None
    fact = first.kept.fact
    assert (fact.revision, fact.state, fact.size) == (1, MonthState.CLOSED, 17)
    assert (first.kept.entry.author, fact.role) == ("Budi", BUDI.role)
    assert verify(tmp_path / "data").faults == ()


def test_another_form_language_number_or_annex_is_another_paper(store: Store) -> None:
    close_october(store)
    mill = Mill()
    others = (
        OCTOBER,
        replace(OCTOBER, format=PaperFormat.XLSX),
        replace(OCTOBER, language="en"),
        replace(OCTOBER, sites=("opd-dkisp",)),
        replace(OCTOBER, number="41"),
        replace(OCTOBER, kind=PaperKind.EVIDENCE, format=PaperFormat.ZIP, outage="O1-2"),
    )
    names = [made(store, Order(each), mill).paper.name for each in (*others, *others)]
    assert mill.made == len(others)
    assert names[: len(others)] == names[len(others) :]
    assert names[2:4] == [
        "laporan-sla-2026-10-rev1-en.pdf",
        "lampiran-sla-2026-10-opd-dkisp-rev1.pdf",
    ]
    assert names[5] == "bukti-sla-2026-10-o1-2-rev1.zip"
    with store.view() as view:
        assert [each.fact.format for each in kept_papers(view, "2026-10")][:2] == ["pdf", "xlsx"]
        assert kept_papers(view, "2026-09") == []


def test_a_revised_month_gets_papers_of_its_own_and_keeps_the_old_ones(store: Store) -> None:
    close_october(store)
    mill = Mill()
    first = made(store, Order(OCTOBER), mill)
    revise_month(store, BUDI, TOWN, "2026-10", "keliru")
    assert made(store, Order(OCTOBER), mill).kept is None
    assert made(store, Order(OCTOBER, revision=1), mill) == first
    close_october(store)
    second = made(store, Order(OCTOBER), mill)
    assert second.paper.name == "laporan-sla-2026-10-rev2.pdf"
    assert made(store, Order(OCTOBER, revision=1), mill) == first
    assert made(store, Order(OCTOBER, revision=2), mill) == second
    asked = make_paper(store, BUDI, TOWN, Order(OCTOBER, revision=3), mill)
    assert "no such paper of 2026-10 is kept of revision 3" in message(asked)
    assert message(asked).endswith("kept of: 1, 2")
    never = make_paper(store, BUDI, TOWN, Order(replace(OCTOBER, language="en"), revision=1), mill)
    assert message(never).endswith("kept of: none")


def test_a_technician_makes_drafts_and_is_given_what_is_kept_but_makes_nothing_final(
    store: Store,
) -> None:
    close_october(store)
    mill = Mill()
    assert "ask one of: manager, admin" in message(
        make_paper(store, RINA, TOWN, Order(OCTOBER), mill)
    )
    kept = made(store, Order(OCTOBER), mill)
    assert made(store, Order(OCTOBER), mill, RINA) == kept
    for nobody in (GUEST, TELKOM):
        assert isinstance(make_paper(store, nobody, TOWN, Order(OCTOBER), mill), Refused)
    assert mill.made == 1


def test_a_draft_that_is_made_by_itself_is_kept_once_a_revision(store: Store) -> None:
    review_month(store, BUDI, TOWN, "2026-10")
    mill, order = Mill(), Order(OCTOBER, itself=True)
    first, again = made(store, order, mill), made(store, order, mill)
    assert (mill.made, again) == (1, first)
    assert first.kept is not None
    assert (first.kept.fact.state, first.kept.fact.itself) == (MonthState.REVIEWED, True)
    assert first.paper.name == "laporan-sla-2026-10-draf.pdf"
    # Who asks gets one with today's knowledge, and the closed month one that is final.
    assert made(store, Order(OCTOBER), mill).kept is None
    close_october(store)
    final = made(store, order, mill)
    assert final.kept is not None
    assert final.kept.fact.state is MonthState.CLOSED
    assert final.kept.fact.digest != first.kept.fact.digest


def test_of_two_who_make_the_same_paper_at_once_the_first_ones_is_kept(store: Store) -> None:
    close_october(store)
    quick, slow = Mill(), Mill()

    def overtaken(store: Store, town: Inventory, wanted: Wanted, now: int, tell: object) -> bytes:
        made(store, Order(OCTOBER), quick)
        slow(store, town, wanted, now, tell)
        return slow(store, town, wanted, now, tell)

    found = make_paper(store, BUDI, TOWN, Order(OCTOBER), overtaken)
    assert isinstance(found, Handed)
    assert found.paper.content == b"monthly 2026-10 1"
    with store.view() as view:
        assert len(kept_papers(view)) == 1


def test_a_month_that_is_closed_while_its_paper_is_made_gets_the_closed_ones(store: Store) -> None:
    states: list[MonthState] = []

    def closing(store: Store, town: Inventory, wanted: Wanted, now: int, tell: object) -> bytes:
        with store.view() as view:
            states.append(period_standing(view, wanted.period).state)
        if len(states) == 1:
            close_october(store)
        return states[-1].encode()

    found = make_paper(store, BUDI, TOWN, Order(OCTOBER, itself=True), closing)
    assert isinstance(found, Handed)
    assert states == [MonthState.DRAFT, MonthState.CLOSED]
    assert (found.paper.content, found.standing.state) == (b"closed", MonthState.CLOSED)


def test_a_month_that_never_rests_is_given_up(store: Store) -> None:
    def restless(store: Store, town: Inventory, wanted: Wanted, now: int, tell: object) -> bytes:
        close_october(store)
        revise_month(store, BUDI, TOWN, "2026-10", "lagi")
        return b""

    found = make_paper(store, BUDI, TOWN, Order(OCTOBER, itself=True), restless)
    assert message(found) == "2026-10 was closed or opened again meanwhile; try again"


def test_a_year_is_closed_where_its_months_are(store: Store) -> None:
    mill = Mill()
    assert made(store, Order(YEAR), mill).paper.name == "evaluasi-sla-2026-draf.xlsx"
    late = replace(BUDI, at=at("2027-01-05"))
    for number in range(1, 13):
        close_month(store, late, TOWN, f"2026-{number:02}", "tahun berakhir")
    first = made(store, Order(YEAR), mill, late)
    assert first.paper.name == "evaluasi-sla-2026-rev1.xlsx"
    revise_month(store, late, TOWN, "2026-03", "keliru")
    assert made(store, Order(YEAR), mill, late).kept is None
    close_month(store, late, TOWN, "2026-03", "tahun berakhir")
    assert made(store, Order(YEAR), mill, late).paper.name == "evaluasi-sla-2026-rev2.xlsx"
    assert made(store, Order(YEAR, revision=1), mill, late) == first


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (replace(OCTOBER, format=PaperFormat.ZIP), "not made as zip; choose one of: pdf, xlsx"),
        (replace(OCTOBER, period="2026"), "'2026' is not a month"),
        (replace(OCTOBER, period="2026-13"), "'2026-13' is not a month"),
        (replace(OCTOBER, period="2026-12"), "2026-12 has not begun yet"),
        (replace(YEAR, period="2026-10"), "'2026-10' is not a year; write it like 2026"),
        (replace(YEAR, period="0001"), "'0001-01' is not a month"),
        (replace(YEAR, period="2027"), "2027 has not begun yet"),
        (replace(OCTOBER, sites=("opd-dkips",)), "site 'opd-dkips' is not in the inventory, did"),
        (replace(OCTOBER, number="4\n1"), "number"),
        (replace(YEAR, sites=("opd-dkisp",)), "only 'monthly' has an annex of single sites"),
        (replace(OCTOBER, outage="O1-2"), "only 'evidence' can be of one outage"),
    ],
)
def test_what_cannot_be_made_is_refused_before_anything_is(
    store: Store, wanted: Wanted, said: str
) -> None:
    mill = Mill()
    assert said in message(make_paper(store, BUDI, TOWN, Order(wanted), mill))
    assert mill.made == 0


def test_the_order_in_which_sites_are_named_makes_no_other_paper(store: Store) -> None:
    close_october(store)
    mill = Mill()
    one, two = "opd-dkisp", "desa-samurangau"
    for sites in ((one, two), (two, one), (one, two, one)):
        made(store, Order(replace(OCTOBER, sites=sites)), mill)
    assert mill.made == 1


def test_the_making_is_told_step_by_step(store: Store) -> None:
    heard, mill = Heard(), Mill()
    make_paper(store, BUDI, TOWN, Order(OCTOBER), mill, heard)
    assert heard == [PaperStep.LOOKING, PaperStep.DONE]
    close_october(store)
    heard.clear()
    make_paper(store, BUDI, TOWN, Order(OCTOBER), mill, heard)
    assert heard == [PaperStep.LOOKING, PaperStep.KEEPING, PaperStep.DONE]


def test_a_maker_that_fails_leaves_nothing_behind(store: Store) -> None:
    close_october(store)
    head = store.head()

    def broken(*_: object) -> bytes:
        raise RuntimeError("tinta habis")

    with pytest.raises(RuntimeError, match="tinta habis"):
        make_paper(store, BUDI, TOWN, Order(OCTOBER), broken)
    assert store.head() == head


def test_a_kept_paper_that_somebody_changed_is_found_and_never_given_out(
    store: Store, tmp_path: Path
) -> None:
    close_october(store)
    kept = made(store, Order(OCTOBER), Mill()).kept
    assert kept is not None
    (tmp_path / "data" / "kept" / kept.fact.digest).write_bytes(b"lain")
    (fault,) = verify(tmp_path / "data").faults
    assert "laporan-sla-2026-10-rev1.pdf, named by entry" in fault.text
    with pytest.raises(StoreDamaged):
        make_paper(store, BUDI, TOWN, Order(OCTOBER), Mill())


@pytest.mark.parametrize("site", ["../../etc/passwd", "=cmd()", "a b\nc"])
def test_a_file_name_has_safe_characters_only(site: str) -> None:
    name = file_name(replace(OCTOBER, sites=(site,)), MonthState.CLOSED, 1)
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")
    assert name.count(".") == 1
    many = file_name(replace(OCTOBER, sites=("a", "b", "c")), MonthState.DRAFT, 1)
    assert many == "lampiran-sla-2026-10-3-titik-draf.pdf"


def test_the_instant_that_a_paper_holds_is_when_it_was_asked_for(store: Store) -> None:
    seen: list[int] = []

    def watch(store: Store, town: Inventory, wanted: Wanted, now: int, tell: object) -> bytes:
        seen.append(now)
        return b""

    make_paper(store, BUDI, TOWN, Order(OCTOBER), watch)
    assert seen == [NOW]
