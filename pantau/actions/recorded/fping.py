"""Logs of fping as a source.

Known are the lines of ``fping -D -l`` (and ``-D -C``), which bear their own time; and what ``-Q``
says every few seconds under a line ``[13:11:02]``, of which the day is told beside. Sums at the end
(``-C``) bear no time: they are passed over where lines with times are there, and refused where
they are all there is.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from datetime import time as clock_time
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np

from pantau.actions.recorded.mapping import HEARTBEAT, Target
from pantau.actions.recorded.results import Results, Status, minutes_of, results
from pantau.actions.recorded.source import Problems, Tool
from pantau.actions.table import RowProblem
from pantau.facts.instant import MINUTE, SECOND, from_datetime
from pantau.facts.measured import Interval
from pantau.facts.minutes import COLUMNS, NOTHING, Minutes
from pantau.language import Sentence, to_say

_HOST = r"(?P<host>[^\s\[\]]{1,255})(?: \([^)]{1,255}\))?\s+: "
_ECHO = re.compile(
    r"\[(?P<at>\d{9,11}(?:\.\d{1,9})?)\] " + _HOST + r"\[\d+\], (?:\d+ bytes, (?P<ms>\d+(?:\.\d+)?)"
    r" ms\b|(?P<lost>timed out\b|duplicate\b)).*"
)
_CLOCK = re.compile(r"\[(\d\d):(\d\d):(\d\d)\]")
_SUMS = re.compile(
    _HOST + r"xmt/rcv/%(?:loss|return) = (?P<sent>\d+)/(?P<got>\d+)/[\d.]+%"
    r"(?:, min/avg/max = (?P<least>[\d.]+)/(?P<mean>[\d.]+)/(?P<most>[\d.]+))?.*"
)
_LIST = re.compile(_HOST + r"(?:-|\d+(?:\.\d+)?)(?: (?:-|\d+(?:\.\d+)?))*")
_OTHER = re.compile(r"ICMP .*|.*: duplicate.*|\s*(?:\d+ targets|\d+ alive|\d+ unreachable).*")
_LONGEST_LINE = 2000
_MOST_MS = Decimal(10**6)
_AT_ONCE = 20_000


def looks_like_fping(head: str) -> bool:
    """Whether the first lines of a file are those of a log of fping."""
    lines = [line for line in head.splitlines() if line.strip()]
    return bool(lines) and any(
        pattern.fullmatch(lines[0].strip()) for pattern in (_ECHO, _CLOCK, _SUMS, _LIST)
    )


class FpingSource:
    """See ``Source``. ``day``: on which the log begins, for times of the clock, in ``zone``."""

    tool = Tool.FPING
    lets_go = False

    def __init__(self, path: Path, zone: ZoneInfo, day: date | None) -> None:
        """Reads it once, as a whole. Raises OSError."""
        self.file = path.name
        self.problems = Problems()
        self._zone, self._day = zone, day
        self._clock: datetime | None = None
        self._echoes: dict[str, list[tuple[int, int, int]]] = {}
        self._parts: dict[str, list[Minutes]] = {}
        self._sums: dict[str, dict[int, list[int]]] = {}
        self._listed = 0
        digest = hashlib.sha256()
        with path.open("rb") as stream:
            number = 0
            while line := stream.readline(_LONGEST_LINE):
                digest.update(line)
                number += 1
                self._line(number, line)
        self.digest = digest.hexdigest()
        if self._listed and not self._echoes and not self._sums:
            why = to_say("these sums bear no time; let fping write it: fping -D -l …")
            self._note(self._listed, Sentence(why))

    def targets(self) -> Sequence[Target]:
        """Hosts as they are called in the log."""
        hosts = sorted(self._echoes.keys() | self._parts.keys() | self._sums.keys())
        return [Target(host, host, host, HEARTBEAT) for host in hosts]

    def results(self, target: Target, span: Interval) -> Iterator[Results]:  # noqa: ARG002
        """None: single echoes are minutes by then."""
        return iter(())

    def minutes(self, target: Target, span: Interval) -> Iterator[Minutes]:
        """Echoes, and sums of every few seconds, as minutes; of sums the mean is the median."""
        self._fold(target.key, self._echoes.pop(target.key, []))
        whole = Minutes.none()
        for part in self._parts.get(target.key, ()):
            whole = part.replaced_by(whole)
        if len(whole.minutes):
            yield whole.between(span.begin, span.end)
        found = self._sums.get(target.key, {})
        known = sorted(m for m in found if span.begin <= m * MINUTE < span.end)
        if known:
            table = np.full((len(COLUMNS), len(known)), NOTHING, np.int64)
            for place, minute in enumerate(known):
                sent, got, least, total, most = found[minute]
                table[:2, place] = sent, got
                if got and most:
                    table[2:5, place] = least, min(max(total // got, least), most), most
            yield Minutes(np.array(known, np.int64), table)

    def watching(self, target: Target) -> tuple[int, int]:  # noqa: ARG002 - as every source
        """Nobody judged: fping knows no outage."""
        return 0, 0

    def watched_hours(self, target: Target, span: Interval) -> list[Interval]:  # noqa: ARG002
        """None."""
        return []

    def close(self) -> None:
        """Nothing is open."""

    def _line(self, number: int, raw: bytes) -> None:
        try:
            text = raw.decode().strip()
        except UnicodeDecodeError:
            text = "\0"
        if not text:
            return
        if found := _ECHO.fullmatch(text):
            self._echo(found)
        elif found := _CLOCK.fullmatch(text):
            self._tick(number, found)
        elif found := _SUMS.fullmatch(text):
            self._sum(number, found)
        elif _LIST.fullmatch(text):
            self._listed = self._listed or number
        elif not _OTHER.fullmatch(text):
            why = to_say("'{line}' is no line of fping -D -l or fping -Q; take it out")
            self._note(number, Sentence(why, line=text[:80].encode("unicode_escape").decode()))

    def _echo(self, found: "re.Match[str]") -> None:
        if found["lost"] == "duplicate":
            return
        at = int(Decimal(found["at"]) * SECOND)
        ms = found["ms"]
        # The line is written when the answer came: the echo was sent so much earlier.
        rtt = NOTHING if ms is None else int(min(Decimal(ms), _MOST_MS) * 1000)
        sent = at if ms is None else at - rtt
        rows = self._echoes.setdefault(found["host"], [])
        rows.append((sent, Status.UNSURE if ms is None else Status.UP, rtt))
        if len(rows) >= _AT_ONCE:
            # What may still get an echo stays as it is: an answer is written when it comes.
            upto = (sent - 2 * MINUTE) // MINUTE * MINUTE
            self._fold(found["host"], [row for row in rows if row[0] < upto])
            self._echoes[found["host"]] = [row for row in rows if row[0] >= upto]

    def _fold(self, host: str, rows: list[tuple[int, int, int]]) -> None:
        if rows:
            self._parts.setdefault(host, []).append(minutes_of(results(rows)))

    def _tick(self, number: int, found: "re.Match[str]") -> None:
        if self._day is None:
            if not self.problems:
                why = to_say("{text} names no day; say on which the log begins: --day 2026-10-31")
                self._note(number, Sentence(why, text=found[0]))
            return
        hour, minute, second = map(int, found.groups())
        if hour > 23 or minute > 59 or second > 59:
            why = to_say("{text} is no time of the day")
            self._note(number, Sentence(why, text=found[0]))
            return
        moment = datetime.combine(self._day, clock_time(hour, minute, second))
        # The clock goes back: a day has passed. A second or two is only jitter.
        if self._clock is not None and moment < self._clock - timedelta(hours=1):
            self._day += timedelta(days=1)
            moment += timedelta(days=1)
        self._clock = moment

    def _sum(self, number: int, found: "re.Match[str]") -> None:
        if self._clock is None:
            if self._day is None and self.problems:
                return
            why = to_say("these sums bear no time; let fping write it: fping -D -l …")
            self._note(number, Sentence(why))
            return
        sent, got = int(found["sent"]), int(found["got"])
        if got > sent or sent > 10**6:
            why = to_say("{got} answers of {sent} echoes; that cannot be")
            self._note(number, Sentence(why, got=str(got)[:20], sent=str(sent)[:20]))
            return
        at = from_datetime(self._clock.replace(tzinfo=self._zone))
        known = self._sums.setdefault(found["host"], {}).setdefault(
            # What is said now was measured before it.
            (at - SECOND) // MINUTE, [0, 0, 2**62, 0, 0]
        )  # fmt: skip
        known[0] += sent
        known[1] += got
        if found["least"] is not None:
            try:
                least, mean, most = (
                    int(min(Decimal(found[each]), _MOST_MS) * 1000)
                    for each in ("least", "mean", "most")
                )
            except ArithmeticError:
                self._note(number, Sentence(to_say("these round trips are no numbers")))
                return
            known[2], known[4] = min(known[2], least), max(known[4], most)
            known[3] += mean * got

    def _note(self, number: int, why: Sentence) -> None:
        self.problems.add(RowProblem(self.file, number, why))
