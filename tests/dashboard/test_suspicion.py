"""What the collector suggests stands where people look first: the overview, the list of outages."""

from dataclasses import replace

import pytest

from dashboard.gangguan.handover import handover
from dashboard.gangguan.shift import read_shift
from dashboard.overview import DownSite
from dashboard.reading import read_snapshot
from dashboard.summary import overview
from dashboard.suspicion import put_together, suspicion_list
from pantau.actions.outages import classify
from pantau.facts.causes import CauseFacts, CauseSuggested
from pantau.facts.instant import HOUR
from pantau.facts.words import Cause, CauseReason, Liability
from tests.dashboard.desk_world import actor, watched
from tests.dashboard.opened import html, opened
from tests.dashboard.world import HOSTILE, World, inventory_text


def suggest(world: World, down: dict[str, str], cause: Cause) -> None:
    """The collector says of each of these outages, by site, what made it."""
    reasons = (CauseReason.AREA_FELL_ELSEWHERE,)
    said = [
        CauseSuggested(id, site, cause, reasons, CauseFacts(), ended=False)
        for site, id in down.items()
    ]
    with world.store() as store:
        store.record(said, at=world.now, author="collector", via="test")


def test_the_overview_says_what_is_suspected(world: World) -> None:
    world.text = inventory_text(12, first=HOSTILE)
    world.write_inventory()
    suggest(world, watched(world, "s-1", "s-2"), Cause.POWER)
    page = html(opened("ringkasan", lang="id"))
    assert "Dugaan penyebab" in page
    assert "<strong>Listrik padam</strong> · 2 titik: " in page
    assert HOSTILE not in page


def test_the_overview_is_silent_where_nothing_is_suspected(world: World) -> None:
    suggest(world, watched(world, "s-1"), Cause.UNKNOWN)
    assert "Dugaan penyebab" not in html(opened("ringkasan", lang="id"))


def test_what_a_person_classified_is_suspected_no_more(world: World) -> None:
    down = watched(world, "s-1", "s-2")
    with world.store() as store:
        made_by = actor(world)
        classify(store, made_by, down["s-1"], Cause.POWER, Liability.CUSTOMER, "PLN")
    suggest(world, down, Cause.POWER)
    seen = overview(read_snapshot(world.settings, world.now), world.now)
    assert {each.site: each.suspected for each in seen.down} == {"s-1": None, "s-2": Cause.POWER}


def test_what_is_suspected_of_one_site_stands_with_it(world: World) -> None:
    suggest(world, watched(world, "s-1"), Cause.POWER)
    page = html(opened("ringkasan", lang="id"))
    assert "dugaan: Listrik padam · " in page
    assert "Dugaan penyebab" not in page
    assert "dugaan: Listrik padam" in html(opened("dinding", lang="id", tampilan="titik"))


def test_a_new_suggestion_is_seen_at_the_next_look(world: World) -> None:
    down = watched(world, "s-1")

    def suspected() -> list[Cause | None]:
        found = overview(read_snapshot(world.settings, world.now), world.now)
        return [each.suspected for each in found.down]

    assert suspected() == [None]
    suggest(world, down, Cause.POWER)
    assert suspected() == [Cause.POWER]
    suggest(world, down, Cause.LINE)
    assert suspected() == [Cause.LINE]


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_list_of_outages_says_it_of_each(world: World, language: str) -> None:
    down = watched(world, "s-1", "s-2")
    suggest(world, {"s-1": down["s-1"]}, Cause.LINE)
    [table] = opened("gangguan", lang=language).dataframe
    heading = {"id": "Dugaan penyebab", "en": "Suggested cause"}[language]
    said = {"id": "Jaringan penyedia", "en": "Line"}[language]
    assert sorted(table.value[heading]) == sorted([said, "–"])


def test_causes_stand_in_order_of_sites_and_long_lists_are_counted() -> None:
    causes = [Cause.LINE] * 2 + [Cause.POWER] * 6 + [Cause.UPSTREAM, None]
    down = [
        DownSite(
            f"O{n}", f"s-{n}", f"Titik {n}", "Kuaro", None, None, 0, 60, True, None, suspected=cause
        )
        for n, cause in enumerate(causes)
    ]
    found = put_together(down)
    assert [(each.cause, len(each.sites)) for each in found] == [(Cause.POWER, 6), (Cause.LINE, 2)]
    text = str(suspicion_list(found, "en"))
    assert "Titik 4" in text
    assert "Titik 5" not in text
    assert "(+3)" in text
    # What nobody sees now was suspected of what was.
    assert put_together(replace(each, seen=False) for each in down) == ()


def test_the_next_shift_is_told_of_it_until_somebody_decides(world: World) -> None:
    down = watched(world, "s-1", "s-2")
    suggest(world, down, Cause.POWER)
    with world.store() as store:
        classify(store, actor(world), down["s-2"], Cause.LINE, Liability.PROVIDER, "kabel")
    shift = read_shift(world.settings, world.inventory, world.now - HOUR, world.now)
    assert shift is not None
    text = handover(shift, world.inventory, "Sri", "", "en")
    assert text.count("suspected: Power failure") == 1
    [line] = [each for each in text.splitlines() if down["s-1"] in each]
    assert "suspected: Power failure" in line
