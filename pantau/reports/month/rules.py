"""By which rules of the contracts the month was counted: what an auditor asks first."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from pantau.facts.instant import SECOND
from pantau.inventory.choices import FeePartial, OutageCounts, RepairClock, RestitutionKind
from pantau.inventory.contracts import Policy, Term
from pantau.inventory.service_hours import ALWAYS
from pantau.language import Translator, decimal, duration, percent, to_say
from pantau.reports.cell import NOTHING, Cell, Count, Percent, RoundTrip, Rupiah
from pantau.reports.content import Align, Column, Table
from pantau.reports.month.telling import Telling
from pantau.sla.case import Case
from pantau.sla.interval import Span
from pantau.sla.month import term_span
from pantau.sla.policy_words import (
    DENOMINATOR_WORDS,
    EXCLUDED_WORDS,
    GAP_WORDS,
    RESTITUTION_WORDS,
)
from pantau.sla.terms import parts_of

_COUNTS = {
    OutageCounts.WHOLE: to_say("from {time} on"),
    OutageCounts.EXCESS: to_say("what goes beyond {time}"),
}
_CLOCK = {
    RepairClock.DETECTED: to_say("{time} from when it was seen"),
    RepairClock.REPORTED: to_say("{time} from when it was reported"),
}


@dataclass(slots=True)
class _Rule:
    """The terms of one tier that promise the same and count alike."""

    term: Term
    sites: set[str] = field(default_factory=set)
    spans: list[Span] = field(default_factory=list)
    fees: set[int | None] = field(default_factory=set)


def rules_table(telling: Telling) -> Table:
    """One row for each tier and way of counting; the fee where it is one for all its sites.

    Where one held in a part of the month alone, each row says when it held.
    """
    say, right = telling.say, Align.RIGHT
    rules = _rules(telling)
    parted = any(_is_part(telling, rule) for rule in rules)
    columns = (
        Column("contract", say("Contract"), wide=1.6),
        Column("tier", say("Tier"), wide=1.1),
        Column("sites", say("Sites"), right, 0.7),
        Column("fee", say("Monthly fee"), right, 1.4),
        Column("objective", say("Objective"), right, 0.9),
        Column("p95", say("Round trip, 95th percentile"), right, 1.0),
        Column("jitter", say("Jitter, 95th percentile"), right, 1.0),
        Column("loss", say("Loss"), right, 0.8),
        Column("hours", say("Service hours"), wide=1.0),
        Column("excluded", say("Excluded time"), wide=1.5),
        Column("gap", say("Unknown time within an outage"), wide=1.5),
        Column("shortest", say("Outages count"), wide=1.3),
        Column("coverage", say("Least coverage"), right, 1.0),
        Column("repair", say("Repair target"), wide=1.5),
        Column("restitution", say("Restitution"), wide=2.4),
        *((Column("held", say("Held"), wide=1.3),) if parted else ()),
    )
    return Table(
        key="aturan",
        caption=say("Rules of the contracts, {month}", month=telling.month),
        columns=columns,
        rows=tuple(
            (*_row(telling, rule), *((_when(telling, rule),) if parted else ())) for rule in rules
        ),
        empty=say("No site has service time in this month."),
        landscape=True,
    )


def _rules(telling: Telling) -> list[_Rule]:
    found: dict[tuple[object, ...], _Rule] = {}
    for case in telling.facts.cases.values():
        for term, span in _held(telling, case):
            key = (
                term.contract,
                term.tier,
                term.objective,
                term.latency_p95_us,
                term.loss_percent,
                term.jitter_us,
                term.policy,
            )
            rule = found.setdefault(key, _Rule(term))
            rule.sites.add(case.site)
            rule.spans.append(span)
            rule.fees.add(term.fee)
    return sorted(
        found.values(), key=lambda rule: (rule.term.contract, rule.term.tier, min(rule.spans))
    )


def _held(telling: Telling, case: Case) -> Iterator[tuple[Term, Span]]:
    """The terms of a row, and the seconds (UTC) of the month in which each held."""
    site = telling.inventory.site(case.site)
    for term in parts_of(case.term, site.terms) if site else ():
        span = term_span(term, telling.facts.result.month, telling.zone)
        if span is not None:
            yield term, span


def _row(telling: Telling, rule: _Rule) -> tuple[Cell, ...]:
    say, term, policy = telling.say, rule.term, rule.term.policy
    one_fee = len(rule.fees) == 1
    return (
        term.contract,
        term.tier,
        Count(len(rule.sites)),
        Rupiah(term.fee) if one_fee else say("differs by site"),
        Percent(term.objective),
        RoundTrip(term.latency_p95_us),
        RoundTrip(term.jitter_us),
        Percent(term.loss_percent),
        _hours(telling, policy),
        say(EXCLUDED_WORDS[policy.excluded]),
        say(GAP_WORDS[policy.gap_in_outage]),
        _shortest(policy, say),
        Percent(_plain(policy.min_coverage * 100)),
        _repair(policy, say),
        _restitution(policy, say),
    )


def _span(rule: _Rule) -> Span:
    """From when to when it held at any site."""
    return min(begin for begin, _ in rule.spans), max(end for _, end in rule.spans)


def _is_part(telling: Telling, rule: _Rule) -> bool:
    window = telling.facts.result.window
    return _span(rule) != (window.begin // SECOND, window.end // SECOND)


def _when(telling: Telling, rule: _Rule) -> str:
    if not _is_part(telling, rule):
        return telling.say("whole month")
    begin, end = _span(rule)
    return telling.say(
        "{from_day} to {to_day}",
        from_day=telling.day_of(begin * SECOND),
        to_day=telling.day_of((end - 1) * SECOND),
    )


def _plain(value: Decimal) -> Decimal:
    """Without zeros behind the point that say nothing."""
    return value.normalize()


def _hours(telling: Telling, policy: Policy) -> str:
    return telling.say("24 hours a day") if policy.service_hours == ALWAYS else policy.service_hours


def _shortest(policy: Policy, say: Translator) -> str:
    if not policy.min_outage_us:
        return say("all")
    time = duration(policy.min_outage_us // SECOND, say.language)
    return say(_COUNTS[policy.min_outage_counts], time=time)


def _repair(policy: Policy, say: Translator) -> str:
    if policy.repair_target_us is None:
        return NOTHING
    time = duration(policy.repair_target_us // SECOND, say.language)
    return say(_CLOCK[policy.repair_clock], time=time)


def _restitution(policy: Policy, say: Translator) -> str:
    """The formula by name, with its numbers, the time that it divides by, and its cap."""
    rule = policy.restitution
    if rule is None:
        return NOTHING
    said = [say(RESTITUTION_WORDS[rule.kind])]
    if rule.multiple is not None:
        said.append(f"× {decimal(_plain(rule.multiple), say.language)}")
    said += [
        say(
            "from {availability}: {part}",
            availability=percent(_plain(least), say.language),
            part=percent(_plain(part), say.language),
        )
        for least, part in rule.bands
    ]
    if rule.kind is not RestitutionKind.PITA:  # bands ask for no time
        said.append(say("time: {what}", what=say(DENOMINATOR_WORDS[policy.denominator])))
    if policy.fee_partial is FeePartial.BY_SECONDS:
        said.append(say("fee by the time inside the term"))
    said.append(
        say("at most {part} of the fee", part=percent(_plain(rule.cap * 100), say.language))
    )
    return "; ".join(said)
