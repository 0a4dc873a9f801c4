"""Why a verdict was made: what ``pantau explain`` says, for the page."""

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from dashboard.markup import Html, element
from dashboard.settings import Settings
from pantau.actions.explain import about_outage
from pantau.actions.explain_words import told
from pantau.language import Language, translator
from pantau.store import StoreError


def read_why(settings: Settings, outage: str) -> dict[str, Any] | None:
    """The JSON of ``pantau explain --outage``; None where there is none, or no readable store."""
    try:
        with settings.store() as store:
            found = store.outage(outage)
            return None if found is None else about_outage(store, found)
    except StoreError:
        return None


def why(found: Mapping[str, Any] | None, zone: ZoneInfo, language: Language) -> Html:
    """The verdict's reasons and its echoes, one line each."""
    say = translator(language)
    if found is None:
        return element(
            "p", say("No outage has been seen here in thirteen months."), class_="p-calm"
        )
    words = told(found, zone, language)
    echoes = (
        element(
            "details",
            element("summary", say("The echoes behind it")),
            element(
                "table",
                element("thead", element("tr", *(element("th", each) for each in words.heading))),
                element(
                    "tbody",
                    *(
                        element("tr", *(element("td", cell) for cell in echo))
                        for echo in words.echoes
                    ),
                ),
                class_="p-list t-echoes",
            ),
        )
        if words.echoes
        else ""
    )
    return element(
        "div",
        element("ul", *(element("li", line) for line in (*words.lines, *words.after))),
        echoes,
        class_="t-why",
    )
