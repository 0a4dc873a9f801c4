"""Our own form of samples, row by row: CSV as a stream, a workbook as its first fitting sheet."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from pantau.actions.csv_lines import (
    UnreadableError,
    csv_lines,
    not_utf8,
    nothing_in_it,
    too_many_fields,
)
from pantau.actions.recorded.mapping import known_sites
from pantau.actions.recorded.source import Problems
from pantau.actions.sheets import fitting, lines_of, read_sheets
from pantau.actions.spans import read_instant
from pantau.actions.table import (
    MOST_BYTES,
    Columns,
    RowProblem,
    did_you_mean,
    header_faults,
    text_fault,
)
from pantau.actions.workbook import is_workbook
from pantau.facts.instant import MINUTE
from pantau.facts.measured import Interval, is_reference
from pantau.inventory.model import Inventory
from pantau.language import Sentence, to_say
from pantau.language.sentence import Value
from pantau.store.spool import Spool

COLUMNS = Columns(
    ("site", "probe", "at", "sent", "received", "rtt_min_us", "rtt_median_us", "rtt_max_us"),
    ("jitter_us",),
)
_NUMBERS = ("sent", "received", "rtt_min_us", "rtt_median_us", "rtt_max_us", "jitter_us")
_NOTHING = -(2**63)
_LONGEST_LINE = 5000
_LONGEST_PROBE = 60
_MOST_SENT = 100_000
_MOST_US = 10**12
_REMEMBERED = 50_000


def read_sample_file(
    path: Path, inventory: Inventory, span: Interval, now: int, spool: Spool
) -> Problems:
    """Put every row into the spool, or say what is wrong with each; ``span``: others are left out.

    ``now`` (microseconds UTC): a minute that is not over is refused. Raises OSError.
    """
    rows = _Rows(path.name, inventory, span, now, spool)
    with path.open("rb") as stream:
        head = stream.read(8)
        stream.seek(0)
        if is_workbook(head):
            rows.sheets(stream.read(MOST_BYTES + 1))
        else:
            rows.all(csv_lines(_decoded(stream)))
    return rows.problems


class _Rows:
    def __init__(
        self, file: str, inventory: Inventory, span: Interval, now: int, spool: Spool
    ) -> None:
        self.problems = Problems()
        self._file, self._zone, self._spool = file, inventory.timezone, spool
        self._ids = known_sites(inventory)
        self._first = -(-span.begin // MINUTE)
        self._behind = span.end // MINUTE
        self._over = now // MINUTE
        self._sites: dict[str, Sentence | None] = dict.fromkeys(self._ids)
        self._probes: dict[str, Sentence | None] = {}
        self._minutes: dict[str, int | Sentence] = {}

    def sheets(self, data: bytes) -> None:
        """Those of a workbook: the first whose first row is a header of ours, or the first."""
        sheets = read_sheets(data, self._file)
        if isinstance(sheets, RowProblem):
            self.problems.add(sheets)
            return
        self.all(lines_of(fitting(sheets, COLUMNS)))

    def all(self, lines: Iterable[tuple[int, list[str]]]) -> None:
        """The header, and every row below it."""
        lines = iter(lines)
        try:
            header = next(lines, None)
            if header is None:
                self._note(1, nothing_in_it(COLUMNS.all))
                return
            names = [name.casefold() for name in header[1]]
            while names and not names[-1]:
                names.pop()
            faults = header_faults(names, COLUMNS)
            if faults:
                for fault in faults:
                    self._note(header[0], fault)
                return
            places = [names.index(name) if name in names else -1 for name in COLUMNS.all]
            for line, values in lines:
                self._row(line, values, places, len(names))
        except UnreadableError as error:
            self._note(error.line, error.why)

    def _row(self, line: int, values: list[str], places: list[int], wide: int) -> None:
        if len(values) > wide and any(values[wide:]):
            self._note(line, too_many_fields(len(values), wide))
            return
        count = len(values)
        cells = [values[place] if 0 <= place < count else "" for place in places]
        why = self._site(cells[0]) or self._probe(cells[1])
        minute = self._minute(cells[2])
        if why is None and isinstance(minute, Sentence):
            why = minute
        numbers: list[int] = []
        for name, text in zip(_NUMBERS, cells[3:], strict=True):
            if text.isascii() and text.isdigit() and len(text) <= 13:
                numbers.append(int(text))
            elif not text and name not in {"sent", "received"}:
                numbers.append(_NOTHING)
            else:
                why = why or _no_number(name, text)
                numbers.append(0)
        why = why or _contradiction(numbers)
        if why is not None:
            self._note(line, why)
        elif isinstance(minute, int) and self._first <= minute < self._behind:
            self._spool.add(cells[0], cells[1], minute, line, tuple(numbers))

    def _site(self, name: str) -> Sentence | None:
        if name not in self._sites:
            if len(self._sites) > _REMEMBERED:
                self._sites = dict.fromkeys(self._ids)
            self._sites[name] = self._site_fault(name)
        return self._sites[name]

    def _site_fault(self, name: str) -> Sentence | None:
        if not name:
            return Sentence(to_say("site is empty; write the site's id"))
        fault = text_fault("site", name)
        if fault or is_reference(name):
            return fault
        # Each suggestion compares with every site; nonsense shall not take minutes to refuse.
        near = did_you_mean(name, self._ids) if len(self._sites) < len(self._ids) + 200 else None
        return Sentence(
            to_say("site '{site}' is not in the inventory{near}"),
            site=name,
            near=near or Sentence(to_say("; write the site's id")),
        )

    def _probe(self, name: str) -> Sentence | None:
        if name not in self._probes:
            fault = text_fault("probe", name)
            if not name:
                fault = Sentence(to_say("probe is empty; write its name, such as icmp"))
            elif len(name) > _LONGEST_PROBE:
                fault = Sentence(to_say("probe '{probe}' is too long"), probe=name[:80])
            if len(self._probes) > _REMEMBERED:
                self._probes.clear()
            self._probes[name] = fault
        return self._probes[name]

    def _minute(self, text: str) -> int | Sentence:
        found = self._minutes.get(text)
        if found is None:
            if len(self._minutes) > _REMEMBERED:
                self._minutes.clear()
            found = self._minutes[text] = self._read_minute(text)
        return found

    def _read_minute(self, text: str) -> int | Sentence:
        fault = text_fault("at", text)
        if fault:
            return fault
        at = read_instant("at", text, self._zone)
        if isinstance(at, Sentence):
            return at
        if at < 0:
            why = to_say("{what} '{text}' lies before 1970; write the year in four digits")
            return Sentence(why, what="at", text=text)
        if at % MINUTE:
            why = to_say("at '{text}' is not the begin of a minute; leave its seconds 00")
            return Sentence(why, text=text)
        if at // MINUTE >= self._over:
            why = to_say("{what}: '{text}' lies in the future; write a time that is past")
            return Sentence(why, what="at", text=text)
        return at // MINUTE

    def _note(self, line: int, why: Sentence) -> None:
        self.problems.add(RowProblem(self._file, line, why))


def _no_number(name: str, text: str) -> Sentence:
    if not text:
        return Sentence(to_say("{what} is empty; write a whole number"), what=name)
    fault = text_fault(name, text)
    why = to_say("{what} '{text}' is not a whole number of at most 13 digits")
    return fault or Sentence(why, what=name, text=text)


def _contradiction(numbers: list[int]) -> Sentence | None:
    """What cannot be of one minute."""
    sent, received, least, median, most, jitter = numbers
    if not 0 < sent <= _MOST_SENT:
        return _wrong("sent", sent, to_say("{what} is {value}; write 1 to {most}"), most=_MOST_SENT)
    if received > sent:
        return _wrong("received", received, to_say("{what} is {value}, more than was sent"))
    times = (least, median, most)
    if _NOTHING in times and times != (_NOTHING,) * 3:
        return Sentence(
            to_say("rtt_min_us, rtt_median_us and rtt_max_us: write all three, or none of them")
        )
    if times[0] != _NOTHING and not received:
        return _wrong("rtt_min_us", least, to_say("{what} is {value}, but nothing was received"))
    if not least <= median <= most:
        return _wrong(
            "rtt_median_us", median, to_say("{what} is {value}; it lies between least and most")
        )
    if jitter != _NOTHING and least == _NOTHING:
        return _wrong("jitter_us", jitter, to_say("{what} is {value}, but there is no round trip"))
    for name, value in zip(_NUMBERS[2:], (*times, jitter), strict=True):
        if value >= _MOST_US:
            return _wrong(name, value, to_say("{what} is {value}; that is over eleven days"))
    return None


def _wrong(what: Value, value: int, text: str, **more: Value) -> Sentence:
    return Sentence(text, what=what, value=value, **more)


def _decoded(stream: BinaryIO) -> Iterator[str]:
    """One line after the other: the file may be larger than memory."""
    number = 0
    while raw := stream.readline(_LONGEST_LINE):
        number += 1
        if len(raw) == _LONGEST_LINE and not raw.endswith(b"\n"):
            text = to_say("a line has more than {most} bytes; that is no list of samples")
            raise UnreadableError(number, Sentence(text, most=_LONGEST_LINE))
        try:
            yield raw.removeprefix(b"\xef\xbb\xbf").decode() if number == 1 else raw.decode()
        except UnicodeDecodeError as error:
            raise UnreadableError(number, not_utf8(raw[error.start])) from None
