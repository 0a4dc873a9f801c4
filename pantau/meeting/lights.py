"""The light of a place: what its line may be like at worst, per kind of meeting."""

from dataclasses import dataclass

from pantau.facts.meetings import Light, LightReason, MeetingKind
from pantau.meeting.heard import Heard
from pantau.meeting.losses import burst_ratio
from pantau.sla.quality.emodel import delay_impairment, loss_impairment, mouth_to_ear_ms

ENOUGH_KNOWN = 0.5
"""Where a smaller share of the windows or minutes is known, the light is unknown."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a line must keep: R at least, all else at most. ``rtt_ms``: there and back;
    ``break_ms``: for how long nothing may come through."""

    r: float
    loss_percent: float
    jitter_ms: float
    rtt_ms: float
    break_ms: float


# R by the bands of G.109 (80: satisfied, 70: some dissatisfied, 60: many). For video loss and
# jitter as conference services ask of a line (2 %, 40 ms), and 150 ms one way (G.114).
VIDEO = Limits(r=80, loss_percent=2, jitter_ms=40, rtt_ms=300, break_ms=500)
VOICE = Limits(r=70, loss_percent=5, jitter_ms=60, rtt_ms=600, break_ms=1_000)
BARELY = Limits(r=60, loss_percent=8, jitter_ms=100, rtt_ms=800, break_ms=2_000)

STEPS: dict[MeetingKind, tuple[Limits, Limits]] = {
    MeetingKind.VIDEO: (VIDEO, VOICE),
    MeetingKind.VOICE: (VOICE, BARELY),
}
"""Within the first it is green, within the second yellow, else red."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A light, and why it is not green: what weighs most comes first."""

    light: Light
    reasons: tuple[LightReason, ...] = ()


NOBODY_KNOWS = Judged(Light.UNKNOWN, (LightReason.UNKNOWN,))
IS_DOWN = Judged(Light.RED, (LightReason.DOWN,))


def judge(kind: MeetingKind, heard: Heard, *, down: bool = False) -> Judged:
    """``down``: the collector says so of this moment, whatever was heard before."""
    if down:
        return IS_DOWN
    if not heard.of or heard.known / heard.of < ENOUGH_KNOWN or not heard.losses.sent:
        return NOBODY_KNOWS
    if heard.silent == heard.known:
        return IS_DOWN
    green, yellow = STEPS[kind]
    why = beyond(green, heard)
    if not why:
        return Judged(Light.GREEN)
    return Judged(Light.RED if beyond(yellow, heard) else Light.YELLOW, why)


def beyond(limits: Limits, heard: Heard) -> tuple[LightReason, ...]:
    """What is not kept, in the order of weight; none where all is."""
    why = [
        reason
        for reason, value, most in (
            (LightReason.BURSTS, heard.longest_ms, limits.break_ms),
            (LightReason.LOSS, heard.loss_percent or 0.0, limits.loss_percent),
            (LightReason.JITTER, heard.jitter_ms or 0.0, limits.jitter_ms),
            (LightReason.DELAY, heard.rtt_ms or 0.0, limits.rtt_ms),
        )
        if value > most
    ]
    if not why and (heard.r or 0.0) < limits.r:
        why.append(_weighs_most(heard))
    return tuple(why)


def _weighs_most(heard: Heard) -> LightReason:
    """What costs most of R, where no single figure is beyond its limit."""
    rtt, jitter = heard.rtt_ms or 0.0, heard.jitter_ms or 0.0
    whole = delay_impairment(mouth_to_ear_ms(rtt, jitter))
    without = delay_impairment(mouth_to_ear_ms(rtt, 0.0))
    ratio = burst_ratio(heard.losses)
    costs = {
        LightReason.LOSS: loss_impairment(heard.loss_percent or 0.0, burst_ratio=ratio),
        LightReason.JITTER: whole - without,
        LightReason.DELAY: without,
    }
    return max(costs, key=lambda each: costs[each])
