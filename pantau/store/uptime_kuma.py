"""The database of Uptime Kuma, versions 1 and 2 (SQLite), for reading only.

The log beside it (kuma.db-wal) is read too, as SQLite does. Nothing in it is trusted: a value may
be of any type.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

import apsw

from pantau.facts.instant import DAY, SECOND, to_datetime
from pantau.facts.measured import Interval
from pantau.language import Sentence, to_say
from pantau.store.connection import row, rows

_NEEDED = {
    "monitor": {"id", "name", "type", "interval"},
    "heartbeat": {"monitor_id", "status", "time", "ping"},
}
_AT_ONCE = 31 * DAY


class KumaUnreadable(Exception):  # noqa: N818 - the words of the store's other errors
    """Why it cannot be read."""

    def __init__(self, why: Sentence) -> None:
        super().__init__(why.message)
        self.why = why


class Monitor(NamedTuple):
    """A row of the table monitor, as it is."""

    id: int
    name: str
    type: str
    hostname: str
    url: str
    interval: int


class Kuma:
    """An open database. Raises KumaUnreadable, here and in each question."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with self._translated():
            uri = f"file:{quote(str(path.absolute()))}?mode=ro"
            self._db = apsw.Connection(uri, flags=apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI)
            self._db.set_busy_timeout(2000)
            # A database that somebody made to harm: no code of its own is run.
            self._db.config(apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
            self._db.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 1)
            # Tables alone: a view may run for ever.
            tables = rows(self._db, "SELECT name FROM sqlite_schema WHERE type = 'table'")
            self._columns: dict[str, set[str]] = {
                name: {each[1] for each in rows(self._db, f'PRAGMA table_info("{name}")')}
                for name in (*_NEEDED, "stat_minutely", "stat_hourly")
                if (name,) in tables
            }
        lacking = [
            f"{table}.{column}"
            for table, columns in _NEEDED.items()
            for column in sorted(columns - self._columns.get(table, set()))
        ]
        if lacking:
            self.close()
            raise KumaUnreadable(
                Sentence(
                    to_say("is no database of Uptime Kuma: {what} is missing"), what=lacking[0]
                )
            )

    @property
    def is_second(self) -> bool:
        """Whether it is of version 2, which lets single results go after a day."""
        return "stat_hourly" in self._columns

    def close(self) -> None:
        """Nothing more is asked."""
        self._db.close()

    def digest(self) -> str:
        """SHA-256 in hex over the file and the log beside it."""
        digest = hashlib.sha256()
        for ending in ("", "-wal"):
            path = self._path.with_name(self._path.name + ending)
            if path.exists():
                with path.open("rb") as stream:
                    digest.update(hashlib.file_digest(stream, "sha256").digest())
        return digest.hexdigest()

    def monitors(self) -> list[Monitor]:
        """All but groups, by id."""
        optional = [
            name if name in self._columns["monitor"] else f"'' AS {name}"
            for name in ("hostname", "url")
        ]
        sql = f"SELECT id, name, type, {', '.join(optional)}, interval FROM monitor ORDER BY id"  # noqa: S608 - ours
        with self._translated():
            found = rows(self._db, sql)
        return [
            _monitor(*each) for each in found if isinstance(each[0], int) and each[2] != "group"
        ]

    def reach(self, monitor: int) -> Interval | None:
        """Whole days from its first result to its last; None without any."""
        with self._translated():
            found = row(
                self._db,
                "SELECT min(time), max(time) FROM heartbeat WHERE monitor_id = ?",
                (monitor,),
            )
        if found is None or found == (None, None):
            return None
        first, last = (_day(monitor, each) for each in found)
        return Interval(first, last + DAY)

    def beats(self, monitor: int, span: Interval) -> Iterator[list[tuple[Any, Any, Any]]]:
        """Time (text in UTC), status and milliseconds of results in the span, part by part.

        A bit more than the span may be given.
        """
        reach = self.reach(monitor)
        if reach is None:
            return
        begin, end = max(span.begin, reach.begin), min(span.end, reach.end)
        sql = (
            "SELECT time, status, ping FROM heartbeat"
            " WHERE monitor_id = ? AND time >= ? AND time < ? ORDER BY time"
        )
        while begin < end:
            # At midnight, so that no minute is cut.
            upto = (begin + _AT_ONCE) // DAY * DAY
            with self._translated():
                found = rows(self._db, sql, (monitor, _text(begin), _text(min(upto, end))))
            if found:
                yield found
            begin = upto

    def minutes(self, monitor: int, span: Interval) -> list[tuple[Any, ...]]:
        """Second (Unix), how often up and down, mean, least and most milliseconds of each minute.

        What version 2 keeps for a day; nothing in version 1.
        """
        return self._stat("stat_minutely", monitor, span)

    def hours(self, monitor: int, span: Interval) -> list[tuple[Any, ...]]:
        """The same of hours, which version 2 keeps for a month."""
        return self._stat("stat_hourly", monitor, span)

    def _stat(self, table: str, monitor: int, span: Interval) -> list[tuple[Any, ...]]:
        columns = self._columns.get(table, set())
        if not {"monitor_id", "timestamp", "ping", "up", "down"} <= columns:
            return []
        least, most = (n if n in columns else "ping" for n in ("ping_min", "ping_max"))
        sql = (
            f"SELECT timestamp, up, down, ping, {least}, {most} FROM {table}"  # noqa: S608 - ours
            " WHERE monitor_id = ? AND timestamp >= ? AND timestamp < ? ORDER BY timestamp"
        )
        with self._translated():
            return rows(self._db, sql, (monitor, span.begin // SECOND, span.end // SECOND))

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except apsw.BusyError:
            text = to_say("is being changed just now; try again, or copy it first")
            raise KumaUnreadable(Sentence(text)) from None
        except (apsw.CantOpenError, apsw.ReadOnlyError) as error:
            text = to_say(
                "cannot be opened ({error}); copy it, together with what is beside it (-wal), to "
                "a folder where you may write"
            )
            raise KumaUnreadable(Sentence(text, error=str(error))) from error
        except (apsw.Error, UnicodeDecodeError, ValueError, OverflowError) as error:
            text = to_say("is damaged, or no database of Uptime Kuma ({error})")
            raise KumaUnreadable(Sentence(text, error=str(error))) from error


def _monitor(number: int, *words: Any) -> Monitor:
    name, kind, host, url = (each if isinstance(each, str) else "" for each in words[:4])
    interval = words[4]
    usual = isinstance(interval, int) and 0 < interval < 10**6
    return Monitor(number, name, kind, host, url, interval if usual else 60)


def _text(at: int) -> str:
    """An instant as the table has it; the fraction is left out, which is before any."""
    return to_datetime(at).strftime("%Y-%m-%d %H:%M:%S")


def _day(monitor: int, text: object) -> int:
    """The midnight before a time. What is no time stands before or behind all that are."""
    try:
        day = date.fromisoformat(text[:10] if isinstance(text, str) else "")
    except ValueError:
        why = to_say("heartbeat.time of '{monitor}' is {value!r}; that is no time")
        raise KumaUnreadable(Sentence(why, monitor=f"#{monitor}", value=str(text)[:60])) from None
    return (day - date(1970, 1, 1)).days * DAY
