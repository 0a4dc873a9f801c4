"""What is worth telling of who pays for sites, and until when."""

from collections.abc import Iterator
from datetime import date

from alerts.item import Item
from alerts.world import World
from pantau.facts.instant import to_datetime
from pantau.facts.telling import AlertKind
from pantau.inventory.alerting import Rule
from pantau.planning.funding import hand_overs


def funding_ending(world: World, rule: Rule) -> Iterator[Item]:
    """Told once at each of the rule's days before the last one that somebody pays for.

    Sites that one payer hands over to the same next one on the same day are told of together.
    """
    today = to_datetime(world.now, world.inventory.timezone).date()
    together: dict[tuple[str, str, date], list[str]] = {}
    for each in hand_overs(world.inventory.sites, today, max(rule.days, default=0)):
        key = (each.now.by, each.next.by if each.next else "", each.ends)
        together.setdefault(key, []).append(each.site)
    for (by, following, ends), sites in together.items():
        left = (ends - today).days
        reached = min(days for days in rule.days if left <= days)
        yield Item(
            f"funding/{by}/{following}/{ends.isoformat()}/{reached}",
            AlertKind.FUNDING_ENDING,
            rule.severity,
            tuple(sites),
            world.now,
            recovers=False,
            words={"by": by, "next": following, "days": str(left), "end": ends.isoformat()},
        )
