"""Whether the places that are not fit for a meeting are named, and what asking them costs a line.

Places of the lab in virtual time: the process's own asker and guard, the rules of pantau.meeting.
"""

import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random

from benchmarks.rows import Part, Row, Target
from collector.dense.asker import Asker
from collector.dense.plan import Lies, places_of
from collector.transport import Destination
from pantau.facts.instant import MINUTE
from pantau.facts.measured import Interval
from pantau.facts.meetings import WINDOW_US, DenseWindow, Light, LightReason, MeetingKind
from pantau.lab.virtual import VirtualClock, VirtualTransport
from pantau.meeting.heard import Known, heard
from pantau.meeting.lights import Judged, judge
from pantau.meeting.load import BITS_AN_ECHO, MOST_BITS

_BATCH, _BATCHES, _MINUTES = 40, 6, 10
_STEP_NS = 10_000_000
_SECOND_NS = 1_000_000_000


@dataclass(frozen=True, slots=True)
class _Line:
    """What a place's line is like: the truth. ``silence``: so many ms of each ``period`` ms."""

    light: Light
    reason: LightReason | None
    rtt_ms: float = 20.0
    jitter_ms: float = 3.0
    loss: float = 0.002
    silence: float = 0.0
    period: float = 20_000.0


def _kinds(dice: Random) -> tuple[_Line, ...]:
    """One place of each kind, drawn anew; all well on one side of the limits for video."""
    green, yellow, red, why = Light.GREEN, Light.YELLOW, Light.RED, LightReason
    draw = dice.uniform
    return (
        _Line(green, None, draw(5, 120), draw(1, 15), draw(0, 0.006)),
        _Line(green, None, draw(120, 250), draw(1, 8), draw(0, 0.004)),
        _Line(yellow, why.LOSS, draw(5, 60), draw(1, 8), draw(0.032, 0.038)),
        _Line(red, why.LOSS, draw(5, 60), draw(1, 8), draw(0.08, 0.2)),
        _Line(yellow, why.JITTER, draw(5, 30), draw(48, 54)),
        _Line(red, why.JITTER, draw(5, 60), draw(80, 150)),
        _Line(yellow, why.DELAY, draw(340, 480), draw(1, 6)),
        _Line(red, why.DELAY, draw(700, 1_200), draw(1, 20)),
        _Line(yellow, why.BURSTS, draw(5, 60), draw(1, 8), 0.0, draw(850, 980), 20_000),
        _Line(red, why.BURSTS, draw(5, 60), draw(1, 8), 0.0, draw(1_500, 4_000), 30_000),
    )


