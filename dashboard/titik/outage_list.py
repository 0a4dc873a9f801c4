"""The outages of a site as rows of a table."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from dashboard.columns import Column
from dashboard.titik.past import Event
from pantau.facts.instant import SECOND
from pantau.facts.words import Standing
from pantau.language import Language, label, moment, short_duration, translator


def outage_columns(now: int, zone: ZoneInfo, language: Language) -> tuple[Column[Event], ...]:
    """``now`` (microseconds UTC) ends what is still open."""
    say = translator(language)

    def seconds(event: Event) -> int:
        outage = event.outage
        return max(0, (outage.ended_at or now) - outage.started_at) // SECOND

    def time(
        heading: str, value: Callable[[Event], int | None], empty: str, width: int
    ) -> Column[Event]:
        def shown(event: Event) -> str:
            at = value(event)
            return empty if at is None else moment(at, zone, language)

        return Column(heading, shown, value, width=width, left=True)

    return (
        time(say("Began"), lambda event: event.outage.started_at, "", 158),
        time(say("Ended"), lambda event: event.outage.ended_at, say("still down"), 158),
        Column(
            say("Length"),
            lambda event: short_duration(seconds(event), language),
            seconds,
            unit=say("seconds"),
            width=100,
        ),
        Column(say("Cause"), lambda event: label(event.outage.cause, language), width=130),
        Column(say("Standing"), lambda event: standing(event, language)),
        Column(say("Ticket"), lambda event: event.outage.ticket or "–", width=100),
        Column(
            say("Excluded"),
            lambda event: short_duration(event.excluded, language) if event.excluded else "–",
            lambda event: event.excluded,
            unit=say("seconds"),
            width=105,
        ),
        Column(say("Liability"), lambda event: label(event.outage.liability, language)),
        Column("Id", lambda event: event.outage.id, width=80),
    )


def standing(event: Event, language: Language) -> str:
    """How far people have got with it: the void, exclusions, objections, or who has it in hand."""
    say = translator(language)
    parts = [say("voided")] if event.outage.voided else []
    parts += [
        f"{each.id} {label(each.standing, language).lower()}"
        for each in event.proposals
        if each.standing in {Standing.PROPOSED, Standing.APPROVED, Standing.REJECTED}
    ]
    parts += [
        f"{each.id} "
        + (label(each.settlement, language).lower() if each.settlement else say("not answered"))
        for each in event.objections
    ]
    if event.outage.import_id:
        parts.append(say("by import {id}", id=event.outage.import_id))
    if event.outage.ended_at is None and event.outage.acknowledged:
        parts.append(say("in hand"))
    return ", ".join(parts) or "–"
