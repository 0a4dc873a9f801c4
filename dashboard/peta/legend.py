"""What the map's colours and shapes mean, and which shared links are silent."""

from collections import Counter
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from dashboard.live import SIGNS
from dashboard.markup import Html, element
from dashboard.overview import DownLink
from dashboard.peta.marks import Mark
from dashboard.peta.shades import TITLES, Shade, Told, named, shades
from pantau.facts.words import State
from pantau.language import Language, number, recent, translator


def legend(marks: Sequence[Mark], told: Told, language: Language) -> Html:
    """Each shade with how many sites have it; those that no site has are left out."""
    say = translator(language)
    counts = Counter(mark.shade for mark in marks)
    rows = [
        element(
            "li",
            key(shade),
            element("span", named(shade, told, language)),
            element("b", number(counts[shade], language)),
        )
        for shade in shades(told)
        if counts[shade]
    ]
    ringed = sum(mark.with_link is not None for mark in marks)
    if ringed:
        rows.append(
            element(
                "li",
                element("i", class_="m-key m-halo", aria_hidden="true"),
                element("span", say("Fell silent together with a shared link")),
                element("b", number(ringed, language)),
            )
        )
    return element(
        "section",
        element("h2", say(TITLES[told])),
        element("ul", *rows, class_="m-legend"),
        class_="p-panel",
    )


def key(shade: Shade) -> Html:
    """The sign of a shade as it looks on the map."""
    return element(
        "i", shade.sign, class_=f"m-key m-{shade.tone} m-{shade.shape}", aria_hidden="true"
    )


def silent_links(links: Sequence[DownLink], now: int, zone: ZoneInfo, language: Language) -> Html:
    """The shared links that are down now, with how many sites; nothing where all answer."""
    if not links:
        return Html()
    say = translator(language)
    rows = [
        element(
            "li",
            element("i", SIGNS[State.DOWN], class_="m-key m-down m-square", aria_hidden="true"),
            element(
                "span",
                element("strong", each.name),
                element(
                    "small",
                    say("since {time}", time=recent(each.since, now, zone, language)),
                    " · ",
                    say.plural("{n} site", "{n} sites", each.sites),
                ),
            ),
        )
        for each in links
    ]
    return element(
        "section",
        element("h2", say("Silent shared links")),
        element("ul", *rows, class_="m-legend"),
        class_="p-panel",
    )
