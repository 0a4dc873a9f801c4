"""Where the provider's account differs from ours, what it is worth, and how it was settled."""

from collections.abc import Iterator

from pantau.actions.provider.words import KINDS, matters, signed
from pantau.facts.instant import SECOND
from pantau.facts.said import Objection, Proposal
from pantau.language import clocked, label, to_say
from pantau.reports.berita_acara.facts import RecordFacts
from pantau.reports.cell import NOTHING, Cell, Count, Moment, Rupiah, Seconds
from pantau.reports.content import Align, Block, Column, Heading, Paragraph, Table
from pantau.reports.month.telling import Telling
from pantau.sla.interval import Span
from pantau.sla.reconcile.account import Source
from pantau.sla.reconcile.differences import Difference, Kind
from pantau.sla.reconcile.matching import Told
from pantau.sla.reconcile.reconcile import Reconciled

# Two sides read this paper: none of them is "here".
_KINDS = KINDS | {
    Kind.MISSING_THERE: to_say("in our record alone"),
    Kind.MISSING_HERE: to_say("in the provider's list alone"),
}


def differences_part(telling: Telling, record: RecordFacts) -> tuple[Block, ...]:
    """A table for each account of the provider, then what was objected to."""
    say = telling.say
    blocks: list[Block] = [Heading(say("Differences with the provider's list"))]
    told = [each for each in telling.facts.reconciliation.accounts if _is_shown(each)]
    if not told:
        blocks.append(Paragraph(say("The provider gave no list of outages for this month.")))
    for each in told:
        blocks += _account(telling, record, each)
    return (*blocks, _objections(telling, record))


def _is_shown(each: Reconciled) -> bool:
    """A list of the provider always; an import where it makes a difference."""
    return each.account.source is Source.PROVIDER or any(map(matters, each.differences))


def _account(telling: Telling, record: RecordFacts, each: Reconciled) -> Iterator[Block]:
    say, account, sums = telling.say, each.account, each.sums
    name = account.id if account.name == account.id else f"{account.id} ({account.name})"
    yield Paragraph(
        say(
            "{name} beside ours: down time {ours} by us and {theirs} by them; "
            "restitution {credit} by us and {other} by them.",
            name=name,
            ours=telling.shown(Seconds(sums.down_seconds)),
            theirs=telling.shown(Seconds(sums.their_down_seconds)),
            credit=telling.shown(Rupiah(sums.credit)),
            other=telling.shown(Rupiah(sums.their_credit)),
        )
    )
    shown = [one for one in each.differences if matters(one)]
    yield _table(telling, record, name, shown)
    hidden = len(each.differences) - len(shown)
    if hidden:
        yield Paragraph(
            say.plural(
                "{n} more difference changes nothing by the contract.",
                "{n} more differences change nothing by the contract.",
                hidden,
            )
        )


def _table(telling: Telling, record: RecordFacts, name: str, shown: list[Difference]) -> Table:
    say, right = telling.say, Align.RIGHT
    return Table(
        key="selisih",
        caption=say("Differences with {name}", name=name),
        columns=(
            Column("n", say("No."), right, 0.5),
            Column("site", say("Site"), wide=2.2),
            Column("kind", say("Difference"), wide=1.4),
            Column("ours", say("By our record"), wide=2.2),
            Column("theirs", say("By the provider"), wide=2.2),
            Column("down", say("Down time apart"), right, 1.3),
            Column("worth", say("Worth"), right, 1.4),
            Column("settled", say("How it was settled"), wide=3),
        ),
        rows=tuple(_row(telling, record, at, one) for at, one in enumerate(shown, start=1)),
        empty=say("No difference changes anything by the contract."),
        landscape=True,
    )


def _row(telling: Telling, record: RecordFacts, number: int, each: Difference) -> tuple[Cell, ...]:
    site, worth = telling.inventory.site(each.site), each.worth
    ours, theirs = _names(each.ours), _names(each.theirs)
    rupiah = worth.rupiah if worth else None
    return (
        Count(number),
        site.name if site else each.site,
        telling.say(_KINDS[each.kind]),
        _when(telling, each.our_span, ours),
        _when(telling, each.their_span, theirs),
        NOTHING if worth is None else _signed_clock(worth.seconds),
        NOTHING if rupiah is None else signed(rupiah, telling.language),
        settled(telling, record, each),
    )


