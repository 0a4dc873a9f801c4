"""What is unknown where one clock was ahead of the next; days pass in no time."""

from pathlib import Path

import pytest

from collector.waited import LEAST, WAITS, Waited, Waiting, disputed, waits
from pantau.facts.instant import DAY, HOUR, MINUTE, SECOND
from pantau.facts.words import GapReason

NS = 1_000
NOW, BOOT = 1_800_000_000 * SECOND, 5_000 * SECOND


def refused(since: int, lasts: int, slewed: int = 0) -> Waited:
    """Every second for so long; ``slewed``: how much the clock was pushed on in all, bit by bit."""
    waited = None
    for passed in range(0, lasts + 1, max(1, lasts // 100)):
        wall = since + passed + slewed * passed // lasts
        waited = waits(waited, wall * NS, (BOOT + passed) * NS)
    assert waited is not None
    return waited


def test_what_a_clock_wrote_that_was_ahead_is_unknown_from_when_we_began_to_wait() -> None:
    waited = refused(NOW, DAY)
    gap = disputed(waited, (NOW + DAY) * NS, (BOOT + DAY) * NS, NOW + DAY - SECOND)
    assert gap is not None
    assert (gap.started_at, gap.ended_at) == (NOW, NOW + DAY - SECOND)
    assert (gap.site, gap.reason) == ("*", GapReason.CLOCK_STEPPED)


def test_a_clock_that_was_behind_and_is_set_right_leaves_what_was_written_as_it_is() -> None:
    waited = refused(NOW - DAY, 3 * HOUR)
    now = NOW + 3 * HOUR
    assert disputed(waited, now * NS, (BOOT + 3 * HOUR) * NS, NOW) is None


def test_who_waits_twice_counts_from_when_the_clock_was_set_last() -> None:
    waited = refused(NOW - DAY, HOUR)
    waited = waits(waited, NOW * NS, (BOOT + HOUR) * NS)
    gap = disputed(waited, (NOW + HOUR) * NS, (BOOT + 2 * HOUR) * NS, NOW + HOUR)
    assert gap is not None
    assert gap.started_at == NOW


def test_a_clock_that_is_slewed_is_not_set() -> None:
    waited = refused(NOW, HOUR, slewed=20 * SECOND)
    now = NOW + HOUR + 20 * SECOND
    assert disputed(waited, now * NS, (BOOT + HOUR) * NS, now) is not None


@pytest.mark.parametrize(("ahead", "said"), [(LEAST - 1, False), (LEAST, True)])
def test_a_clock_that_is_a_little_wrong_costs_nothing(ahead: int, said: bool) -> None:
    gap = disputed(Waited(NOW, 0), NOW * NS, NOW * NS, NOW + ahead)
    assert (gap is not None) == said


def test_who_never_waited_has_nothing_to_say() -> None:
    assert disputed(None, NOW * NS, BOOT * NS, NOW + DAY) is None


def test_whoever_is_started_anew_goes_on_waiting_where_the_one_before_was(tmp_path: Path) -> None:
    Waiting(tmp_path).refused(NOW * NS, BOOT * NS)
    assert (tmp_path / WAITS).stat().st_mode & 0o777 == 0o600
    Waiting(tmp_path).refused((NOW + HOUR) * NS, (BOOT + HOUR) * NS)
    last, now = Waiting(tmp_path), NOW + 2 * HOUR
    gap = last.over(now * NS, (BOOT + 2 * HOUR) * NS, now - SECOND)
    assert gap is not None
    assert (gap.started_at, gap.ended_at) == (NOW, now - SECOND)
    # Said once.
    assert not (tmp_path / WAITS).exists()
    assert last.over(now * NS, (BOOT + 2 * HOUR) * NS, now) is None


@pytest.mark.parametrize("boot", [BOOT - HOUR, BOOT + 2 * SECOND], ids=["booted", "set meanwhile"])
def test_a_note_of_another_boot_or_of_another_clock_says_nothing(tmp_path: Path, boot: int) -> None:
    Waiting(tmp_path).refused(NOW * NS, BOOT * NS)
    now = NOW + HOUR
    after = Waiting(tmp_path)
    after.refused((now - 2 * LEAST) * NS, (boot + HOUR - 2 * LEAST) * NS)
    gap = after.over(now * NS, (boot + HOUR) * NS, now)
    assert gap is not None
    assert gap.started_at == now - 2 * LEAST


@pytest.mark.parametrize("text", ["", "17", "now and then", "\u2460 1"])
def test_a_note_that_is_none_is_as_if_there_were_none(tmp_path: Path, text: str) -> None:
    (tmp_path / WAITS).write_text(text)
    assert Waiting(tmp_path).over(NOW * NS, BOOT * NS, NOW + DAY) is None


def test_a_clock_that_is_slewed_for_long_is_followed_by_the_note_too(tmp_path: Path) -> None:
    one, slewed = Waiting(tmp_path), 20 * SECOND
    for passed in range(0, HOUR + 1, MINUTE):
        one.refused((NOW + passed + slewed * passed // HOUR) * NS, (BOOT + passed) * NS)
    now = NOW + HOUR + slewed
    assert Waiting(tmp_path).over(now * NS, (BOOT + HOUR) * NS, now) is not None


def test_where_nothing_can_be_noted_one_remembers(tmp_path: Path) -> None:
    nowhere = Waiting(tmp_path / "gone")
    nowhere.refused(NOW * NS, BOOT * NS)
    assert nowhere.over((NOW + DAY) * NS, (BOOT + DAY) * NS, NOW + DAY) is not None
