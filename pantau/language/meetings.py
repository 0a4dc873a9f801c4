"""What the vocabularies of meetings are called in front of people."""

from collections.abc import Iterable
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from enum import StrEnum

from pantau.facts.meetings import Advice, Fitness, Light, LightReason, MeetingKind, Trend
from pantau.language.catalogue import Translator, to_say
from pantau.language.languages import Language
from pantau.language.numbers import decimal

MEETING_LABELS: dict[type[StrEnum], dict[str, str]] = {
    MeetingKind: {
        MeetingKind.VIDEO: to_say("Video (Zoom)"),
        MeetingKind.VOICE: to_say("Voice only"),
    },
    Light: {
        Light.GREEN: to_say("Ready"),
        Light.YELLOW: to_say("With limits"),
        Light.RED: to_say("Not ready"),
        Light.UNKNOWN: to_say("Not known"),
    },
    LightReason: {
        LightReason.DOWN: to_say("no connection"),
        LightReason.BURSTS: to_say("it breaks off for moments"),
        LightReason.LOSS: to_say("too much is lost"),
        LightReason.JITTER: to_say("it comes unevenly"),
        LightReason.DELAY: to_say("it comes too late"),
        LightReason.UNKNOWN: to_say("not measured enough"),
    },
    Advice: {
        Advice.VIDEO_FINE: to_say("Video is fine"),
        Advice.VOICE_FINE: to_say("Voice is fine"),
        Advice.VOICE_ONLY: to_say("Camera off, voice only"),
        Advice.PHONE_READY: to_say("Keep a telephone ready"),
        Advice.PHONE: to_say("Join by telephone"),
        Advice.MOVE: to_say("Move to the district office"),
        Advice.TRY_FIRST: to_say("Try with the place beforehand"),
    },
    Trend: {
        Trend.BETTER: to_say("↗ better"),
        Trend.WORSE: to_say("↘ worse"),
        Trend.STEADY: to_say("→ steady"),
        Trend.UNKNOWN: to_say("– not known"),
    },
    Fitness: {
        Fitness.GOOD: to_say("Good"),
        Fitness.USABLE: to_say("Usable"),
        Fitness.POOR: to_say("Poor"),
        Fitness.UNKNOWN: to_say("Not known"),
    },
}


def advice_words(advice: Advice, refuge: str | None, say: Translator) -> str:
    """What to do; ``refuge``: what the district office to go to is called."""
    if advice is Advice.MOVE and refuge:
        return say("Move to {office}", office=refuge)
    return say(MEETING_LABELS[Advice][advice])


def reason_words(reasons: Iterable[LightReason], say: Translator) -> str:
    """Why a light is not green, what weighs most first; a dash where nothing is amiss."""
    return ", ".join(say(MEETING_LABELS[LightReason][each]) for each in reasons) or "–"


def worth(value: float | None, places: int, language: Language) -> str:
    """A figure that is the better the greater: rounded down; a dash for none."""
    return _figure(value, places, ROUND_FLOOR, language)


def burden(value: float | None, places: int, language: Language) -> str:
    """A figure that is the worse the greater: rounded up; a dash for none."""
    return _figure(value, places, ROUND_CEILING, language)


def _figure(value: float | None, places: int, rounding: str, language: Language) -> str:
    if value is None:
        return "–"
    # A float's last digits are no digits of the figure.
    exact = Decimal(repr(round(value, 6)))
    return decimal(exact.quantize(Decimal(1).scaleb(-places), rounding), language)
