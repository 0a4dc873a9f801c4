"""What is told now, to whom and why: pure, from what is so and what was told.

Items are told, groups are spoken of. An item that was told to a receiver is remembered until its
end was told there too; nothing that hides messages (silence, maintenance, quiet hours, an edit of
the routes) is asked about an end.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from alerts.begin import begins
from alerts.draft import Draft, Key
from alerts.ends import ends
from alerts.fold import Stream, folded
from alerts.heirs import handed_on
from alerts.hush import Hush
from alerts.kinds.others import flapping_sites, other_groups
from alerts.kinds.outages import outage_groups
from alerts.memory import Memo
from alerts.missed import missed
from alerts.remind import reminders
from alerts.world import World
from pantau.facts.telling import QuietReason


@dataclass(frozen=True, slots=True)
class Decision:
    """Messages, and how the memory changes with them.

    ``told``: memos that are new or changed; ``over``: keys of memos to be forgotten; ``calm_at``:
    until when (microseconds UTC) a storm holds the messages of a stream back; ``quiet``: by item
    and receiver or route (empty where none was reached), why nothing was told: for those who ask.
    """

    drafts: tuple[Draft, ...] = ()
    told: tuple[Memo, ...] = ()
    over: tuple[Key, ...] = ()
    calm_at: Mapping[Stream, int] = field(default_factory=dict)
    quiet: Mapping[Key, QuietReason] = field(default_factory=dict)

    def applied(self, memory: Sequence[Memo]) -> list[Memo]:
        """The memory after it."""
        known = {memo.key: memo for memo in memory}
        known |= {memo.key: memo for memo in self.told}
        return [memo for key, memo in known.items() if key not in set(self.over)]


def decide(world: World, memory: Sequence[Memo], calm_at: Mapping[Stream, int]) -> Decision:
    """Decide at ``world.now``. ``calm_at``: as the last decision left it."""
    groups = [*outage_groups(world), *other_groups(world)]
    hush = Hush(world, flapping_sites(world))
    begun = begins(world, groups, memory, hush)
    afterwards = missed(world, groups, memory, hush)
    ended = ends(world, groups, memory)
    told_ends = handed_on(world, ended.drafts, memory)
    telling = {memo.key for draft in begun.drafts for memo in draft.told}
    again = reminders(world, groups, memory, telling)
    drafts = [*told_ends.drafts, *afterwards.drafts, *begun.drafts, *again.drafts]
    found = folded(drafts, memory, calm_at, world.now)
    quiet = dict(begun.quiet)
    for draft in found.held:
        quiet |= {(item.key, draft.receiver): QuietReason.FOLDED for item in draft.items}
    owed = [memo for draft in found.held for memo in draft.owed]
    return Decision(
        drafts=found.drafts,
        told=(
            *begun.told,
            *afterwards.told,
            *again.told,
            *owed,
            *(memo for draft in found.drafts for memo in draft.told),
        ),
        over=(*ended.over, *told_ends.over, *(key for draft in found.drafts for key in draft.over)),
        calm_at=found.calm_at,
        quiet=quiet,
    )
