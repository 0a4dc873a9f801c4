"""What `pantau verify` asks of the file with passwords and sessions: that it is whole."""

from pathlib import Path

from pantau.language import Sentence, to_say
from pantau.store import compare
from pantau.store.access import ACCESS, open_access
from pantau.store.connection import BUSY_MS, translated
from pantau.store.errors import StoreDamaged, StoreMissing, StoreTooOld
from pantau.store.faults import Fault, FaultReason


def access(data: Path) -> list[Fault]:
    """Damage of it; none where there is no such file.

    Raises StoreTooNew, StoreBusy, StoreUnwritable.
    """
    path = data / ACCESS
    try:
        db = open_access(path, BUSY_MS)
    except (StoreMissing, StoreTooOld):
        return []
    except StoreDamaged as error:
        return [Fault(None, FaultReason.DAMAGED, error.why)]
    try:
        with translated(path):
            wrong = compare.integrity(db, "main")
        return [
            Fault(
                None,
                FaultReason.DAMAGED,
                Sentence(to_say("{path}: {why}"), path=str(path), why=each.why),
            )
            for each in wrong
        ]
    except StoreDamaged as error:
        return [Fault(None, FaultReason.DAMAGED, error.why)]
    finally:
        db.close()
