"""Silences and shifts as people said them: found by time, ended once, rebuilt alike."""

from pathlib import Path

import pytest

from pantau.facts.instant import HOUR
from pantau.facts.oncall import PlannedShift, ShiftsPlanned, SilenceEnded, SilenceSet
from pantau.facts.telling import AlertKind
from pantau.facts.words import Role
from pantau.store import FactRefused, Store, verify
from tests.store.making import T0, WHO, plain

SILENCE = SilenceSet(
    T0, T0 + 4 * HOUR, ("a", "b"), "a, b", (AlertKind.SITE_DOWN,), "uji", Role.TECHNICIAN
)


def shifts(*people: str, rota: str = "piket", begin: int = T0) -> ShiftsPlanned:
    planned = tuple(
        PlannedShift(begin + number * HOUR, begin + (number + 1) * HOUR, person)
        for number, person in enumerate(people)
    )
    return ShiftsPlanned(rota, planned, "libur", Role.TECHNICIAN)


def test_a_silence_is_found_by_its_time_and_is_over_when_it_was_ended(store: Store) -> None:
    store.record([SILENCE], at=T0, **WHO)
    with store.view() as view:
        (found,) = view.silences(T0 + HOUR, T0 + 2 * HOUR)
        assert (found.id, found.sites, found.kinds) == ("S1", ("a", "b"), (AlertKind.SITE_DOWN,))
        assert (found.all_sites, found.ended, found.until) == (False, None, T0 + 4 * HOUR)
        assert view.silences(T0 + 4 * HOUR, T0 + 5 * HOUR) == []
        assert view.silences(T0 - HOUR, T0) == []
    store.record([SilenceEnded("S1", "selesai", Role.MANAGER)], at=T0 + HOUR, **WHO)
    with store.view() as view:
        ended = view.silence("S1")
        assert ended is not None
        assert ended.until == T0 + HOUR
        assert view.silence("S7") is None
    for name in ("S1", "S7"):
        with pytest.raises(FactRefused, match=f"no silence '{name}'"):
            store.record([SilenceEnded(name, "lagi", Role.MANAGER)], at=T0 + HOUR, **WHO)


@pytest.mark.parametrize(("hours", "until"), [(-9, 0), (9, 4)])
def test_a_silence_ended_before_or_after_its_time_keeps_to_its_bounds(
    store: Store, hours: int, until: int
) -> None:
    at = T0 + hours * HOUR
    store.record([SILENCE, SilenceEnded("S1", "batal", Role.MANAGER)], at=at, **WHO)
    with store.view() as view:
        (found,) = view.silences(0, 2**62)
    assert found.until == T0 + until * HOUR


def test_shifts_are_found_by_rota_and_time_as_they_were_said(store: Store) -> None:
    said = [shifts("rina", "budi"), shifts("sari", rota="malam"), shifts("udin")]
    store.record(said, at=T0, **WHO)
    with store.view() as view:
        found = view.shift_changes("piket", T0, T0 + 9 * HOUR)
        assert [(each.person, each.planned.seq) for each in found] == [
            ("rina", 1),
            ("budi", 1),
            ("udin", 3),
        ]
        assert [each.person for each in view.shift_changes("piket", T0 + HOUR, T0 + 2 * HOUR)] == [
            "budi"
        ]
        assert (found[1].begin, found[1].end) == (T0 + HOUR, T0 + 2 * HOUR)


def test_a_rebuild_gives_the_same_tables(store: Store, data: Path) -> None:
    said = [SILENCE, shifts("rina", "budi"), SilenceEnded("S1", "selesai", Role.MANAGER), SILENCE]
    store.record(said, at=T0, **WHO)

    def rows() -> list[object]:
        db = plain(data)
        try:
            return [
                list(db.execute(f"SELECT * FROM {name}")) for name in ("silence", "shift_change")
            ]
        finally:
            db.close()

    before = rows()
    assert [len(each) for each in before] == [2, 2]
    store.rebuild_projections()
    assert rows() == before
    assert verify(data).sound
    db = plain(data)
    db.execute("DELETE FROM shift_change WHERE place = 1")
    db.close()
    assert "missing from its table" in verify(data).faults[0].text
