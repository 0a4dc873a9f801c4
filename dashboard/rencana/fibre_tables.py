"""The columns of media and of who needs fibre: figures that were worked out become words."""

from fractions import Fraction

from dashboard.columns import Column
from dashboard.month_part import NOTHING, shown_share
from pantau.actions.plan.media import OfMedium
from pantau.language import Language, label, milliseconds, number, short_duration, translator
from pantau.planning.migration import Factor, Ranked
from pantau.planning.migration_words import (
    FACTOR_WORDS,
    floored,
    kilometres,
    score_words,
    unknown_words,
    value_words,
)


def medium_columns(language: Language) -> tuple[Column[OfMedium], ...]:
    """A row a medium."""
    say = translator(language)
    return (
        Column(
            say("Medium"),
            lambda each: label(each.medium, language) if each.medium else say("not stated"),
        ),
        Column(say("Sites"), lambda each: number(each.sites, language), lambda each: each.sites),
        Column(
            say("Availability"),
            lambda each: shown_share(each.total.availability, None, language),
            lambda each: _percent(each.total.availability),
            "%",
        ),
        Column(
            say("Time lost"),
            lambda each: short_duration(each.total.down_seconds, language),
            lambda each: each.total.down_seconds,
            say("seconds"),
        ),
        Column(
            say("Time lost in working hours"),
            lambda each: short_duration(each.work_down_seconds, language),
            lambda each: each.work_down_seconds,
            say("seconds"),
        ),
        Column(
            say("Loss in working hours"),
            lambda each: _loss(each.loss, language),
            lambda each: _percent(each.loss),
            "%",
        ),
        Column(
            say("Round trip in working hours"),
            lambda each: NOTHING if each.p95_us is None else milliseconds(each.p95_us, language),
            lambda each: None if each.p95_us is None else each.p95_us / 1_000,
            "ms",
        ),
        Column(
            say("Meets its objective"),
            lambda each: _met(each, language),
            lambda each: each.total.compliant,
            left=True,
        ),
    )


def ranked_columns(language: Language) -> tuple[Column[Ranked], ...]:
    """A row a site, who needs it most first."""
    say = translator(language)
    return (
        Column(
            say("Rank"),
            lambda each: NOTHING if each.rank is None else number(each.rank, language),
            lambda each: each.rank,
            width="small",
        ),
        Column(say("Site"), lambda each: each.candidate.name, width="medium"),
        Column("Kecamatan", lambda each: each.candidate.kecamatan),
        Column(
            say("Medium"),
            lambda each: (
                label(each.candidate.medium, language)
                if each.candidate.medium
                else say("not stated")
            ),
        ),
        Column(
            say("Score"),
            lambda each: score_words(each.score, language),
            lambda each: None if each.score is None else float(each.score),
        ),
        *(_factor_column(factor, language) for factor in _SHOWN),
        Column(
            say("Nearest fibre site"),
            lambda each: (
                f"{each.candidate.fibre.name} · {kilometres(each.candidate.fibre.metres, language)}"
                if each.candidate.fibre
                else NOTHING
            ),
        ),
        Column(say("Not known"), lambda each: unknown_words(each, language)),
    )


_SHOWN = (
    Factor.HOURS_LOST,
    Factor.WORK_HOURS_LOST,
    Factor.LOSS,
    Factor.LATENCY,
    Factor.PEOPLE,
)


def _factor_column(factor: Factor, language: Language) -> Column[Ranked]:
    say = translator(language)
    at = list(Factor).index(factor)
    return Column(
        say(FACTOR_WORDS[factor]),
        lambda each: value_words(factor, each.parts[at].value, language),
        lambda each: each.parts[at].value,
    )


def _met(each: OfMedium, language: Language) -> str:
    judged = each.total.compliant + each.total.not_compliant
    if not judged:
        # Nothing was promised, or nothing measured.
        return NOTHING
    return translator(language)("{yes} of {all}", yes=each.total.compliant, all=judged)


def _loss(loss: Fraction | None, language: Language) -> str:
    return NOTHING if loss is None else f"{floored(loss * 100, 2, language)} %"


def _percent(share: Fraction | None) -> float | None:
    return None if share is None else float(share * 100)
