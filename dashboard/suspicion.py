"""What is suspected behind what is down, put together by cause: pure, as HTML."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dashboard.links import page_url
from dashboard.markup import Html, element, joined
from dashboard.overview import DownSite, Overview
from pantau.facts.measured import Outage
from pantau.facts.words import Cause
from pantau.language import Language, label, number, translator

_MOST_NAMES = 3


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A cause, and the sites that are down of which the collector suggests it."""

    cause: Cause
    sites: tuple[DownSite, ...]


def unexplained(seen: Overview, open_outages: Iterable[Outage]) -> tuple[str, ...]:
    """The outages of which a suggestion says something new.

    What fell silent with a link is told by the link, and what a person classified by that.
    """
    decided = {each.id for each in open_outages if each.cause is not Cause.UNKNOWN}
    asked = (each.outage for each in seen.down if each.seen and each.because is None)
    return tuple(id for id in asked if id not in decided)


def put_together(down: Iterable[DownSite], causes: Mapping[str, Cause]) -> tuple[Suspicion, ...]:
    """By cause, the one of most sites first. What was left open is no suspicion."""
    found: dict[Cause, list[DownSite]] = {}
    for each in down:
        cause = causes.get(each.outage, Cause.UNKNOWN)
        if cause is not Cause.UNKNOWN:
            found.setdefault(cause, []).append(each)
    made = [Suspicion(cause, tuple(sites)) for cause, sites in found.items()]
    return tuple(sorted(made, key=lambda each: (-len(each.sites), each.cause)))


def suspicion_list(found: Sequence[Suspicion], language: Language) -> Html:
    """One line a cause; nothing where nothing is suspected."""
    if not found:
        return Html()
    say = translator(language)
    return element(
        "section",
        element("h2", say("Suspected causes")),
        element("span", say("suggested by the collector; nobody decided yet"), class_="p-soft"),
        element("ul", *(_line(each, language) for each in found)),
        class_="p-panel p-suspicions",
    )


def _line(each: Suspicion, language: Language) -> Html:
    say, rest = translator(language), len(each.sites) - _MOST_NAMES
    names: list[str] = []
    for site in each.sites[:_MOST_NAMES]:
        url = page_url("titik", language, site=site.site)
        names += [", "] if names else []
        names.append(element("a", site.name, href=url, class_="p-go"))
    count = say.plural("{n} site", "{n} sites", len(each.sites))
    more = f" (+{number(rest, language)})" if rest > 0 else ""
    return element(
        "li",
        element("strong", label(each.cause, language)),
        f" · {count}: ",
        joined(*names),
        more,
    )
