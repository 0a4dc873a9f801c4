"""Days of samples that were packed, as payloads of the journal. They change no figure."""

from dataclasses import dataclass
from typing import ClassVar

from pantau.facts.kinds import EntryKind
from pantau.facts.words import SealReason


@dataclass(frozen=True, slots=True)
class SealedDay:
    """What the packed blocks of a UTC day are: ``day`` as "2026-10-31".

    ``digest``: SHA-256 in hex over the day's blocks, as docs/store.md tells; ``blocks``: how many
    there are, ``size``: their bytes together.
    """

    day: str
    digest: str
    blocks: int
    size: int
    reason: SealReason


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
