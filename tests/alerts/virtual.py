"""The collector and the alerter on one machine in virtual time: what would have been sent, when."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from alerts.alerter import Alerter
from alerts.main import DECIDE_S, POLL_S
from alerts.message import Message, from_json
from alerts.reading import Eyes, Last
from benchmarks.alert_scene import without_alerts
from pantau.facts.instant import SECOND
from pantau.inventory.model import Inventory
from pantau.lab.peace import hour_of_peace
from pantau.lab.regency import Regency
from pantau.lab.script import LINKS, Event, Script
from pantau.lab.script import SECOND as SECOND_NS
from pantau.lab.virtual_run import VirtualRun
from pantau.store import Outbox
from tests.fakes.inventories import sound

SHIPPED = without_alerts((Path(__file__).parents[2] / "inventory.yaml").read_text("utf-8"))
ROUTE = """
alerts:
  receivers:
    grup: {kind: webhook, url: "http://127.0.0.1:9/"}
  routes:
    - {name: semua, to: [grup]}
"""
_ABOVE = ", upstream: hub-tanah-grogot}"


def regency(hub: str | None = None) -> Inventory:
    """The shipped 300 sites with one route; or those that hang on ``hub`` alone, among a few
    others, where no hub hangs on another."""
    text = SHIPPED if hub is None else "".join(_near(hub))
    return sound(text + ROUTE)


def _near(hub: str) -> Iterator[str]:
    whole = {site.id: site for site in regency().sites}
    others = list(whole)[::10]
    for line in SHIPPED.replace(_ABOVE, "}").splitlines(keepends=True):
        site = whole.get(line.removeprefix("  - {id: ").partition(",")[0])
        if site is None or site.upstream == hub or site.id in others:
            yield line


@dataclass
class Beside:
    """The alerter, asked after every tick; it decides as often as its process would."""

    alerter: Alerter
    looked: int = 0
    decided: int = 0

    def __call__(self, now: int) -> None:
        if now - self.looked < POLL_S * SECOND:
            return
        self.looked = now
        if self.alerter.noticed() or now - self.decided >= DECIDE_S * SECOND:
            self.decided = now
            self.alerter.step(now)


@dataclass(frozen=True)
class Sent:
    """A message, and when it was written into the outbox: seconds since the scenario began."""

    at_s: float
    message: Message


def played(
    inventory: Inventory, seed: int, lasts_s: float, *events: Event, data: Path
) -> list[Sent]:
    """All messages of a scenario, in order."""
    script = Script(seed, round(lasts_s * SECOND_NS), LINKS, events)
    with Outbox.open(data) as outbox:
        eyes = Eyes(data, data / "inventory.yaml")
        beside = Beside(Alerter(eyes, outbox, Last(0)))
        run = VirtualRun(inventory, script, Regency(inventory, script), data, beside)
        hour_of_peace(data, inventory, script, run.instant(0))
        beside.alerter.last = Last(run.instant(0))
        try:
            run.play()
        finally:
            eyes.close()
        letters = sorted(outbox.letters(), key=lambda each: each.queued_at)
        return [
            Sent((each.queued_at - run.instant(0)) / SECOND, from_json(each.body))
            for each in letters
        ]
