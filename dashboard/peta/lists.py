"""The lists beside the map: what is down, the kecamatan, and sites that are on no map."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from dashboard.links import page_url
from dashboard.live import SIGNS
from dashboard.markup import Html, element
from dashboard.overview import District, DownSite
from dashboard.peta.legend import key
from dashboard.peta.marks import Mark
from dashboard.peta.shades import Told
from pantau.facts.words import State
from pantau.language import Language, label, number, recent, translator

_MOST = 6


def down(
    sites: Sequence[DownSite], now: int, zone: ZoneInfo, language: Language, *, measuring: bool
) -> Html:
    """The newest open outages by name, those first that no shared link explains; else nothing."""
    if not sites:
        return Html()
    say = translator(language)
    rows = [
        element(
            "li",
            element(
                "span",
                element(
                    "a",
                    each.name,
                    class_="p-go",
                    href=page_url("titik", language, site=each.site),
                ),
                element(
                    "small",
                    f"{each.kecamatan} · " if each.kecamatan else "",
                    say("since {time}", time=recent(each.since, now, zone, language)),
                ),
            ),
        )
        for each in sorted(sites, key=lambda each: each.because is not None)[:_MOST]
    ]
    rest = len(sites) - _MOST
    more = say.plural("and {n} more site", "and {n} more sites", rest) if rest > 0 else ""
    return element(
        "section",
        element("h2", say("Down now") if measuring else say("Down when last seen")),
        element("ul", *rows, class_="m-legend"),
        element("p", more, class_="p-rest") if more else "",
        class_="p-panel",
    )


def kecamatan(
    districts: Sequence[District], told: Told, chosen: str | None, language: Language
) -> Html:
    """How many sites are up in each; its name leads the map there, or back to the whole."""
    say = translator(language)
    rows = []
    for each in districts:
        here = each.name == chosen
        counts = each.counts
        trouble = [
            element(
                "span",
                f"{SIGNS[state]} {number(count, language)}",
                class_=f"p-count p-{state.value}",
                title=label(state, language),
            )
            for state, count in (
                (State.DOWN, counts.down),
                (State.DEGRADED, counts.degraded),
                (State.UNKNOWN, counts.unknown),
            )
            if count
        ]
        rows.append(
            element(
                "li",
                element(
                    "a",
                    each.name,
                    class_="p-go",
                    href=page_url(
                        "peta",
                        language,
                        warna=None if told is Told.STATE else told.value,
                        kecamatan=None if here else each.name,
                    ),
                    aria_current="true" if here else None,
                ),
                element("span", *trouble),
                element(
                    "b",
                    f"{number(counts.up, language)}/{number(counts.sites, language)}",
                ),
            )
        )
    return element(
        "section",
        element("h2", say("Up by kecamatan")),
        element("ul", *rows, class_="m-legend m-where"),
        class_="p-panel",
    )


def nowhere(marks: Sequence[Mark], language: Language) -> Html:
    """The sites that no coordinates were given for: never silently missing."""
    lost = [mark for mark in marks if mark.at is None]
    if not lost:
        return Html()
    say = translator(language)
    rows = [
        element(
            "li",
            key(mark.shade),
            element(
                "span",
                element(
                    "a",
                    mark.name,
                    class_="p-go",
                    href=mark.href,
                ),
                element("small", mark.kecamatan),
            ),
        )
        for mark in sorted(lost, key=lambda mark: (-mark.shade.rank, mark.kecamatan, mark.name))
    ]
    return element(
        "section",
        element(
            "h2",
            say("Without a place on the map"),
            " ",
            element("span", number(len(lost), language), class_="p-badge"),
        ),
        element("p", say("Give them 'at: [latitude, longitude]' in the inventory.")),
        element("ul", *rows, class_="m-legend m-lost"),
        class_="p-panel",
    )
