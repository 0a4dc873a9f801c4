"""The places of a meeting now: trend, advice, and where to go."""

import pytest

from pantau.facts.instant import MINUTE, SECOND
from pantau.facts.meetings import WINDOW_US, Advice, DenseWindow, Light, MeetingKind, Trend
from pantau.facts.words import State
from pantau.inventory import Inventory
from pantau.meeting.advice import advise, district_office
from pantau.meeting.board import PlaceNow, Seen, board, look_at
from pantau.meeting.heard import Known
from tests.dashboard.world import HEAD, parsed
from tests.meeting.made import T, window

NOW = T + 20 * MINUTE
SPAN = look_at(NOW)
LATER, EARLIER = NOW + MINUTE, NOW - MINUTE


def inventory() -> Inventory:
    rows = [
        ("camat", "kecamatan", "Kuaro"),
        ("desa-1", "desa", "Kuaro"),
        ("desa-2", "desa", "Kuaro"),
        ("jauh", "desa", "Long Ikis"),
    ]
    return parsed(
        HEAD
        + "".join(
            f"  - {{id: {id}, name: {id}, kind: {kind}, kecamatan: {kecamatan},"
            f" address: 127.64.0.{n}, contract: contoh-2026, tier: fo-50}}\n"
            for n, (id, kind, kecamatan) in enumerate(rows, 1)
        )
    )


def minute(lost: int = 0, begin: int = SPAN.begin, count: int = 6, **given: float) -> Seen:
    return Seen(_windows(lost, begin, count, **given), Known())


def _windows(lost: int, begin: int, count: int, **given: float) -> list[DenseWindow]:
    which = range(0, 3 * lost, 3)
    return [window(n, which, at=begin, **given) for n in range(count)]  # type: ignore[arg-type]


def looked(
    seen: dict[str, Seen], begin: int = LATER, states: dict[str, State] | None = None
) -> dict[str, PlaceNow]:
    up = {site.id: State.UP for site in inventory().sites}
    found = board(MeetingKind.VIDEO, begin, inventory(), seen, up | (states or {}), NOW)
    return {each.site: each for each in found}


def test_now_is_the_last_minute_that_is_written_whole() -> None:
    assert SPAN.end - SPAN.begin == MINUTE
    assert NOW - 20 * SECOND <= SPAN.end <= NOW - 10 * SECOND
    assert SPAN.begin % WINDOW_US == 0


def test_a_bad_place_goes_to_the_district_office_while_there_is_time() -> None:
    seen = {"desa-1": minute(30), "camat": minute()}
    there = looked(seen)["desa-1"]
    assert (there.judged.light, there.advice, there.refuge) == (Light.RED, Advice.MOVE, "camat")
    assert looked(seen, EARLIER)["desa-1"].advice is Advice.PHONE
    assert looked(seen, EARLIER)["desa-1"].refuge is None


def test_it_goes_to_no_office_that_is_as_bad_or_not_there() -> None:
    there = looked({"desa-1": minute(30), "camat": minute(30), "jauh": minute(30)})
    assert {each.advice for each in there.values()} == {Advice.PHONE}
    for state, advice in ((State.UP, Advice.MOVE), (State.DOWN, Advice.PHONE)):
        there = looked({"desa-1": minute(30)}, states={"camat": state})
        assert there["desa-1"].advice is advice


def test_what_the_collector_does_not_know_is_unknown() -> None:
    seen = {"desa-1": minute(), "desa-2": Seen((), Known())}
    there = looked(seen, states={"desa-1": State.UNKNOWN})
    assert {each.judged.light for each in there.values()} == {Light.UNKNOWN}
    assert {each.advice for each in there.values()} == {Advice.TRY_FIRST}


def test_a_place_that_is_down_is_red_at_once() -> None:
    found = looked({"desa-1": minute()}, states={"desa-1": State.DOWN})
    assert found["desa-1"].judged.light is Light.RED


@pytest.mark.parametrize(
    ("before", "trend"),
    [
        (minute(10, SPAN.begin - MINUTE, 12), Trend.STEADY),
        (Seen((), Known()), Trend.UNKNOWN),
    ],
)
def test_a_trend_needs_something_before(before: Seen, trend: Trend) -> None:
    assert looked({"desa-1": before})["desa-1"].trend is trend


def test_a_trend_is_told_by_r() -> None:
    bad, fine = _windows(10, SPAN.begin - MINUTE, 6), _windows(0, SPAN.begin, 6)
    better = Seen([*bad, *fine], Known())
    assert looked({"desa-1": better})["desa-1"].trend is Trend.BETTER
    bad, fine = _windows(10, SPAN.begin, 6), _windows(0, SPAN.begin - MINUTE, 6)
    worse = Seen([*fine, *bad], Known())
    assert looked({"desa-1": worse})["desa-1"].trend is Trend.WORSE


@pytest.mark.parametrize("kind", MeetingKind)
@pytest.mark.parametrize("light", Light)
@pytest.mark.parametrize("early", [True, False])
def test_there_is_advice_for_every_light(kind: MeetingKind, light: Light, early: bool) -> None:
    found = advise(kind, light, early=early, refuge=True)
    fine = {Advice.VIDEO_FINE, Advice.VOICE_FINE}
    assert (found in fine) == (light is Light.GREEN)


def test_the_district_office_itself_has_nowhere_to_go() -> None:
    sites = {site.id: site for site in inventory().sites}
    offices = {name: district_office(inventory(), site) for name, site in sites.items()}
    assert {name: each and each.id for name, each in offices.items()} == {
        "camat": None,
        "desa-1": "camat",
        "desa-2": "camat",
        "jauh": None,
    }


V, S = MeetingKind.VIDEO, MeetingKind.VOICE


@pytest.mark.parametrize(
    ("kind", "lost", "office", "begin", "advice"),
    [
        (V, 0, 0, LATER, Advice.VIDEO_FINE),
        (V, 3, 0, LATER, Advice.VOICE_ONLY),
        (V, 30, 0, LATER, Advice.MOVE),
        (V, 30, 0, EARLIER, Advice.PHONE),
        (V, 30, 30, LATER, Advice.PHONE),
        (V, None, 0, LATER, Advice.TRY_FIRST),
        (S, 0, 0, LATER, Advice.VOICE_FINE),
        (S, 6, 0, LATER, Advice.PHONE_READY),
        (S, 30, 0, LATER, Advice.MOVE),
        (S, 30, 0, EARLIER, Advice.PHONE),
        (S, None, 0, EARLIER, Advice.TRY_FIRST),
    ],
)
def test_each_advice_comes_of_what_was_heard(
    kind: MeetingKind, lost: int | None, office: int, begin: int, advice: Advice
) -> None:
    seen = {"camat": minute(office), "desa-1": minute(lost or 0)}
    states = {site.id: State.UP for site in inventory().sites}
    if lost is None:
        states["desa-1"] = State.UNKNOWN
    found = {each.site: each.advice for each in board(kind, begin, inventory(), seen, states, NOW)}
    assert found["desa-1"] is advice
