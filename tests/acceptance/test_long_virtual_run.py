"""Months in virtual time, with everything that can happen, held against the truth."""

from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from pantau.facts.instant import SECOND
from pantau.facts.words import Medium
from pantau.lab.compare import Comparison, Kind
from pantau.lab.recorded import play
from pantau.lab.scenario_lively import lively
from pantau.lab.script import DAY, HOUR, MILLI, ClockStep, Crash, Profile, Script
from tests.lab.shipped import every
from tests.lab.steady import delays, losing, percentile

pytestmark = pytest.mark.accept

_SEEDS = range(1, 6)
_DAYS = 5


def _lived(seed: int, folder: Path) -> tuple[Comparison, Counter[str]]:
    """25 sites for five days: with five seeds 20 site-months and more."""
    script = lively(seed, every(12), _DAYS * DAY)
    kinds = Counter(type(event).__name__ for event in script.events)
    return play(every(12), script, folder / str(seed)).comparison, kinds


def test_twenty_site_months_with_everything_that_can_happen(tmp_path: Path) -> None:
    with ProcessPoolExecutor() as pool:
        runs = list(pool.map(partial(_lived, folder=tmp_path), _SEEDS))
    found = [run[0] for run in runs]
    assert all(kinds[each.__name__] for _, kinds in runs for each in (Crash, ClockStep))
    wrong = [each for run in found for each in run.findings if each.kind is not Kind.BURST]
    assert wrong == []
    assert sum(run.seen for run in found) > 400
    ends, spans = ([us for run in found for us in of(run)] for of in (_ends, _spans))
    assert percentile(ends, 99) <= 1.5 * SECOND
    assert max(spans) <= 5.1 * SECOND
    # Links that flap within seconds are not down by the rule: these silences are apart.
    known = sum(run.known_us for run in found)
    assert abs(sum(run.lasting_error * run.known_us for run in found)) / known <= 0.01
    assert sum(run.unexplained_us for run in found) <= 10 * SECOND


def _ends(run: Comparison) -> list[int]:
    return run.ends


def _spans(run: Comparison) -> list[int]:
    return run.spans


@pytest.mark.parametrize(
    ("loss", "median_s", "most_s", "quiet_h"),
    [(0.0, 6.0, 9.0, 1), (0.05, 8.5, 11.0, 6), (0.2, 12.0, 15.0, 4)],
)
def test_from_the_true_begin_to_the_journal(
    loss: float, median_s: float, most_s: float, quiet_h: int, tmp_path: Path
) -> None:
    script = losing(loss, 7, every(12), (quiet_h + 6) * HOUR, quiet_h * HOUR)
    played = play(every(12), script, tmp_path)
    assert played.comparison.findings == []
    found = delays(played)
    assert len(found) > 800
    assert percentile(found, 50) <= median_s * SECOND
    assert percentile(found, 99) <= most_s * SECOND


def test_a_day_of_three_hundred_sites_that_lose_a_twentieth(tmp_path: Path) -> None:
    script = losing(0.05, 3, every(1), DAY, DAY)
    assert not script.events
    played = play(every(1), script, tmp_path)
    assert played.recorded.facts.outages == ()
    assert played.comparison.findings == []
    assert played.comparison.known_us > 300 * 0.999 * DAY / 1_000


def test_a_month_of_a_link_that_loses_in_spells(tmp_path: Path) -> None:
    """Six sites for five days: what is written is a spell, of the length written down."""
    links = dict.fromkeys(Medium, Profile(8 * MILLI, 2 * MILLI, 0.0, 0.05, 10**9))
    script = Script(11, 5 * DAY, links, ())
    played = play(every(50), script, tmp_path)
    assert {each.kind for each in played.comparison.findings} <= {Kind.BURST}
    written = Counter(each.site for each in played.recorded.facts.outages)
    assert len(played.comparison.findings) == written.total()
    assert max(written.values(), default=0) <= 5
