"""The daily message: what is down, the month so far, what nobody saw, and the journal's head."""

from datetime import timedelta

from alerts.message import Message
from alerts.words.facts import MOST_NAMES, Facts
from alerts.world import World
from pantau.facts.instant import from_datetime, to_datetime
from pantau.facts.measured import upstream_id
from pantau.facts.telling import AlertSeverity, NotifyReason
from pantau.language import choose_language
from pantau.language.dates import long_day
from pantau.language.durations import short_duration
from pantau.language.numbers import percent
from pantau.sla import floor_percent


def due_at(world: World) -> int | None:
    """When (microseconds UTC) today's message is or was due; None where nobody wants one."""
    morning = world.alerting.morning
    if morning is None:
        return None
    today = to_datetime(world.now, world.inventory.timezone)
    return from_datetime(
        today.replace(hour=morning.at.hour, minute=morning.at.minute, second=0, microsecond=0)
    )


def is_due(
    world: World, late_us: int = int(timedelta(hours=3).total_seconds()) * 1_000_000
) -> bool:
    """Whether today's message is to be told now; hours later it says nothing new."""
    due = due_at(world)
    return due is not None and due <= world.now < due + late_us


def morning_message(world: World, anchor: str, receiver: str) -> Message:
    """Today's message for one receiver. ``anchor``: the journal's head, as ``verify`` takes it."""
    known = world.alerting.receivers.get(receiver)
    language = choose_language(known.language if known else None)
    facts = Facts(world, language)
    say = facts.say
    day = world.inventory.local_day(world.now)
    down = [o for o in world.outages if o.ended_at is None and upstream_id(o.site) is None]
    lines = [say.plural("{n} site is down", "{n} sites are down", len(down))]
    lines += [
        f"- {facts.place(each.site)}, {facts.length(each.started_at, world.now)}"
        for each in down[:MOST_NAMES]
    ]
    if len(down) > MOST_NAMES:
        lines.append(say("and {n} more", n=len(down) - MOST_NAMES))
    if world.ledger:
        total = world.ledger.month.total
        share = total.availability
        lines += [
            say(
                "Month so far: {share}, {yes} keep the objective, {no} do not",
                share="–" if share is None else percent(floor_percent(share, None), language),
                yes=total.compliant,
                no=total.not_compliant,
            ),
            say(
                "Unknown time of all sites: {length}",
                length=short_duration(total.unknown_seconds, language),
            ),
        ]
    lines.append(say("Journal head: {anchor}", anchor=anchor))
    return Message(
        id=f"morning/{day.isoformat()}",
        group="morning",
        kind=None,
        severity=AlertSeverity.INFO,
        reason=NotifyReason.MORNING,
        title=say("Pantau, {day}", day=long_day(day, language)),
        lines=tuple(lines),
        at=world.now,
        link=world.alerting.link,
        language=language,
    )
