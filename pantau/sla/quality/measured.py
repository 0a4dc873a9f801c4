"""From minute samples to the figures of a span, and what they mean."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from pantau.facts.instant import MINUTE
from pantau.facts.measured import Outage, Sample
from pantau.inventory.model import Term
from pantau.sla.quality.emodel import Satisfaction, mos, mouth_to_ear_ms, rating, satisfaction
from pantau.sla.quality.tiphon import Tiphon, tiphon
from pantau.sla.quality.y1541 import network_class

_MS = 1_000


@dataclass(frozen=True, slots=True)
class Measured:
    """What ``minutes`` of samples showed. Round trips in microseconds, None where none came back.

    ``median_us``, ``p95_us`` and ``p99_us`` are percentiles (nearest rank) of the minute medians;
    ``jitter_us`` is the mean of the minutes' jitters; ``variation_us`` is the 99.9th percentile of
    the minutes' longest round trips less the least of all (RFC 5481's PDV, by minutes).
    """

    minutes: int
    sent: int
    received: int
    least_us: int | None
    median_us: int | None
    p95_us: int | None
    p99_us: int | None
    jitter_us: int | None
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


def in_service(samples: Iterable[Sample], outages: Iterable[Outage]) -> list[Sample]:
    """Without the minutes that touch an outage: quality is what a line is like while it is there
    (ITU-T Y.1540 takes loss over available time alone), and its absence is counted by the ledger.
    """
    down = [(each.started_at, each.ended_at) for each in outages]
    return [
        sample
        for sample in samples
        if not any(
            begin < sample.at + MINUTE and (end is None or end >= sample.at) for begin, end in down
        )
    ]


def measure(samples: Iterable[Sample]) -> Measured:
    """The figures of these samples of one probe, in any order."""
    found = list(samples)
    medians = sorted(s.rtt_median_us for s in found if s.rtt_median_us is not None)
    longest = sorted(s.rtt_max_us for s in found if s.rtt_max_us is not None)
    jitters = [s.jitter_us for s in found if s.jitter_us is not None]
    least = min((s.rtt_min_us for s in found if s.rtt_min_us is not None), default=None)
    last = percentile(longest, Fraction(999, 1000))
    return Measured(
        minutes=len(found),
        sent=sum(s.sent for s in found),
        received=sum(s.received for s in found),
        least_us=least,
        median_us=percentile(medians, Fraction(1, 2)),
        p95_us=percentile(medians, Fraction(95, 100)),
        p99_us=percentile(medians, Fraction(99, 100)),
        jitter_us=sum(jitters) // len(jitters) if jitters else None,
        variation_us=None if last is None or least is None else last - least,
    )


def percentile(ordered: Sequence[int], share: Fraction) -> int | None:
    """The nearest rank: the least value that at least ``share`` of all do not exceed."""
    return ordered[max(ceil(share * len(ordered)), 1) - 1] if ordered else None


def judge(measured: Measured, term: Term) -> Quality:
    """Hold the figures against the term's ``latency_p95`` and ``loss``, decided exactly."""
    latency, loss = measured.p95_us, measured.loss
    promised = term.latency_p95_us
    most = term.loss_percent
    return Quality(
        measured=measured,
        latency_met=None if latency is None or promised is None else latency <= promised,
        loss_met=None if loss is None or most is None else loss * 100 <= Fraction(most),
        scales=scales(measured),
    )


def scales(measured: Measured) -> Scales | None:
    """Where the line stands; None where nothing came back."""
    rtt, loss = measured.median_us, measured.loss
    if rtt is None or loss is None:
        return None
    rtt_ms, jitter_ms = rtt / _MS, (measured.jitter_us or 0) / _MS
    r = rating(mouth_to_ear_ms(rtt_ms, jitter_ms), float(loss * 100))
    return Scales(
        r=r,
        mos=mos(r),
        satisfaction=satisfaction(r),
        tiphon=tiphon(rtt_ms, jitter_ms, float(loss * 100)),
        network_class=network_class(rtt_ms / 2, (measured.variation_us or 0) / _MS, float(loss)),
    )
