"""From minute samples to the figures of a span, and what they mean.

The one definition for one site and for all: whole numbers as columns, so that a month of 300 sites
is counted in a second, and exactly.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

import numpy as np

from pantau.facts.instant import MINUTE
from pantau.facts.measured import Outage
from pantau.facts.minutes import COLUMNS, Minutes, Numbers, joined
from pantau.inventory.contracts import Term
from pantau.sla.quality.emodel import Satisfaction, mos, mouth_to_ear_ms, rating, satisfaction
from pantau.sla.quality.tiphon import Tiphon, tiphon
from pantau.sla.quality.y1541 import network_class

_MS = 1_000
_CLASSES_BITS = 12


@dataclass(frozen=True, slots=True)
class Measured:
    """What ``minutes`` of samples showed. Round trips in microseconds, None where none came back.

    ``median_us``, ``p95_us`` and ``p99_us`` are percentiles (nearest rank) of the minute medians;
    ``jitter_us`` is the mean of the minutes' jitters, ``jitter_p95_us`` their 95th percentile;
    ``variation_us`` is the 99.9th percentile of
    the minutes' longest round trips less the least of all (RFC 5481's PDV, by minutes).
    ``least_us`` and ``variation_us`` are None too where those columns were not asked for.
    """

    minutes: int
    sent: int
    received: int
    least_us: int | None
    median_us: int | None
    p95_us: int | None
    p99_us: int | None
    jitter_us: int | None
    jitter_p95_us: int | None
    variation_us: int | None

    @property
    def loss(self) -> Fraction | None:
        """The share of heartbeats that was lost; None where none was sent."""
        return Fraction(self.sent - self.received, self.sent) if self.sent else None


@dataclass(frozen=True, slots=True)
class Scales:
    """The published scales, by the median round trip.

    R and the network class speak of one way and take half of it; TIPHON's papers take all of it.
    """

    r: float
    mos: float
    satisfaction: Satisfaction
    tiphon: Tiphon
    network_class: int


@dataclass(frozen=True, slots=True)
class Quality:
    """A span's figures beside what the contract promises; None where it promises nothing, or
    nothing came back. ``scales`` is None where nothing came back."""

    measured: Measured
    latency_met: bool | None
    loss_met: bool | None
    scales: Scales | None
    jitter_met: bool | None = None


def in_service(samples: Minutes, outages: Iterable[Outage]) -> Minutes:
    """Without the minutes that touch an outage: quality is what a line is like while it is there
    (ITU-T Y.1540 takes loss over available time alone), and its absence is counted by the ledger.
    """
    minutes, whole = samples.minutes, len(samples.minutes)
    kept, done = [], 0
    for each in sorted(outages, key=lambda each: each.started_at):
        # From the minute in which it began to the one in which, or at whose begin, it ended.
        first = int(np.searchsorted(minutes, each.started_at // MINUTE))
        end = None if each.ended_at is None else each.ended_at // MINUTE
        after = whole if end is None else int(np.searchsorted(minutes, end, "right"))
        kept.append(samples.part(done, first))
        done = max(done, after)
    return joined([*kept, samples.part(done, whole)], samples.names)


def measure(samples: Minutes) -> Measured:
    """The figures of these minutes of one probe."""
    medians, least, longest = samples.answered("rtt_median_us"), None, None
    if {*COLUMNS} == {*samples.names}:
        least_ones = samples.answered("rtt_min_us")
        least = int(least_ones.min()) if len(least_ones) else None
        [longest] = percentiles(samples.answered("rtt_max_us"), Fraction(999, 1000))
    median, p95, p99 = percentiles(medians, Fraction(1, 2), Fraction(95, 100), Fraction(99, 100))
    jitters = samples.answered("jitter_us")
    [jitter_p95] = percentiles(jitters, Fraction(95, 100))
    return Measured(
        minutes=len(samples.minutes),
        sent=int(samples.column("sent").sum()),
        received=int(samples.column("received").sum()),
        least_us=least,
        median_us=median,
        p95_us=p95,
        p99_us=p99,
        jitter_us=int(jitters.sum()) // len(jitters) if len(jitters) else None,
        jitter_p95_us=jitter_p95,
        variation_us=None if longest is None or least is None else longest - least,
    )


def percentiles(values: Numbers, *shares: Fraction) -> list[int | None]:
    """The nearest ranks: for each share the least value that at least so many do not exceed."""
    if not len(values):
        return [None] * len(shares)
    places = [max(ceil(share * len(values)), 1) - 1 for share in shares]
    # How many lie in each of some thousand classes is counted, and only the class of the place is
    # sorted: a fifth of what it takes to sort all.
    above = values - values.min()
    classes = above >> max(int(above.max()).bit_length() - _CLASSES_BITS, 0)
    upto = np.cumsum(np.bincount(classes))
    found: list[int | None] = []
    for place in places:
        own = int(np.searchsorted(upto, place, "right"))
        inside = np.sort(values[classes == own])
        found.append(int(inside[place - int(upto[own])]))
    return found


def judge(measured: Measured, term: Term) -> Quality:
    """Hold the figures against the term's ``latency_p95``, ``loss`` and ``jitter``, exactly."""
    loss = measured.loss
    most = term.loss_percent
    return Quality(
        measured=measured,
        latency_met=_kept(measured.p95_us, term.latency_p95_us),
        loss_met=None if loss is None or most is None else loss * 100 <= Fraction(most),
        scales=scales(measured),
        jitter_met=_kept(measured.jitter_p95_us, term.jitter_us),
    )


def _kept(found_us: int | None, promised_us: int | None) -> bool | None:
    return None if found_us is None or promised_us is None else found_us <= promised_us


def scales(measured: Measured) -> Scales | None:
    """Where the line stands; None where nothing came back, or not all columns were asked for."""
    rtt, loss, variation = measured.median_us, measured.loss, measured.variation_us
    if rtt is None or loss is None or variation is None:
        return None
    rtt_ms, jitter_ms = rtt / _MS, (measured.jitter_us or 0) / _MS
    r = rating(mouth_to_ear_ms(rtt_ms, jitter_ms), float(loss * 100))
    return Scales(
        r=r,
        mos=mos(r),
        satisfaction=satisfaction(r),
        tiphon=tiphon(rtt_ms, jitter_ms, float(loss * 100)),
        network_class=network_class(rtt_ms / 2, variation / _MS, float(loss)),
    )
