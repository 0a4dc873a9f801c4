"""The sites whose objective is about to be missed, as HTML."""

from zoneinfo import ZoneInfo

from dashboard.links import page_url
from dashboard.markup import Html, element
from dashboard.risk import Risk, Risks
from pantau.facts.instant import to_datetime
from pantau.language import Language, day, number, short_duration, translator

_MOST = 8


def risk_list(found: Risks, zone: ZoneInfo, language: Language) -> Html:
    """The nearest first; where nobody is at risk, that."""
    say = translator(language)
    head = element(
        "h2",
        say("Close to missing the objective this month"),
        " ",
        element("span", number(len(found.near), language), class_="p-badge"),
    )
    if found.near:
        body = element(
            "table",
            element(
                "thead",
                element(
                    "tr",
                    element("th", say("Site")),
                    element("th", say("Budget left")),
                    element("th", say("Used")),
                    element("th", say("At this rate until")),
                ),
            ),
            element("tbody", *(_row(each, zone, language) for each in found.near[:_MOST])),
            class_="p-list p-risk-list",
        )
    else:
        body = element("p", f"✓ {say('No site is close to it.')}", class_="p-calm")
    return element("section", head, body, _more(found, language), class_="p-panel")


def _row(each: Risk, zone: ZoneInfo, language: Language) -> Html:
    say = translator(language)
    percent = min(100, int(each.used * 100))
    left = short_duration(max(0, each.left_seconds), language)
    allowed = short_duration(each.allowed_seconds, language)
    until = "–"
    if each.used_up_at is not None:
        until = day(to_datetime(each.used_up_at, zone).date(), language)
    return element(
        "tr",
        element(
            "td",
            element(
                "a",
                each.name,
                href=page_url("titik", language, site=each.site),
                class_="p-go p-name",
            ),
            element("span", each.kecamatan, class_="p-about"),
        ),
        element(
            "td",
            element("span", left),
            element("span", say("of {allowed}", allowed=allowed), class_="p-about"),
        ),
        element(
            "td",
            element(
                "span",
                element("span", class_="p-bar-used", style=f"width:{percent}%"),
                class_="p-bar",
                aria_hidden="true",
            ),
            f"{number(percent, language)} %",
        ),
        element("td", until, data_head=say("At this rate until")),
    )


def _more(found: Risks, language: Language) -> Html:
    say = translator(language)
    words = [
        say.plural("and {n} more site", "and {n} more sites", len(found.near) - _MOST)
        if len(found.near) > _MOST
        else "",
        say.plural(
            "{n} objective is missed already.", "{n} objectives are missed already.", found.broken
        )
        if found.broken
        else "",
    ]
    said = " · ".join(word for word in words if word)
    link = element(
        "a", say("All sites of this month"), href=page_url("sla", language), class_="p-go"
    )
    return element("p", f"{said} " if said else "", link, class_="p-rest")
