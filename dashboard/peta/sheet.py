"""The map and what stands beside it, made once for all who look in two seconds. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.live import status_line
from dashboard.markup import Html, joined
from dashboard.overview import District, Overview
from dashboard.peta import legend, lists
from dashboard.peta.marks import Mark, Month, marks
from dashboard.peta.picture import picture
from dashboard.peta.shades import Told
from dashboard.wilayah.book import Book
from dashboard.wilayah.coverage_marks import covered_list, village_marks
from pantau.inventory import Inventory
from pantau.inventory.outlines.shapes import Outlines
from pantau.language import Language


@dataclass(frozen=True, slots=True)
class Sheet:
    """``drawn``: what the browser draws, all of it; None where nothing has a place.

    ``top``: how old it is, where that says something. ``side``: legend, what is down, and the
    sites that are on no map; of villages the legend, and how many are covered where.
    """

    marks: Sequence[Mark]
    districts: Sequence[District]
    drawn: Mapping[str, object] | None
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


def sheet(
    seen: Overview,
    inventory: Inventory,
    month: Month,
    outlines: Outlines,
    told: Told,
    now: int,
    language: Language,
) -> Sheet:
    """The map at ``now`` (microseconds UTC)."""
    zone = inventory.timezone
    found = marks(seen, inventory, month, told, now, language)
    return Sheet(
        marks=found,
        districts=seen.districts,
        drawn=picture(found, outlines, language),
        top=status_line(seen, now, zone, language),
        side=joined(
            legend.legend(found, told, language),
            legend.silent_links(seen.links, now, zone, language),
            lists.down(seen.down, now, zone, language, measuring=seen.measuring),
            lists.nowhere(found, language),
        ),
    )
