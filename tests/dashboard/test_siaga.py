"""Siaga: who is on call, what was told, what is silenced, in every condition and for every role."""

from dataclasses import replace

import pytest

from alerts.memory import to_told
from alerts.receivers.port import Delivered, Unavailable
from dashboard.reading import read_snapshot
from dashboard.siaga import trying
from dashboard.siaga.desk import Desk, read_desk
from dashboard.siaga.silences_part import Phase, phase
from dashboard.siaga.told import Escalation, active
from pantau.actions.acting import Actor
from pantau.actions.outages import acknowledge
from pantau.actions.scope import read_scope
from pantau.actions.silences import Hush, end_silence, set_silence
from pantau.facts.instant import DAY, HOUR, MINUTE
from pantau.facts.kinds import EntryKind
from pantau.facts.letters import Told
from pantau.facts.measured import Interval
from pantau.facts.telling import LetterState
from pantau.facts.words import Role
from pantau.inventory.alerting import Target, TargetKind
from pantau.store import Outbox
from tests.alerts.town import Alerter, down
from tests.alerts.town import world as town
from tests.dashboard.conftest import SignIn
from tests.dashboard.on_call import on_call, outages, told
from tests.dashboard.opened import html, opened, pressed, sound
from tests.dashboard.world import HOSTILE, World

PARTS = ("peringatan", "jadwal", "senyap", "pesan")
STAFF = (Role.TECHNICIAN, Role.MANAGER, Role.ADMIN)


def desk(world: World) -> Desk:
    snapshot = read_snapshot(world.settings, world.now)
    return read_desk(world.settings, world.inventory, snapshot.in_hand, world.now)


def manager(world: World) -> Actor:
    return Actor("sri", "test", Role.MANAGER, world.now)


def silence(world: World, begin: int, end: int) -> str:
    """Of s-1, from so far to so far from now."""
    scope = read_scope(world.inventory, ["s-1"])
    span = Interval(world.now + begin, world.now + end)
    with world.store() as store:
        made = set_silence(store, manager(world), world.inventory, Hush(scope, span), "renovasi")
    assert isinstance(made, str)
    return made


def test_the_desk_tells_who_is_on_call_now_and_next(world: World) -> None:
    on_call(world)
    [roster] = desk(world).rosters
    assert roster.now.person is not None
    assert roster.now.person.name == "Rina Marlina"
    assert roster.next is not None
    assert roster.next.person is None
    assert roster.next.end == world.now + 14 * DAY


def test_what_is_over_and_only_waits_to_be_told_is_no_alert() -> None:
    alerter = Alerter()
    alerter.sees(town(4, [down("paser-1", 0)]))
    (memo,) = alerter.memory
    assert [each.group for each in active([to_told(memo)], {})] == [memo.group]
    assert active([to_told(replace(memo, owed=memo.begin + 1))], {}) == ()


def test_an_alert_names_whom_the_route_tells_next_until_somebody_answers(world: World) -> None:
    on_call(world)
    told(world, ["s-1", "s-2"])
    at = world.now + 10 * MINUTE
    escalates = Escalation(at, (Target(TargetKind.PERSON, "budi"),))
    assert [each.escalates for each in desk(world).alerts] == [escalates, escalates]
    with world.store() as store:
        acknowledge(store, manager(world), outages(world)["s-1"])
    answered = {each.sites: each for each in desk(world).alerts}
    assert answered["s-1",].in_hand == "sri"
    assert answered["s-1",].escalates is None
    assert answered["s-2",].escalates == escalates


def test_a_memory_that_cannot_be_read_is_left_out() -> None:
    assert active([Told("o:1", "grup", "semua", "g", 1, 1, plan="{}")], {}) == ()


def test_silences_run_come_or_are_over(world: World) -> None:
    on_call(world)
    ended = silence(world, 0, 2 * HOUR)
    running, coming = silence(world, 0, HOUR), silence(world, HOUR, DAY)
    with world.store() as store:
        end_silence(store, manager(world), ended, "selesai")
    found = {each.id: phase(each, world.now + 1) for each in desk(world).silences}
    assert found == {ended: Phase.OVER, running: Phase.RUNNING, coming: Phase.COMING}


