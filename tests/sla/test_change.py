"""What differs between two judgements of one month, row by row."""

from pantau.sla import judge_month
from pantau.sla.change import changes
from pantau.sla.result import MonthResult
from tests.sla.build import at, facts, interval, inventory, outage, site

OCTOBER = interval("2026-10-01", "2026-11-01")
DOWN = outage(at("2026-10-05T08:00"), at("2026-10-05T18:00"))


def judged(*names: str, outages=(), watched=OCTOBER) -> MonthResult:
    known = facts({name: [watched] for name in names}, outages)
    return judge_month(inventory(*map(site, names)), known, "2026-10", OCTOBER.end)


def told(before: MonthResult, after: MonthResult) -> list[str]:
    return [each.message for each in changes(before, after)]


def test_a_month_does_not_differ_from_itself() -> None:
    assert changes(judged("a", outages=[DOWN]), judged("a", outages=[DOWN])) == ()


def test_rows_come_and_go() -> None:
    [line] = told(judged("a"), judged("a", "b"))
    assert line == "b (telkom-2026, fo-50): was not judged, is now"
    [line] = told(judged("a", "b"), judged("a"))
    assert line == "b (telkom-2026, fo-50): was judged, is not any more"


def test_every_figure_that_moved_is_told_old_and_new() -> None:
    [line] = told(judged("a"), judged("a", outages=[DOWN]))
    assert line.startswith("a (telkom-2026, fo-50): availability 1 -> 0.98")
    for part in (
        "; up_seconds 2678400 -> 2642400; down_seconds 0 -> 36000; ",
        "compliant True -> False",
        "outages 0 -> 1",
        "credit 0 -> 13441",
    ):
        assert part in line
    assert "service_seconds" not in line


def test_a_share_that_is_there_no_more_is_none() -> None:
    nothing = judged("a", watched=interval("2026-09-01", "2026-09-02"))
    [line] = told(judged("a"), nothing)
    assert "availability 1 -> none" in line
    assert "credit 0 -> None" in line
