"""The figures of a run: what they are made of, and how they are written."""

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

from pantau.facts.instant import HOUR, MINUTE
from pantau.facts.measured import Sample
from pantau.lab.accuracy import Accuracy, Spread, finding_text
from pantau.lab.compare import Finding, Kind
from pantau.lab.holds import UNANSWERED, Holds
from pantau.lab.noting import LOOK
from pantau.lab.peace import hour_of_peace
from pantau.lab.sampled import Sampled
from pantau.lab.scenario import read_script
from pantau.lab.trips import read_trips
from pantau.store import Store
from tests.lab.small_regency import small

MILLI = 1_000_000
BEGAN = 1_790_000_040_000_000  # a whole minute
SITE = 0x0A400001


def test_a_spread_takes_the_nearest_rank() -> None:
    assert Spread.of(range(1, 201)) == Spread(200, 1, 100, 198, 200)
    assert Spread.of([7]) == Spread(1, 7, 7, 7, 7)
    assert Spread.of([]) == Spread()
    assert Spread.of_ns([-1_500, 2_500]) == Spread(2, -2, -2, 2, 2)


def notes_and_holds(folder: Path) -> tuple[Path, Path]:
    """Three answers held for 30 ms, one for 5 ms that was not heard, and a silence.

    The way to the lab took 1 ms, the one back 2 ms.
    """
    folder.mkdir(exist_ok=True)
    holds, notes = Holds(), Holds()
    for nonce, at in enumerate((0, 100, 200), 1):
        holds.add(SITE, nonce, at * MILLI, 30 * MILLI)
        notes.add(SITE, nonce, BEGAN * 1_000 + (at - 1) * MILLI, 33 * MILLI)
    holds.add(SITE, 4, 300 * MILLI, 5 * MILLI)
    holds.add(SITE, 5, 400 * MILLI, UNANSWERED)
    notes.add(LOOK, 0, BEGAN * 1_000, 0)
    holds.save(folder / "holds")
    notes.save(folder / "notes")
    return folder / "holds", folder / "notes"


def test_a_round_trip_is_held_against_the_time_that_its_answer_was_held(tmp_path: Path) -> None:
    trips = read_trips(*notes_and_holds(tmp_path), BEGAN * 1_000, [])
    assert trips.error.tolist() == [3 * MILLI] * 3
    assert trips.out.tolist() == [1 * MILLI] * 3
    assert trips.back.tolist() == [2 * MILLI] * 3
    assert (trips.answered, trips.unheard) == (4, 1)


def test_an_answer_that_nobody_could_hear_is_not_missed(tmp_path: Path) -> None:
    paths = notes_and_holds(tmp_path)
    unheard = [
        read_trips(*paths, BEGAN * 1_000, [(begin * MILLI, end * MILLI)]).unheard
        for begin, end in [(290, 301), (304, 400), (306, 400), (200, 300)]
    ]
    assert unheard == [0, 0, 1, 1]


def errors(folder: Path, *samples: Sample) -> tuple[list[int], list[int]]:
    """Off the truth, and off what was taken."""
    paths = notes_and_holds(folder)
    with Store.open(folder / "data") as store:
        store.write_samples(samples)
        sampled = Sampled(store, {"site-1": SITE}, *paths, BEGAN)
    return list(sampled.off_the_truth()), list(sampled.off_the_taken())


def sample(sent: int, median: int | None) -> Sample:
    return Sample("site-1", "icmp", BEGAN, sent, sent - 1, median, median, median, 0)


def test_a_minute_is_held_against_the_echoes_of_that_minute(tmp_path: Path) -> None:
    # The first of five was sent in the minute before.
    assert errors(tmp_path, sample(4, 33_007)) == ([3_007], [7])


def test_a_minute_with_other_echoes_or_none_answered_tells_nothing(tmp_path: Path) -> None:
    later = replace(sample(4, 33_007), at=BEGAN + MINUTE)
    assert errors(tmp_path / "a", sample(5, 33_007), later) == ([], [])
    assert errors(tmp_path / "b", sample(4, None)) == ([], [])


def test_an_hour_of_peace_tells_what_each_link_loses(tmp_path: Path) -> None:
    inventory, until = small(), BEGAN + MINUTE // 2
    script = read_script("{seed: 1, lasts: 1m, links: {fo: {loss: 0.05}}}", inventory)
    hour_of_peace(tmp_path, inventory, script, until)
    with Store.open(tmp_path, readonly=True) as store:
        minutes = store.recent_heartbeats(until - 2 * HOUR, until + HOUR)
    lost: Counter[str] = Counter()
    for each in minutes:
        lost[each.site] += each.sent - each.received
    assert {each.at for each in minutes} == set(range(BEGAN - HOUR, BEGAN, MINUTE))
    assert (lost["site-0"], lost["site-3"], lost["upstream/hub-kuaro"]) == (36, 7, 0)


def test_all_figures_can_be_read_by_people_and_by_machines() -> None:
    some = Spread(7, 1_000, 2_000, 9_000, 10_000)
    found = Accuracy(
        **dict.fromkeys(("sites", "seconds", "outages", "seen", "unheard", "held_up", "asked"), 8),
        **dict.fromkeys(
            ("begins", "bounds", "ends", "delays", "verdicts", "trips", "out", "back"), some
        ),
        **dict.fromkeys(("samples", "kept", "late"), some),
        stalled=True,
        availability=-0.5,
        known_s=1_000.0,
        lost=0,
        bursts=0,
        findings=("missed: desa-lolo",),
    )
    assert json.loads(json.dumps(found.plain()))["trips"]["median"] == 2_000
    lines = found.text().splitlines()
    assert "8 sites, 8 s, 8 outages" in lines[0]
    assert "stalled for 50 ms of every 150" in lines[0]
    assert "median 2.000 ms, p99 9.000 ms off in 7 echoes" in found.text()
    assert lines[-2:] == ["findings    1", "missed: desa-lolo"]
    assert "no stalls" in replace(found, stalled=False).text()


def test_a_finding_is_written_with_its_place_in_the_scenario() -> None:
    found = Finding(Kind.LONGER, "desa-lolo", BEGAN + 2_500_000, 3_000_000, "O7")
    assert finding_text(found, BEGAN) == "longer: desa-lolo at 2.50 s, off by 3.000 s O7"
