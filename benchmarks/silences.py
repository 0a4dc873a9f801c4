"""Which silences are written of lines that lose echoes or fall silent for moments, and how soon."""

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.rows import Part, Row, Target
from pantau.facts.instant import DAY, HOUR, MINUTE, SECOND
from pantau.inventory.defaults import pace
from pantau.lab.silences import Lossy, Written, in_spells, now_and_then, written
from pantau.sla.interval import Spans, union

_PACE = pace(())  # of a site that says nothing of it
_UNTIL, _TRIED_FROM, _SEEDS = 6 * DAY, DAY, 3
_LENGTHS = (5, 10, 15, 20, 30, 60)
_KNOWN_S = 21.0
_LEAPS, _CALM, _LEAP_MOST = 300, 2 * HOUR, 0.1
_SHARES = (0.01, 0.05, 0.1, 0.2, 0.3)
_SPELLS = ((0.001, 1.0), (0.005, 0.5), (0.005, 2.0), (0.02, 1.0), (0.05, 1.0), (0.08, 2.0))
_EVERY = (("30 s", 30 * SECOND), ("2 min", 2 * MINUTE), ("10 min", 10 * MINUTE), ("hour", HOUR))
_BRIEF = (SECOND // 2, 2 * SECOND)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line by its name. ``little``: it loses so little that ten seconds of silence suffice."""

    name: str
    line: Lossy
    little: bool


def measure() -> Iterator[Row]:
    """Each line for itself, then loss that leaps."""
    for each in _lines():
        yield from _rows(each)
    for share in (0.2, 0.4):
        yield _leap(share)


def _lines() -> Iterator[_Line]:
    for share in (0.0, *_SHARES):
        line = Lossy(shares=((0, share),))
        yield _Line(f"{share:.0%} lost at random", line, little=share < 0.02)
    for share, mean_s in _SPELLS:
        spells = in_spells(share, round(mean_s * SECOND), _UNTIL, seed=1)
        name = f"{share:.1%} of the time in spells of mean {mean_s:g} s"
        yield _Line(name, Lossy(spells), little=share < 0.01)
    for name, every in _EVERY:
        silent = now_and_then(every, *_BRIEF, _UNTIL, seed=1)
        yield _Line(
            f"silent for 0.5 to 2 s each {name}", Lossy(silent), little=every >= 10 * MINUTE
        )


def _rows(each: _Line) -> Iterator[Row]:
    line, days = each.line, _SEEDS * _UNTIL / DAY
    alone = sum(1 for seed in range(_SEEDS) for _ in written(line, _PACE, seed, _UNTIL))
    how = f"outages written of a line that has none longer, {days:.0f} days"
    yield Row(f"{each.name}: a day", alone / days, "", how)
    missed: dict[int, list[bool]] = {length: [] for length in _LENGTHS}
    known: list[float] = []
    for seed in range(_SEEDS):
        for begin, end, outage in _tried(line, seed):
            missed[(end - begin) // SECOND].append(outage is None)
            if outage is not None:
                known.append((outage.known - begin) / SECOND)
    shares = {length: sum(found) / len(found) for length, found in missed.items()}
    rest = ", ".join(f"{length} s {share:.0%}" for length, share in shares.items())
    how = f"of {len(missed[15])} silences, one an hour of some length; not written: {rest}"
    met = Target(0) if each.little else None
    yield Row(f"{each.name}: 15 s not written", 100 * shares[15], "%", how, target=met)
    how = f"true begin to entry, {len(known)} outages"
    spread, most = (min(known), max(known)), Target(_KNOWN_S)
    yield Row(f"{each.name}: known after, most", max(known), "s", how, spread, most)


def _tried(line: Lossy, seed: int) -> Iterator[tuple[int, int, Written | None]]:
    """Silences of all lengths one after another, and the outage that was written of each."""
    tried: Spans = []
    for number, at in enumerate(range(_TRIED_FROM, _UNTIL - HOUR, HOUR)):
        length = _LENGTHS[number % len(_LENGTHS)] * SECOND
        tried += now_and_then(HOUR, length, length, HOUR, seed=1_000 * seed + number)
        tried[-1] = (tried[-1][0] + at, tried[-1][1] + at)
    outages = list(written(Lossy(union([*line.silent, *tried]), line.shares), _PACE, seed, _UNTIL))
    for begin, end in tried:
        found = (each for each in outages if each.begin < end and each.end > begin)
        yield begin, end, next(found, None)


def _leap(share: float) -> Row:
    line = Lossy(shares=((0, 0.0), (_CALM, share)))
    false = sum(1 for seed in range(_LEAPS) for _ in written(line, _PACE, seed, _CALM + HOUR))
    how = f"outages that did not happen, in the hour after it; {_LEAPS} leaps, {false} outages"
    what = f"loss leaps from 0 to {share:.0%}: a leap"
    return Row(what, false / _LEAPS, "", how, target=Target(_LEAP_MOST))


PART = Part(
    "silences",
    "Which silences are written: the collector's own rule of confirmation ([decision 56]"
    "(decisions/0056-how-long-a-silence-is-asked.md)) in virtual time, one line for days, and "
    "silences of 5 to 60 s beside what the line does by itself. Where it loses less than 3 of 100 "
    "heartbeats all of 15 s must be written.",
    measure,
)
