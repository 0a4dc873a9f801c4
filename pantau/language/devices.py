"""What a device said of itself, in words."""

from collections.abc import Mapping
from decimal import Decimal

from pantau.facts.device import Quantity
from pantau.language.catalogue import Translator, to_say, translator
from pantau.language.durations import short_duration
from pantau.language.languages import DEFAULT_LANGUAGE, Language
from pantau.language.numbers import decimal

NOT_LET_IN = {
    "unknown_user": to_say("the user is not known there"),
    "wrong_authentication_key": to_say("the authentication key is not the one there"),
    "wrong_privacy_key": to_say("the privacy key is not the one there"),
    "unsupported_security": to_say("it does not take this kind of keys"),
    "clock_not_agreed": to_say("its clock cannot be agreed on"),
    "report": to_say("for a reason that it does not tell"),
}
"""By the ``why`` of what does not let us in."""

_TENTHS = {
    Quantity.TEMPERATURE_DC: to_say("{value} °C"),
    Quantity.VOLTAGE_DV: to_say("{value} V"),
}
_WHOLE = {
    Quantity.CPU_PERCENT: to_say("processor {value} %"),
    Quantity.BATTERY_PERCENT: to_say("battery {value} %"),
}


def device_words(
    details: Mapping[str, int | str], language: Language = DEFAULT_LANGUAGE
) -> list[str]:
    """Each thing that is worth telling, the most telling first; none where it is no device."""
    say = translator(language)
    told: list[str] = []
    why = details.get("why")
    if why is not None:
        told.append(say(NOT_LET_IN.get(str(why), str(why))))
    told += _power(details, say)
    uptime = details.get(Quantity.UPTIME_S)
    if isinstance(uptime, int):
        told.append(say("running for {length}", length=short_duration(uptime, language)))
    if details.get("interface"):
        state = "" if details.get(Quantity.INTERFACE_UP, 1) else f" ({say('Down')})"
        told.append(f"{details['interface']}{state}")
    rates = [details.get(each) for each in (Quantity.IN_BPS, Quantity.OUT_BPS)]
    if all(isinstance(each, int) for each in rates):
        inward, outward = (megabits(int(each or 0), language) for each in rates)
        told.append(say("in {inward}, out {outward} Mbit/s", inward=inward, outward=outward))
    for quantity, text in _WHOLE.items():
        if quantity in details:
            told.append(say(text, value=details[quantity]))
    for quantity, text in _TENTHS.items():
        value = details.get(quantity)
        if isinstance(value, int):
            told.append(say(text, value=decimal(Decimal(value) / 10, language)))
    return told


def _power(details: Mapping[str, int | str], say: Translator) -> list[str]:
    mains = details.get(Quantity.MAINS)
    if mains is None:
        return []
    left = details.get(Quantity.BATTERY_LEFT_MIN)
    if mains:
        return [say("mains power")]
    return [say("on battery"), *([say("{n} minutes left", n=left)] if left is not None else [])]


def megabits(bits: int, language: Language) -> str:
    """Two places, rounded down: a picture for people."""
    return decimal(Decimal(bits // 10_000) / 100, language)
