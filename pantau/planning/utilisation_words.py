"""What lines carry in words: speeds, hours of the day, and what is said of each line. Pure."""

from collections.abc import Mapping

from pantau.language import Language, number, rupiah, to_say, translator
from pantau.language.devices import megabits
from pantau.planning.utilisation import Advice, Advised, Usage

NOTHING = "–"

ADVICE_WORDS: Mapping[Advice, str] = {
    Advice.IDLE: to_say("Paid and unused"),
    Advice.LARGER: to_say("Full, a larger tier would do"),
    Advice.FULL: to_say("Full, and no tier of this medium is larger"),
    Advice.SMALLER: to_say("A smaller tier would do"),
    Advice.KEEP: to_say("Fits"),
    Advice.NO_SPEED: to_say("The tier states no speed"),
    Advice.TOO_LITTLE: to_say("Measured for less than three days"),
}


def speed_words(bps: int | None, language: Language) -> str:
    """``12,34 Mbit/s``; a dash where nothing is known."""
    return NOTHING if bps is None else f"{megabits(bps, language)} Mbit/s"


def hour_words(found: Usage) -> str:
    """The busy hour of the local day: ``09.00–10.00``."""
    hour = found.busy_hour
    return NOTHING if hour is None else f"{hour:02}.00–{hour + 1:02}.00"


def idle_words(found: Usage, language: Language) -> str:
    """Days without use, up to the last one; a dash where there is none."""
    return number(found.idle_days, language) if found.idle_days else NOTHING


def advice_words(found: Advised, language: Language) -> str:
    """What is said of a line, and which tier would do."""
    words = translator(language)(ADVICE_WORDS[found.advice])
    return f"{words}: {found.offer.tier}" if found.offer else words


def rupiah_words(found: Advised, language: Language) -> str:
    """What it changes a month, with its sign; what is paid a month for nothing."""
    if found.rupiah is None:
        return NOTHING
    sign = "+" if found.rupiah > 0 and found.advice is not Advice.IDLE else ""
    return sign + rupiah(found.rupiah, language)
