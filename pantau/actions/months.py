"""A month's way to paper: draft, reviewed, closed, opened again as the next revision."""

from dataclasses import dataclass

from pantau.actions.acting import Act, Actor, Refused, may
from pantau.actions.spans import is_no_month
from pantau.facts.dealings import MonthClosed, MonthReviewed, MonthRevised
from pantau.facts.instant import to_iso
from pantau.facts.measured import Interval
from pantau.facts.said import MonthStanding
from pantau.facts.words import MonthState, Standing
from pantau.inventory.model import Inventory
from pantau.language import Sentence, to_say
from pantau.sla import RULES, MonthResult, facts_window, judge_month, month_window
from pantau.sla.change import changes
from pantau.sla.frozen import freeze, thaw
from pantau.store import Store, StoreDamaged
from pantau.store.pen import View


@dataclass(frozen=True, slots=True)
class Judged:
    """A month as every face shows it. Closed: what was frozen, whatever was learned since."""

    result: MonthResult
    standing: MonthStanding


@dataclass(frozen=True, slots=True)
class Revised:
    """A month that is open again. ``differences``: what is not any more as it was closed."""

    revision: int
    differences: tuple[Sentence, ...]


def judged(store: Store, inventory: Inventory, month: str, now: int) -> Judged:
    """``month`` ("2026-10") as it stands: the frozen result where it is closed, else judged anew.

    ``now``: microseconds UTC. Raises ValueError where ``month`` is none, StoreDamaged where the
    frozen result is gone or not what was kept.
    """
    window = facts_window(month, inventory.timezone)
    with store.view() as view:
        standing = view.month(month)
        closed = standing.state is MonthState.CLOSED
        facts = None if closed else view.ledger_facts(window.begin, window.end)
    if facts is None:
        return Judged(_frozen(store, standing), standing)
    return Judged(judge_month(inventory, facts, month, now), standing)


def as_it_stands(store: Store, standing: MonthStanding, today: MonthResult) -> MonthResult:
    """The result that ``judged`` gives, where the month was judged anew (``today``) already.

    Raises StoreDamaged as ``judged`` does.
    """
    return _frozen(store, standing) if standing.state is MonthState.CLOSED else today


def review_month(
    store: Store, actor: Actor, inventory: Inventory, month: str, text: str = ""
) -> str | Refused:
    """Say that somebody went through the month's figures; returns the month."""
    begun = _begin(actor, inventory, month, note=text)
    if isinstance(begun, Refused):
        return begun
    result = judged(store, inventory, month, actor.at)
    if result.standing.state is MonthState.CLOSED:
        return _closed_already(month)
    digest = store.keep(freeze(result.result))
    with store.pen(at=actor.at, author=actor.name, via=actor.via) as pen:
        standing = pen.month(month)
        if standing.state is MonthState.CLOSED:
            return _closed_already(month)
        pen.record(MonthReviewed(month, standing.revision, digest, actor.role, text.strip()))
    return month


def close_month(
    store: Store, actor: Actor, inventory: Inventory, month: str, as_is: str = ""
) -> MonthStanding | Refused:
    """Freeze a month that is over and in which nothing is open; returns how it stands then.

    With ``as_is``, a reason, it is closed although something is open; what, is written down.
    """
    window = _begin(actor, inventory, month, reason=as_is)
    if isinstance(window, Refused):
        return window
    reach = facts_window(month, inventory.timezone)
    text = store.keep(inventory.text.encode())
    with store.pen(at=actor.at, author=actor.name, via=actor.via) as pen:
        standing = pen.month(month)
        if standing.state is MonthState.CLOSED:
            return _closed_already(month)
        still_open = open_matters(pen, month, window)
        if still_open and not as_is.strip():
            return Refused(
                to_say(
                    "{month} cannot be closed yet:\n{open}\n"
                    "settle these, or close it as it is and give a reason (`--as-is`)"
                ),
                month=month,
                open=still_open,
            )
        facts = pen.ledger_facts(reach.begin, reach.end)
        result = judge_month(inventory, facts, month, actor.at)
        head_seq, head_hash = pen.head()
        pen.record(
            MonthClosed(
                month=month,
                revision=standing.revision,
                result=store.keep(freeze(result)),
                inventory=text,
                rules=RULES,
                head_seq=head_seq,
                head_hash=head_hash.hex(),
                begin=window.begin,
                end=window.end,
                role=actor.role,
                open=tuple(each.message for each in still_open),
                as_is=as_is.strip(),
            )
        )
        return pen.month(month)


