"""Papers: made once where a month is closed and given out again byte for byte, else drafts.

The rooms above make them, so the making is handed in. docs/decisions/0033.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib.metadata import version

from pantau.actions.acting import Act, Actor, Refused, may
from pantau.actions.scope import no_site
from pantau.actions.spans import is_no_month
from pantau.facts.journal import Entry
from pantau.facts.kinds import EntryKind
from pantau.facts.papers import (
    FORMATS,
    Paper,
    PaperFormat,
    PaperKind,
    PaperMade,
    PaperStep,
    Wanted,
    file_name,
)
from pantau.facts.words import MonthState
from pantau.inventory.model import Inventory
from pantau.language import Sentence, to_say
from pantau.sla.month import month_window
from pantau.store import Store
from pantau.store.pen import View

Tell = Callable[[PaperStep], None]
"""Hears how far the making has got."""

Maker = Callable[[Store, Inventory, Wanted, int, Tell], bytes | Refused]
"""Makes a paper's bytes, or says why it cannot. The instant (microseconds UTC): whose knowledge it
holds."""

_TRIES = 3
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class PeriodStanding:
    """How far a month, or all twelve of a year, have got.

    A year is closed where each of its months is; its revision goes up with each of theirs.
    """

    state: MonthState
    revision: int


@dataclass(frozen=True, slots=True)
class KeptPaper:
    """A paper that is kept: who made it, by the journal's entry."""

    fact: PaperMade
    entry: Entry


@dataclass(frozen=True, slots=True)
class Handed:
    """A paper that is given out. ``kept``: by which entry, None for a draft that is not kept."""

    paper: Paper
    standing: PeriodStanding
    kept: KeptPaper | None


@dataclass(frozen=True, slots=True)
class Order:
    """How a paper is to be made.

    ``revision``: an older one, which must be kept. ``itself``: nobody asked for it, and drafts are
    kept too, as they are sent.
    """

    wanted: Wanted
    revision: int | None = None
    itself: bool = False


def period_standing(view: View, period: str) -> PeriodStanding:
    """How far ``period`` ("2026-10" or "2026") has got."""
    if "-" in period:
        month = view.month(period)
        return PeriodStanding(month.state, month.revision)
    months = [view.month(f"{period}-{number:02}") for number in range(1, _MONTHS + 1)]
    closed = all(each.state is MonthState.CLOSED for each in months)
    state = MonthState.CLOSED if closed else MonthState.DRAFT
    return PeriodStanding(state, 1 + sum(each.revision - 1 for each in months))


def kept_papers(view: View, period: str | None = None) -> list[KeptPaper]:
    """Those of a period or all, the oldest first."""
    return [_read(each) for each in view.entries({EntryKind.PAPER_MADE}, period)]


def hand_out(store: Store, actor: Actor, digest: str) -> Paper | Refused:
    """A kept paper by its digest. Raises StoreDamaged where it is gone or other bytes."""
    if refused := may(actor, Act.DRAFT_PAPER):
        return refused
    with store.view() as view:
        found = next((each for each in kept_papers(view) if each.fact.digest == digest), None)
    if found is None:
        return Refused(to_say("no paper is kept under this digest"))
    return Paper(found.fact.name, store.kept(digest))


def make_paper(
    store: Store,
    actor: Actor,
    inventory: Inventory,
    order: Order,
    maker: Maker,
    tell: Tell = lambda _: None,
) -> Handed | Refused:
    """The paper that is kept, else one made now; that of a closed period is kept from then on.

    Raises what ``maker`` raises, StoreDamaged where a kept paper is gone or other bytes, and
    StoreUnwritable; then nothing was written.
    """
    wanted = replace(order.wanted, sites=tuple(sorted(set(order.wanted.sites))))
    order = replace(order, wanted=wanted)
    refused = _fault(actor, inventory, wanted)
    if refused:
        return refused
    tell(PaperStep.LOOKING)
    for _ in range(_TRIES):
        with store.view() as view:
            standing = period_standing(view, wanted.period)
            known = kept_papers(view, wanted.period)
        found = _find(known, order, standing)
        if found is not None:
            return _given(store, found)
        if order.revision is not None and order.revision != standing.revision:
            return _not_kept(order, standing, known)
        if standing.state is MonthState.CLOSED and (no := may(actor, Act.PAPER)):
            return no
        content = maker(store, inventory, wanted, actor.at, tell)
        if isinstance(content, Refused):
            return content
        paper = Paper(file_name(wanted, standing.state, standing.revision), content)
        if standing.state is not MonthState.CLOSED and not order.itself:
            tell(PaperStep.DONE)
            return Handed(paper, standing, None)
        tell(PaperStep.KEEPING)
        handed = _kept(store, actor, order, standing, paper)
        if handed is not None:
            tell(PaperStep.DONE)
            return handed
    return Refused(
        to_say("{period} was closed or opened again meanwhile; try again"), period=wanted.period
    )


