"""Days that are over are packed, now or, where that fails, later."""

import logging
from pathlib import Path

import pytest

from collector.sealer import Sealer
from pantau.actions.people_reports import Told, take_report
from pantau.facts.instant import DAY, HOUR, MINUTE
from pantau.facts.kinds import EntryKind
from pantau.facts.region import Complaint
from pantau.facts.words import Left
from pantau.inventory.keeping import Keeping
from pantau.store import Store, verify
from tests.fakes.clocks import SetClock
from tests.store.brought import bring
from tests.store.making import WHO, plain, sample


def test_a_day_is_packed_when_it_has_been_over_for_an_hour(tmp_path: Path) -> None:
    clock = SetClock(0)
    sealer = Sealer(tmp_path, clock, Keeping, **WHO)
    with Store.open(tmp_path) as store:
        store.write_samples([sample("a", 0), sample("a", DAY)])
        clock.now = DAY + HOUR - 1
        assert not sealer.work_once()
        clock.now = DAY + HOUR
        assert sealer.work_once()
        assert not sealer.work_once()
        assert store.samples("a", 0, 2 * DAY) == [sample("a", 0), sample("a", DAY)]


def test_a_month_that_is_over_gives_the_room_of_its_rows_back(tmp_path: Path) -> None:
    clock = SetClock(32 * DAY)
    sealer = Sealer(tmp_path, clock, Keeping, **WHO)

    def pages() -> tuple[int, int]:
        db = plain(tmp_path, "samples/1970-01.sqlite")
        try:
            return db.pragma("page_count"), db.pragma("freelist_count")
        finally:
            db.close()

    with Store.open(tmp_path) as store:
        for minute in range(20):
            at = 30 * DAY + minute * MINUTE
            store.write_samples([sample(f"site-{n}", at) for n in range(300)])
        clock.now = 31 * DAY + HOUR - 1
        assert not sealer.work_once()
        clock.now = 31 * DAY + HOUR
        assert sealer.work_once(), "the day is packed"
        whole, free = pages()
        assert free > whole / 20
        assert sealer.work_once(), "the room is given back"
        assert pages()[1] == 0
        assert pages()[0] <= whole - free
        assert not sealer.work_once()
        assert len(store.samples("site-7", 0, 40 * DAY)) == 20
    assert verify(tmp_path).sound


def test_an_import_that_was_cut_off_is_finished(tmp_path: Path) -> None:
    sealer = Sealer(tmp_path, SetClock(2 * DAY), Keeping, **WHO)
    with Store.open(tmp_path) as store:
        bring(store, [sample("a", 0)], settle=False)
        assert store.samples("a", 0, DAY) == []
        assert sealer.work_once()
        assert store.samples("a", 0, DAY) == [sample("a", 0)]
        assert not sealer.work_once()


def test_what_hinders_it_is_told_and_tried_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    sealer = Sealer(tmp_path, SetClock(2 * DAY), Keeping, **WHO)
    with Store.open(tmp_path) as store:
        store.write_samples([sample("a", 0)])
    db = plain(tmp_path, "samples/1970-01.sqlite")
    db.execute("CREATE TRIGGER no BEFORE INSERT ON sealed BEGIN SELECT raise(ABORT, 'no'); END")
    with caplog.at_level(logging.WARNING):
        assert not sealer.work_once()
    assert "stay as they are" in caplog.text
    db.execute("DROP TRIGGER no")
    db.close()
    assert sealer.work_once()


def test_a_damaged_month_is_no_reason_to_keep_the_others_for_ever(tmp_path: Path) -> None:
    """Three years on, nobody having closed a month: only what is twice as old goes."""
    clock = SetClock(0)
    sealer = Sealer(tmp_path, clock, lambda: Keeping(13, 14), **WHO)
    with Store.open(tmp_path) as store:
        store.write_samples([sample("a", 0), sample("a", 40 * DAY), sample("a", 80 * DAY)])
        clock.now = 100 * DAY
        while sealer.work_once():
            pass
        assert len(store.sealed_days()) == 3
    for each in (tmp_path / "samples").glob("1970-01.sqlite*"):
        each.write_bytes(b"nothing of SQLite" * 1000)
    clock.now = 3 * 366 * DAY
    while sealer.work_once():
        pass
    with Store.open(tmp_path) as store:
        assert store.thinned_months() == {"1970-02": Left.NOTHING, "1970-03": Left.NOTHING}
        assert list(store.sample_sizes()) == ["1970-01"]


def test_who_told_us_something_is_forgotten_when_the_term_is_over(tmp_path: Path) -> None:
    clock = SetClock(DAY)
    sealer = Sealer(tmp_path, clock, Keeping, lambda: 90, **WHO)
    with Store.open(tmp_path) as store:
        told = Told("64.01.05.2002", Complaint.SLOW, DAY, phone="0812", words="tolong")
        take_report(store, told, a_day=9)
        for days, is_kept in ((90, True), (92, False)):
            clock.now = days * DAY
            while sealer.work_once():
                pass
            with store.view() as view:
                [report] = view.people_reports(0, 2**61)
                assert (view.person(report.phone or "") is not None) is is_kept
        [entry] = store.entries(kinds=[EntryKind.PEOPLE_ERASED])
        assert (entry.data()["reports"], entry.author) == ([report.id], WHO["author"])


def test_it_begins_and_ends(tmp_path: Path) -> None:
    sealer = Sealer(tmp_path, SetClock(0), Keeping, **WHO)
    sealer.start()
    sealer.stop()
    assert not sealer._thread.is_alive()
