"""Announced work: when and where. Why and by whom is not told."""

from collections import Counter
from collections.abc import Sequence

from dashboard.markup import Html, element, joined
from dashboard.publik.look import WORK_WORDS, Look, Work
from dashboard.publik.parts import panel
from pantau.facts.words import ExclusionCategory
from pantau.language import Language, label, moment, number, translator

_FEW = 5
_LONGEST_LIST = 20


def works_panel(look: Look, language: Language, sites: Sequence[str] | None = None) -> Html:
    """The work of the next ninety days, or what of it touches ``sites``."""
    say = translator(language)
    found = [each for each in look.works if sites is None or not set(sites).isdisjoint(each.sites)]
    title = say("Planned maintenance")
    if not found and sites is not None:
        return Html()
    if not found:
        return panel(title, element("p", say("None is announced for the next 90 days.")))
    shown = [_item(each, look, language) for each in found[:_LONGEST_LIST]]
    return panel(title, element("ul", *shown, class_="works"))


def _item(work: Work, look: Look, language: Language) -> Html:
    zone = look.inventory.timezone
    when = f"{moment(work.begin, zone, language)} – {moment(work.end, zone, language)}"
    what = label(ExclusionCategory.MAINTENANCE, language)
    standing = translator(language)(WORK_WORDS[work.standing])
    return element(
        "li",
        element("strong", when),
        " ",
        element("span", standing, class_="tag"),
        Html("<br>"),
        f"{what}: ",
        joined(*_where(work, look, language)),
    )


def _where(work: Work, look: Look, language: Language) -> list[Html]:
    """Few sites by name, many by kecamatan."""
    say = translator(language)
    sites = [site for site in look.inventory.sites if site.id in set(work.sites)]
    if len(sites) <= _FEW:
        names = [site.name for site in sites]
    else:
        counted = sorted(Counter(site.kecamatan for site in sites).items())
        names = [
            say("{kecamatan} ({n} sites)", kecamatan=name, n=number(count, language))
            for name, count in counted
        ]
    parts: list[Html] = []
    for name in names:
        parts += [element("span", name, class_="name"), Html(", ")]
    return parts[:-1]
