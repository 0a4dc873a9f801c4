"""What was told to whom: all that the alerter must remember between two decisions."""

import json
from dataclasses import dataclass, replace
from typing import Any

from pantau.facts.words import AlertKind, AlertSeverity
from pantau.inventory.alerting import Step, Target, TargetKind


@dataclass(frozen=True, slots=True)
class Plan:
    """What a route promised when it was followed first; edits of the inventory leave it alone.

    ``escalate``: whom to tell too, and how long (microseconds) after the first message;
    ``repeat_us``: how often to say it again.
    """

    route: str
    escalate: tuple[Step, ...] = ()
    repeat_us: int | None = None


@dataclass(frozen=True, slots=True)
class Memo:
    """One item was told to one receiver.

    It is kept until its end was told too. ``at``: when the item was told there; ``last_at``: when
    its group was spoken of last; ``since``: when the group was told first to anybody by this plan;
    ``step``: how many steps of the plan were taken. Microseconds UTC.
    """

    item: str
    receiver: str
    group: str
    kind: AlertKind
    severity: AlertSeverity
    name: str
    sites: tuple[str, ...]
    begin: int
    at: int
    last_at: int
    since: int
    outage: str | None
    recovers: bool
    plan: Plan
    step: int = 0

    @property
    def key(self) -> tuple[str, str]:
        """What it is known by."""
        return self.item, self.receiver

    def spoken(self, at: int, step: int | None = None) -> "Memo":
        """The same after its group was spoken of again."""
        return replace(self, last_at=at, step=self.step if step is None else step)


def to_json(memo: Memo) -> str:
    """The memo without its key, which stands beside it in the store."""
    plan = memo.plan
    return json.dumps(
        {
            "kind": memo.kind.value,
            "severity": memo.severity.value,
            "name": memo.name,
            "sites": memo.sites,
            "begin": memo.begin,
            "last_at": memo.last_at,
            "since": memo.since,
            "outage": memo.outage,
            "recovers": memo.recovers,
            "step": memo.step,
            "route": plan.route,
            "repeat_us": plan.repeat_us,
            "escalate": [
                [step.after_us, [[target.kind.value, target.name] for target in step.to]]
                for step in plan.escalate
            ],
        },
        ensure_ascii=False,
    )


def from_json(item: str, receiver: str, group: str, at: int, text: str) -> Memo:
    """What ``to_json`` wrote. Raises ValueError, KeyError or TypeError for anything else."""
    body: dict[str, Any] = json.loads(text)
    escalate = tuple(
        Step(after, tuple(Target(TargetKind(kind), name) for kind, name in targets))
        for after, targets in body["escalate"]
    )
    return Memo(
        item=item,
        receiver=receiver,
        group=group,
        kind=AlertKind(body["kind"]),
        severity=AlertSeverity(body["severity"]),
        name=body["name"],
        sites=tuple(body["sites"]),
        begin=body["begin"],
        at=at,
        last_at=body["last_at"],
        since=body["since"],
        outage=body["outage"],
        recovers=body["recovers"],
        plan=Plan(body["route"], escalate, body["repeat_us"]),
        step=body["step"],
    )