def revise_month(
    store: Store, actor: Actor, inventory: Inventory, month: str, reason: str
) -> Revised | Refused:
    """Open a closed month again as its next revision.

    The closed result stays kept; what would be different now is listed in the journal.
    """
    refused = may(actor, Act.MONTH, reason=reason)
    if refused:
        return refused
    reach = _reach(inventory, month)
    if isinstance(reach, Refused):
        return reach
    with store.pen(at=actor.at, author=actor.name, via=actor.via) as pen:
        standing = pen.month(month)
        if standing.state is not MonthState.CLOSED:
            return Refused(
                to_say("{month} is not closed, so there is nothing to revise"), month=month
            )
        facts = pen.ledger_facts(reach.begin, reach.end)
        now = judge_month(inventory, facts, month, actor.at)
        differences = changes(_frozen(store, standing), now)
        revision = standing.revision + 1
        kept = tuple(each.message for each in differences)
        pen.record(MonthRevised(month, revision, reason.strip(), kept, actor.role))
        return Revised(revision, differences)


def open_matters(view: View, month: str, window: Interval) -> tuple[Sentence, ...]:
    """What touches a month (``window``: microseconds UTC) and is not settled, a line each."""
    begin, end = window.begin, window.end
    lines = [
        Sentence(to_say("outage {id} of {site} goes on"), id=each.id, site=each.site)
        for each in view.outages(begin, end)
        if each.ended_at is None
    ]
    lines += [
        Sentence(to_say("gap {id} ({reason}) goes on"), id=each.id, reason=each.reason)
        for each in view.gaps(begin, end)
        if each.ended_at is None
    ]
    lines += [
        Sentence(text, id=each.id)
        for text, found in (
            (to_say("exclusion {id} is not decided"), view.exclusions(begin, end)),
            (to_say("void {id} is not decided"), view.voids(begin, end)),
        )
        for each in found
        if each.standing is Standing.PROPOSED
    ]
    lines += [
        Sentence(to_say("objection {id} is not answered"), id=each.id)
        for each in view.objections(month)
        if each.answered is None
    ]
    return tuple(lines)


def _closed_already(month: str) -> Refused:
    return Refused(
        to_say(
            "{month} is closed already; open it again with "
            "`pantau revise --month {month} --reason …`"
        ),
        month=month,
    )


def _frozen(store: Store, standing: MonthStanding) -> MonthResult:
    entry = standing.closed
    assert entry is not None  # noqa: S101 - the projection sets both together
    try:
        return thaw(store.kept(entry.data()["result"]))
    except ValueError as error:
        text = to_say("the closed result of {month} cannot be read: {error}")
        raise StoreDamaged(text, month=standing.month, error=error) from error


def _reach(inventory: Inventory, month: str) -> Interval | Refused:
    try:
        return facts_window(month, inventory.timezone)
    except ValueError:
        return is_no_month(month)


def _begin(actor: Actor, inventory: Inventory, month: str, **texts: str) -> Interval | Refused:
    """The month's bounds where it is over and the actor may."""
    refused = may(actor, Act.MONTH, **{name: text for name, text in texts.items() if text})
    if refused:
        return refused
    try:
        window = month_window(month, inventory.timezone)
    except ValueError:
        return is_no_month(month)
    if actor.at < window.end:
        return Refused(
            to_say("{month} is not over before {end}; wait until then"),
            month=month,
            end=to_iso(window.end),
        )
    return window
