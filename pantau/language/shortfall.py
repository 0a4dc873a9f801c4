"""What a degraded site falls short of, in words."""

from decimal import Decimal

from pantau.facts.degraded import Shortfall
from pantau.facts.words import DegradedReason
from pantau.language.catalogue import to_say, translator
from pantau.language.labels import label
from pantau.language.languages import DEFAULT_LANGUAGE, Language
from pantau.language.numbers import decimal, milliseconds

_OF = {
    DegradedReason.LOSS: to_say("{what} {measured}, promised {promised} ({minutes} minutes)"),
    DegradedReason.LATENCY: to_say(
        "{what} p95 {measured}, promised {promised} ({minutes} minutes)"
    ),
    DegradedReason.JITTER: to_say("{what} p95 {measured}, promised {promised} ({minutes} minutes)"),
}


def shortfall_words(short: Shortfall, language: Language = DEFAULT_LANGUAGE) -> str:
    """``Loss 5.2 %, promised 1 % (25 minutes)``."""
    shown = _share if short.reason is DegradedReason.LOSS else _time
    return translator(language)(
        _OF[short.reason],
        what=label(short.reason, language),
        measured=shown(short.measured, language),
        promised=shown(short.promised, language),
        minutes=short.minutes,
    )


def _share(value: float, language: Language) -> str:
    rounded = Decimal(value * 100).quantize(Decimal("0.01"))
    # ``1`` and ``2.5``, as the inventory writes them.
    return f"{decimal(Decimal(f'{rounded.normalize():f}'), language)} %"


def _time(value: float, language: Language) -> str:
    return milliseconds(round(value), language)
