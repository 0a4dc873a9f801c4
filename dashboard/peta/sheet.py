"""The map and what stands beside it, made once for all who look in two seconds. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.live import status_line
from dashboard.made import Made
from dashboard.markup import Html, joined
from dashboard.overview import District, Overview
from dashboard.peta import legend, lists
from dashboard.peta.marks import Mark, Month, marks
from dashboard.peta.picture import picture
from dashboard.peta.shades import Told
from dashboard.wilayah.book import Book
from dashboard.wilayah.coverage_marks import covered_list, village_marks
from pantau.facts.instant import to_datetime
from pantau.inventory import Inventory
from pantau.inventory.outlines.shapes import Outlines
from pantau.language import Language


@dataclass(frozen=True, slots=True)
class Drawing:
    """Where everything stands. ``drawn``: what the browser draws, all of it, as JSON; None where
    nothing has a place. ``legend``: what shades mean. ``nowhere``: the sites that are on no map.
    """

    marks: Sequence[Mark]
    drawn: str | None
    legend: Html
    nowhere: Html


@dataclass(frozen=True, slots=True)
class Sheet:
    """``drawn``: as of a Drawing.

    ``top``: how old it is, where that says something. ``side``: legend, what is down, and the
    sites that are on no map; of villages the legend, and how many are covered where.
    """

    marks: Sequence[Mark]
    districts: Sequence[District]
    drawn: str | None
    top: Html
    side: Html


def village_sheet(book: Book, outlines: Outlines, language: Language) -> Sheet:
    """The map of what is known of the coverage of villages."""
    found = village_marks(book, language)
    return Sheet(
        marks=found,
        districts=(),
        drawn=picture(found, outlines, language),
        top=Html(),
        side=joined(
            legend.legend(found, Told.COVERAGE, language), covered_list(book.kecamatan, language)
        ),
    )


# Between two looks mostly nothing moves: all of it is drawn again only where something did.
_DRAWINGS: Made[Drawing] = Made(most=16)


def drawing(
    seen: Overview,
    inventory: Inventory,
    month: Month,
    outlines: Outlines,
    told: Told,
    now: int,
    language: Language,
) -> Drawing:
    """The sites as they stand at ``now`` (microseconds UTC)."""
    because = tuple((each.site, each.because) for each in seen.down)
    today = to_datetime(now, inventory.timezone).date()
    parts = (seen.standing, because, inventory, month, outlines, today)

    def draw() -> Drawing:
        found = marks(seen, inventory, month, told, now, language)
        return Drawing(
            marks=found,
            drawn=picture(found, outlines, language),
            legend=legend.legend(found, told, language),
            nowhere=lists.nowhere(found, language),
        )

    return _DRAWINGS.of((told, language), parts, draw)


def sheet(
    found: Drawing, seen: Overview, inventory: Inventory, now: int, language: Language
) -> Sheet:
    """The whole page of it at ``now`` (microseconds UTC)."""
    zone = inventory.timezone
    return Sheet(
        marks=found.marks,
        districts=seen.districts,
        drawn=found.drawn,
        top=status_line(seen, now, zone, language),
        side=joined(
            found.legend,
            legend.silent_links(seen.links, now, zone, language),
            lists.down(seen.down, now, zone, language, measuring=seen.measuring),
            found.nowhere,
        ),
    )
