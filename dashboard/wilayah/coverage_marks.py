"""The villages on the map, and how many of each kecamatan are covered. Pure."""

from collections.abc import Mapping
from fractions import Fraction

from dashboard.links import page_url
from dashboard.markup import Html, element
from dashboard.peta.marks import Mark
from dashboard.peta.shades import of_coverage
from dashboard.wilayah.book import Book, VillageRow
from pantau.facts.region import CoverageGroup
from pantau.inventory.outlines.projection import spot
from pantau.language import Language, label, number, percent, translator
from pantau.sla import floor_percent
from pantau.villages.coverage import Tally, VillageStanding

NOTHING = "–"


def village_marks(book: Book, language: Language) -> tuple[Mark, ...]:
    """Every village, in order of code; those that stand out are ringed."""
    return tuple(
        Mark(
            site=each.village.code,
            name=each.village.name,
            kecamatan=each.village.kecamatan,
            at=spot(*each.village.at),
            shade=of_coverage(each.standing.group),
            state=None,
            suspected=False,
            with_link=None,
            lines=_lines(each, language),
            href=village_url(each.village.code, language),
        )
        for each in book.rows
    )


def village_url(code: str, language: Language) -> str:
    """The address of what is known of one village."""
    return page_url("wilayah", language, desa=code)


def state_words(standing: VillageStanding, language: Language) -> str:
    """What it is said to be, or why nothing is known."""
    return label(standing.state or standing.group, language)


def signed_state(standing: VillageStanding, language: Language) -> str:
    """The same behind the sign that it has on the map."""
    return f"{of_coverage(standing.group).sign} {state_words(standing, language)}"


def share_words(share: Fraction | None, language: Language) -> str:
    """A share of villages, cut; a dash where there are none."""
    return NOTHING if share is None else percent(floor_percent(share, None), language)


def covered_list(kecamatan: Mapping[str, Tally], language: Language) -> Html:
    """How many villages of each kecamatan are covered, as bars."""
    say = translator(language)
    rows = [
        element(
            "li",
            element("span", name),
            element(
                "span",
                element(
                    "i",
                    class_="p-bar-used w-covered",
                    style=f"width:{float((each.covered or 0) * 100):.1f}%",
                ),
                class_="p-bar",
                role="img",
                aria_label=share_words(each.covered, language),
            ),
            element(
                "b",
                f"{number(each.counts[CoverageGroup.COVERED], language)}/"
                f"{number(each.villages, language)}",
            ),
        )
        for name, each in kecamatan.items()
    ]
    return element(
        "section",
        element("h2", say("Covered by kecamatan")),
        element("ul", *rows, class_="m-legend m-where w-where"),
        element("p", say("Villages, not people."), class_="p-rest"),
        class_="p-panel",
    )


def _lines(each: VillageRow, language: Language) -> tuple[str, ...]:
    say = translator(language)
    lines = [each.village.kecamatan, state_words(each.standing, language)]
    newest = each.standing.newest
    if newest:
        said = newest[0].said
        lines[1] += f" · {said.as_of}"
        lines.append(say("Source: {source}", source=said.source))
    lines += [label(doubt.reason, language) for doubt in each.doubts]
    return tuple(lines)
