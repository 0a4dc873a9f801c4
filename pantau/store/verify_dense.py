"""What `pantau verify` asks of the windows of meetings: that those that a certificate rests on are
still as they were when it was made."""

from collections.abc import Mapping
from pathlib import Path

from pantau.facts.instant import DAY
from pantau.facts.meetings import Rests
from pantau.language import Sentence, to_say
from pantau.store import compare
from pantau.store.connection import BUSY_MS, translated
from pantau.store.dense import DENSE, KEPT_US, Dense, open_dense
from pantau.store.errors import StoreDamaged, StoreError, StoreMissing, StoreTooOld
from pantau.store.faults import Fault, FaultReason

# Windows go after their term by a clock that may be ahead of the last entry.
_NEAR_ITS_TERM_US = 31 * DAY


def dense(data: Path, named: Mapping[int, tuple[str, Rests]], last_at: int) -> list[Fault]:
    """``named``: by entry, the meeting that it certifies and what that rests on; ``last_at``: of
    the newest entry. What is near its term, or over it, is not asked for.

    Raises StoreTooNew, StoreBusy, StoreUnwritable.
    """
    since = last_at - KEPT_US + _NEAR_ITS_TERM_US
    asked = {seq: each for seq, each in named.items() if each[1].begin >= since}
    path = data / DENSE
    try:
        with Dense(path, open_dense(path, BUSY_MS), readonly=True) as file:
            with translated(path):
                wrong = compare.integrity(file.db, "main")
            if wrong:
                why = Sentence(to_say("{path}: {why}"), path=str(path), why=wrong[0].why)
                return [Fault(None, FaultReason.DAMAGED, why)]
            there = {
                seq: file.rests(each.begin, each.end, each.sites)
                for seq, (_, each) in asked.items()
            }
    except StoreTooOld:
        return []
    except StoreMissing:
        there = {}
    except StoreError as error:
        # Of a table that is gone SQLite says no more than this; others say what to do.
        if type(error) not in {StoreDamaged, StoreError}:
            raise
        return [Fault(None, FaultReason.DAMAGED, error.why)]
    return [
        _apart(seq, meeting, then, there.get(seq))
        for seq, (meeting, then) in asked.items()
        if then != there.get(seq) and (then.count or seq in there)
    ]


def _apart(seq: int, meeting: str, then: Rests, now: Rests | None) -> Fault:
    text = Sentence(
        to_say(
            "the dense samples of meeting {meeting} in {file} are not those that its certificate "
            "of entry {seq} was made of: {then} windows then, {now} now; the certificate itself "
            "stands, and the file can be brought back from a backup"
        ),
        meeting=meeting,
        file=DENSE,
        seq=seq,
        then=then.count,
        now=now.count if now else 0,
    )
    return Fault(seq, FaultReason.WINDOWS, text)
