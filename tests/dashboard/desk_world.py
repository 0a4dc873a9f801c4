"""Outages, proposals, maintenance and objections, said by people through the actions."""

from dataclasses import replace
from typing import Any

from pantau.actions.acting import Actor, Refused
from pantau.actions.dealings import Objectionable, object_to
from pantau.actions.people_reports import Told, take_report
from pantau.actions.proposals import propose_exclusion, propose_void
from pantau.actions.remarks import announce_maintenance
from pantau.actions.scope import Scope
from pantau.facts.instant import DAY, HOUR, MINUTE, SECOND, to_datetime
from pantau.facts.journal import OutageClosed, OutageOpened
from pantau.facts.measured import Interval
from pantau.facts.region import Complaint
from pantau.facts.words import ClosedReason, ExclusionCategory, Role, VerdictReason
from tests.dashboard.world import World, evidence


def made(outcome: str | Refused) -> str:
    """The id that came out."""
    assert isinstance(outcome, str), outcome
    return outcome


def actor(world: World, name: str = "ani", role: Role = Role.TECHNICIAN) -> Actor:
    return Actor(name, "test", role, world.now)


def watched(world: World, *down: str) -> dict[str, str]:
    """Two days of watching; ``down`` are down since ten minutes. Answers with their outages."""
    world.began(ago=2 * DAY)
    world.went_down(down)
    world.committed()
    with world.store() as store:
        return {each.site: each.id for each in store.open_outages()}


def ended(world: World, site: str, ago: int = 5 * HOUR, lasted: int = 30 * MINUTE) -> str:
    """The id of an outage that began so long ago and is over."""
    begin = world.now - ago
    with world.store() as store:
        store.record(
            [
                OutageOpened(
                    site, begin, begin - SECOND, VerdictReason.CHANCE_RULED_OUT, evidence()
                ),
                OutageClosed(
                    site, begin + lasted, begin + lasted - SECOND, ClosedReason.ANSWERED_AGAIN
                ),
            ],
            at=world.now,
            author="collector",
            via="test",
        )
        [found] = store.outages(begin, begin + 1, site)
    return found.id


def exclusion(world: World, *sites: str, by: str = "ani", ago: int = 5 * HOUR) -> str:
    """Proposed for half an hour."""
    span = Interval(world.now - ago, world.now - ago + 30 * MINUTE)
    with world.store() as store:
        return made(
            propose_exclusion(
                store,
                actor(world, by),
                Scope(sites, ", ".join(sites)),
                span,
                ExclusionCategory.POWER,
                "listrik padam",
            )
        )


def void(world: World, outage: str, by: str = "ani") -> str:
    with world.store() as store:
        return made(propose_void(store, actor(world, by), outage, "alamat keliru"))


def maintenance(world: World, begin: int, end: int, *sites: str) -> str:
    """From so far to so far from now."""
    with world.store() as store:
        return made(
            announce_maintenance(
                store,
                # Told a day ago: what is over is not announced.
                Actor("ani", "test", Role.TECHNICIAN, world.now - DAY),
                Scope(sites, ", ".join(sites)),
                Interval(world.now + begin, world.now + end),
                "ganti kabel",
            )
        )


def objection(world: World, site: str, about: str = "") -> str:
    month = f"{to_datetime(world.now, world.inventory.timezone):%Y-%m}"
    with world.store() as store:
        return made(
            object_to(
                store,
                actor(world, "dewi", Role.PROVIDER),
                world.inventory,
                Objectionable(month, site, about),
                "tidak ada di catatan kami",
            )
        )


def reported(world: World, **changed: Any) -> str:
    """Somebody in Lolo says that there is no connection since two hours; the report's id."""
    told = Told(
        "64.01.05.2002",
        Complaint.DOWN,
        world.now - HOUR,
        world.now - 2 * HOUR,
        words="KENARI menunggu",
        phone="0812999777",
    )
    with world.store() as store:
        code = made(take_report(store, replace(told, **changed), a_day=100))
        with store.view() as view:
            found = view.people_report_of(code)
    assert found is not None
    return found.id
