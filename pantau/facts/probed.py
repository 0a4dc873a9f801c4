"""What further probes answered: kept beside the heartbeat, and deciding nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pantau.facts.instant import MINUTE
from pantau.facts.words import ProbeOutcome

Details = Mapping[str, int | str]


@dataclass(frozen=True, slots=True)
class LastAnswer:
    """What one probe of a site answered when it was asked last.

    ``at``: when it was asked, ``since``: when it was first asked with this outcome, of those in a
    row (microseconds UTC). ``details``: whole numbers and single words, such as ``status``,
    ``connect_us``, ``certificate_ends_at`` (microseconds UTC).
    """

    site: str
    probe: str
    kind: str
    at: int
    outcome: ProbeOutcome
    since: int
    rtt_us: int | None = None
    details: Details = field(default_factory=dict)

    def number(self, name: str) -> int | None:
        """A number of the details; None where there is none."""
        found = self.details.get(name)
        return found if isinstance(found, int) else None

    def is_stale(self, now: int, every_us: int) -> bool:
        """Whether it says nothing about ``now`` any more, its turn coming once in ``every_us``."""
        return now - self.at > 2 * every_us + MINUTE
