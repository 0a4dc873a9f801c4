"""What `pantau verify` asks of the files of samples: that each packed day is as an entry names it.

The files are read before the journal, and nothing is packed meanwhile (pantau.store.lock). A day is
named before its blocks stand, so whatever the files hold is known to the journal.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pantau.language import Sentence, to_say
from pantau.store.connection import BUSY_MS
from pantau.store.errors import StoreDamaged
from pantau.store.faults import Fault, FaultReason
from pantau.store.months import SAMPLES
from pantau.store.projected_sealed import Named
from pantau.store.sealed_days import Blocks, DaysOfFile
from pantau.store.sealed_files import SealedFiles


@dataclass(slots=True)
class Files:
    """What lies there: the packed days, those with rows, and the faults met on the way."""

    packed: dict[str, Blocks] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    damaged: set[str] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)


def files(data: Path) -> Files:
    """Read every packed day. Raises StoreTooNew, StoreTooOld, StoreBusy, StoreUnwritable."""
    found = Files()
    folder = SealedFiles(data / SAMPLES, readonly=True, busy_ms=BUSY_MS)
    try:
        for month in folder.months():
            try:
                days: DaysOfFile = folder.days_of(month)
            except StoreDamaged as error:
                found.damaged.add(month)
                found.faults.append(Fault(None, FaultReason.DAMAGED, error.why))
                continue
            found.packed.update((each.day, each) for each in days.packed)
            found.rows.update(days.rows)
    finally:
        folder.close()
    return found


def against(found: Files, named: Mapping[str, Named]) -> list[Fault]:
    """What lies there beside what the entries say."""
    faults = list(found.faults)
    for day, blocks in found.packed.items() if named else ():
        known = named.get(day)
        if known is None or not is_right(known, blocks, found.rows.get(day)):
            why = Sentence(
                to_say(
                    "the packed samples of {day} are not those that the journal names; bring "
                    "{file} back: pantau restore BACKUP --month {month}"
                ),
                day=day,
                month=day[:7],
                file=f"{SAMPLES}/{day[:7]}.sqlite",
            )
            seq = None if known is None else known.seq
            faults.append(Fault(seq, FaultReason.SEALED, why))
    return faults + _missing(found, named)


def is_right(known: Named, blocks: Blocks, rows: int | None) -> bool:
    """Whether a packed day is what the journal names.

    ``rows``: how many more blocks the rows beside make; None where there are none.

    An earlier state stands while a day is packed part by part, and where a kill left it: what the
    newest entry names beyond that is there as rows.
    """
    if not known.may_be(blocks.digest, rows_beside=rows is not None):
        return False
    is_newest = blocks.digest == known.digests[-1]
    return rows is None or is_newest or blocks.count + rows >= known.blocks


def _missing(found: Files, named: Mapping[str, Named]) -> list[Fault]:
    """By month's file: what is not there any more."""
    months: dict[str, list[str]] = {}
    for day in sorted(named.keys() - found.packed.keys()):
        # A kill between entry and blocks leaves the rows, all of them.
        is_there = found.rows.get(day, 0) >= named[day].blocks
        if not is_there and day[:7] not in found.damaged:
            months.setdefault(day[:7], []).append(day)
    faults = []
    for month, days in months.items():
        seq = named[days[0]].seq
        text = Sentence(
            to_say(
                "{file} lacks {n} packed days that the journal names, the "
                "first is {first} (entry {seq}); bring the file back: pantau restore BACKUP "
                "--month {month}"
            ),
            month=month,
            file=f"{SAMPLES}/{month}.sqlite",
            n=len(days),
            first=days[0],
            seq=seq,
        )
        faults.append(Fault(seq, FaultReason.SEALED_MISSING, text))
    return faults
