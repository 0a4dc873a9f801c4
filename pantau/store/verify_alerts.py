"""What `pantau verify` asks of the outbox: that it is whole, and how far it read the journal."""

from pathlib import Path

from pantau.language import Sentence, to_say
from pantau.store import compare, told
from pantau.store.connection import BUSY_MS, translated
from pantau.store.errors import StoreDamaged, StoreMissing, StoreTooOld
from pantau.store.faults import Fault, FaultReason
from pantau.store.outbox import ALERTS, open_alerts


def alerts(data: Path) -> tuple[int, list[Fault]]:
    """The entry up to which alerts were decided (a witness of the journal's length), and damage.

    (0, []) where no alerter ran. Raises StoreTooNew, StoreBusy, StoreUnwritable.
    """
    path = data / ALERTS
    try:
        db = open_alerts(path, BUSY_MS)
    except (StoreMissing, StoreTooOld):
        return 0, []
    except StoreDamaged as error:
        return 0, [_damaged(error.why)]
    try:
        with translated(path):
            wrong = compare.integrity(db, "main")
            read = 0 if wrong else told.cursor(db)
            return read, [
                _damaged(Sentence(to_say("{path}: {why}"), path=str(path), why=each.why))
                for each in wrong
            ]
    except StoreDamaged as error:
        return 0, [_damaged(error.why)]
    finally:
        db.close()


def cut(seq: int, read: int) -> list[Fault]:
    """The fault where the journal ends at ``seq`` and alerts had ``read`` further."""
    if read <= seq:
        return []
    text = Sentence(
        to_say(
            "the journal ends at entry {seq}, but {place} knows entry {read}: the tail was cut off"
        ),
        seq=seq,
        place=ALERTS,
        read=read,
    )
    return [Fault(seq + 1, FaultReason.TAIL_CUT, text)]


def _damaged(why: Sentence) -> Fault:
    return Fault(None, FaultReason.DAMAGED, why)
