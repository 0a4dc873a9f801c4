"""What is worth telling of what an agreement promises beyond lines."""

from collections.abc import Iterator

from alerts.item import Item
from alerts.world import World
from pantau.facts.telling import AlertKind
from pantau.inventory.alerting import Rule
from pantau.planning.duties import duty_standings

LATE = "late"


def duty_due(world: World, rule: Rule) -> Iterator[Item]:
    """Told once at each of the rule's days before a duty's last one, and once when it is late.

    A duty that is done, or was waived, is no matter any more. One that gets another day is a new
    one.
    """
    today = world.inventory.local_day(world.now)
    for each in duty_standings(world.inventory.contracts, world.duties_said, today):
        left = (each.duty.due - today).days
        reached = [str(days) for days in sorted(rule.days) if 0 <= left <= days]
        if left < 0:
            reached = [LATE]
        if reached and each.is_open:
            due = each.duty.due.isoformat()
            yield Item(
                f"duty/{each.duty.id}/{due}/{reached[0]}",
                AlertKind.DUTY_DUE,
                rule.severity,
                (),
                world.now,
                recovers=False,
                words={
                    "duty": each.duty.what,
                    "days": str(left),
                    "due": due,
                    "by": each.duty.by,
                    "contract": each.contract,
                    "state": each.state.value,
                },
            )
