"""What the page of a site is made of: its time, points, days and words."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.titik.about import Trust
from dashboard.titik.chart import chart
from dashboard.titik.head import Now, cards
from dashboard.titik.heat import class_of, tip
from dashboard.titik.lane import coarse
from dashboard.titik.others import asked_words, others
from dashboard.titik.outage_list import standing
from dashboard.titik.past import Event, months_until
from dashboard.titik.points import ceiling, columns, outlines, shift_ms
from dashboard.titik.samples import Seen
from dashboard.titik.spans import LENGTHS, USUAL, as_asked, boxed, window
from pantau.facts.instant import HOUR, MINUTE, SECOND, parse_iso
from pantau.facts.measured import Interval, Outage
from pantau.facts.minutes import NOTHING
from pantau.facts.probed import LastAnswer
from pantau.facts.thinned import Thinned
from pantau.facts.words import ProbeOutcome
from pantau.inventory import DnsQuery, Probe
from pantau.language import LANGUAGES, Language, translator
from pantau.sla import DayResult, judge_month
from pantau.sla.interval import total
from tests.sla.build import facts, inventory, outage, site, term

WITA = ZoneInfo("Asia/Makassar")
NOW = parse_iso("2026-11-25T10:00:20", WITA)
MODES = ("light", "dark")


@pytest.mark.parametrize("length", LENGTHS)
def test_a_length_ends_with_the_minute_that_runs(length: str) -> None:
    shown = window(length, None, None, NOW, WITA)
    assert (shown.length, shown.wrong) == (length, None)
    assert shown.end == parse_iso("2026-11-25T10:01", WITA)
    assert shown.end - shown.begin == LENGTHS[length][0]


def test_two_moments_go_before_a_length_and_none_lies_ahead() -> None:
    shown = window("1t", "2026-11-24T08:00", "2026-11-24T09:30", NOW, WITA)
    assert (shown.length, shown.end - shown.begin) == (None, 90 * MINUTE)
    assert as_asked(shown.begin, WITA) == "2026-11-24T08:00"
    assert window(None, "2026-11-25", "2027-01-01", NOW, WITA).end <= NOW + MINUTE
    assert window(None, "2026-11-25", None, NOW, WITA).begin == parse_iso("2026-11-25", WITA)


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        ("yesterday", "2026-11-24"),
        (None, "2026-11-24"),
        ("2026-11-24", "2026-11-23"),
        ("2026-11-24", "2026-11-24T00:01"),
        ("1970-01-01", "2026-11-24"),
        ("2027-01-01", "2027-02-01"),
        ("9999-12-31T23:59:59-23:59", "2026-11-24"),
    ],
)
def test_a_time_that_makes_no_sense_is_said_and_not_followed(
    begin: str | None, end: str | None
) -> None:
    shown = window("nowhere", begin, end, NOW, WITA)
    assert shown.length == USUAL
    assert shown.wrong is not None


@given(st.text(max_size=30), st.text(max_size=30))
def test_whatever_stands_in_an_address_there_is_a_time_to_show(begin: str, end: str) -> None:
    shown = window(None, begin, end, NOW, WITA)
    assert shown.begin < shown.end <= NOW + MINUTE


def test_a_box_is_the_time_between_its_edges_whichever_was_drawn_first() -> None:
    begin, end = parse_iso("2026-11-24T08:00", WITA), parse_iso("2026-11-24T09:00", WITA)
    ahead = 8 * 3_600_000
    assert boxed(["2026-11-24 09:00:00.123", "2026-11-24 08:00"], ahead, WITA) == (begin, end)
    assert boxed([begin // 1_000 + ahead, end / 1_000 + ahead], ahead, WITA) == (begin, end)


@pytest.mark.parametrize(
    "edges",
    [None, [], [1], [1, 2, 3], [1, 2], ["x", "y"], [float("nan"), 1], [float("inf"), 1], [{}, []]],
)
def test_what_is_no_box_is_no_time(edges: object) -> None:
    assert boxed(edges, 0, WITA) is None


def thinned(rows: list[tuple[int, int, int, int, int, int, int]]) -> Thinned:
    """sent, received, least, low, middle, high, most; one point a minute."""
    begins = np.arange(len(rows), dtype=np.int64) * MINUTE + NOW // MINUTE * MINUTE
    return Thinned(
        begins, MINUTE, *(np.array(column, np.int64) for column in zip(*rows, strict=True))
    )


def seen(rows: list[tuple[int, int, int, int, int, int, int]]) -> Seen:
    points = thinned(rows)
    begin = int(points.begins[0]) // SECOND
    end = begin + len(rows) * 60
    return Seen(
        window=(begin, end),
        points=points,
        down=[(begin + 60, begin + 90)],
        excluded=[(begin + 70, begin + 80)],
        unknown=[(end - 60, end)],
        outages=(),
    )


GOOD = (12, 12, 1_000, 2_000, 2_000, 2_000, 3_000)
LOSSY = (12, 11, 1_000, 2_000, 2_000, 2_000, 3_000)
SILENT = (12, 0, NOTHING, NOTHING, NOTHING, NOTHING, NOTHING)
SPIKE = (12, 12, 1_000, 2_000, 2_000, 2_000, 900_000)


def test_what_was_not_answered_is_a_gap_and_loss_is_its_share() -> None:
    found = columns(seen([GOOD, SILENT, LOSSY]), WITA)
    assert found is not None
    assert np.isnan(found.middle).tolist() == [False, True, False]
    assert found.lost.tolist() == [0, 1, pytest.approx(1 / 12)]
    assert found.left[0] == NOW // MINUTE * 60_000 + 8 * 3_600_000
    assert shift_ms(NOW // SECOND, ZoneInfo("UTC")) == 0


def test_an_outline_is_drawn_round_each_stretch_and_over_no_gap() -> None:
    found = columns(seen([GOOD, GOOD, SILENT, LOSSY]), WITA)
    assert found is not None
    x, y = outlines(found.left, found.right, found.least, found.most)
    assert np.flatnonzero(np.isnan(x)).tolist() == np.flatnonzero(np.isnan(y)).tolist() == [8, 13]
    inside = (x > found.left[2]) & (x < found.right[2])
    assert not inside.any()


def test_an_outline_of_many_columns_has_one_corner_for_each_and_is_as_wide() -> None:
    found = columns(seen([GOOD] * 500 + [SILENT, LOSSY]), WITA)
    assert found is not None
    x, y = outlines(found.left, found.right, found.least, found.most)
    assert np.flatnonzero(np.isnan(x)).tolist() == [2 * 502, 2 * 502 + 1 + 2 * 3]
    assert (np.nanmin(x), np.nanmax(x)) == (found.left[0], found.right[-1])
    inside = (x > found.left[500]) & (x < found.right[500])
    assert not inside.any()
    assert set(y[:502]) == {3.0}


def test_one_spike_leaves_the_others_legible_and_is_marked() -> None:
    rows = [GOOD] * 99 + [SPIKE]
    found = columns(seen(rows), WITA)
    assert found is not None
    assert ceiling(found) < 10
    names = {trace.name for trace in chart(seen(rows), WITA, "en", "light").data}
    assert "higher than shown" in names
    assert "higher than shown" not in {
        trace.name for trace in chart(seen([GOOD] * 100), WITA, "en", "light").data
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("mode", MODES)
def test_a_picture_is_drawn_of_anything(language: Language, mode) -> None:
    alone = [SILENT, GOOD, SILENT, LOSSY, SPIKE]
    for rows in ([GOOD], [SILENT, SILENT], alone):
        made = chart(seen(rows), WITA, language, mode)
        assert {"y", "y2", "y3"} >= {trace.yaxis or "y" for trace in made.data}
        assert made.to_json()
    without = replace(seen([GOOD]), points=None)
    assert "Median" not in {trace.name for trace in chart(without, WITA, language, mode).data}
    assert chart(without, WITA, language, mode, boxes=False).layout.dragmode is False


@given(
    st.lists(st.tuples(st.integers(0, 10_000), st.integers(1, 50)), min_size=1, max_size=60),
)
def test_no_outage_is_too_short_to_be_seen(pairs: list[tuple[int, int]]) -> None:
    spans = [(begin, begin + length) for begin, length in pairs]
    shown = coarse(spans, (0, 10_000))
    assert all(any(begin <= first and last <= end for begin, end in shown) for first, last in spans)
    assert min(end - begin for begin, end in shown) >= 24
    assert total(shown) <= sum(max(25, length) + 2 for _, length in pairs)


def day(down: int = 0, unknown: int = 0, excluded: int = 0) -> DayResult:
    up = 86_400 - down - unknown - excluded
    share = Fraction(up, up + down) if up + down else None
    return DayResult(
        "s-1", "c", "fo-50", date(2026, 11, 3), 86_400, up, down, excluded, unknown, 0, share, 1
    )


@pytest.mark.parametrize(
    ("part", "kind"),
    [
        (day(), "whole"),
        (day(down=60), "held"),
        (day(down=600), "missed"),
        (day(down=6_000), "bad"),
        (day(unknown=86_400), "unseen"),
        (day(unknown=86_399, down=1), "bad"),
    ],
)
def test_a_day_is_of_the_class_that_its_share_asks_for(part: DayResult, kind: str) -> None:
    assert class_of(part, Decimal("99.5")) == kind


def test_a_day_says_its_four_times_and_each_of_its_terms() -> None:
    assert tip([day(down=65, unknown=3_600, excluded=7_200)], None, "en") == [
        "3 Nov 2026",
        "99.91 %",
        "down 1m 5s",
        "excluded 2h",
        "unknown 1h",
    ]
    both = tip([day(), replace(day(down=86_400), tier="fo-100")], None, "en")
    assert both == ["3 Nov 2026", "fo-50: 100.00 %", "fo-100: 0.00 %", "down 1d"]


def test_thirteen_months_end_with_the_running_one() -> None:
    names = months_until(date(2026, 1, 31))
    assert (len(names), names[0], names[-2:]) == (13, "2025-01", ["2025-12", "2026-01"])


def test_an_outage_of_which_nobody_said_anything_has_no_standing() -> None:
    quiet = Outage("O1", "s-1", NOW - HOUR, NOW)
    assert standing(Event(quiet, 0, (), ()), "en") == "–"
    told = replace(quiet, ended_at=None, acknowledged=True, voided=True, import_id="I3")
    assert standing(Event(told, 0, (), ()), "en") == "voided, by import I3, in hand"


@pytest.mark.parametrize(
    ("probe", "told"),
    [
        (Probe("tcp", port=443), "TCP:443 · every 1m"),
        (Probe("tcp", port=25, address="127.64.0.9"), "TCP 127.64.0.9:25 · every 1m"),
        (
            Probe("http", url="https://127.64.0.9/x", every_us=HOUR),
            "https://127.64.0.9/x · every 1h",
        ),
        (Probe("dns", query=DnsQuery("paser.test", "MX")), "DNS paser.test MX · every 1m"),
        (Probe("snmp"), "SNMP · every 1m"),
    ],
)
def test_a_probe_says_what_it_asks(probe: Probe, told: str) -> None:
    assert asked_words(probe, translator("en")) == told


def test_an_answer_that_is_old_says_nothing_of_now() -> None:
    asked = replace(site("a"), probes=(Probe("icmp", "icmp"), Probe("tcp", "tcp", port=443)))
    old = LastAnswer("a", "tcp", "tcp", NOW - HOUR, ProbeOutcome.ANSWERED, NOW - HOUR, 500)
    fresh = replace(old, at=NOW)
    assert "✓ As expected" in others(asked, [fresh], Trust(staff=True), WITA, NOW, "en")
    text = others(asked, [old], Trust(staff=True), WITA, NOW, "en")
    assert "? As expected" in text
    assert "hour ago" in text


@pytest.mark.parametrize(
    ("until", "down_h", "words", "style"),
    [
        # 95 % of thirty days leaves 36 hours.
        ("2026-11-16", 10, "met so far", "p-month"),
        ("2026-11-16", 20, "below it so far", "p-degraded"),
        ("2026-11-16", 36, "below it so far", "p-degraded"),
        ("2026-11-16", 37, "missed", "p-down"),
        ("2026-12-01", 36, "met so far", "p-month"),
        ("2026-12-01", 37, "missed", "p-down"),
    ],
)
def test_a_share_below_the_objective_is_no_missed_month_while_budget_is_left(
    until: str, down_h: int, words: str, style: str
) -> None:
    begin, now = parse_iso("2026-11-01", WITA), parse_iso(until, WITA)
    offices = inventory(site("a", term(objective="95")))
    known = facts({"a": [Interval(begin, now)]}, [outage(begin, begin + down_h * HOUR)])
    rows = judge_month(offices, known, "2026-11", now).sites
    seen = Now(offices.sites[0], offices.sites[0].terms[0], None, None, rows, now)
    shown = cards(seen, WITA, "en")
    assert f" · {words}<" in shown
    [card] = [part for part in shown.split('<div class="p-card ') if words in part]
    assert card.startswith(style)
