"""What the alerter told and what is not over: one alert for each group and route.

Without streamlit.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from alerts.memory import Memo, from_told
from pantau.facts.letters import Told
from pantau.facts.telling import AlertKind, AlertSeverity
from pantau.inventory.alerting import Target


@dataclass(frozen=True, slots=True)
class Escalation:
    """Whom else the route tells at ``at`` (microseconds UTC) where nobody answers before."""

    at: int
    to: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class Alert:
    """Something that was told and goes on.

    ``name``: of the link or area, empty for a single site. ``begin``: since when it is so;
    ``told_at``: the first message, ``last_at``: the last one. ``outages``: that an answer would
    take in hand. ``in_hand``: by whom one was. ``escalates``: None where no step is left, or
    somebody answered.
    """

    group: str
    route: str
    kind: AlertKind
    severity: AlertSeverity
    name: str
    sites: tuple[str, ...]
    begin: int
    told_at: int
    last_at: int
    receivers: tuple[str, ...]
    outages: tuple[str, ...]
    in_hand: str
    escalates: Escalation | None


def active(memory: Iterable[Told], in_hand: Mapping[str, str]) -> tuple[Alert, ...]:
    """The gravest first, then the newest. ``in_hand``: by open outage, who took it.

    A memory that another version wrote and that cannot be read is left out: the alerter minds it.
    So is what is over and only waits for a storm's end to be told.
    """
    together: defaultdict[tuple[str, str], list[Memo]] = defaultdict(list)
    for told in memory:
        try:
            memo = from_told(told)
        except (ValueError, KeyError, TypeError):
            continue
        if memo.owed is None:
            together[memo.group, memo.plan.route].append(memo)
    found = [_alert(memos, in_hand) for memos in together.values()]
    rank = {severity: place for place, severity in enumerate(AlertSeverity)}
    return tuple(sorted(found, key=lambda each: (-rank[each.severity], -each.begin)))


def _alert(memos: list[Memo], in_hand: Mapping[str, str]) -> Alert:
    first = min(memos, key=lambda memo: memo.at)
    outages = tuple(dict.fromkeys(memo.outage for memo in memos if memo.outage))
    taken = next((in_hand[each] for each in outages if each in in_hand), "")
    return Alert(
        group=first.group,
        route=first.plan.route,
        kind=first.kind,
        severity=max((memo.severity for memo in memos), key=list(AlertSeverity).index),
        name=first.name,
        sites=tuple(dict.fromkeys(site for memo in memos for site in memo.sites)),
        begin=min(memo.begin for memo in memos),
        told_at=first.at,
        last_at=max(memo.last_at for memo in memos),
        receivers=tuple(dict.fromkeys(memo.receiver for memo in memos)),
        outages=outages,
        in_hand=taken,
        escalates=None if taken else _next_step(memos),
    )


def _next_step(memos: list[Memo]) -> Escalation | None:
    """As alerts.remind takes it."""
    first = min(memos, key=lambda memo: memo.since)
    step = max(memo.step for memo in memos)
    if step >= len(first.plan.escalate):
        return None
    after = first.plan.escalate[step]
    return Escalation(first.since + after.after_us, after.to)