def measure() -> Iterator[Row]:
    """Minute by minute, as the board judges."""
    named: Counter[tuple[Light, bool]] = Counter()
    by_reason: Counter[tuple[LightReason, bool]] = Counter()
    most, asked, busy = 0, 0, 0.0
    for batch in range(_BATCHES):
        dice = Random(batch)  # noqa: S311 - repeatable, not secret
        lines = [line for _ in range(_BATCH // 10) for line in _kinds(dice)]
        scene = _Scene(lines, batch, {})
        busy += scene.live()
        asked += len(scene.transport.sent)
        most = max(most, scene.most_in_a_second({}))
        for line, judged in scene.judged():
            right = judged.light is line.light and judged.reasons[:1] == _why(line)
            named[line.light, right] += 1
            if line.reason is not None:
                by_reason[line.reason, judged.light is line.light] += 1
    yield from _rows(named, by_reason)
    yield from _near()
    above = dict.fromkeys(map(str, range(1, 21)), "0")
    shared = _Scene(list(_kinds(Random(99))) * 2 + [_Line(Light.GREEN, None)], 99, above)  # noqa: S311 - as above
    shared.live()
    how = "echo, longest answer and IP headers, both ways, in the worst second"
    yield Row(
        "greatest load of a place's own line",
        most * BITS_AN_ECHO / 1_000,
        "kbit/s",
        how,
        target=Target(MOST_BITS / 1_000),
    )
    yield Row(
        "greatest load of an office's line that 20 places hang on",
        shared.most_in_a_second(above) * BITS_AN_ECHO / 1_000,
        "kbit/s",
        how,
        target=Target(MOST_BITS / 1_000),
    )
    how = f"{asked:,} echoes, sockets and kernel left out"
    yield Row("processor time an echo", busy * 1e6 / asked, "us", how)


def _near() -> Iterator[Row]:
    """A quarter off the limit of 2 %: 600 echoes a minute tell loss no better than chance lets."""
    for loss, right in ((0.015, Light.GREEN), (0.025, Light.YELLOW)):
        lines = [_Line(right, None, loss=loss) for _ in range(_BATCH)]
        scene = _Scene(lines, round(loss * 1_000), {})
        scene.live()
        lights = [judged.light for _, judged in scene.judged()]
        what = f"close to the limit: {loss:.1%} lost, called {right.value}"
        how = f"{len(lights)} minutes; the limit is 2 %"
        yield Row(what, 100 * lights.count(right) / len(lights), "%", how)


def _rows(
    named: Counter[tuple[Light, bool]], by_reason: Counter[tuple[LightReason, bool]]
) -> Iterator[Row]:
    bad = [named[light, right] for light in (Light.YELLOW, Light.RED) for right in (True, False)]
    right, every = bad[0] + bad[2], sum(bad)
    how = f"{every:,} minutes of places below the limits: the right light and the right reason"
    yield Row("named right", 100 * right / every, "%", how)
    for reason in (LightReason.LOSS, LightReason.JITTER, LightReason.DELAY, LightReason.BURSTS):
        of = by_reason[reason, True] + by_reason[reason, False]
        how = f"{of:,} minutes: the right light"
        yield Row(f"below by {reason}", 100 * by_reason[reason, True] / of, "%", how)
    of = named[Light.GREEN, True] + named[Light.GREEN, False]
    wrong = named[Light.GREEN, False]
    how = f"{of:,} minutes of places that are fit, {wrong} of them not green"
    yield Row("false alarms", 100 * wrong / of, "%", how)


def _why(line: _Line) -> tuple[LightReason, ...]:
    return () if line.reason is None else (line.reason,)


class _Scene:
    """Places that are asked for some minutes. ``above``: which hangs on which."""

    def __init__(self, lines: list[_Line], seed: int, above: Mapping[str, str]) -> None:
        self._lines = lines
        self._dice = Random(seed)  # noqa: S311 - as above
        self.clock = VirtualClock(1_790_000_000_000_000_000)
        self.begin = self.clock.wall_ns() // 1_000
        self.transport = VirtualTransport(self.clock, self._behave)
        self.asker = Asker(self.clock, self.transport)
        plan = {str(n): Lies(str(n), _host(n), above.get(str(n))) for n in range(len(lines))}
        known = {each.address: _to(each.address) for each in plan.values()}
        self.asker.follow(places_of(plan, list(plan), known))
        self.windows: defaultdict[str, list[DenseWindow]] = defaultdict(list)

    def live(self) -> float:
        """Let time pass; the processor time it took, in seconds."""
        began = time.process_time()
        for _ in range((_MINUTES + 1) * 60 * _SECOND_NS // _STEP_NS):
            self.clock.advance(_STEP_NS)
            self.asker.step()
            for each in self.asker.take():
                self.windows[each.site].append(each)
        return time.process_time() - began

    def judged(self) -> Iterator[tuple[_Line, Judged]]:
        """Each place, in each minute."""
        first = -(-self.begin // WINDOW_US) * WINDOW_US
        for number, line in enumerate(self._lines):
            for minute in range(_MINUTES):
                span = Interval(first + minute * MINUTE, first + (minute + 1) * MINUTE)
                there = heard(self.windows[str(number)], Known(), span)
                yield line, judge(MeetingKind.VIDEO, there)

    def most_in_a_second(self, above: Mapping[str, str]) -> int:
        """Echoes over one line."""
        by_line = defaultdict(list)
        for at_ns, host in self.transport.sent:
            site = str(int(host.rpartition(".")[2]) - 1)
            for line in {site, above.get(site, site)}:
                by_line[line].append(at_ns)
        most = 0
        for times in by_line.values():
            first = 0
            for last, at_ns in enumerate(times):
                while times[first] <= at_ns - _SECOND_NS:
                    first += 1
                most = max(most, last - first + 1)
        return most

    def _behave(self, host: str, at_ns: int) -> int | None:
        line = self._lines[int(host.rpartition(".")[2]) - 1]
        if at_ns // 1_000_000 % line.period < line.silence or self._dice.random() < line.loss:
            return None
        # Two draws from a span differ by a third of it in the mean.
        wander = self._dice.uniform(0, 3 * line.jitter_ms)
        return round((line.rtt_ms + wander) * 1_000_000)


def _host(number: int) -> str:
    return f"127.64.0.{number + 1}"


def _to(address: str) -> Destination:
    found = Destination.of(address)
    assert found is not None  # noqa: S101 - made by _host
    return found


PART = Part(
    "meetings",
    "Which places are fit for a meeting by video, beside what their lines were made like: by loss, "
    "jitter, delay and bursts on either side of the limits of [meetings](meetings.md). Virtual "
    "time; each minute is judged as the live board does.",
    measure,
)
