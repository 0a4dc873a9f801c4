"""The first pages: what the paper is, the month in figures, where time went, what was unseen."""

from fractions import Fraction

from pantau.facts.papers import PaperKind
from pantau.language import to_say
from pantau.reports.cell import NOTHING, Count, Moment, Plain, Rupiah, Seconds, Share
from pantau.reports.content import (
    Block,
    Figure,
    Figures,
    Heading,
    Lines,
    Notice,
    Paragraph,
    Particulars,
)
from pantau.reports.form import PRINTED
from pantau.reports.frame import Frame
from pantau.reports.month.facts import MonthFacts
from pantau.reports.month.telling import Telling
from pantau.reports.month.unseen import reasons_table
from pantau.reports.pictures import Bar, BarChart, Part, PartedBar
from pantau.sla import RULES, SlaResult, Total
from pantau.sla.groups import Per, groups

KINDS = (
    ("up", to_say("Up time")),
    ("down", to_say("Down time")),
    ("excluded", to_say("Excluded time")),
    ("unknown", to_say("Unknown time")),
)


def notices(telling: Telling) -> tuple[Block, ...]:
    """What nobody may overlook before the first figure."""
    say, facts = telling.say, telling.facts
    found = []
    if telling.inventory.simulation:
        found.append(say("These figures come from a simulation. Nothing here was measured."))
    if telling.running:
        upto = telling.day_of(facts.result.upto)
        found.append(say("The month is not over: figures up to {day}.", day=upto))
    elif not facts.closed:
        found.append(say("The month is not closed: figures can still change."))
    if facts.closed and facts.standing.closed and facts.standing.closed.data()["as_is"]:
        reason = facts.standing.closed.data()["as_is"]
        found.append(say("Closed although something was open: {reason}", reason=reason))
    if facts.differences:
        found.append(
            say.plural(
                "Since the month was closed, {n} row would be judged otherwise. The paper shows "
                "the figures as closed; outages and days as they are known now.",
                "Since the month was closed, {n} rows would be judged otherwise. The paper shows "
                "the figures as closed; outages and days as they are known now.",
                len(facts.differences),
            )
        )
    return tuple(Notice(text) for text in found)


def opening_part(telling: Telling, frame: Frame) -> tuple[Block, ...]:
    """Introduction."""
    say = telling.say
    wording = frame.reports.wording_of(PaperKind.MONTHLY)
    ours = (
        say(
            "This report tells how the internet service bought by the regency performed in "
            "{month}: what was measured, what the contracts promise, and what follows for payment.",
            month=telling.month,
        ),
        say(
            "Every site is asked every few seconds. Each second of service time is exactly one of "
            "four: up, down, excluded by the contract, or unknown because it was not measured. "
            "Unknown time is never counted as up or as down."
        ),
    )
    blocks: list[Block] = [Heading(say("Introduction"))]
    blocks += [Paragraph(text) for text in frame.paragraphs(wording.opening, ours)]
    if wording.basis:
        blocks.append(Lines(frame.paragraphs(wording.basis, ())))
    return tuple(blocks)


def ground_part(telling: Telling) -> tuple[Block, ...]:
    """What the figures stand on: contracts, journal, inventory and rules."""
    return (Heading(telling.say("Ground of the figures"), 2), Particulars(_ground(telling)))


def _ground(telling: Telling) -> tuple[tuple[str, Plain], ...]:
    say, facts = telling.say, telling.facts
    contracts = sorted({row.result.contract for row in facts.rows})
    known = telling.inventory.contracts
    pairs: list[tuple[str, Plain]] = [
        (say("Period"), telling.month),
        (say("State"), telling.state),
        *_closed(telling),
        (say("Counted up to"), Moment(facts.result.upto, exact=True)),
        (say("Measured from"), _vantage(telling)),
    ]
    for each in contracts:
        contract = known.get(each)
        if contract is None:
            pairs.append((say("Contract"), each))
            continue
        number = f", {contract.number}" if contract.number else ""
        pairs.append((say("Contract"), f"{each}: {contract.provider}{number}"))
    seq, digest = facts.head
    pairs += [
        (say("Journal"), say("entry {n}, hash {hash}", n=telling.shown(Count(seq)), hash=digest)),
        (say("Inventory"), inventory_of(facts)),
        (say("Rules"), say("version {n}", n=rules_of(telling))),
    ]
    return tuple(pairs)


