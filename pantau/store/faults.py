"""What `pantau verify` can find."""

from dataclasses import dataclass
from enum import StrEnum

from pantau.language import Sentence


class FaultReason(StrEnum):
    """Why an entry, a file or a table is not what we wrote."""

    CHANGED = "changed"  # its bytes do not give its hash
    MISSING = "missing"  # its number is left out
    INSERTED = "inserted"  # it stands where none can be
    NOT_LINKED = "not_linked"  # it does not name the hash of the entry before it
    DATED_BACK = "dated_back"  # it is dated before its predecessor
    CONTRADICTS = "contradicts"  # well linked, and yet it does not fit to the ones before it
    TAIL_CUT = "tail_cut"  # an anchor knows later entries than the journal
    FORGED = "forged"  # an anchor knows this entry with another hash
    ANCHOR_UNREADABLE = "anchor_unreadable"
    SCHEMA = "schema"  # tables or triggers are not as made
    PROJECTION = "projection"  # a current table says something else than the journal
    KEPT = "kept"  # a file that an entry names is missing or not what was kept
    SEALED = "sealed"  # a packed day of samples is not what an entry says
    SEALED_MISSING = "sealed_missing"  # an entry names a packed day that is not there
    WINDOWS = "windows"  # dense samples are not those that a certificate was made of
    DAMAGED = "damaged"  # the file cannot be read


@dataclass(frozen=True, slots=True)
class Fault:
    """One finding; ``seq`` is the entry concerned, None where it concerns no single one."""

    seq: int | None
    reason: FaultReason
    why: Sentence

    @property
    def text(self) -> str:
        """In English, as programs get it."""
        return self.why.message

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Verification:
    """What was checked and found: how many entries, the head, and the faults.

    The first fault of the chain comes first; behind it there may be its consequences.
    """

    entries: int
    head: tuple[int, bytes]
    faults: tuple[Fault, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return not self.faults
