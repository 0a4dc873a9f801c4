"""Thirteen months of days as squares, a row for each month, with its figure at the end."""

from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

from dashboard.links import page_url
from dashboard.markup import Html, element
from dashboard.month_part import NOTHING, shown_share
from dashboard.titik.past import Month, Past
from dashboard.titik.spans import as_asked
from pantau.facts.instant import DAY, midnight
from pantau.language import Language, day, month_name, short_duration, to_say, translator
from pantau.sla import DayResult

# By class of the style sheet: its sign and its words.
_CLASSES = {
    "whole": ("", to_say("without an outage")),
    "held": ("·", to_say("within the objective")),
    "missed": ("!", to_say("below the objective")),
    "bad": ("✕", to_say("below 95 %")),
    "unseen": ("?", to_say("nothing measured")),
}
_BAD = Fraction(95, 100)


def heat_map(past: Past, site: str, zone: ZoneInfo, language: Language) -> Html:
    """The newest month on top."""
    say = translator(language)
    head = element(
        "div",
        element("span"),
        *(element("span", str(n), class_="t-number") for n in range(1, 32)),
        element("span"),
        class_="t-month t-numbers",
        aria_hidden="true",
    )
    return element(
        "section",
        element("h2", say("Availability by day")),
        element(
            "div",
            head,
            *(_row(each, site, zone, language) for each in reversed(past.months)),
            class_="t-heat",
        ),
        _legend(language),
        *(
            [element("p", "≠ ", say(_OTHERWISE), class_="p-rest")]
            if any(each.otherwise for each in past.months)
            else []
        ),
        class_="p-panel",
    )


def heat_room(language: Language) -> Html:
    """As high as the squares, which are still to come."""
    head = element("h2", translator(language)("Availability by day"))
    return element("section", head, class_="p-panel t-coming", aria_busy="true")


_OTHERWISE = to_say(
    "That month's paper holds what was known when it was closed; its days show what is known today."
)


def _row(month: Month, site: str, zone: ZoneInfo, language: Language) -> Html:
    by_day: dict[int, list[DayResult]] = {}
    for each in month.days:
        by_day.setdefault(each.day.day, []).append(each)
    objective = month.sum.objective if month.sum else None
    cells = [
        _cell(by_day[n], objective, site, zone, language) if n in by_day else element("span")
        for n in range(1, 32)
    ]
    share = shown_share(month.sum.availability, objective, language) if month.sum else NOTHING
    missed = month.sum is not None and month.sum.compliant is False
    return element(
        "div",
        element("span", month_name(month.first, language), class_="t-of"),
        *cells,
        element(
            "a",
            f"{'≠ ' if month.otherwise else ''}{'✕ ' if missed else ''}{share}",
            href=page_url("sla", language, bulan=month.name, site=site),
            class_=f"p-go t-share{' t-missed' if missed else ''}",
        ),
        class_="t-month",
    )


def _cell(
    parts: list[DayResult],
    objective: Decimal | None,
    site: str,
    zone: ZoneInfo,
    language: Language,
) -> Html:
    """A day; where one term follows another on it, its worse part gives the colour."""
    worst = min(parts, key=lambda part: (part.availability is None, part.availability or 0))
    kind = class_of(worst, objective)
    begin = midnight(worst.day, zone)
    hatched = " t-left-out" if any(part.excluded_seconds for part in parts) else ""
    return element(
        "a",
        _CLASSES[kind][0],
        # The style sheet shows it beside: four hundred days of four elements each are dear.
        aria_label="\n".join(tip(parts, objective, language)),
        href=page_url(
            "titik",
            language,
            site=site,
            dari=as_asked(begin, zone),
            sampai=as_asked(begin + DAY, zone),
        ),
        class_=f"t-day t-{kind}{hatched} p-tile p-go",
    )


def class_of(part: DayResult, objective: Decimal | None) -> str:
    """Which of the classes a day is of."""
    if part.availability is None:
        return "unseen"
    if not part.down_seconds:
        return "whole"
    if part.availability < _BAD:
        return "bad"
    if objective is not None and part.availability * 100 < Fraction(objective):
        return "missed"
    return "held"


def tip(parts: list[DayResult], objective: Decimal | None, language: Language) -> list[str]:
    """A day in words, its date first."""
    say = translator(language)
    lines = [day(parts[0].day, language)]
    for part in parts:
        share = shown_share(part.availability, objective, language)
        lines.append(f"{part.tier}: {share}" if len(parts) > 1 else share)
        for seconds, words in (
            (part.down_seconds, to_say("down {duration}")),
            (part.excluded_seconds, to_say("excluded {duration}")),
            (part.unknown_seconds, to_say("unknown {duration}")),
        ):
            if seconds:
                lines.append(say(words, duration=short_duration(seconds, language)))
    return lines


def _legend(language: Language) -> Html:
    say = translator(language)
    keys = [
        element(
            "span",
            element("i", sign, class_=f"t-day t-{kind}", aria_hidden="true"),
            say(words),
        )
        for kind, (sign, words) in _CLASSES.items()
    ]
    hatch = element("i", class_="t-day t-whole t-left-out", aria_hidden="true")
    keys.append(element("span", hatch, say("partly excluded")))
    return element("div", *keys, class_="p-legend")
