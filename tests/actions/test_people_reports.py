"""Reports of people come in, are answered and are forgotten; what nobody may keep is not kept."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pantau.actions.acting import Refused
from pantau.actions.people_judged import judged_reports, reports_by_village
from pantau.actions.people_reports import (
    Told,
    answer_report,
    close_report,
    correct_report,
    erase_over_term,
    erase_report,
    import_reports,
    mark_spam,
    take_report,
)
from pantau.actions.people_rows import read_people_rows
from pantau.actions.table import RowProblem
from pantau.facts.instant import DAY, HOUR
from pantau.facts.region import Complaint, ReportStanding, ReportVerdict
from pantau.facts.said import PeopleReport
from pantau.inventory.model import Inventory
from pantau.store import Store
from tests.actions.acts import BUDI, GUEST, RINA, TELKOM, TOWN, message, october
from tests.sla.build import at, inventory

LOLO, OTHER = "64.01.05.2002", "64.01.04.1001"
VILLAGE = inventory(replace(TOWN.sites[0], desa=LOLO), TOWN.sites[1])
TOLD_AT = at("2026-10-05T09:00")
TOLD = Told(LOLO, Complaint.DOWN, TOLD_AT, TOLD_AT - HOUR, words="WORDS", phone="0812 PHONE"[:4])


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with october(tmp_path) as store:
        yield store


def told(store: Store, **changed: object) -> PeopleReport:
    code = take_report(store, replace(TOLD, **changed), a_day=100)
    assert isinstance(code, str)
    with store.view() as view:
        found = view.people_report_of(code)
    assert found is not None
    return found


def one(store: Store, id: str) -> PeopleReport:
    with store.view() as view:
        found = view.people_report(id)
    assert found is not None
    return found


def person(store: Store, name: str | None) -> str | None:
    with store.view() as view:
        return view.person(name) if name else None


def everything(store: Store) -> str:
    return "".join(each.payload.decode() + each.author for each in store.entries())


def test_a_report_is_kept_with_phone_and_words_beside_the_chain(store: Store) -> None:
    found = told(store, phone="0812-777", words="Sinyal hilang, hubungi Pak Amat")
    assert (found.village, found.what, found.since) == (LOLO, Complaint.DOWN, TOLD_AT - HOUR)
    assert person(store, found.phone) == "0812-777"
    assert person(store, found.words) == "Sinyal hilang, hubungi Pak Amat"
    assert "0812-777" not in everything(store)
    assert "Pak Amat" not in everything(store)


def test_two_codes_are_never_like_one_another(store: Store) -> None:
    codes = {told(store, at=TOLD_AT + n).code for n in range(20)}
    assert len(codes) == 20
    assert all(len(code) == 12 and code.isalnum() for code in codes)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"village": "64.01.05.9999"}, "is no village here"),
        ({"phone": "<script>"}, "is no number"),
        ({"phone": "0" * 21}, "is no number"),
        ({"words": "x" * 281}, "longer than 280"),
        ({"words": "a\x00b"}, "control character"),
        ({"words": "a\u202eb"}, "control character"),
        ({"since": TOLD_AT + 1}, "earlier time"),
    ],
)
def test_what_makes_no_sense_is_refused_and_not_kept(
    store: Store, changed: dict[str, object], why: str
) -> None:
    before = store.head()
    assert why in message(take_report(store, replace(TOLD, **changed), a_day=100))
    assert store.head() == before


def test_a_day_has_its_bound_whoever_sends_and_the_next_day_is_another(store: Store) -> None:
    for number in range(3):
        assert isinstance(take_report(store, replace(TOLD, at=TOLD_AT + number), a_day=3), str)
    assert "too many" in message(take_report(store, replace(TOLD, at=TOLD_AT + 9), a_day=3))
    tomorrow = replace(TOLD, at=TOLD_AT + 2 * DAY)
    assert isinstance(take_report(store, tomorrow, a_day=3), str)


def test_it_is_laid_beside_what_was_measured(store: Store) -> None:
    # opd-dkisp was down on the fifth from 8 to 18 o'clock, and the town was watched all October.
    confirmed = told(store)
    earlier = told(store, at=at("2026-10-05T07:00"), since=at("2026-10-05T06:00"))
    signal = told(store, what=Complaint.NO_SIGNAL, at=TOLD_AT + 1)
    elsewhere = told(store, village=OTHER, at=TOLD_AT + 2)
    found = {
        each.report.id: each.judgement for each in judged_reports(store, VILLAGE, 0, 2**61, BUDI.at)
    }
    assert found[confirmed.id].verdict is ReportVerdict.CONFIRMED
    assert found[confirmed.id].down_us == HOUR
    assert found[earlier.id].verdict is ReportVerdict.CONTRADICTED
    for each in (signal, elsewhere):
        assert found[each.id].verdict is ReportVerdict.CANNOT_TELL


def test_words_and_phones_are_read_only_where_they_are_asked_for(store: Store) -> None:
    told(store, phone="0812-777")
    [plain] = judged_reports(store, VILLAGE, 0, 2**61, BUDI.at)
    [whole] = judged_reports(store, VILLAGE, 0, 2**61, BUDI.at, contacts=True)
    assert (plain.words, plain.phone) == (None, None)
    assert (whole.words, whole.phone) == ("WORDS", "0812-777")


def test_an_answer_stays_when_the_report_is_closed(store: Store) -> None:
    id = told(store).id
    assert "answer is empty" in message(answer_report(store, RINA, id, " "))
    assert answer_report(store, RINA, id, "Sudah pulih") == id
    assert close_report(store, BUDI, id) == id
    found = one(store, id)
    assert found.standing is ReportStanding.CLOSED
    assert found.settled is not None
    assert found.settled.data()["text"] == "Sudah pulih"


def test_spam_counts_nowhere_is_forgotten_at_once_and_takes_no_answer(store: Store) -> None:
    found, kept = told(store, phone="0812-777"), told(store, at=TOLD_AT + 1)
    assert mark_spam(store, RINA, found.id) == found.id
    assert person(store, found.phone) is None
    assert person(store, found.words) is None
    assert "no report" in message(answer_report(store, RINA, found.id, "x"))
    counts = reports_by_village(store, VILLAGE, TOLD_AT + HOUR, 30)
    assert counts[LOLO].reports == 1
    assert person(store, kept.words) == "WORDS"


def test_villages_are_counted_by_what_is_told_and_what_was_measured(store: Store) -> None:
    told(store)
    told(store, what=Complaint.NO_SIGNAL, at=TOLD_AT + 1)
    told(store, village=OTHER, at=TOLD_AT - 3 * DAY, since=None)
    counts = reports_by_village(store, VILLAGE, TOLD_AT + HOUR, 2)
    assert set(counts) == {LOLO}
    assert counts[LOLO].whats == {Complaint.DOWN: 1, Complaint.NO_SIGNAL: 1}
    assert counts[LOLO].verdicts == {ReportVerdict.CONFIRMED: 1, ReportVerdict.CANNOT_TELL: 1}
    assert (counts[LOLO].unanswered, counts[LOLO].last) == (2, TOLD_AT + 1)


def test_the_village_can_be_corrected_and_the_site_must_lie_in_it(store: Store) -> None:
    id = told(store, village=OTHER).id
    assert "is no village" in message(correct_report(store, RINA, VILLAGE, id, "x", "salah"))
    wrong = correct_report(store, RINA, VILLAGE, id, OTHER, "salah", "opd-dkisp")
    assert "does not lie in" in message(wrong)
    assert correct_report(store, RINA, VILLAGE, id, LOLO, "salah pilih", "opd-dkisp") == id
    assert (one(store, id).village, one(store, id).site) == (LOLO, "opd-dkisp")
    [judged] = judged_reports(store, VILLAGE, 0, 2**61, BUDI.at)
    assert judged.judgement.verdict is ReportVerdict.CONFIRMED


def test_erasing_leaves_the_report_and_the_chain(store: Store) -> None:
    found = told(store, phone="0812-777")
    assert "may not do this" in message(erase_report(store, RINA, found.id))
    assert erase_report(store, BUDI, found.id) == found.id
    assert person(store, found.phone) is None
    assert one(store, found.id).standing is ReportStanding.OPEN
    assert "nothing is kept" in message(erase_report(store, BUDI, found.id))


def test_what_is_over_its_term_is_forgotten_once_and_nothing_else(store: Store) -> None:
    old, new = told(store), told(store, at=TOLD_AT + 2 * DAY)
    at_once = {"keep_days": 90, "at": TOLD_AT + 91 * DAY, "author": "pantau", "via": "x"}
    assert erase_over_term(store, **at_once) == 1
    head = store.head()
    assert erase_over_term(store, **at_once) == 0
    assert store.head() == head
    assert person(store, old.words) is None
    assert person(store, new.words) == "WORDS"


def test_the_tables_can_be_made_anew_from_the_journal(store: Store) -> None:
    spam, answered = told(store), told(store, at=TOLD_AT + 1)
    mark_spam(store, RINA, spam.id)
    answer_report(store, RINA, answered.id, "Baik")
    correct_report(store, RINA, VILLAGE, answered.id, OTHER, "salah")
    with store.view() as view:
        before = view.people_reports(0, 2**61)
    store.rebuild_projections()
    with store.view() as view:
        assert view.people_reports(0, 2**61) == before


@pytest.mark.parametrize("actor", [GUEST, TELKOM])
def test_guests_and_providers_answer_nobody(store: Store, actor: object) -> None:
    id = told(store).id
    for refused in (answer_report(store, actor, id, "x"), mark_spam(store, actor, id)):
        assert isinstance(refused, Refused)


def rows(text: str, town: Inventory = VILLAGE) -> list[Told] | list[RowProblem]:
    return read_people_rows(text.encode(), "laporan.csv", town, BUDI.at)


def test_a_list_is_read_by_name_or_code_and_in_both_languages() -> None:
    found = rows(
        "village,what,since,reported_at,site,phone\n"
        "Lolo,lambat,2026-10-05,2026-10-05T09:00,opd-dkisp,0812\n"
        f"{OTHER},no_signal,,,,\n"
    )
    first, second = found
    assert isinstance(first, Told)
    assert (first.village, first.what, first.site) == (LOLO, Complaint.SLOW, "opd-dkisp")
    assert (first.since, first.at) == (at("2026-10-05"), TOLD_AT)
    assert isinstance(second, Told)
    assert (second.village, second.at, second.since) == (OTHER, BUDI.at, None)


def test_every_bad_row_is_told_and_repeats_no_phone() -> None:
    found = rows(
        "village,what,since,site,phone,words\n"
        "Lolo,lambat,,,0812abc-RAHASIA,\n"
        "Entah,lambat,,,,\n"
        "Lolo,lambta,,,,\n"
        "Lolo,slow,kemarin,,,\n"
        "Lolo,slow,2030-01-01,,,\n"
        "Lolo,slow,,desa-samurangau,,\n"
    )
    said = [str(each) for each in found]
    assert [line.split(":")[1] for line in said] == ["2", "3", "4", "5", "6", "7"]
    assert "RAHASIA" not in "".join(said)


def test_a_list_that_came_before_adds_nothing(store: Store) -> None:
    found = rows("village,what,reported_at\nLolo,slow,2026-10-05\nLolo,down,2026-10-06\n")
    first = import_reports(store, BUDI, found)
    assert isinstance(first, list)
    assert len(first) == 2
    head = store.head()
    assert import_reports(store, BUDI, found) == []
    assert store.head() == head