def _kept(
    store: Store, actor: Actor, order: Order, standing: PeriodStanding, paper: Paper
) -> Handed | None:
    """The paper once it is in the journal; None where the period is not any more as it was."""
    digest = store.keep(paper.content)
    wanted = order.wanted
    with store.pen(at=actor.at, author=actor.name, via=actor.via) as pen:
        if period_standing(pen, wanted.period) != standing:
            return None
        other = _find(kept_papers(pen, wanted.period), order, standing)
        if other is None:
            fact = PaperMade(
                period=wanted.period,
                revision=standing.revision,
                state=standing.state,
                paper=wanted.kind,
                format=wanted.format,
                language=wanted.language,
                sites=wanted.sites,
                name=paper.name,
                digest=digest,
                size=len(paper.content),
                program=version("pantau"),
                role=actor.role,
                number=wanted.number,
                outage=wanted.outage,
                itself=order.itself,
                provider=wanted.provider,
            )
            return Handed(paper, standing, KeptPaper(fact, pen.record(fact)))
    # Somebody else was quicker: theirs is the one.
    return _given(store, other)


def _given(store: Store, found: KeptPaper) -> Handed:
    fact = found.fact
    paper = Paper(fact.name, store.kept(fact.digest))
    return Handed(paper, PeriodStanding(fact.state, fact.revision), found)


def _find(known: list[KeptPaper], order: Order, standing: PeriodStanding) -> KeptPaper | None:
    """The paper that was made of just this: of a closed period, or of this draft by itself."""
    wanted, revision = order.wanted, order.revision or standing.revision
    for each in known:
        fact = each.fact
        if (fact.revision, asked_for(fact)) != (revision, wanted):
            continue
        if fact.state is MonthState.CLOSED:
            return each
        if order.itself and fact.itself and standing.state is not MonthState.CLOSED:
            return each
    return None


def asked_for(fact: PaperMade) -> Wanted:
    """Which paper it was that was made."""
    return Wanted(
        kind=fact.paper,
        period=fact.period,
        format=fact.format,
        language=fact.language,
        sites=fact.sites,
        number=fact.number,
        outage=fact.outage,
        provider=fact.provider,
    )


def _not_kept(order: Order, standing: PeriodStanding, known: list[KeptPaper]) -> Refused:
    fitting = sorted(
        {
            each.fact.revision
            for each in known
            if each.fact.state is MonthState.CLOSED and asked_for(each.fact) == order.wanted
        }
    )
    return Refused(
        to_say(
            "no such paper of {period} is kept of revision {n}; {period} stands at revision {now}, "
            "and this paper is kept of: {kept}"
        ),
        period=order.wanted.period,
        n=order.revision or 0,
        now=standing.revision,
        kept=", ".join(map(str, fitting)) or Sentence(to_say("none")),
    )


def _fault(actor: Actor, inventory: Inventory, wanted: Wanted) -> Refused | None:
    """What is wrong with the asking."""
    words = {"number": wanted.number} if wanted.number else {}
    if refused := may(actor, Act.DRAFT_PAPER, **words):
        return refused
    if wanted.format not in FORMATS[wanted.kind]:
        return Refused(
            to_say("the paper '{kind}' is not made as {format}; choose one of: {formats}"),
            kind=wanted.kind,
            format=wanted.format.value,
            formats=", ".join(each.value for each in FORMATS[wanted.kind]),
        )
    for given, kind, text in (
        (wanted.sites, PaperKind.MONTHLY, to_say("only '{kind}' has an annex of single sites")),
        (wanted.outage, PaperKind.EVIDENCE, to_say("only '{kind}' can be of one outage")),
        (wanted.provider, PaperKind.BERITA_ACARA, to_say("only '{kind}' is of one provider")),
    ):
        if given and wanted.kind is not kind:
            return Refused(text, kind=kind)
    if fault := _period_fault(actor, inventory, wanted):
        return fault
    ids = tuple(site.id for site in inventory.judged)
    unknown = next((site for site in wanted.sites if site not in ids), None)
    return no_site(unknown, ids) if unknown is not None else None


def _period_fault(actor: Actor, inventory: Inventory, wanted: Wanted) -> Refused | None:
    first = wanted.period
    if wanted.yearly:
        if not (first.isascii() and first.isdigit() and len(first) == 4):
            return Refused(to_say("'{year}' is not a year; write it like 2026"), year=wanted.period)
        first = f"{first}-01"
    try:
        begin = month_window(first, inventory.timezone).begin
    except ValueError:
        return is_no_month(first)
    if actor.at < begin:
        return Refused(to_say("{period} has not begun yet"), period=wanted.period)
    return None


def _read(entry: Entry) -> KeptPaper:
    data = entry.data()
    typed = {
        "state": MonthState(data["state"]),
        "paper": PaperKind(data["paper"]),
        "format": PaperFormat(data["format"]),
        "sites": tuple(data["sites"]),
    }
    return KeptPaper(PaperMade(**data | typed), entry)
