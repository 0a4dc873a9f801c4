"""Which seconds a repair takes, from when on, and whether that is too long."""

from dataclasses import replace

import pytest

from pantau.facts.instant import HOUR, SECOND
from pantau.facts.measured import Interval, Outage
from pantau.inventory.choices import GapInOutage, RepairClock
from pantau.inventory.contracts import Policy
from pantau.sla import judge_month
from pantau.sla.quality.repair import Repair, means, repairs
from pantau.sla.reading import by_site
from tests.sla.build import at, facts, gap, interval, inventory, outage, site

MONTH = interval("2026-10-01", "2026-11-01")
WINDOW = (MONTH.begin // SECOND, MONTH.end // SECOND)
NOW = MONTH.end
BEGIN = at("2026-10-05T08:00")
FOUR_HOURS = Policy(repair_target_us=4 * HOUR)
ON_REPORT = replace(FOUR_HOURS, repair_clock=RepairClock.REPORTED)
WATCHED = {"a": [interval("2026-09-01", "2026-11-01")]}


def found(
    outages: list[Outage],
    policy: Policy = FOUR_HOURS,
    *,
    blind: Interval | None = None,
    excluded: Interval | None = None,
    reported: dict[str, int] | None = None,
    now: int = NOW,
) -> tuple[Repair, ...]:
    gaps = [gap(blind.begin, blind.end)] if blind else []
    known = by_site(facts(WATCHED, outages, gaps), now).of("a")
    left_out = [(excluded.begin // SECOND, excluded.end // SECOND)] if excluded else []
    told = [replace(each, reported_at=(reported or {}).get(each.id)) for each in outages]
    return repairs(replace(known, excluded=left_out), told, policy, WINDOW, now)


def lasting(seconds: int) -> Outage:
    return outage(BEGIN, BEGIN + seconds * SECOND)


@pytest.mark.parametrize(("seconds", "late"), [(14_400, False), (14_401, True)])
def test_only_what_is_longer_than_the_target_is_late(seconds: int, late: bool) -> None:
    [repair] = found([lasting(seconds)])
    assert (repair.seconds, repair.late, repair.outages) == (seconds, late, ("O1",))
    assert (repair.clock_from, repair.open) == (BEGIN, False)


def test_unknown_and_excluded_seconds_are_no_repair_time() -> None:
    half_past = Interval(BEGIN + HOUR // 2, BEGIN + HOUR)
    [blind] = found([lasting(14_401)], blind=half_past)
    assert (blind.seconds, blind.unproved_seconds, blind.late) == (12_601, 1_800, False)
    counted_down = replace(FOUR_HOURS, gap_in_outage=GapInOutage.DOWN)
    [down] = found([lasting(14_401)], counted_down, blind=half_past)
    assert (down.seconds, down.unproved_seconds, down.late) == (12_601, 1_800, False)
    [spared] = found([lasting(14_401)], excluded=half_past)
    assert (spared.seconds, spared.unproved_seconds, spared.late) == (12_601, 0, False)


def test_a_clock_that_begins_with_the_report() -> None:
    long = [lasting(5 * 3600)]
    [unreported] = found(long, ON_REPORT)
    assert (unreported.clock_from, unreported.seconds, unreported.late) == (None, None, None)
    [after_two] = found(long, ON_REPORT, reported={"O1": BEGIN + 2 * HOUR})
    assert (after_two.seconds, after_two.late) == (3 * 3600, False)
    # Told before it began: the provider cannot be late before there was anything to repair.
    [before] = found(long, ON_REPORT, reported={"O1": BEGIN - HOUR, "O2": 0})
    assert (before.clock_from, before.late) == (BEGIN, True)


def test_an_open_outage_is_repaired_up_to_now() -> None:
    now = BEGIN + 5 * HOUR
    [repair] = found([outage(BEGIN, None)], now=now)
    assert (repair.open, repair.ended_at, repair.seconds, repair.late) == (True, None, 18_000, True)


def test_a_repair_belongs_to_the_month_in_which_it_ended_and_is_whole() -> None:
    over_the_border = outage(MONTH.begin - HOUR, MONTH.begin + HOUR)
    ended_before = outage(MONTH.begin - 3 * HOUR, MONTH.begin - 2 * HOUR)
    [repair] = found([over_the_border])
    assert repair.seconds == 7_200
    assert found([ended_before]) == ()
    assert found([]) == ()


def test_what_the_contract_does_not_count_needs_no_repair() -> None:
    assert found([lasting(299)], Policy(min_outage_us=300 * SECOND)) == ()
    [repair] = found([lasting(300)], Policy(min_outage_us=300 * SECOND))
    assert (repair.seconds, repair.late) == (300, None)


def test_overlapping_outages_are_one_repair() -> None:
    second = replace(lasting(7_200), id="O2", started_at=BEGIN + HOUR)
    [repair] = found([lasting(3_600), second])
    assert (repair.outages, repair.seconds) == (("O1", "O2"), 7_200)


def test_means_are_of_the_same_row_and_none_without_an_outage() -> None:
    for outages, expected in (((), (None, None)), ((lasting(3_600),), (3_600, 2_674_800))):
        judged = judge_month(inventory(site("a")), facts(WATCHED, outages), "2026-10", NOW)
        found_means = means(judged.sites[0])
        assert (found_means.to_repair_seconds, found_means.up_between_seconds) == expected


def test_a_repair_says_when_it_began_and_ended() -> None:
    [repair] = found([lasting(3_600)])
    assert (repair.started_at, repair.ended_at) == (BEGIN, BEGIN + HOUR)
    assert isinstance(repair.ended_at, int)


def test_a_clock_that_never_started_has_nothing_unproved() -> None:
    [repair] = found([lasting(7_200)], ON_REPORT, blind=Interval(BEGIN, BEGIN + HOUR))
    assert (repair.seconds, repair.unproved_seconds) == (None, 0)


def test_a_report_is_cut_down_to_its_second() -> None:
    [repair] = found([lasting(7_200)], ON_REPORT, reported={"O1": BEGIN + HOUR + SECOND - 1})
    assert (repair.clock_from, repair.seconds) == (BEGIN + HOUR, 3_600)


def test_a_repair_that_ends_at_midnight_belongs_to_the_month_that_ends_there() -> None:
    assert found([outage(MONTH.begin - HOUR, MONTH.begin)]) == ()
    [repair] = found([outage(MONTH.end - HOUR, MONTH.end)])
    assert repair.seconds == 3_600


def test_only_outages_inside_of_a_repair_are_named_with_it() -> None:
    # Imports that do not count, as we watched, just before and just after, and one of yesterday.
    beside = [
        replace(outage(begin, begin + HOUR, imported="I1"), id=name)
        for name, begin in (("I-1", BEGIN - HOUR), ("I-2", BEGIN + HOUR))
    ]
    yesterday = replace(outage(BEGIN - 24 * HOUR, BEGIN - 23 * HOUR), id="O0")
    first, second = found([yesterday, *beside, lasting(3_600)])
    assert (first.outages, second.outages) == (("O0",), ("O1",))


def test_the_mean_up_time_is_cut_off_to_whole_seconds() -> None:
    outages = [lasting(3_601), outage(BEGIN + 48 * HOUR, BEGIN + 49 * HOUR)]
    judged = judge_month(inventory(site("a")), facts(WATCHED, outages), "2026-10", NOW)
    # 2,678,400 - 7,201 = 2,671,199 of two.
    assert means(judged.sites[0]).up_between_seconds == 1_335_599
