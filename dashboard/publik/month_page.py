"""One month: all sites, by kecamatan and by kind."""

from itertools import groupby

from dashboard.markup import Html, element, joined
from dashboard.publik.figures import PublicMonth
from dashboard.publik.frame import document
from dashboard.publik.look import Look
from dashboard.publik.month_list import Months, name_of, standing
from dashboard.publik.parts import figure_cells, figure_heads, name_link, panel, table
from dashboard.publik.wanted import Wanted, address, file_address
from pantau.inventory import Site
from pantau.language import Language, label, moment, translator


def month_page(look: Look, asked: Wanted, months: Months) -> Html | None:
    """None where the month is not offered, or nothing was measured in it."""
    month = months(asked.name) if asked.name in look.months else None
    if month is None:
        return None
    language = asked.language
    say = translator(language)
    upto = moment(month.upto, look.inventory.timezone, language)
    words = standing(month.provisional, language)
    return document(
        look,
        asked,
        say("Availability in {month}", month=name_of(month.month, language)),
        element(
            "p", element("span", words, class_="tag"), " ", say("Judged up to {time}.", time=upto)
        ),
        panel(say("All sites"), _total(month, language)),
        element(
            "div",
            panel(say("By kecamatan"), _by_kecamatan(month, language)),
            panel(say("By kind of site"), _by_kind(month, language)),
            class_="two",
        ),
        panel(say("By site"), _by_site(look, month, language)),
        element(
            "p",
            say("As files:"),
            " ",
            element("a", "CSV", href=file_address("availability.csv", month.month)),
            " · ",
            element("a", "JSON", href=file_address("availability.json", month.month)),
        ),
    )


def _total(month: PublicMonth, language: Language) -> Html:
    say = translator(language)
    words = say.plural("{n} site", "{n} sites", month.total.sites)
    return table(
        ((say("Sites"), None), *figure_heads(language)),
        [((words, None), *figure_cells(month.total, language))],
    )


def _by_kecamatan(month: PublicMonth, language: Language) -> Html:
    rows = [
        ((name_link(name, address("kecamatan", name, language)), None), *figure_cells(of, language))
        for name, of in sorted(month.kecamatan.items())
    ]
    return table(((translator(language)("Kecamatan"), None), *figure_heads(language)), rows)


def _by_kind(month: PublicMonth, language: Language) -> Html:
    rows = [
        (
            (name_link(label(kind, language), address("jenis", kind.value, language)), None),
            *figure_cells(of, language),
        )
        for kind, of in sorted(month.kinds.items())
    ]
    return table(((translator(language)("Kind"), None), *figure_heads(language)), rows)


def _by_site(look: Look, month: PublicMonth, language: Language) -> Html:
    """Kecamatan by kecamatan; a site that departed since has its figures and no view of its own."""
    here = {site.id for site in look.inventory.sites}
    found = [site for site in look.inventory.judged if site.id in month.sites]
    found.sort(key=lambda site: (site.kecamatan, site.name, site.id))
    say = translator(language)
    heads = ((say("Site"), None), *figure_heads(language, one=True))
    parts = []
    for name, sites in groupby(found, key=lambda site: site.kecamatan):
        rows = [
            (
                (_name(site, language, leads=site.id in here), None),
                *figure_cells(month.sites[site.id], language, one=True),
            )
            for site in sites
        ]
        words = say.plural("{n} site", "{n} sites", len(rows))
        head = element(
            "summary",
            element("strong", name, class_="name"),
            element("span", words, class_="about"),
        )
        parts.append(element("details", head, table(heads, rows)))
    return joined(*parts)


def _name(site: Site, language: Language, *, leads: bool) -> Html:
    if leads:
        return name_link(site.name, address("titik", site.id, language))
    return element("span", site.name, class_="name")
