"""A month closes when nothing in it is open, and then nothing changes it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pantau.actions import import_gaps, read_gaps_csv, revoke_import
from pantau.actions.acting import Refused
from pantau.actions.dealings import Objectionable, answer_objection, object_to
from pantau.actions.import_rows import GapRows
from pantau.actions.months import (
    Revised,
    close_month,
    judged,
    review_month,
    revise_month,
)
from pantau.actions.outages import TicketNews, classify, record_ticket
from pantau.actions.proposals import decide, propose_exclusion, propose_void
from pantau.actions.scope import Scope
from pantau.facts.said import MonthStanding
from pantau.facts.words import (
    Cause,
    Decision,
    ExclusionCategory,
    Liability,
    MonthState,
    Settlement,
)
from pantau.sla.change import changes
from pantau.sla.frozen import freeze, thaw
from pantau.store import Store, StoreDamaged, verify
from tests.actions.acts import BUDI, NOW, RINA, TELKOM, TOWN, message, october
from tests.sla.build import at, interval

DKISP = Scope(("opd-dkisp",), "opd-dkisp")
MORNING = interval("2026-10-05T07:00", "2026-10-05T12:00")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with october(tmp_path) as opened:
        yield opened


def close(store: Store, as_is: str = "") -> MonthStanding:
    found = close_month(store, BUDI, TOWN, "2026-10", as_is)
    assert isinstance(found, MonthStanding), found
    return found


def propose(store: Store) -> "str | Refused":
    return propose_exclusion(store, RINA, DKISP, MORNING, ExclusionCategory.POWER, "PLN padam")


def test_a_closed_month_is_what_it_was_judged_as(store: Store, tmp_path: Path) -> None:
    before = judged(store, TOWN, "2026-10", NOW)
    assert before.standing == MonthStanding("2026-10", MonthState.DRAFT, 1)
    standing = close(store)
    assert (standing.state, standing.revision) == (MonthState.CLOSED, 1)
    # A year later, under another inventory: it stands.
    later = judged(store, replace(TOWN, sites=()), "2026-10", at("2027-11-02"))
    assert later.result == before.result
    assert verify(tmp_path / "data").faults == ()


def test_review_leaves_the_month_open_and_keeps_what_was_seen(store: Store) -> None:
    assert review_month(store, BUDI, TOWN, "2026-10", "sudah dicek") == "2026-10"
    found = judged(store, TOWN, "2026-10", NOW)
    assert found.standing.state is MonthState.REVIEWED
    assert isinstance(propose(store), str)
    close(store, as_is="usulan belum diputus, tenggat pembayaran")
    assert isinstance(review_month(store, BUDI, TOWN, "2026-10"), Refused)


def test_what_is_open_is_listed_and_wants_a_reason(store: Store) -> None:
    made = propose(store)
    void = propose_void(store, RINA, "O1-2", "alamat salah")
    objection = object_to(store, TELKOM, TOWN, Objectionable("2026-10", "opd-dkisp"), "PLN")
    refused = close_month(store, BUDI, TOWN, "2026-10")
    assert isinstance(refused, Refused)
    for line in (
        f"exclusion {made} is not decided",
        f"void {void} is not decided",
        f"objection {objection} is not answered",
    ):
        assert line in refused.message
    standing = close(store, as_is="tenggat")
    assert standing.closed is not None
    data = standing.closed.data()
    assert len(data["open"]) == 3
    assert data["as_is"] == "tenggat"


def test_a_month_that_is_not_over_is_not_closed(store: Store) -> None:
    refused = close_month(store, BUDI, TOWN, "2026-11")
    assert isinstance(refused, Refused)
    assert "is not over" in refused.message
    assert isinstance(close_month(store, BUDI, TOWN, "2026-13"), Refused)


def test_a_technician_closes_nothing(store: Store) -> None:
    assert isinstance(close_month(store, RINA, TOWN, "2026-10"), Refused)
    assert isinstance(revise_month(store, RINA, TOWN, "2026-10", "x"), Refused)


def test_a_closed_month_refuses_every_change(store: Store) -> None:
    made = propose(store)
    assert isinstance(made, str)
    decide(store, BUDI, TOWN, made, Decision.APPROVED)
    close(store)
    frozen = judged(store, TOWN, "2026-10", NOW)
    gaps = read_gaps_csv(
        b"site,started_at,ended_at\n*,2026-10-31T23:00,2026-11-01T01:00\n", "g.csv", TOWN, NOW
    )
    assert isinstance(gaps, GapRows)
    tries = [
        propose_exclusion(
            store,
            RINA,
            DKISP,
            interval("2026-10-31T23:00", "2026-11-01T09:00"),
            ExclusionCategory.POWER,
            "lewat batas bulan",
        ),
        decide(store, BUDI, TOWN, made, Decision.REVOKED, "berubah pikiran"),
        propose_void(store, RINA, "O1-1", "x"),
        classify(store, RINA, "O1-1", Cause.POWER, Liability.NONE, "x"),
        record_ticket(store, RINA, "INC123456", TicketNews(("O1-1",))),
        import_gaps(store, BUDI, gaps),
        revoke_import(store, BUDI, "I1", "salah"),
        close_month(store, BUDI, TOWN, "2026-10"),
    ]
    for tried in tries:
        assert isinstance(tried, Refused)
        assert "2026-10 is closed" in tried.message
        assert "pantau revise --month 2026-10" in tried.message
    assert judged(store, TOWN, "2026-10", NOW) == frozen


def test_what_touches_no_closed_month_goes_on(store: Store) -> None:
    close(store)
    november = interval("2026-11-01", "2026-11-01T09:00")
    made = propose_exclusion(store, RINA, DKISP, november, ExclusionCategory.POWER, "PLN")
    assert isinstance(made, str)
    # Objections come when the month is closed: that is what they are about.
    objection = object_to(store, TELKOM, TOWN, Objectionable("2026-10", "opd-dkisp"), "PLN")
    assert isinstance(objection, str)
    assert answer_objection(store, BUDI, objection, Settlement.ACCEPTED, "benar") == objection


def test_a_revision_opens_changes_and_closes_as_the_next(store: Store, tmp_path: Path) -> None:
    first = close(store)
    opened = revise_month(store, BUDI, TOWN, "2026-10", "keberatan K5 diterima")
    assert opened == Revised(2, ())
    made = propose(store)
    assert isinstance(made, str)
    decide(store, BUDI, TOWN, made, Decision.APPROVED)
    second = close(store)
    assert (second.state, second.revision) == (MonthState.CLOSED, 2)
    assert first.closed is not None
    assert second.closed is not None
    old = thaw(store.kept(first.closed.data()["result"]))
    new = thaw(store.kept(second.closed.data()["result"]))
    (line,) = changes(old, new)
    assert line.message.startswith("opd-dkisp (telkom-2026, fo-50): availability ")
    assert "down_seconds 36000 -> 21600; excluded_seconds 0 -> 18000" in line.message
    assert verify(tmp_path / "data").faults == ()


def test_a_revision_says_what_was_learned_since(store: Store) -> None:
    """What the collector or nobody could refuse still shows: here, a void undone in between."""
    close(store)
    assert isinstance(revise_month(store, BUDI, TOWN, "2026-10", "cek ulang"), Revised)
    made = propose(store)
    assert isinstance(made, str)
    decide(store, BUDI, TOWN, made, Decision.APPROVED)
    close(store)
    found = revise_month(store, BUDI, replace(TOWN, sites=TOWN.sites[:1]), "2026-10", "cek")
    assert isinstance(found, Revised)
    assert (found.revision, [each.message for each in found.differences]) == (
        3,
        ["desa-samurangau (telkom-2026, fo-50): was judged, is not any more"],
    )
    refused = revise_month(store, BUDI, TOWN, "2026-10", "dua kali")
    assert message(refused) == "2026-10 is not closed, so there is nothing to revise"


def test_a_frozen_result_that_was_changed_is_not_shown(store: Store, tmp_path: Path) -> None:
    standing = close(store)
    assert standing.closed is not None
    digest = standing.closed.data()["result"]
    path = tmp_path / "data" / "kept" / digest
    path.write_bytes(path.read_bytes().replace(b"36000", b"00000"))
    with pytest.raises(StoreDamaged, match="is not what was kept"):
        judged(store, TOWN, "2026-10", NOW)
    (fault,) = verify(tmp_path / "data").faults
    assert fault.text.startswith("the result of 2026-10, named by entry ")


def test_a_frozen_month_comes_back_exactly(store: Store) -> None:
    result = judged(store, TOWN, "2026-10", NOW).result
    text = freeze(result)
    assert thaw(text) == result
    assert freeze(thaw(text)) == text
    for wrong in (b"", b"{}", b"[]", text.replace(b'"form": 1', b'"form": 2')):
        with pytest.raises(ValueError, match=r"month|Expecting"):
            thaw(wrong)