def test_letters_that_wait_are_shown_however_old(world: World) -> None:
    on_call(world)
    told(world, ["s-1", "s-2"], since=3 * DAY)
    with Outbox.open(world.settings.data) as outbox:
        outbox.sent(["m-s-1"], world.now - 2 * DAY, "ok")
    assert [(each.id, each.state) for each in desk(world).letters] == [
        ("m-s-2", LetterState.WAITING)
    ]


@pytest.mark.parametrize("part", PARTS)
def test_every_part_stands_on_an_empty_store(world: World, part: str, signed_in: SignIn) -> None:
    signed_in(Role.TECHNICIAN)
    opened("siaga", siaga=part)


@pytest.mark.parametrize(("part", "language"), list(zip(PARTS, ("id", "en") * 2, strict=True)))
def test_every_part_stands_with_hostile_names(
    world: World, part: str, language: str, signed_in: SignIn
) -> None:
    signed_in(Role.MANAGER)
    on_call(world, first=HOSTILE)
    told(world, ["s-1", "s-2"])
    silence(world, 0, HOUR)
    page = opened("siaga", siaga=part, lang=language)
    assert "Rina Marlina" in html(page)
    assert "<script>" not in html(page)


@pytest.mark.parametrize("part", PARTS)
def test_a_damaged_store_is_told_of(world: World, part: str, signed_in: SignIn) -> None:
    signed_in(Role.TECHNICIAN)
    on_call(world)
    (world.settings.data / "alerts.sqlite").write_bytes(b"no database" * 100)
    page = opened("siaga", siaga=part)
    assert any("alerts.sqlite" in each.value for each in page.error)
    # What cannot be read is no calm, and no receiver that has not sent yet.
    assert not [each for each in page.info if "Tidak ada" in each.value and part != "senyap"]
    assert "belum pernah mengirim" not in "".join(each.value.to_csv() for each in page.dataframe)


@pytest.mark.parametrize("part", ["peringatan", "senyap", "pesan"])
def test_without_a_store_nothing_is_said_to_be_calm(
    world: World, part: str, signed_in: SignIn
) -> None:
    signed_in(Role.TECHNICIAN)
    page = opened("siaga", siaga=part)
    assert page.error
    assert not [each for each in page.info if each.value.startswith("Tidak ada")]


def test_phone_numbers_are_for_staff(world: World, signed_in: SignIn) -> None:
    on_call(world)
    for role in (Role.VIEWER, *STAFF):
        signed_in(role)
        assert ("0800-000-0001" in html(opened("siaga"))) == (role in STAFF)


def test_a_viewer_is_offered_no_act(world: World, signed_in: SignIn) -> None:
    on_call(world)
    told(world, ["s-1"])
    signed_in(Role.VIEWER)
    for part in PARTS:
        page = opened("siaga", siaga=part)
        assert [each.label for each in page.button] == []
        assert not page.file_uploader


def test_the_provider_has_no_such_page(world: World, signed_in: SignIn) -> None:
    on_call(world)
    signed_in(Role.PROVIDER)
    assert "p-oncall" not in html(opened("siaga"))


def test_staff_silence_sites_and_end_it(world: World, signed_in: SignIn) -> None:
    on_call(world)
    signed_in(Role.TECHNICIAN)
    page = opened("siaga", siaga="senyap", lang="en")
    page.multiselect(key="senyap_titik").set_value(["s-3"])
    page.text_input(key="senyap_alasan").set_value("pindah gedung")
    pressed(page, "Silence")
    [made] = desk(world).silences
    assert (made.sites, made.made.data()["reason"], made.made.author) == (
        ("s-3",),
        "pindah gedung",
        "sri",
    )


def test_a_silence_without_a_reason_is_refused_and_what_was_typed_stays(
    world: World, signed_in: SignIn
) -> None:
    on_call(world)
    signed_in(Role.TECHNICIAN)
    page = opened("siaga", siaga="senyap", lang="en")
    page.multiselect(key="senyap_titik").set_value(["s-3"])
    pressed(page, "Silence")
    assert "reason" in page.error[0].value
    assert page.multiselect(key="senyap_titik").value == ["s-3"]
    assert desk(world).silences == ()