def _names(rows: tuple[Told, ...]) -> str:
    return ", ".join(row.name for row in rows if row.name)


def _when(telling: Telling, span: Span | None, names: str) -> str:
    if span is None:
        return NOTHING
    begin, end = (telling.shown(Moment(at * SECOND)) for at in span)
    said = telling.say(
        "{begin} to {end} ({length})", begin=begin, end=end, length=clocked(span[1] - span[0])
    )
    return f"{said}, {names}" if names else said


def _signed_clock(seconds: int) -> str:
    sign = "+" if seconds > 0 else "-" if seconds < 0 else ""
    return f"{sign}{clocked(abs(seconds))}"


def settled(telling: Telling, record: RecordFacts, each: Difference) -> str:
    """Every objection, void and exclusion that touches the difference; else that it is open."""
    said = [
        *(_objection(telling, one) for one in record.objections if _is_about(one, each)),
        *(_proposal(telling, one) for one in record.voids if _touches(one, each)),
        *(_proposal(telling, one) for one in record.exclusions if _touches(one, each)),
    ]
    return "; ".join(said) or telling.say("left open")


def _is_about(objection: Objection, each: Difference) -> bool:
    data = objection.objected.data()
    names = {row.name for row in each.ours}
    return data["site"] == each.site and (not data["about"] or data["about"] in names)


def _touches(proposal: Proposal, each: Difference) -> bool:
    data = proposal.proposed.data()
    void = "outage" in data
    sites = [data["site"]] if void else data["sites"]
    begin, end = (data["started_at"], data["ended_at"]) if void else (data["begin"], data["end"])
    spans = [span for span in (each.our_span, each.their_span) if span]
    return each.site in sites and any(
        begin < span[1] * SECOND and span[0] * SECOND < end for span in spans
    )


def _objection(telling: Telling, one: Objection) -> str:
    say = telling.say
    if one.settlement is None or one.answered is None:
        return say("objection {id}: not answered", id=one.id)
    return say(
        "objection {id}: {settlement}, {reason}",
        id=one.id,
        settlement=label(one.settlement, telling.language).lower(),
        reason=one.answered.data()["reason"],
    )


def _proposal(telling: Telling, one: Proposal) -> str:
    say, data = telling.say, one.proposed.data()
    standing = label(one.standing, telling.language).lower()
    if "outage" in data:
        return say(
            "void {id} of {outage}: {standing}, {reason}",
            id=one.id,
            outage=data["outage"],
            standing=standing,
            reason=data["reason"],
        )
    return say(
        "exclusion {id}: {standing}, {reason}",
        id=one.id,
        standing=standing,
        reason=data["reason"],
    )


def _objections(telling: Telling, record: RecordFacts) -> Table:
    say = telling.say
    rows: list[tuple[Cell, ...]] = []
    for each in record.objections:
        data = each.objected.data()
        site = telling.inventory.site(data["site"])
        answer = label(each.settlement, telling.language) if each.settlement else say("left open")
        reason = each.answered.data()["reason"] if each.answered else NOTHING
        rows.append(
            (
                each.id,
                site.name if site else data["site"],
                data["about"] or NOTHING,
                data["reason"],
                answer,
                reason,
            )
        )
    return Table(
        key="keberatan",
        caption=say("Objections of the provider, {month}", month=telling.month),
        columns=(
            Column("id", say("Objection"), wide=1.3),
            Column("site", say("Site"), wide=2),
            Column("about", say("About"), wide=1),
            Column("reason", say("Reason"), wide=2.4),
            Column("answer", say("Answer"), wide=1.3),
            Column("why", say("Reason of the answer"), wide=2.4),
        ),
        rows=tuple(rows),
        empty=say("The provider objected to nothing."),
        landscape=True,
    )
