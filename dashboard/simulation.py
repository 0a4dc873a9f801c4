"""The mark that stands on every page of a simulated regency."""

from dashboard.markup import Html, element
from pantau.language import Language, translator


def simulation_mark(language: Language) -> Html:
    """A band across the page that stays in sight, however far one scrolls or stands away."""
    say = translator(language)
    return element(
        "div",
        element("strong", say("SIMULATION – not real data")),
        class_="p-simulation",
        role="note",
    )