def test_all_sites_are_offered_to_a_manager_only(world: World, signed_in: SignIn) -> None:
    on_call(world)
    for role, ways in ((Role.TECHNICIAN, 3), (Role.MANAGER, 4)):
        signed_in(role)
        page = opened("siaga", siaga="senyap")
        assert len(page.button_group(key="senyap_cara").options) == ways


def test_staff_put_somebody_else_on_call(world: World, signed_in: SignIn) -> None:
    on_call(world)
    signed_in(Role.TECHNICIAN)
    page = opened("siaga", siaga="jadwal", lang="en")
    page.selectbox(key="piket_tukar_orang").set_value("budi")
    page.text_input(key="piket_tukar_alasan").set_value("Rina cuti")
    pressed(page, "Put on call")
    [roster] = desk(world).rosters
    names = [turn.person.name if turn.person else None for turn in roster.turns]
    assert names == ["Rina Marlina", "Budi Santoso", "Rina Marlina", None]
    assert [turn.swapped for turn in roster.turns] == [False, True, False, False]


def test_a_list_of_shifts_is_read_dry_and_then_taken_once(world: World, signed_in: SignIn) -> None:
    on_call(world)
    signed_in(Role.MANAGER)
    page = opened("siaga", siaga="jadwal", lang="en")
    rows = b"from,to,person\n2099-01-01T08:00,2099-01-02T08:00,budi\n"
    page.file_uploader[0].set_value(("piket.csv", rows, "text/csv"))
    page.run()
    sound(page)
    with world.store() as store:
        assert store.entries(kinds={EntryKind.SHIFTS_PLANNED}) == []
    pressed(page, "Plan 1 shift")
    with world.store() as store:
        [entry] = store.entries(kinds={EntryKind.SHIFTS_PLANNED})
    assert entry.data()["reason"] == "piket.csv"
    assert "Plan 1 shift" not in [each.label for each in page.button]


def test_every_bad_shift_is_named_and_nothing_is_offered(world: World, signed_in: SignIn) -> None:
    on_call(world)
    signed_in(Role.MANAGER)
    page = opened("siaga", siaga="jadwal", lang="en")
    rows = b"from,to,person\n2099-01-01,2098-01-01,budi\n2099-01-01,2099-01-02,nobody\n"
    page.file_uploader[0].set_value(("piket.csv", rows, "text/csv"))
    page.run()
    sound(page)
    assert page.error[0].value.startswith("2 lines keep the file out")
    assert list(page.dataframe[-1].value["Row of the file"]) == [2.0, 3.0]


def test_an_answer_takes_every_chosen_outage_in_hand(world: World, signed_in: SignIn) -> None:
    on_call(world)
    told(world, ["s-1", "s-2"])
    signed_in(Role.TECHNICIAN)
    page = opened("siaga", lang="en")
    page.session_state["peringatan"] = {"selection": {"rows": [0, 1], "columns": [], "cells": []}}
    page.run()
    sound(page)
    pressed(page, "Take 2 outages in hand")
    assert {each.in_hand for each in desk(world).alerts} == {"sri"}


@pytest.mark.parametrize(
    ("outcome", "said"),
    [(Delivered("ok"), "grup has taken the test message."), (Unavailable("refused"), "refused")],
)
def test_a_test_message_tells_how_it_went(
    world: World,
    signed_in: SignIn,
    monkeypatch: pytest.MonkeyPatch,
    outcome: Delivered | Unavailable,
    said: str,
) -> None:
    on_call(world)
    signed_in(Role.TECHNICIAN)
    monkeypatch.setattr(trying, "try_receiver", lambda receiver, clock: outcome)
    page = opened("siaga", siaga="pesan", lang="en")
    pressed(page, "Send a test message")
    trying.trial().wait(10)
    page.run()
    sound(page)
    shown = page.success if isinstance(outcome, Delivered) else page.error
    assert said in shown[0].value
