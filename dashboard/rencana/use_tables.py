"""The columns of what lines carry."""

from dashboard.columns import Column
from pantau.actions.plan.use import LineUse
from pantau.language import Language, translator
from pantau.planning.utilisation_words import (
    NOTHING,
    advice_words,
    hour_words,
    idle_words,
    rupiah_words,
    speed_words,
)


def use_columns(language: Language) -> tuple[Column[LineUse], ...]:
    """A row a line; speeds in files are bits a second."""
    say = translator(language)
    return (
        Column(say("Site"), lambda each: each.site.name, width="medium"),
        Column(say("Advice"), lambda each: advice_words(each.advised, language), width=300),
        Column(
            say("Rupiah a month"),
            lambda each: rupiah_words(each.advised, language),
            lambda each: each.advised.rupiah,
        ),
        Column(say("Tier"), lambda each: each.now.tier or NOTHING),
        Column(
            say("Speed"),
            lambda each: speed_words(each.now.speed_bps, language),
            lambda each: each.now.speed_bps,
            "bit/s",
        ),
        Column(
            say("In, 95th percentile"),
            lambda each: speed_words(each.usage.p95_in, language),
            lambda each: each.usage.p95_in,
            "bit/s",
        ),
        Column(
            say("Out, 95th percentile"),
            lambda each: speed_words(each.usage.p95_out, language),
            lambda each: each.usage.p95_out,
            "bit/s",
        ),
        Column(
            say("Busy hour"),
            lambda each: hour_words(each.usage),
            lambda each: each.usage.busy_hour,
            left=True,
        ),
        Column(
            say("Days without use"),
            lambda each: idle_words(each.usage, language),
            lambda each: each.usage.idle_days,
        ),
    )
