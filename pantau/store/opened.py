"""A month's file of samples that is open, and whether it still is the one that was opened."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import apsw

from pantau.store.connection import identity
from pantau.store.migrate import demand_unmoved, migrations, steps_done


@dataclass(frozen=True, slots=True)
class Opened:
    """A connection, which file it is of, and how many steps its schema had when it was opened."""

    db: apsw.Connection
    identity: tuple[int, int] | None
    steps: int

    def is_at(self, path: Path) -> bool:
        """Whether its file is still there: a month that went may have come anew under its name."""
        return self.identity is not None and identity(path) == self.identity

    def demand_unmoved(self) -> None:
        """Raise StoreTooNew where a newer program has brought it up since."""
        demand_unmoved(self.db, migrations("samples"), self.steps)


def let_go(db: apsw.Connection) -> None:
    """Close a database whose file is gone. SQLite would tidy up by name, and remove the log of the
    file that bears it now."""
    db.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
    db.close()


def or_closed(db: apsw.Connection, path: Path, step: Callable[[], None]) -> Opened:
    """What was opened, once ``step`` is done; closed where that fails."""
    try:
        step()
        return Opened(db, identity(path), steps_done(db))
    except BaseException:
        db.close()
        raise
