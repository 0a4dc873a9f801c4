"""What the year asks to be talked about before the agreement is renewed, each with its figures."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from pantau.language import full_day, label
from pantau.reports.cell import Count, Rupiah, Share
from pantau.reports.year.figures import of_sites, put_together, repaired
from pantau.reports.year.telling import Telling
from pantau.sla.groups import summed

_OFTEN = Fraction(1, 2)
_NAMED = 10
_LITTLE = Fraction(95, 100)
_APART = Fraction(5, 1000)


def points(telling: Telling) -> tuple[str, ...]:
    """In sentences; without any finding, that there is none."""
    found = (
        *_ending(telling),
        *_often_missed(telling),
        *_late(telling),
        *_media(telling),
        *_money(telling),
        *_little_seen(telling),
    )
    return found or (telling.say("The year gives no cause to ask for other terms."),)


def _ending(telling: Telling) -> Iterator[str]:
    last = date(telling.facts.year + 1, 3, 31)
    used = {row.result.contract for row in telling.facts.rows}
    for name, contract in sorted(telling.facts.inventory.contracts.items()):
        if name in used and contract.end <= last:
            yield telling.say(
                "Contract {name} with {provider} ends on {day}.",
                name=name,
                provider=contract.provider,
                day=full_day(contract.end, telling.language),
            )


def _often_missed(telling: Telling) -> Iterator[str]:
    often = [
        each
        for each in of_sites(telling.facts)
        if each.judged > 1 and Fraction(each.missed, each.judged) >= _OFTEN
    ]
    if not often:
        return
    names = ", ".join(each.name for each in often[:_NAMED])
    more = len(often) - _NAMED
    if more > 0:
        names = telling.say("{names} and {n} more", names=names, n=telling.shown(Count(more)))
    yield telling.say(
        "{n} sites missed their objective in half of their months or more: {names}. Ask for "
        "another line, another medium or the cause.",
        n=telling.shown(Count(len(often))),
        names=names,
    )


def _late(telling: Telling) -> Iterator[str]:
    for name, _, repairs in put_together(telling.facts, lambda row: row.provider):
        done = repaired(repairs)
        if done.late:
            yield telling.say(
                "{provider}: {late} of {timed} repairs took longer than the contract allows. The "
                "contract should say what follows from that.",
                provider=name or "–",
                late=telling.shown(Count(done.late)),
                timed=telling.shown(Count(done.timed)),
            )


def _media(telling: Telling) -> Iterator[str]:
    """Media that stay clearly behind the best one."""
    shares = {
        name: total.availability
        for name, rows, _ in put_together(
            telling.facts,
            lambda row: label(row.medium, telling.language) if row.medium else "",
        )
        if name and (total := summed(rows)).availability is not None
    }
    best = max(shares.values(), key=lambda each: each or 0, default=None)
    for name, share in shares.items():
        if share is not None and best is not None and best - share >= _APART:
            yield telling.say(
                "Sites on {medium} were available {share}, the best medium {best}.",
                medium=name,
                share=telling.shown(Share(share)),
                best=telling.shown(Share(best)),
            )


def _money(telling: Telling) -> Iterator[str]:
    months = telling.facts.months
    known = [each for each in months if each.deducted is not None]
    owed = sum(each.judged.result.total.credit for each in known)
    held = sum(each.deducted or 0 for each in known)
    if known and owed != held:
        yield telling.say(
            "In months with an invoice {owed} was to be held back and {held} was.",
            owed=telling.shown(Rupiah(owed)),
            held=telling.shown(Rupiah(held)),
        )


def _little_seen(telling: Telling) -> Iterator[str]:
    little = [
        telling.named(each)
        for each in telling.facts.months
        if (each.judged.result.total.coverage or 0) < _LITTLE
    ]
    if little:
        yield telling.say(
            "Too little was measured in {months}: our own measuring has to become better there.",
            months=", ".join(little),
        )
