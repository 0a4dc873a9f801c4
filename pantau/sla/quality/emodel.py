"""How speech would sound over a line: ITU-T G.107's transmission rating R, and MOS.

The simplified form of Cole and Rosenbluth, "Voice over IP performance monitoring" (2001), with all
other defaults of G.107: R = 93.2 - Id - Ieeff + A, A = 0 on fixed networks.
"""

from dataclasses import dataclass
from enum import StrEnum

_BASE = 93.2


@dataclass(frozen=True, slots=True)
class Codec:
    """``ie``: impairment without loss; ``bpl``: robustness against loss (ITU-T G.113, app. I).

    ``delay_ms``: what coding and packing take.
    """

    ie: float
    bpl: float
    delay_ms: float = 10.0


G711_PLC = Codec(0.0, 25.1)  # with concealment of lost packets, as meetings have it
G729A = Codec(11.0, 19.0)


class Satisfaction(StrEnum):
    """What users think of it (ITU-T G.109)."""

    VERY_SATISFIED = "very_satisfied"
    SATISFIED = "satisfied"
    SOME_DISSATISFIED = "some_dissatisfied"
    MANY_DISSATISFIED = "many_dissatisfied"
    NEARLY_ALL_DISSATISFIED = "nearly_all_dissatisfied"
    NOT_RECOMMENDED = "not_recommended"


_FROM = (
    (90.0, Satisfaction.VERY_SATISFIED),
    (80.0, Satisfaction.SATISFIED),
    (70.0, Satisfaction.SOME_DISSATISFIED),
    (60.0, Satisfaction.MANY_DISSATISFIED),
    (50.0, Satisfaction.NEARLY_ALL_DISSATISFIED),
)


def mouth_to_ear_ms(rtt_ms: float, jitter_ms: float, codec: Codec = G711_PLC) -> float:
    """Half the round trip, a jitter buffer of twice the jitter, and the codec's own delay."""
    return rtt_ms / 2 + 2 * jitter_ms + codec.delay_ms


def rating(
    delay_ms: float, loss_percent: float, codec: Codec = G711_PLC, burst_ratio: float = 1.0
) -> float:
    """R, at most 93.2: what delay and loss leave. ``delay_ms``: one way, mouth to ear."""
    return _BASE - delay_impairment(delay_ms) - loss_impairment(loss_percent, codec, burst_ratio)


def delay_impairment(delay_ms: float) -> float:
    """Id: how many points of R a delay (one way, mouth to ear) costs."""
    late = delay_ms - 177.3
    return 0.024 * delay_ms + (0.11 * late if late > 0 else 0.0)


def loss_impairment(
    loss_percent: float, codec: Codec = G711_PLC, burst_ratio: float = 1.0
) -> float:
    """Ie,eff (G.107, 7-29): how many points of R coding and loss cost.

    ``burst_ratio``: G.107's BurstR, the mean length of the bursts in which packets are lost over
    what it would be were they lost at random; 1 for random loss.
    """
    lost = loss_percent / (loss_percent / burst_ratio + codec.bpl)
    return codec.ie + (95 - codec.ie) * lost


def mos(r: float) -> float:
    """Mean opinion score, 1 to 4.5 (G.107, annex B). The polynomial dips below 1 near R = 3."""
    if r <= 0:
        return 1.0
    if r >= 100:
        return 4.5
    return max(1.0, 1 + 0.035 * r + r * (r - 60) * (100 - r) * 7e-6)


def satisfaction(r: float) -> Satisfaction:
    """By the bands of G.109."""
    return next((word for least, word in _FROM if r >= least), Satisfaction.NOT_RECOMMENDED)
