"""A month's way to paper: draft, reviewed, closed, opened again as the next revision."""

from dataclasses import dataclass

from pantau.actions.acting import Act, Actor, Refused, may
from pantau.facts.dealings import MonthClosed, MonthReviewed, MonthRevised
from pantau.facts.instant import to_iso
from pantau.facts.measured import Interval
from pantau.facts.said import MonthStanding
from pantau.facts.words import MonthState, Standing
from pantau.inventory.model import Inventory
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
    differences: tuple[str, ...]


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


def review_month(
    store: Store, actor: Actor, inventory: Inventory, month: str, text: str = ""
) -> str | Refused:
    """Say that somebody went through the month's figures; returns the month."""
    begun = _begin(actor, inventory, month, note=text)
    if isinstance(begun, Refused):
        return begun
    result = judged(store, inventory, month, actor.at)
    if result.standing.state is MonthState.CLOSED:
        return Refused(_CLOSED.format(month=month))
    digest = store.keep(freeze(result.result))
    with store.pen(at=actor.at, author=actor.name, via=actor.via) as pen:
        standing = pen.month(month)
        if standing.state is MonthState.CLOSED:
            return Refused(_CLOSED.format(month=month))
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
            return Refused(_CLOSED.format(month=month))
        still_open = open_matters(pen, month, window)
        if still_open and not as_is.strip():
            listed = "\n".join(f"  {line}" for line in still_open)
            return Refused(
                f"{month} cannot be closed yet:\n{listed}\n"
                "settle these, or close with --as-is and a reason"
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
                open=still_open,
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
            return Refused(f"{month} is not closed, so there is nothing to revise")
        facts = pen.ledger_facts(reach.begin, reach.end)
        now = judge_month(inventory, facts, month, actor.at)
        differences = changes(_frozen(store, standing), now)
        revision = standing.revision + 1
        pen.record(MonthRevised(month, revision, reason.strip(), differences, actor.role))
        return Revised(revision, differences)


def open_matters(view: View, month: str, window: Interval) -> tuple[str, ...]:
    """What touches a month (``window``: microseconds UTC) and is not settled, a line each."""
    begin, end = window.begin, window.end
    lines = [
        f"outage {each.id} of {each.site} goes on"
        for each in view.outages(begin, end)
        if each.ended_at is None
    ]
    lines += [
        f"gap {each.id} ({each.reason}) goes on"
        for each in view.gaps(begin, end)
        if each.ended_at is None
    ]
    lines += [
        f"{kind} {each.id} is not decided"
        for kind, found in (
            ("exclusion", view.exclusions(begin, end)),
            ("void", view.voids(begin, end)),
        )
        for each in found
        if each.standing is Standing.PROPOSED
    ]
    lines += [
        f"objection {each.id} is not answered"
        for each in view.objections(month)
        if each.answered is None
    ]
    return tuple(lines)


_CLOSED = "{month} is closed already; open it again with `pantau revise --month {month} --reason …`"


def _frozen(store: Store, standing: MonthStanding) -> MonthResult:
    entry = standing.closed
    assert entry is not None  # noqa: S101 - the projection sets both together
    try:
        return thaw(store.kept(entry.data()["result"]))
    except ValueError as error:
        raise StoreDamaged(
            f"the closed result of {standing.month} cannot be read: {error}"
        ) from error


def _reach(inventory: Inventory, month: str) -> Interval | Refused:
    try:
        return facts_window(month, inventory.timezone)
    except ValueError as error:
        return Refused(str(error))


def _begin(actor: Actor, inventory: Inventory, month: str, **texts: str) -> Interval | Refused:
    """The month's bounds where it is over and the actor may."""
    refused = may(actor, Act.MONTH, **{name: text for name, text in texts.items() if text})
    if refused:
        return refused
    try:
        window = month_window(month, inventory.timezone)
    except ValueError as error:
        return Refused(str(error))
    if actor.at < window.end:
        return Refused(f"{month} is not over before {to_iso(window.end)}; wait until then")
    return window
