"""The page of meetings: planned, seen ahead, live and afterwards, and certified."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.rapat.reading import Phase, phase, read_meetings, read_places
from pantau.actions.acting import Actor
from pantau.actions.certificates import certificates
from pantau.actions.meetings import Plan, cancel_meeting, plan_meeting
from pantau.facts.instant import DAY, HOUR, MINUTE
from pantau.facts.kinds import EntryKind
from pantau.facts.measured import Interval, Sample
from pantau.facts.meetings import Advice, DenseWindow, Fitness, Light, LightReason, MeetingKind
from pantau.facts.said import Meeting
from pantau.facts.words import Role
from pantau.meeting.board import BEFORE_US, look_at
from pantau.store import Dense
from tests.dashboard.conftest import SignIn
from tests.dashboard.opened import html, opened, pressed, sound
from tests.dashboard.world import HOSTILE, World, inventory_text
from tests.meeting.made import window

STAFF = (Role.TECHNICIAN, Role.MANAGER, Role.ADMIN)


def planned(
    world: World,
    begin: int,
    end: int,
    sites: Sequence[str] = ("s-1", "s-2"),
    name: str = "Musrenbang Kecamatan Kuaro",
) -> str:
    """From so far to so far from now; made when it still could be."""
    at = min(world.now, world.now + end - MINUTE)
    plan = Plan(name, MeetingKind.VIDEO, Interval(world.now + begin, world.now + end), tuple(sites))
    with world.store() as store:
        made = plan_meeting(store, Actor("sri", "test", Role.MANAGER, at), world.inventory, plan)
    assert isinstance(made, str), made
    return made


def measured(world: World, begin: int, end: int, **lost: int) -> None:
    """Windows of each site: so many echoes of each lost, one by one."""
    windows: list[DenseWindow] = []
    for site, count in lost.items():
        which = range(0, 3 * count, 3)
        for at in range(begin // 10_000_000 * 10_000_000, end, 10_000_000):
            windows += [window(0, which, site=site.replace("_", "-"), at=at)]
    with Dense.open(world.settings.data) as dense:
        dense.write(windows)


def live(world: World) -> str:
    world.began(ago=2 * HOUR)
    made = planned(world, -10 * MINUTE, HOUR)
    span = look_at(world.now)
    measured(world, span.begin - BEFORE_US, world.now + MINUTE, s_1=0, s_2=20)
    world.committed()
    return made


def meeting(world: World, id: str) -> Meeting:
    with world.store() as store, store.view() as view:
        found = view.meeting(id)
    assert found is not None
    return found


def tables(page: AppTest) -> str:
    return "\n".join(each.value.to_csv() for each in page.dataframe)


def test_a_live_board_names_the_place_that_is_not_ready(world: World, signed_in: SignIn) -> None:
    made = live(world)
    found = read_places(world.settings, world.inventory, meeting(world, made), world.now)
    lights = {each.site: (each.judged.light, each.advice) for each in found.now}
    assert lights == {
        "s-1": (Light.GREEN, Advice.VIDEO_FINE),
        "s-2": (Light.RED, Advice.PHONE),
    }
    signed_in(Role.VIEWER)
    page = opened("rapat", lang="en")
    assert "Join by telephone" in tables(page)
    assert "too much is lost" in tables(page)
    assert "Video is fine" in tables(page)


def test_what_nobody_measured_is_unknown_and_never_ready(world: World, signed_in: SignIn) -> None:
    world.began(ago=2 * HOUR)
    planned(world, 10 * MINUTE, HOUR)
    world.committed()
    signed_in(Role.VIEWER)
    page = opened("rapat", lang="en")
    assert "Ready" not in tables(page)
    assert tables(page).count("Try with the place beforehand") == 2


def test_while_nobody_measures_all_is_unknown(world: World) -> None:
    made = live(world)
    later = world.now + 2 * MINUTE
    measured(world, later - 2 * MINUTE, later, s_1=0, s_2=0)
    found = read_places(world.settings, world.inventory, meeting(world, made), later)
    assert {each.judged.light for each in found.now} == {Light.UNKNOWN}


def test_our_own_blindness_is_unknown_and_not_bad(world: World) -> None:
    made = live(world)
    world.blind()
    world.committed(ago=MINUTE // 60)
    found = read_places(world.settings, world.inventory, meeting(world, made), world.now)
    assert {each.judged.light for each in found.now} == {Light.UNKNOWN}


def test_a_forecast_is_shown_before_it_and_to_whom_thinks_of_one(
    world: World, signed_in: SignIn
) -> None:
    world.began(ago=2 * DAY)
    made = planned(world, 5 * DAY, 5 * DAY + HOUR)
    week = (world.now + 5 * DAY) // MINUTE * MINUTE - 7 * DAY
    with world.store() as store:
        store.write_samples(
            [
                Sample("s-1", "icmp", week + n * MINUTE, 12, 12, 9_000, 10_000, 12_000, 800)
                for n in range(-2, 62)
            ]
        )
    world.committed()
    found = read_places(world.settings, world.inventory, meeting(world, made), world.now)
    assert [each.forecast.judged.light for each in found.ahead] == [Light.GREEN, Light.UNKNOWN]
    assert found.ahead[1].forecast.judged.reasons == (LightReason.UNKNOWN,)
    signed_in(Role.VIEWER)
    assert "not measured enough" in tables(opened("rapat", lang="en"))
    signed_in(Role.TECHNICIAN)
    page = opened("rapat", lang="en", bagian="baru")
    page.multiselect[0].set_value(["s-1"])
    page.run()
    page = pressed(page, "Show the forecast")
    assert "Forecast" in tables(page)
    with world.store() as store:
        assert len(store.entries(kinds=[EntryKind.MEETING_PLANNED])) == 1


def test_a_meeting_is_planned_changed_and_cancelled_on_the_page(
    world: World, signed_in: SignIn
) -> None:
    world.began(ago=2 * HOUR)
    world.committed()
    signed_in(Role.TECHNICIAN)
    page = opened("rapat", lang="en", bagian="baru")
    page.text_input(key="rapat_baru_nama").set_value("Musrenbang")
    page.multiselect[0].set_value(["s-3"])
    page.run()
    pressed(page, "Plan the meeting")
    with world.store() as store, store.view() as view:
        [made] = view.meetings(0, 2**62)
    assert (made.name, made.sites, made.planned.author) == ("Musrenbang", ("s-3",), "sri")
    page = opened("rapat", lang="en")
    page.text_input(key=f"rapat_{made.id}_nama").set_value("Musrenbang Desa")
    page.run()
    page = pressed(page, "Save the change")
    assert meeting(world, made.id).name == "Musrenbang Desa"
    page = opened("rapat", lang="en")
    page.text_input(key=f"rapat_{made.id}_alasan").set_value("ditunda")
    page.run()
    pressed(page, f"Cancel {made.id}")
    assert phase(meeting(world, made.id), world.now + MINUTE) is Phase.CANCELLED
    assert "was cancelled" in "\n".join(each.value for each in opened("rapat", lang="en").info)


def past(world: World) -> str:
    world.began(ago=4 * HOUR)
    made = planned(world, -3 * HOUR, -HOUR)
    measured(world, world.now - 3 * HOUR, world.now - HOUR, s_1=0, s_2=20)
    world.committed()
    return made


def test_afterwards_its_certificate_is_made_once_and_given_out_again(
    world: World, signed_in: SignIn
) -> None:
    made = past(world)
    found = read_places(world.settings, world.inventory, meeting(world, made), world.now)
    assert [each.fitness for each in found.then] == [Fitness.GOOD, Fitness.POOR]
    signed_in(Role.TECHNICIAN)
    page = pressed(opened("rapat", lang="en"), "Make the certificate")
    sound(page)
    with world.store() as store, store.view() as view:
        kept = certificates(view, made)["en"]
    with world.store() as store:
        assert store.kept(kept.digest).startswith(b"%PDF")
    again = opened("rapat", lang="en")
    assert [each.label for each in again.button if "certificate" in each.label] == []


def test_guests_see_and_plan_nothing(world: World, signed_in: SignIn) -> None:
    past(world)
    signed_in(Role.VIEWER)
    page = opened("rapat", lang="en", bagian="baru")
    assert "too much is lost" in tables(page)
    assert [each.label for each in page.button] == []


def test_the_one_that_matters_most_comes_first(world: World) -> None:
    world.began(ago=4 * HOUR)
    over = planned(world, -3 * HOUR, -HOUR)
    later = planned(world, 3 * DAY, 3 * DAY + HOUR)
    sooner = planned(world, DAY, DAY + HOUR)
    gone = planned(world, 2 * DAY, 2 * DAY + HOUR)
    with world.store() as store:
        actor = Actor("sri", "test", Role.MANAGER, world.now)
        assert cancel_meeting(store, actor, gone, "ditunda") == gone
    running = planned(world, -MINUTE, HOUR)
    found = read_meetings(world.settings, world.now)
    assert [each.id for each in found.meetings] == [running, sooner, later, over, gone]


def test_a_click_on_a_meeting_in_the_list_leads_to_its_places(
    world: World, signed_in: SignIn
) -> None:
    world.began(ago=4 * HOUR)
    planned(world, -MINUTE, HOUR)
    wanted = planned(world, DAY, DAY + HOUR, name="Rapat besok")
    world.committed()
    signed_in(Role.TECHNICIAN)
    page = opened("rapat", lang="en", bagian="daftar")
    page.session_state["rapat_daftar"] = {
        "selection": {"rows": [1], "columns": [], "cells": []},
    }
    page.run()
    sound(page)
    assert page.query_params["rapat"] == wanted
    assert "bagian" not in page.query_params
    assert "Rapat besok" in html(page)


def test_a_link_to_a_meeting_that_is_gone_says_that_another_is_shown(
    world: World, signed_in: SignIn
) -> None:
    world.began(ago=4 * HOUR)
    known = planned(world, DAY, DAY + HOUR)
    world.committed()
    signed_in(Role.TECHNICIAN)
    page = opened("rapat", lang="en", rapat="R<b>1")
    assert page.warning[0].value.startswith("There is no 'R\\<b\\>1' here. Shown is: ")
    assert not opened("rapat", lang="en", rapat=known).warning


@pytest.mark.parametrize("part", ["titik", "daftar", "baru"])
def test_hostile_names_are_text(world: World, signed_in: SignIn, part: str) -> None:
    world.text = inventory_text(12, first=HOSTILE)
    world.write_inventory()
    world.began(ago=4 * HOUR)
    planned(world, -10 * MINUTE, HOUR, name=HOSTILE)
    world.committed()
    signed_in(Role.ADMIN)
    page = opened("rapat", lang="en", bagian=part)
    assert "<script" not in html(page)
    assert not [each for each in page.caption if "tebal" in each.value]


def test_a_meeting_of_a_site_that_left_the_inventory_is_shown(
    world: World, signed_in: SignIn
) -> None:
    made = past(world)
    found = meeting(world, made)
    gone = replace(found, sites=("s-99",))
    assert read_places(world.settings, world.inventory, gone, world.now).then[0].site == "s-99"
