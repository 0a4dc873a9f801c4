"""A town of which alerts tell: sites under two hubs, and short ways to write down what happened."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from alerts.decide import Decision, decide
from alerts.fold import Stream
from alerts.memory import Memo
from alerts.world import World
from pantau.facts.instant import MINUTE, SECOND
from pantau.facts.measured import Outage, SiteState, upstream_name
from pantau.facts.telling import AlertKind
from pantau.facts.words import State
from pantau.inventory.alerting import (
    RULES,
    Alerting,
    Match,
    Person,
    Receiver,
    ReceiverKind,
    Route,
    Rule,
    Target,
    TargetKind,
)
from pantau.inventory.model import Inventory, Upstream
from tests.sla.build import at, inventory, site

T0 = at("2026-11-25T08:00")
HUB = upstream_name("hub-kuaro")


def sites(n: int = 12) -> Inventory:
    """``n`` sites of Kuaro behind a hub, as many of Paser Belengkong behind none."""
    under = [replace(site(f"kuaro-{i}"), upstream="hub-kuaro") for i in range(n)]
    free = [replace(site(f"paser-{i}"), kecamatan="Paser Belengkong") for i in range(n)]
    hub = Upstream("hub-kuaro", "Hub Kuaro", "127.64.254.1", "Telkom", None)
    return replace(inventory(*under, *free), upstreams={"hub-kuaro": hub})


TOWN = sites()
NO_TICKETS = replace(RULES[AlertKind.TICKET_MISSING], enabled=False)


def to(*names: str) -> tuple[Target, ...]:
    return tuple(Target(TargetKind.RECEIVER, name) for name in names)


def alerting(*routes: Route, rules: dict[AlertKind, Rule] | None = None) -> Alerting:
    receivers = {n: Receiver(n, ReceiverKind.WEBHOOK, {}) for n in ("grup", "surel", "hp-rina")}
    return Alerting(
        receivers=receivers,
        people={"rina": Person("rina", "Rina", ("hp-rina",))},
        rules={**RULES, AlertKind.TICKET_MISSING: NO_TICKETS, **(rules or {})},
        routes=routes or (Route("semua", Match(), to("grup")),),
    )


def down(name: str, begin: int, end: int | None = None, *, id: str = "") -> Outage:
    """An outage that began ``begin`` seconds after T0; its true begin is known to 5 s."""
    until = None if end is None else T0 + end * SECOND
    started = T0 + begin * SECOND
    return Outage(id or f"O-{name}-{begin}", name, started, until, started - 5 * SECOND)


def suspects(*names: str) -> dict[str, SiteState]:
    return {name: SiteState(name, State.UP, T0 - MINUTE, T0) for name in names}


def world(
    seconds: int, outages: Iterable[Outage] = (), plan: Alerting | None = None, **rest
) -> World:
    return World(
        now=T0 + seconds * SECOND,
        inventory=rest.pop("town", TOWN),
        alerting=plan or alerting(),
        outages=tuple(outages),
        **rest,
    )


class Alerter:
    """Decisions one after the other, with the memory that the store would keep."""

    def __init__(self) -> None:
        self.memory: list[Memo] = []
        self.calm: dict[Stream, int] = {}
        self.said: list[tuple[int, str, str, tuple[str, ...]]] = []
        self.last = Decision()

    def sees(self, seen: World) -> list[tuple[str, str, tuple[str, ...]]]:
        """What is told: receiver, reason, and the groups of each message."""
        self.last = decide(seen, self.memory, self.calm)
        self.memory = self.last.applied(self.memory)
        self.calm = dict(self.last.calm_at)
        told = [
            (draft.receiver, draft.reason.value, tuple(part.group.key for part in draft.parts))
            for draft in self.last.drafts
        ]
        self.said += [(seen.now, *each) for each in told]
        return told


def quiet(alerter: Alerter) -> Sequence[str]:
    return sorted({reason.value for reason in alerter.last.quiet.values()})
