"""What is worth telling of backups and of the disk."""

from collections.abc import Iterator

from alerts.item import Item
from alerts.world import World
from pantau.actions.room import days_left, free_percent
from pantau.facts.instant import DAY
from pantau.facts.telling import AlertKind
from pantau.facts.words import BackupTrouble
from pantau.inventory.alerting import Rule
from pantau.language import Sentence, to_say
from pantau.language.labels import LABELS

SOON = "disk/soon"
"""The key of what is told once more, where there is little time left."""

_STALE_US = 2 * DAY  # a look at the disk that is older says nothing of today


def backup_missing(world: World, rule: Rule) -> Iterator[Item]:
    """Where the last try made none, or not all of one; or where there was no try for too long."""
    plan = world.inventory.backup
    tries = world.upkeep.of(plan.to) if plan else ()
    if not tries:
        return
    last = tries[-1]
    sound = [each for each in tries if each.sound]
    made = sound[-1].began_at if sound else None
    if not last.sound and last.trouble is not None:
        since = next(each for each in tries if made is None or each.began_at > made).ended_at
        what = Sentence(LABELS[BackupTrouble][last.trouble])
    elif made is not None and world.now - made > rule.after_us:
        since = made
        what = Sentence(to_say("none was tried since then; look whether the collector runs"))
    else:
        return
    when = "" if made is None else str(made)
    words: dict[str, str | Sentence] = {"what": what, "target": last.target, "last": when}
    kind = AlertKind.BACKUP_MISSING
    yield Item(f"backup/{last.target}", kind, rule.severity, (), since, words=words)


def disk_fills(world: World, rule: Rule) -> Iterator[Item]:
    """Once when it begins to matter, with its end; once more when it is urgent."""
    days = world.upkeep.days
    if not days or world.now - days[-1].at > _STALE_US:
        return
    left, percent = days_left(days), free_percent(days[-1])
    near = [each for each in rule.days if left is not None and left <= each]
    tight = percent is not None and percent < rule.share
    if not near and not tight:
        return
    words = {
        "free": str(days[-1].free),
        "percent": "" if percent is None else f"{percent:.1f}",
        "left": "" if left is None else str(int(left)),
    }
    kind = AlertKind.DISK_FILLS
    yield Item("disk", kind, rule.severity, (), world.now, words=words)
    if tight or (len(rule.days) > 1 and min(rule.days) in near):
        yield Item(SOON, kind, rule.severity, (), world.now, recovers=False, words=words)
