"""How far what Pantau measures lies from what really happened: the figures of one run."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from math import ceil
from typing import Any

from pantau.lab.compare import Finding


@dataclass(frozen=True, slots=True)
class Spread:
    """Of ``count`` values: least, median and 99th percentile (nearest rank), most.

    All are 0 where there is no value.
    """

    count: int = 0
    least: int = 0
    median: int = 0
    p99: int = 0
    most: int = 0

    @classmethod
    def of(cls, values: Iterable[int]) -> "Spread":
        """Of these values."""
        found = sorted(values)
        if not found:
            return cls()
        middle, last = (found[ceil(share * len(found)) - 1] for share in (0.5, 0.99))
        return cls(len(found), found[0], middle, last, found[-1])

    @classmethod
    def of_ns(cls, values: Iterable[int]) -> "Spread":
        """Of these nanoseconds, in microseconds."""
        return cls.of(int(ns) // 1_000 for ns in values)


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Of a run of ``seconds`` with ``sites``; microseconds unless it says otherwise.

    ``outages``: that really were; ``seen``: those that nothing hid. Of those on links that lose
    nothing else: ``begins`` and ``ends``, written less true; ``bounds``, from the last sign of life
    to the written begin; ``delays``, from the true begin to the journal entry, and ``verdicts``,
    from the written begin to it. ``availability``: recorded less true, in percentage points of
    ``known_s`` site-seconds of known time.

    ``trips``: by how much round trips were too long or too short, ``out`` and ``back`` its two
    legs; ``samples``: the same of the medians in the minute samples, and ``kept``: how far these
    lie from the round trips that the collector took. ``unheard``: answers that never reached the
    collector although it listened. ``held_up``: how long the machine kept the collector waiting, at
    most, in any ten seconds.

    Of the lab itself: echoes ``asked``, answers and echoes ``lost``, how ``late`` answers left.
    ``bursts``: outages written where a link was silent in a spell of loss. ``findings``: what is
    wrong, a line each.
    """

    sites: int
    seconds: float
    stalled: bool
    outages: int
    seen: int
    begins: Spread
    bounds: Spread
    ends: Spread
    delays: Spread
    verdicts: Spread
    availability: float
    known_s: float
    trips: Spread
    out: Spread
    back: Spread
    samples: Spread
    kept: Spread
    unheard: int
    held_up: int
    asked: int
    lost: int
    late: Spread
    bursts: int
    findings: tuple[str, ...]

    def plain(self) -> dict[str, Any]:
        """As JSON takes it."""
        return asdict(self)

    def text(self) -> str:
        """For people: a line for each figure."""
        stalls = "event loop stalled for 50 ms of every 150" if self.stalled else "no stalls"
        return "\n".join(
            (
                f"{self.sites} sites, {self.seconds:.0f} s, {self.outages} outages, "
                f"{self.seen} in clear sight; {stalls}",
                f"begin       {_seconds(self.begins)} behind the truth; "
                f"bounds at most {self.bounds.most / 1e6:.2f} s apart",
                f"end         {_seconds(self.ends)} behind the truth",
                f"to journal  {_seconds(self.delays)} from the true begin; "
                f"{_seconds(self.verdicts)} from the written one",
                f"available   {self.availability:+.4f} points off",
                f"round trip  {_millis(self.trips)} off in {self.trips.count} echoes: "
                f"out {_millis(self.out)}, back {_millis(self.back)}",
                f"samples     {_millis(self.samples)} off in {self.samples.count} minutes; "
                f"{self.kept.most} us at most from what was taken",
                f"machine     collector held up for {self.held_up / 1e3:.0f} ms; lab late by "
                f"{_millis(self.late)}, most {self.late.most / 1e3:.1f} ms",
                f"lab         {self.asked} echoes, {self.lost} lost, {self.unheard} unheard",
                f"bursts      {self.bursts} written as outages",
                f"findings    {len(self.findings)}",
                *self.findings,
            )
        )


def finding_text(found: Finding, began: int) -> str:
    """One line; ``began``: when the scenario did."""
    at, off = (found.at - began) / 1e6, found.off_us / 1e6
    return f"{found.kind}: {found.site} at {at:.2f} s, off by {off:.3f} s {found.text}".rstrip()


def _seconds(each: Spread) -> str:
    return f"median {each.median / 1e6:.2f} s, p99 {each.p99 / 1e6:.2f} s"


def _millis(each: Spread) -> str:
    return f"median {each.median / 1e3:.3f} ms, p99 {each.p99 / 1e3:.3f} ms"
