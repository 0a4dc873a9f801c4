"""What the page of outages computes: effects, order, phases, times, the hand-over's words."""

import pytest

from dashboard.gangguan.chosen import chosen
from dashboard.gangguan.claims import Claim, Which, claims, listed
from dashboard.gangguan.effect import MOST_MONTHS, months_of, read_effect
from dashboard.gangguan.handover import handover, summary
from dashboard.gangguan.reading import read_told
from dashboard.gangguan.said import read_said
from dashboard.gangguan.shift import read_shift
from dashboard.gangguan.work import Phase, works
from dashboard.reading import Snapshot
from dashboard.scene import Scene
from dashboard.times import as_typed, typed_span, typed_time
from pantau.actions.acting import Refused
from pantau.actions.months import close_month
from pantau.actions.proposals import decide
from pantau.actions.remarks import cancel_maintenance
from pantau.facts.causes import CauseFacts, CauseSuggested, Neighbours, PathSeen
from pantau.facts.instant import DAY, HOUR, MINUTE, parse_iso
from pantau.facts.measured import Interval, upstream_name
from pantau.facts.words import Cause, CauseReason, Decision, Role, Tie
from pantau.language import translator
from tests.dashboard.desk_world import (
    actor,
    ended,
    exclusion,
    maintenance,
    void,
    watched,
)
from tests.dashboard.world import HOSTILE, World, inventory_text

HUB = upstream_name("hub")


def all_claims(world: World) -> dict[str, Claim]:
    said = read_said(world.settings)
    assert said is not None
    return {each.id: each for each in claims(said.proposals, world.inventory)}


def seconds(world: World, id: str) -> list[tuple[int, int, int]]:
    """What would move in down, excluded and unknown time, by month."""
    found = read_effect(world.settings, world.inventory, all_claims(world)[id], world.now)
    assert found is not None
    return [
        (
            each.then.down_seconds - each.now.down_seconds,
            each.then.excluded_seconds - each.now.excluded_seconds,
            each.then.unknown_seconds - each.now.unknown_seconds,
        )
        for each in found
    ]


def approve(world: World, id: str) -> None:
    with world.store() as store:
        by = actor(world, "budi", Role.MANAGER)
        assert decide(store, by, world.inventory, id, Decision.APPROVED) == id


def test_an_exclusion_takes_down_time_out_and_revoking_it_gives_it_back(world: World) -> None:
    watched(world)
    ended(world, "s-2")
    id = exclusion(world, "s-2")
    [(down, excluded, unknown)] = seconds(world, id)
    assert (down, excluded, unknown) == (-1800, 1800, 0)
    approve(world, id)
    assert seconds(world, id) == [(1800, -1800, 0)]


def test_a_void_makes_down_time_unknown_and_revoking_it_gives_it_back(world: World) -> None:
    watched(world)
    id = void(world, ended(world, "s-2"))
    assert seconds(world, id) == [(-1800, 0, 1800)]
    approve(world, id)
    assert seconds(world, id) == [(1800, 0, -1800)]


def test_of_what_was_rejected_nothing_would_change(world: World) -> None:
    watched(world)
    id = exclusion(world, "s-2", "s-3")
    with world.store() as store:
        by = actor(world, "budi", Role.MANAGER)
        decide(store, by, world.inventory, id, Decision.REJECTED, "bukan")
    assert seconds(world, id) == []


def test_a_closed_month_is_told_as_such(world: World) -> None:
    world.began(ago=70 * DAY)
    world.committed()
    id = exclusion(world, "s-2", ago=45 * DAY)
    [month] = months_of(all_claims(world)[id], world.inventory, world.now)
    with world.store() as store:
        by = actor(world, "budi", Role.MANAGER)
        assert not isinstance(close_month(store, by, world.inventory, month, as_is="uji"), Refused)
    found = read_effect(world.settings, world.inventory, all_claims(world)[id], world.now)
    assert found is not None
    assert [each.closed for each in found] == [True]


def test_a_long_exclusion_is_shown_by_its_first_months(world: World) -> None:
    watched(world)
    made = all_claims(world) | {}
    assert made == {}
    id = exclusion(world, "s-2", ago=200 * DAY)
    claim = all_claims(world)[id]
    long = Claim(
        *(claim.proposal, claim.category, None, claim.sites, claim.names),
        *(claim.begin, world.now + DAY, ""),
    )
    assert len(months_of(long, world.inventory, world.now)) == MOST_MONTHS + 1
    found = read_effect(world.settings, world.inventory, long, world.now)
    assert found is not None
    assert len(found) == MOST_MONTHS


def test_what_waits_for_a_decision_stands_first(world: World) -> None:
    watched(world)
    ids = [exclusion(world, f"s-{number}") for number in (2, 3, 4)]
    approve(world, ids[2])
    assert list(all_claims(world)) == [ids[1], ids[0], ids[2]]
    assert [each.id for each in listed(all_claims(world).values(), Which.APPROVED)] == [ids[2]]


