"""Uptime Kuma as a source: its beats as results, what it keeps of minutes and hours beside."""

import ipaddress
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np

from pantau.actions.recorded.mapping import HEARTBEAT, Target
from pantau.actions.recorded.results import Results, Status, within
from pantau.actions.recorded.source import Problems, Tool
from pantau.actions.table import RowProblem
from pantau.facts.instant import HOUR, MINUTE, SECOND
from pantau.facts.measured import Interval
from pantau.facts.minutes import COLUMNS, NOTHING, Minutes, Numbers
from pantau.language import Sentence, to_say
from pantau.store.uptime_kuma import Kuma, KumaUnreadable, Monitor

_PROBES = {
    "ping": HEARTBEAT,
    "port": "tcp",
    "keyword": "http",
    "json-query": "http",
    "real-browser": "http",
}
_LONGEST_MS = 10**9
_WHOLE_HOUR = 0.95


class KumaSource:
    """See ``Source``. Raises KumaUnreadable when it is opened; later ones are problems."""

    tool = Tool.UPTIME_KUMA

    def __init__(self, path: Path) -> None:
        self.file = path.name
        self.problems = Problems()
        self._kuma = Kuma(path)
        self.digest = self._kuma.digest()
        self.lets_go = self._kuma.is_second
        self._monitors: dict[str, Monitor] = {}

    def targets(self) -> Sequence[Target]:
        """Monitors, by name; those whose name is not the only one by their number, as "#7"."""
        try:
            monitors = self._kuma.monitors()
        except KumaUnreadable as error:
            self._note(error.why)
            return ()
        often = Counter(each.name for each in monitors)
        self._monitors = {
            f"#{each.id}" if often[each.name] > 1 or not each.name else each.name: each
            for each in monitors
        }
        return [
            Target(key, each.name, _address(each), _PROBES.get(each.type, each.type))
            for key, each in self._monitors.items()
        ]

    def results(self, target: Target, span: Interval) -> Iterator[Results]:
        """Beats: up, down, pending (not judged yet), and maintenance, which is none."""
        try:
            for beats in self._kuma.beats(self._monitors[target.key].id, span):
                yield within(self._read(target, beats), span.begin, span.end)
        except KumaUnreadable as error:
            self._note(error.why)

    def minutes(self, target: Target, span: Interval) -> Iterator[Minutes]:
        """What version 2 keeps of a minute: the mean stands for the median."""
        try:
            found = self._kuma.minutes(self._monitors[target.key].id, span)
        except KumaUnreadable as error:
            self._note(error.why)
            return
        rows = [row for row in found if _is_count(row) and row[0] % 60 == 0 and row[1] + row[2]]
        if rows:
            table = np.full((len(COLUMNS), len(rows)), NOTHING, np.int64)
            for place, (_, up, down, *times) in enumerate(rows):
                table[:2, place] = up + down, up
                if up and all(_is_ms(each) for each in times):
                    mean, least, most = (round(each * 1000) for each in times)
                    table[2:5, place] = min(least, mean), mean, max(most, mean)
            yield Minutes(np.array([row[0] // 60 for row in rows], np.int64), table)

    def watching(self, target: Target) -> tuple[int, int]:
        """A beat may be late by one, and by the minute that a check may take."""
        return 2 * self._monitors[target.key].interval * SECOND + MINUTE, 0

    def watched_hours(self, target: Target, span: Interval) -> list[Interval]:
        """Hours of which version 2 knows as many checks as there must have been."""
        monitor = self._monitors[target.key]
        try:
            found = self._kuma.hours(monitor.id, span)
        except KumaUnreadable as error:
            self._note(error.why)
            return []
        least = _WHOLE_HOUR * 3600 / monitor.interval
        return [
            Interval(row[0] * SECOND, row[0] * SECOND + HOUR)
            for row in found
            if _is_count(row) and row[1] + row[2] >= least
        ]

    def close(self) -> None:
        """Nothing more is asked."""
        self._kuma.close()

    def _note(self, why: Sentence) -> None:
        self.problems.add(RowProblem(self.file, 1, why))

    def _read(self, target: Target, beats: list[tuple[object, object, object]]) -> Results:
        times, status, ping = zip(*beats, strict=True)
        try:
            # As a whole: a year of one monitor is half a million texts.
            at = _instants(times)
            judged = np.array(status, np.int64)
        except (ValueError, TypeError, OverflowError, Warning):
            return self._one_by_one(target, beats)
        if not np.isin(judged, list(Status)).all() or not all(map(_is_text, times)):
            return self._one_by_one(target, beats)
        rtt = np.fromiter(map(_us, ping), np.int64, len(ping))
        return _in_order(at, judged, rtt)

    def _one_by_one(self, target: Target, beats: list[tuple[object, object, object]]) -> Results:
        found = []
        for time, status, ping in beats:
            at = _instant(time)
            if at is None:
                text = to_say("heartbeat.time of '{monitor}' is {value!r}; that is no time")
                self._note(Sentence(text, monitor=target.name, value=str(time)[:60]))
            elif status not in set(Status):
                text = to_say("heartbeat.status of '{monitor}' is {value!r}; that is no status")
                self._note(Sentence(text, monitor=target.name, value=str(status)[:60]))
            else:
                found.append((at, int(str(status)), _us(ping)))
        table = np.array(found, np.int64).reshape(-1, 3)
        return _in_order(table[:, 0], table[:, 1], table[:, 2])


def _in_order(at: Numbers, status: Numbers, rtt: Numbers) -> Results:
    """Texts of different lengths may sort otherwise than the times they mean."""
    if (np.diff(at) < 0).any():
        order = np.argsort(at, kind="stable")
        at, status, rtt = at[order], status[order], rtt[order]
    return Results(at, status, rtt)


def _address(monitor: Monitor) -> str:
    """The host that it asks."""
    try:
        host = urlsplit(monitor.url).hostname or ""
    except ValueError:
        host = ""
    # A ping has the address of a page that nobody asks, "https://", as its default.
    found = monitor.hostname or host
    try:
        return str(ipaddress.ip_address(found))
    except ValueError:
        return found


def _is_text(value: object) -> bool:
    return isinstance(value, str) and len(value) >= 16 and value[4:5] == "-"


def _instants(times: Sequence[object]) -> Numbers:
    """Texts in UTC as microseconds. Raises ValueError, TypeError, OverflowError."""
    with warnings.catch_warnings():
        # Of an offset in a text, which Uptime Kuma never writes, numpy only warns.
        warnings.simplefilter("error")
        found: Numbers = np.array(times, "datetime64[us]").astype(np.int64)
    return found


def _instant(time: object) -> int | None:
    if not _is_text(time):
        return None
    try:
        return int(_instants([time])[0])
    except (ValueError, OverflowError, Warning):
        return None


def _us(ping: object) -> int:
    return round(ping * 1000) if isinstance(ping, int | float) and _is_ms(ping) else NOTHING


def _is_ms(value: object) -> bool:
    return isinstance(value, int | float) and 0 <= value < _LONGEST_MS


def _is_count(row: tuple[object, ...]) -> bool:
    return all(isinstance(each, int) and 0 <= each < 2**40 for each in row[:3])
