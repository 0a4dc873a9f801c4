"""What was told to whom: all that the alerter must remember between two decisions."""

import json
from dataclasses import dataclass, replace
from typing import Any

from pantau.facts.letters import Told
from pantau.facts.telling import AlertKind, AlertSeverity
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
    ``step``: how many steps of the plan were taken. ``owed``: nothing was told yet, a storm held it
    back; when it ended, which is to be told afterwards. Microseconds UTC.
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
    owed: int | None = None

    @property
    def key(self) -> tuple[str, str]:
        """What it is known by."""
        return self.item, self.receiver

    def spoken(self, at: int, step: int | None = None) -> "Memo":
        """The same after its group was spoken of again."""
        return replace(self, last_at=at, step=self.step if step is None else step)


def to_told(memo: Memo) -> Told:
    """The memo as the store keeps it."""
    plan = {
        "kind": memo.kind.value,
        "severity": memo.severity.value,
        "name": memo.name,
        "begin": memo.begin,
        "since": memo.since,
        "outage": memo.outage,
        "recovers": memo.recovers,
        "owed": memo.owed,
        "repeat_us": memo.plan.repeat_us,
        "escalate": [
            [step.after_us, [[target.kind.value, target.name] for target in step.to]]
            for step in memo.plan.escalate
        ],
    }
    return Told(
        episode=memo.item,
        receiver=memo.receiver,
        route=memo.plan.route,
        group=memo.group,
        first_at=memo.at,
        last_at=memo.last_at,
        step=memo.step,
        sites=memo.sites,
        plan=json.dumps(plan, ensure_ascii=False),
    )


def from_told(told: Told) -> Memo:
    """What ``to_told`` made. Raises ValueError, KeyError or TypeError for anything else."""
    body: dict[str, Any] = json.loads(told.plan)
    escalate = tuple(
        Step(after, tuple(Target(TargetKind(kind), name) for kind, name in targets))
        for after, targets in body["escalate"]
    )
    return Memo(
        item=told.episode,
        receiver=told.receiver,
        group=told.group,
        kind=AlertKind(body["kind"]),
        severity=AlertSeverity(body["severity"]),
        name=body["name"],
        sites=told.sites,
        begin=body["begin"],
        at=told.first_at,
        last_at=told.last_at,
        since=body["since"],
        outage=body["outage"],
        recovers=body["recovers"],
        plan=Plan(told.route, escalate, body["repeat_us"]),
        step=told.step,
        owed=body.get("owed"),  # of memos of older versions there is none
    )
