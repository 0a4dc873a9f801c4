"""What is down now, since when and for how long, as HTML."""

from collections.abc import Sequence
from functools import lru_cache
from zoneinfo import ZoneInfo

from dashboard.links import page_url
from dashboard.live import SIGNS
from dashboard.markup import Html, element, joined
from dashboard.overview import DownLink, DownSite, Overview, Tile
from pantau.facts.words import SiteKind, State
from pantau.language import Language, label, number, recent, short_duration, translator
from pantau.language.shortfall import shortfall_words

_LONGEST_LIST = 12
_MOST_WORSE = 6


def down_list(seen: Overview, now: int, zone: ZoneInfo, language: Language) -> Html:
    """The open outages; where nobody measures, those that were open when somebody last did."""
    say = translator(language)
    current = seen.measuring and (not seen.down or any(each.seen for each in seen.down))
    title = say("Down now") if current else say("Down when last seen")
    head = element(
        "h2", title, " ", element("span", number(len(seen.down), language), class_="p-badge")
    )
    if not seen.down and not seen.links:
        body = element("p", _calm(seen, language), class_="p-calm")
    else:
        # What nothing explains wants somebody; what went with a link waits for the link.
        own = [each for each in seen.down if each.because is None]
        rows = [_link_row(each, now, zone, language) for each in seen.links]
        rows += [_down_row(each, now, zone, language) for each in own[:_LONGEST_LIST]]
        body = joined(
            _table(rows, language) if rows else "",
            _rest(len(own) - _LONGEST_LIST, language),
            _along(len(seen.down) - len(own), language),
        )
    return element(
        "section",
        head,
        body,
        _suspects(seen.suspected, language),
        _worse(seen.degraded, now, zone, language),
        class_="p-panel" if current else "p-panel p-stale",
    )


def _table(rows: Sequence[Html], language: Language) -> Html:
    say = translator(language)
    heads = (say("Site"), say("Since"), say("How long"), say("In hand"))
    return element(
        "table",
        element("thead", element("tr", *(element("th", each) for each in heads))),
        element("tbody", *rows),
        class_="p-list p-down-list",
    )


def _along(count: int, language: Language) -> Html:
    """Those that went down with something that stands above; not opened here, for what is opened
    would close with the next refresh."""
    if not count:
        return Html()
    say = translator(language)
    words = say.plural(
        "{n} site went down together with what stands above",
        "{n} sites went down together with what stands above",
        count,
    )
    all_of_them = element(
        "a", say("All outages"), href=page_url("gangguan", language), class_="p-go"
    )
    return element("p", f"{words} · ", all_of_them, class_="p-rest")


def _calm(seen: Overview, language: Language) -> str:
    """That nothing is down, if somebody looked."""
    say = translator(language)
    if seen.measuring:
        return f"✓ {say('No outage is open.')}"
    return say("No data yet") if seen.last_commit is None else say("No outage was open.")


def _link_row(each: DownLink, now: int, zone: ZoneInfo, language: Language) -> Html:
    """One line for the cause before the many that it explains."""
    say = translator(language)
    about = say.plural(
        "shared link, {n} site fell silent", "shared link, {n} sites fell silent", each.sites
    )
    return element(
        "tr",
        element(
            "td",
            element("span", SIGNS[State.DOWN], class_="p-sign", aria_hidden="true"),
            element("span", each.name, class_="p-name"),
            element("span", about, class_="p-about"),
        ),
        element("td", recent(each.since, now, zone, language)),
        element("td", short_duration(each.seconds, language)),
        element("td"),
        class_="p-link",
    )


def _down_row(each: DownSite, now: int, zone: ZoneInfo, language: Language) -> Html:
    parts = (each.name, each.site, each.kecamatan, each.kind, each.provider, why_of(each, language))
    return element(
        "tr",
        _which(*parts, language),
        element("td", recent(each.since, now, zone, language)),
        element("td", short_duration(each.seconds, language)),
        element("td", *_handled(each, language), data_head=translator(language)("In hand")),
        class_=None if each.seen else "p-stale",
    )


