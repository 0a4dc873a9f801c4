"""The outages that make a row's figure, as a table."""

from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from dashboard.columns import Column
from dashboard.month_part import NOTHING
from dashboard.sla.tables import seconds
from pantau.facts.instant import to_iso
from pantau.facts.measured import Outage
from pantau.facts.said import Proposal
from pantau.language import Language, label, moment, translator
from pantau.sla.contribution import Contribution


@dataclass(frozen=True, slots=True)
class Cause:
    """An outage in a row, and the exclusions (of any standing) that share time with it."""

    part: Contribution
    exclusions: tuple[Proposal, ...]

    @property
    def outage(self) -> Outage:
        """The outage itself."""
        return self.part.outage


def causes(
    found: Iterable[Contribution], exclusions: Iterable[Proposal], now: int
) -> tuple[Cause, ...]:
    """The longest first. ``now`` (microseconds UTC) ends the outages that go on."""
    about = tuple(exclusions)
    made = (
        Cause(part, tuple(each for each in about if _touches(each, part.outage, now)))
        for part in found
    )
    return tuple(sorted(made, key=lambda each: (-each.part.down_seconds, each.outage.started_at)))


def _touches(proposal: Proposal, outage: Outage, now: int) -> bool:
    data = proposal.proposed.data()
    end = now if outage.ended_at is None else outage.ended_at
    return outage.site in data["sites"] and data["begin"] < end and data["end"] > outage.started_at


def cause_columns(zone: ZoneInfo, language: Language) -> tuple[Column[Cause], ...]:
    """Down time first: it is what one comes for."""
    say = translator(language)

    def ended(cause: Cause) -> str:
        at = cause.outage.ended_at
        return say("still down") if at is None else moment(at, zone, language)

    def ended_at(cause: Cause) -> str:
        at = cause.outage.ended_at
        return "" if at is None else to_iso(at)

    return (
        Column(
            say("Began"),
            lambda cause: moment(cause.outage.started_at, zone, language),
            lambda cause: to_iso(cause.outage.started_at),
            width=155,
        ),
        Column(say("Ended"), ended, ended_at, width=155),
        seconds(say("Down in this month"), lambda cause: cause.part.down_seconds, language, 140),
        seconds(say("Excluded"), lambda cause: cause.part.excluded_seconds, language, 115),
        Column(say("Cause"), lambda cause: label(cause.outage.cause, language), width=120),
        Column(say("Ticket"), lambda cause: cause.outage.ticket or NOTHING, width=115),
        Column(say("Exclusions"), lambda cause: _standings(cause, language), width=150),
        Column(say("Liability"), lambda cause: label(cause.outage.liability, language)),
        seconds(say("Unknown"), lambda cause: cause.part.unknown_seconds, language, 130),
        Column("Id", lambda cause: cause.outage.id, width=80),
    )


def _standings(cause: Cause, language: Language) -> str:
    said = [f"{each.id} {label(each.standing, language).lower()}" for each in cause.exclusions]
    return ", ".join(said) or NOTHING