def test_maintenance_runs_comes_is_over_or_cancelled(world: World) -> None:
    watched(world)
    over = maintenance(world, -3 * HOUR, -HOUR, "s-1")
    coming = maintenance(world, DAY, 2 * DAY, "s-2", "s-3")
    running = maintenance(world, -HOUR, HOUR, "s-3")
    gone = maintenance(world, HOUR, 2 * HOUR, "s-4")
    with world.store() as store:
        cancel_maintenance(store, actor(world), gone, "hujan")
    said = read_said(world.settings)
    assert said is not None
    found = works(said.maintenances, world.inventory, world.now)
    assert [(each.id, each.phase) for each in found] == [
        (running, Phase.RUNNING),
        (coming, Phase.COMING),
        (gone, Phase.CANCELLED),
        (over, Phase.OVER),
    ]
    assert found[0].scope == "Dinas Contoh 3"


@pytest.fixture
def scene(world: World) -> Scene:
    inventory = world.inventory
    return Scene(
        snapshot=Snapshot(),
        inventory=inventory,
        now=world.now,
        zone=inventory.timezone,
        language="en",
        say=translator("en"),
    )


@pytest.mark.parametrize(
    "typed",
    [
        "2026-11-26 09:15",
        "2026-11-26T09:15:00+08:00",
        " 26/11/2026 09.15 ",
        "26/11/2026 9:15",
        "2026-11-26 09.15",
        "2026-11-26 09:15:00",
    ],
)
def test_times_are_read_as_people_write_them(scene: Scene, typed: str) -> None:
    meant = parse_iso("2026-11-26T09:15", scene.zone)
    assert typed_time(typed, scene) == meant
    assert typed_span(typed, "27/11/2026", scene) == Interval(
        meant, parse_iso("2026-11-27", scene.zone)
    )


@pytest.mark.parametrize("typed", ["besok", "31/02/2026 08.00", "26/11/26 08.00", "08.00"])
def test_what_is_no_time_is_said_so(scene: Scene, typed: str) -> None:
    assert "is not a time" in str(typed_time(typed, scene))
    assert isinstance(typed_span(typed, "2026-11-27", scene), Refused)


def test_a_time_is_typed_back_to_the_second(scene: Scene) -> None:
    for text in ("2026-11-26 09:15", "2026-11-26 09:15:07"):
        assert as_typed(parse_iso(text, scene.zone), scene.zone) == text
    assert typed_time("  ", scene) is None


def test_one_outage_names_those_that_fell_silent_with_it(world: World) -> None:
    world.text = inventory_text().replace(
        "sites:\n", "upstreams: {hub: {name: Hub Contoh, address: 127.64.9.1}}\nsites:\n"
    )
    world.text = world.text.replace("id: s-2,", "id: s-2, upstream: hub,")
    world.text = world.text.replace("id: s-3,", "id: s-3, upstream: hub,")
    world.write_inventory()
    down = watched(world, HUB, "s-2", "s-3", "s-4")
    told = read_told(world.settings, world.inventory, down[HUB], world.now)
    assert told is not None
    assert {row.outage.site for row in told.below} == {"s-2", "s-3"}
    told = read_told(world.settings, world.inventory, down["s-2"], world.now)
    assert told is not None
    assert (told.row.because, told.below) == ("Hub Contoh", ())


def test_a_hand_over_is_lines_whatever_people_write(world: World) -> None:
    world.text = inventory_text(60, first=HOSTILE + "x" * 100)
    world.write_inventory()
    watched(world, *(f"s-{number}" for number in range(1, 51)))
    shift = read_shift(world.settings, world.inventory, world.now - 8 * HOUR, world.now)
    assert shift is not None
    text = handover(shift, world.inventory, "Sri", "satu\ndua", "en")
    lines = text.splitlines()
    assert "GOING ON (50)" in lines
    assert "- and 10 more" in lines
    assert "satu dua" in lines
    assert max(map(len, lines)) < 400
    assert len(summary(shift, world.inventory, "id")) <= 500


def test_the_hand_over_starts_where_the_shift_did(world: World) -> None:
    watched(world)
    ended(world, "s-2", ago=2 * HOUR, lasted=HOUR)
    for begin, count in ((90 * MINUTE, 1), (30 * MINUTE, 0)):
        shift = read_shift(world.settings, world.inventory, world.now - begin, world.now)
        assert shift is not None
        assert len(shift.over) == count


def test_without_a_store_there_is_nothing_to_read(world: World) -> None:
    assert read_said(world.settings) is None
    assert read_shift(world.settings, world.inventory, 0, world.now) is None


def test_a_suggestion_stands_where_its_outage_is_classified(world: World, scene: Scene) -> None:
    watched(world)
    id = ended(world, "s-2")
    told = read_told(world.settings, world.inventory, id, world.now)
    assert told is not None
    assert "Suggested" not in str(chosen(told, scene))
    near = Neighbours(Tie.POWER, HOSTILE, 3, 1, failed_elsewhere=2)
    facts = CauseFacts(PathSeen(world.now, 2, "127.64.0.1", good=4), (near,))
    reasons = (CauseReason.AREA_FELL_ELSEWHERE, CauseReason.PATH_BEFORE)
    suggested = CauseSuggested(id, "s-2", Cause.POWER, reasons, facts, ended=True)
    with world.store() as store:
        store.record([suggested], at=world.now, author="collector", via="test")
    told = read_told(world.settings, world.inventory, id, world.now)
    assert told is not None
    page = str(chosen(told, scene))
    assert "Suggested cause: Power failure (neighbours failed in the same minute" in page
    assert "it ends at router 2 of 4 (127.64.0.1)" in page
    assert "3 others failed in the same minute, 1 stayed up" in page
    assert HOSTILE not in page
