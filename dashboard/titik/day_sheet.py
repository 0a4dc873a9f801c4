"""The days of a site as rows of a table: what the squares show, to read and to take away."""

from collections.abc import Callable

from dashboard.columns import Column
from dashboard.month_part import shown_share
from pantau.language import Language, day, number, short_duration, translator
from pantau.sla import DayResult


def day_columns(language: Language) -> tuple[Column[DayResult], ...]:
    """One row a day and term; times in seconds in files."""
    say = translator(language)

    def seconds(heading: str, value: Callable[[DayResult], int]) -> Column[DayResult]:
        return Column(
            heading,
            lambda row: short_duration(value(row), language, units=4) if value(row) else "–",
            value,
            unit=say("seconds"),
        )

    return (
        Column(
            say("Day"),
            lambda row: day(row.day, language),
            lambda row: row.day.toordinal(),
            width=110,
            left=True,
        ),
        Column(say("Tier"), lambda row: row.tier),
        Column(
            say("Availability"),
            lambda row: shown_share(row.availability, None, language),
            lambda row: None if row.availability is None else row.availability * 100,
            unit="%",
        ),
        seconds(say("Up time"), lambda row: row.up_seconds),
        seconds(say("Down time"), lambda row: row.down_seconds),
        seconds(say("Excluded time"), lambda row: row.excluded_seconds),
        seconds(say("Unknown time"), lambda row: row.unknown_seconds),
        Column(say("Outages"), lambda row: number(row.outages, language), lambda row: row.outages),
    )
