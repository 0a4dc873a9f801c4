"""The ranking in words: its factors, their values, and the arithmetic of one site. Pure."""

from collections.abc import Mapping
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction

from pantau.facts.instant import SECOND
from pantau.language import (
    Language,
    decimal,
    milliseconds,
    number,
    short_duration,
    to_say,
    translator,
)
from pantau.planning.migration import Factor, Part, Ranked

NOTHING = "–"

FACTOR_WORDS: Mapping[Factor, str] = {
    Factor.HOURS_LOST: to_say("Time lost"),
    Factor.WORK_HOURS_LOST: to_say("Time lost in working hours"),
    Factor.LOSS: to_say("Loss in working hours"),
    Factor.LATENCY: to_say("Round trip in working hours"),
    Factor.KIND: to_say("Kind of service"),
    Factor.PEOPLE: to_say("People served"),
    Factor.NEARNESS: to_say("Nearness to fibre"),
}


def floored(value: Fraction, places: int, language: Language) -> str:
    """A number cut to so many decimals."""
    step = Decimal(1).scaleb(-places)
    exact = Decimal(value.numerator * 10 ** (places + 3) // value.denominator).scaleb(-places - 3)
    return decimal(exact.quantize(step, ROUND_FLOOR), language)


def kilometres(metres: int, language: Language) -> str:
    """A distance with one decimal: ``12,3 km``."""
    return f"{floored(Fraction(metres, 1_000), 1, language)} km"


def value_words(factor: Factor, value: Fraction | None, language: Language) -> str:
    """A factor's value in its own unit; a dash where it is unknown."""
    if value is None:
        return NOTHING
    match factor:
        case Factor.HOURS_LOST | Factor.WORK_HOURS_LOST:
            return short_duration(int(value), language)
        case Factor.LOSS:
            return f"{floored(value * 100, 2, language)} %"
        case Factor.LATENCY:
            return milliseconds(int(value), language)
        case Factor.KIND:
            return floored(value, 2, language)
        case Factor.PEOPLE:
            return number(int(value), language)
        case Factor.NEARNESS:
            return kilometres(int(value), language)


def step_words(part: Part, language: Language) -> str:
    """How the value became a share: ``12 j / 40 j``."""
    value = value_words(part.factor, part.value, language)
    if part.share is None or part.factor is Factor.KIND:
        return value
    most = value_words(part.factor, part.most, language)
    return f"1 − {value} / {most}" if part.factor is Factor.NEARNESS else f"{value} / {most}"


def unknown_words(found: Ranked, language: Language) -> str:
    """The factors of which nothing is known, by name; empty where all are."""
    say = translator(language)
    return ", ".join(say(FACTOR_WORDS[each]) for each in found.unknown)


def score_words(score: Fraction | None, language: Language) -> str:
    """Percent with one decimal, cut; a dash where there is none."""
    return NOTHING if score is None else floored(score, 1, language)


def sum_words(found: Ranked, language: Language) -> str:
    """The last line of the arithmetic: points of all, weights of what is known, the score."""
    points = sum((each.points for each in found.parts), Fraction(0))
    weights = sum((each.weight for each in found.parts if each.share is not None), Fraction(0))
    return (
        f"{floored(points, 2, language)} / {floored(weights, 2, language)} × 100"
        f" = {score_words(found.score, language)}"
    )


def arithmetic(found: Ranked, language: Language) -> tuple[str, ...]:
    """The score of one site, a line for each factor and one for their sum."""
    say = translator(language)
    lines = [_term_words(part, language) for part in found.parts]
    lines.append(f"{say('Score')}: {sum_words(found, language)}")
    if found.unknown:
        least, most = score_words(found.least, language), score_words(found.most, language)
        text = to_say("With what is not known it lies between {least} and {most}.")
        lines.append(say(text, least=least, most=most))
    return tuple(lines)


def _term_words(part: Part, language: Language) -> str:
    say = translator(language)
    word = say(FACTOR_WORDS[part.factor])
    if part.share is None:
        return f"{word}: {say('not known')}"
    weight, share, points = (
        floored(value, places, language)
        for value, places in ((part.weight, 2), (part.share, 3), (part.points, 3))
    )
    return f"{word}: {step_words(part, language)} = {share}; × {weight} = {points}"


def plain_value(part: Part) -> float | None:
    """The value as a spreadsheet takes it: hours, percent, milliseconds, points, people, km."""
    if part.value is None:
        return None
    value = part.value
    match part.factor:
        case Factor.HOURS_LOST | Factor.WORK_HOURS_LOST:
            value = value / 3_600
        case Factor.LOSS:
            value = value * 100
        case Factor.LATENCY:
            value = value * 1_000 / SECOND
        case Factor.NEARNESS:
            value = value / 1_000
        case _:
            pass
    return float(value)


VALUE_HEADINGS: Mapping[Factor, str] = {
    Factor.HOURS_LOST: to_say("Time lost (hours)"),
    Factor.WORK_HOURS_LOST: to_say("Time lost in working hours (hours)"),
    Factor.LOSS: to_say("Loss in working hours (%)"),
    Factor.LATENCY: to_say("Round trip in working hours, 95th percentile (ms)"),
    Factor.KIND: to_say("Points of the kind of service (0–1)"),
    Factor.PEOPLE: to_say("People served"),
    Factor.NEARNESS: to_say("Distance to the nearest fibre site (km)"),
}
"""What ``plain_value`` is."""
