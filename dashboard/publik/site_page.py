"""One site: how it is now and how its months were."""

from dashboard.markup import Html, element
from dashboard.publik.frame import as_of, document
from dashboard.publik.look import Look
from dashboard.publik.month_list import Months, months_panel
from dashboard.publik.parts import name_link, since, state_word, work_tag
from dashboard.publik.wanted import Wanted, address
from dashboard.publik.work_list import works_panel
from pantau.language import label


def site_page(look: Look, asked: Wanted, months: Months) -> Html | None:
    """None where there is no such site."""
    tile = next((each for each in look.tiles if each.site == asked.name), None)
    if tile is None:
        return None
    language = asked.language
    where = address("kecamatan", tile.kecamatan, language)
    begun = since(tile, look, language)
    return document(
        look,
        asked,
        tile.name,
        element("p", f"{label(tile.kind, language)} · ", name_link(tile.kecamatan, where)),
        element(
            "section",
            element(
                "p",
                state_word(tile.state, language),
                f" {begun}" if begun else "",
                work_tag(tile, look, language),
                class_="big",
            ),
            element("p", as_of(look, language), class_="soft"),
            class_="panel",
        ),
        works_panel(look, language, [tile.site]),
        months_panel(look, months, language, lambda month: month.sites.get(tile.site), one=True),
        live=True,
    )
