"""What is suspected behind what is down, put together by cause: pure, as HTML."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboard.links import page_url
from dashboard.markup import Html, element, joined
from dashboard.overview import DownSite
from pantau.facts.words import Cause
from pantau.language import Language, label, number, translator

_MOST_NAMES = 3


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A cause, and the sites that are down of which the collector suggests it."""

    cause: Cause
    sites: tuple[DownSite, ...]


def put_together(down: Iterable[DownSite]) -> tuple[Suspicion, ...]:
    """The causes that are suspected of several sites, that of most first: of one its line says it.

    What nobody sees now was suspected of what was.
    """
    found: dict[Cause, list[DownSite]] = {}
    for each in down:
        if each.suspected is not None and each.seen:
            found.setdefault(each.suspected, []).append(each)
    made = [Suspicion(cause, tuple(sites)) for cause, sites in found.items() if len(sites) > 1]
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
