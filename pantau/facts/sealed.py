"""What became of days of samples, as payloads of the journal. They change no figure."""

from dataclasses import dataclass
from typing import ClassVar

from pantau.facts.instant import MINUTE
from pantau.facts.kinds import EntryKind
from pantau.facts.words import Left, SealReason

AROUND_US = 30 * MINUTE
"""How much before and after an outage belongs to its evidence."""


@dataclass(frozen=True, slots=True)
class SealedDay:
    """What the packed blocks of a UTC day are: ``day`` as "2026-10-31".

    ``digest``: SHA-256 in hex over the day's blocks, as docs/store.md tells; ``blocks``: how many
    there are, ``size``: their bytes together; ``rows_left``: whether the packing that made this
    entry left rows of the day for a next part.
    """

    day: str
    digest: str
    blocks: int
    size: int
    reason: SealReason
    rows_left: bool = False


@dataclass(frozen=True, slots=True)
class SamplesSealed:
    """Days of samples were packed; the newest entry on a day is the one that holds."""

    KIND: ClassVar = EntryKind.SAMPLES_SEALED
    days: tuple[SealedDay, ...]

    @property
    def subject(self) -> str:
        """The day, or the first and the last one."""
        first, last = self.days[0].day, self.days[-1].day
        return first if first == last else f"{first}/{last}"


@dataclass(frozen=True, slots=True)
class SamplesThinned:
    """The term of a UTC month's samples ("2026-10") was over, and most or all of them go.

    ``rule``: by which setting; ``days``: what is left, as packed now; ``gone``: days of which
    nothing is; ``blocks_before``, ``size_before``: packed blocks and their bytes until now.
    """

    KIND: ClassVar = EntryKind.SAMPLES_THINNED
    month: str
    left: Left
    rule: str
    days: tuple[SealedDay, ...]
    gone: tuple[str, ...]
    blocks_before: int
    size_before: int

    @property
    def subject(self) -> str:
        """The month."""
        return self.month
