"""The light of a place, and why it is not green."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pantau.facts.meetings import Light, LightReason, Losses, MeetingKind
from pantau.meeting.heard import Heard
from pantau.meeting.lights import BARELY, STEPS, VIDEO, VOICE, Judged, judge

R = LightReason
ALL_CAME = Losses(600)


def heard(
    rtt: float | None = 20.0,
    jitter: float = 2.0,
    losses: Losses = ALL_CAME,
    known: int = 6,
    of: int = 6,
    silent: int = 0,
) -> Heard:
    return Heard(known, of, silent, losses, rtt, jitter, 100.0)


def scattered(lost: int) -> Losses:
    return Losses(600, lost, lost, min(lost, 1))


@pytest.mark.parametrize(
    ("there", "video", "voice"),
    [
        (heard(), Judged(Light.GREEN), Judged(Light.GREEN)),
        (heard(losses=scattered(18)), Judged(Light.YELLOW, (R.LOSS,)), Judged(Light.GREEN)),
        (
            heard(losses=scattered(36)),
            Judged(Light.RED, (R.LOSS,)),
            Judged(Light.YELLOW, (R.LOSS,)),
        ),
        (heard(jitter=50), Judged(Light.YELLOW, (R.JITTER,)), Judged(Light.GREEN)),
        (heard(rtt=320), Judged(Light.YELLOW, (R.DELAY,)), Judged(Light.GREEN)),
        (heard(rtt=900), Judged(Light.RED, (R.DELAY,)), Judged(Light.RED, (R.DELAY,))),
        (
            heard(losses=Losses(600, 9, 1, 9)),
            Judged(Light.YELLOW, (R.BURSTS,)),
            Judged(Light.GREEN),
        ),
        (
            heard(losses=Losses(600, 30, 1, 30)),
            Judged(Light.RED, (R.BURSTS, R.LOSS)),
            Judged(Light.RED, (R.BURSTS,)),
        ),
    ],
)
def test_the_light_follows_what_the_meeting_needs(
    there: Heard, video: Judged, voice: Judged
) -> None:
    assert judge(MeetingKind.VIDEO, there) == video
    assert judge(MeetingKind.VOICE, there) == voice


def test_where_no_figure_is_beyond_its_limit_r_may_be_and_what_costs_most_is_named() -> None:
    # 290 ms there and back and 39 ms of jitter: each is allowed for, both together are not.
    there = heard(rtt=290, jitter=39, losses=scattered(6))
    assert (there.r or 0) < VIDEO.r
    assert judge(MeetingKind.VIDEO, there) == Judged(Light.YELLOW, (R.JITTER,))


@pytest.mark.parametrize("kind", MeetingKind)
def test_too_few_windows_and_nothing_heard_are_unknown(kind: MeetingKind) -> None:
    for there in (heard(known=2), Heard(0, 6), Heard(0, 0)):
        assert judge(kind, there) == Judged(Light.UNKNOWN, (R.UNKNOWN,))


def test_down_is_red_whatever_was_heard_before() -> None:
    assert judge(MeetingKind.VOICE, heard(), down=True) == Judged(Light.RED, (R.DOWN,))
    dead = heard(rtt=None, losses=Losses(600, 600, 1, 600, 600, 600), silent=6)
    assert judge(MeetingKind.VOICE, dead) == Judged(Light.RED, (R.DOWN,))


@given(
    st.sampled_from(MeetingKind),
    st.floats(0, 1500),
    st.floats(0, 200),
    st.integers(0, 100),
    st.integers(0, 6),
)
def test_what_is_not_known_is_never_green_and_green_gives_no_reason(
    kind: MeetingKind, rtt: float, jitter: float, lost: int, known: int
) -> None:
    found = judge(kind, heard(rtt, jitter, scattered(lost), known))
    assert (found.light is Light.GREEN) == (found.reasons == ())
    if known < 3:
        assert found.light is Light.UNKNOWN


@given(st.floats(0, 1500), st.floats(0, 200), st.integers(0, 200), st.integers(0, 50))
def test_a_place_fit_for_video_is_fit_for_voice(
    rtt: float, jitter: float, lost: int, burst: int
) -> None:
    there = heard(rtt, jitter, Losses(600, lost + burst, lost + 1, burst))
    order = [Light.GREEN, Light.YELLOW, Light.RED]
    video, voice = (judge(kind, there).light for kind in (MeetingKind.VIDEO, MeetingKind.VOICE))
    assert order.index(voice) <= order.index(video)


def test_each_step_asks_less_than_the_one_before() -> None:
    assert [each[0] for each in STEPS.values()] == [VIDEO, VOICE]
    for better, worse in ((VIDEO, VOICE), (VOICE, BARELY)):
        assert better.r > worse.r
        assert better.loss_percent < worse.loss_percent
        assert better.jitter_ms < worse.jitter_ms
        assert better.rtt_ms < worse.rtt_ms
        assert better.break_ms < worse.break_ms
