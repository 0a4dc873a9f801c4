"""What `pantau verify` asks of the file with passwords and sessions: that it is whole."""

from pathlib import Path

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
        return [Fault(None, FaultReason.DAMAGED, str(error))]
    try:
        with translated(path):
            wrong = compare.integrity(db, "main")
        return [Fault(None, FaultReason.DAMAGED, f"{path}: {each.text}") for each in wrong]
    except StoreDamaged as error:
        return [Fault(None, FaultReason.DAMAGED, str(error))]
    finally:
        db.close()