# The same at each look, however its outage goes on.
@lru_cache(maxsize=512)
def _which(
    name: str,
    site: str,
    kecamatan: str,
    kind: SiteKind | None,
    provider: str | None,
    why: str,
    language: Language,
) -> Html:
    what = label(kind, language) if kind else ""
    about = " · ".join(part for part in (why, kecamatan, what, provider) if part)
    link = page_url("titik", language, site=site)
    return element(
        "td",
        element("span", SIGNS[State.DOWN], class_="p-sign", aria_hidden="true"),
        element("a", name, href=link, class_="p-go p-name"),
        element("span", about, class_="p-about"),
    )


def why_of(each: DownSite, language: Language) -> str:
    """What it went down with, or what is suspected; empty where nothing is known."""
    say = translator(language)
    if each.because:
        return say("with {link}", link=each.because)
    if each.suspected:
        return say("suspected: {cause}", cause=label(each.suspected, language))
    return ""


def _handled(each: DownSite, language: Language) -> tuple[Html, ...]:
    """Who is on it, and the provider's ticket; that nobody is."""
    say = translator(language)
    who = (
        element("span", each.in_hand)
        if each.in_hand
        else element("span", say("nobody yet"), class_="p-soft")
    )
    return (who, element("span", each.ticket, class_="p-about")) if each.ticket else (who,)


def _rest(count: int, language: Language) -> Html:
    if count <= 0:
        return Html()
    say = translator(language)
    words = say.plural("and {n} more site", "and {n} more sites", count)
    all_of_them = element(
        "a", say("All outages"), href=page_url("gangguan", language), class_="p-go"
    )
    return element("p", f"{words} · ", all_of_them, class_="p-rest")


def _suspects(suspected: tuple[Tile, ...], language: Language) -> Html:
    """Sites that missed a beat and are being asked again: no outage yet, so said quietly."""
    if not suspected:
        return Html()
    names = ", ".join(tile.name for tile in suspected[:5])
    more = f" (+{number(len(suspected) - 5, language)})" if len(suspected) > 5 else ""
    say = translator(language)
    return element("p", say("Being asked again: {names}", names=names + more), class_="p-rest")


def _worse(degraded: tuple[Tile, ...], now: int, zone: ZoneInfo, language: Language) -> Html:
    """Sites that are up but worse than promised: since when, and in what."""
    if not degraded:
        return Html()
    say = translator(language)
    head = element("h3", say("Up, but worse than promised"), class_="p-worse")
    rows = [_worse_row(tile, now, zone, language) for tile in degraded[:_MOST_WORSE]]
    table = element("table", element("tbody", *rows), class_="p-list p-down-list p-worse-list")
    return joined(head, table, _rest_worse(len(degraded) - _MOST_WORSE, language))


def _worse_row(tile: Tile, now: int, zone: ZoneInfo, language: Language) -> Html:
    why = "; ".join(shortfall_words(short, language) for short in tile.shortfalls)
    link = page_url("titik", language, site=tile.site)
    return element(
        "tr",
        element(
            "td",
            element("span", SIGNS[State.DEGRADED], class_="p-sign", aria_hidden="true"),
            element("a", tile.name, href=link, class_="p-go p-name"),
            element("span", why or tile.kecamatan, class_="p-about"),
        ),
        element("td", recent(tile.since, now, zone, language) if tile.since else ""),
    )


def _rest_worse(count: int, language: Language) -> Html:
    if count <= 0:
        return Html()
    say = translator(language)
    words = say.plural("and {n} more site", "and {n} more sites", count)
    all_of_them = element("a", say("All sites"), href=page_url("titik", language), class_="p-go")
    return element("p", f"{words} · ", all_of_them, class_="p-rest")
