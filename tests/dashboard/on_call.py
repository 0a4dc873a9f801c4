"""An inventory with people, rotas, receivers and routes, and what the alerter told of it."""

from collections.abc import Sequence

from alerts.memory import Memo, Plan, to_told
from alerts.message import Message, to_json
from pantau.facts.instant import DAY, HOUR, MINUTE, SECOND, to_datetime
from pantau.facts.letters import Letter
from pantau.facts.telling import AlertKind, AlertSeverity, NotifyReason
from pantau.inventory.alerting import Step, Target, TargetKind
from pantau.store import Outbox
from tests.dashboard.world import World, inventory_text

ALERTS = """\
alerts:
  receivers:
    grup: {{kind: webhook, url: "http://127.0.0.1:9/kail", fallback: surel}}
    surel: {{kind: ntfy, server: "http://127.0.0.1:9", topic: contoh}}
  people:
    rina: {{name: Rina Marlina, receivers: [grup], phone: "0800-000-0001"}}
    budi: {{name: Budi Santoso, receivers: [surel], phone: "0800-000-0002"}}
  rotas:
    piket:
      shifts: [{{from: "{begin}", to: "{end}", person: rina}}]
  routes:
    - name: semua
      to: [grup, "oncall:piket"]
      escalate: [{{after: 15m, to: ["person:budi"]}}]
"""


def on_call(
    world: World,
    first: str = "Dinas Contoh 1",
    ago: int = 30 * MINUTE,
    down: Sequence[str] = ("s-1", "s-2"),
) -> None:
    """Rina is on call for two days; then nobody is. A collector runs since ``ago``."""
    zone = world.inventory.timezone
    begin, end = (
        f"{to_datetime(world.now + away, zone):%Y-%m-%dT%H:%M}" for away in (-HOUR, 2 * DAY)
    )
    world.text = inventory_text(first=first) + ALERTS.format(begin=begin, end=end)
    world.write_inventory()
    world.began(ago)
    world.went_down(down)
    world.committed()


def outages(world: World) -> dict[str, str]:
    """Open ones, by site."""
    with world.store() as store:
        return {each.site: each.id for each in store.open_outages()}


def told(world: World, sites: Sequence[str], since: int = 5 * MINUTE) -> None:
    """The alerter told grup of these sites so long ago."""
    at, open_ones = world.now - since, outages(world)
    plan = Plan("semua", (Step(15 * MINUTE, (Target(TargetKind.PERSON, "budi"),)),))
    memos = [
        Memo(
            *(f"o:{site}", "grup", f"site:{site}", AlertKind.SITE_DOWN, AlertSeverity.WARNING),
            *("", (site,), at - MINUTE, at, at, at, open_ones[site], True, plan),
        )
        for site in sites
    ]
    letters = [
        ("grup", Letter(f"m-{site}", f"site:{site}", at, to_json(message(site, at))))
        for site in sites
    ]
    with Outbox.open(world.settings.data) as outbox:
        outbox.remember([to_told(memo) for memo in memos], [], letters, cursor=1, at=at)
        outbox.beat(world.now - SECOND, {"told": len(memos), "since": world.now - HOUR})


def message(site: str, at: int) -> Message:
    return Message(
        id=f"m-{site}",
        group=f"site:{site}",
        kind=AlertKind.SITE_DOWN,
        severity=AlertSeverity.WARNING,
        reason=NotifyReason.BEGAN,
        title=f"MATI: {site}",
        lines=("Sejak tadi",),
        at=at,
    )