def _closed(telling: Telling) -> tuple[tuple[str, Plain], ...]:
    """Who closed the month, and when."""
    closed = telling.facts.standing.closed
    if not telling.facts.closed or closed is None:
        return ()
    when = telling.shown(Moment(closed.at, exact=True))
    said = telling.say("{when}, by {author}", when=when, author=closed.author)
    return ((telling.say("Closed"), said),)


def _vantage(telling: Telling) -> str:
    """From where the sites were asked, and what vouched that we saw at all."""
    vantage = telling.inventory.vantage
    site = telling.inventory.site(vantage.site) if vantage.site else None
    names = ", ".join(each.name for each in vantage.references)
    said = [site.name] if site else []
    said += [telling.say("references: {names}", names=names)] if names else []
    return "; ".join(said) or NOTHING


def inventory_of(facts: MonthFacts) -> str:
    """The digest of the inventory that judged the month."""
    closed = facts.standing.closed
    return str(closed.data()["inventory"]) if facts.closed and closed else facts.inventory.digest


def rules_of(telling: Telling) -> str:
    """The version of the rules by which the figures were computed."""
    closed = telling.facts.standing.closed
    return str(closed.data()["rules"]) if telling.facts.closed and closed else RULES


def summary_part(telling: Telling) -> tuple[Block, ...]:
    """The month in figures; our own blindness with them."""
    say = telling.say
    total = telling.facts.result.total
    judged = total.compliant + total.not_compliant
    return (
        Heading(say("Summary")),
        Figures(
            (
                Figure(
                    say("Availability"),
                    Share(total.availability),
                    say(
                        "worst case {worst}, best case {best}",
                        worst=telling.shown(Share(total.availability_worst)),
                        best=telling.shown(Share(total.availability_best)),
                    ),
                ),
                Figure(
                    say("Objective met"),
                    Count(total.compliant),
                    say("of {judged} judged", judged=telling.shown(Count(judged))),
                ),
                Figure(
                    say("Coverage"),
                    Share(total.coverage),
                    say("{time} not measured", time=telling.shown(Seconds(total.unknown_seconds))),
                ),
                Figure(say("Credit"), Rupiah(total.credit), say("before tax")),
            )
        ),
        Paragraph(
            say(
                "Percentages are cut after the last decimal that is shown, never rounded up: parts "
                "can add up to a little less than their whole."
            ),
            forms=PRINTED,
        ),
        reasons_table(telling),
        time_bar(telling, total, say("Where the service time went, all sites")),
        _worst_kecamatan(telling),
    )


def time_bar(telling: Telling, timed: SlaResult | Total, caption: str) -> PartedBar:
    """The four kinds of time as one bar, each in hours and as a share."""
    parts = []
    for looks, words in KINDS:
        seconds = getattr(timed, f"{looks}_seconds")
        part = Fraction(seconds, timed.service_seconds) if timed.service_seconds else None
        shown = f"{telling.shown(Seconds(seconds))} ({telling.shown(Share(part))})"
        parts.append(Part(looks, telling.say(words), seconds, shown))
    return PartedBar("waktu", caption, tuple(parts))


def _worst_kecamatan(telling: Telling) -> BarChart:
    """Kecamatan by availability, the lowest first; drawn from a little below the lowest."""
    found = groups(telling.facts.rows, Per.KECAMATAN, telling.language)
    shares = [each.total.availability for each in found if each.total.availability is not None]
    lowest = min(shares, default=Fraction(0))
    low = max(Fraction(0), Fraction(int(lowest * 100) - 1, 100))
    return BarChart(
        key="kecamatan-grafik",
        caption=telling.say("Availability by kecamatan"),
        bars=tuple(
            Bar(
                each.name or "–",
                each.total.availability,
                telling.shown(Share(each.total.availability)),
                None,
            )
            for each in found
        ),
        low=low,
    )
