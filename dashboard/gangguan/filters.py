"""What the list of outages is narrowed by; all of it stands in the address."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import TypeVar

import streamlit as st

from dashboard import cached
from dashboard.choice import choice
from dashboard.gangguan.rows import WANTED, Filter, Row, Wanted, wanted
from dashboard.gangguan.spans import USUAL, shown, spans
from dashboard.scene import Scene
from pantau.facts.words import Cause, Liability, Medium
from pantau.language import label
from pantau.sla.groups import tier_name, tier_word

T = TypeVar("T")

_MINUTE = 60
_LENGTHS = {
    "": 0,
    "5m": 5 * _MINUTE,
    "30m": 30 * _MINUTE,
    "1j": 60 * _MINUTE,
    "4j": 240 * _MINUTE,
    "24j": 1_440 * _MINUTE,
}


def filtered(here: Scene) -> tuple[tuple[Row, ...] | None, str, bool]:
    """The rows that the choices above the table leave, the time they are of, whether of more.

    None where the store cannot be read.
    """
    say = here.say
    first, second, third, fourth, fifth = st.columns([3, 3, 3, 3, 2], vertical_alignment="bottom")
    months = tuple(each.month for each in cached.months(here.inventory))
    with first:
        span = choice(
            say("Time"),
            spans(months),
            key="rentang",
            shown=lambda each: shown(each, here.language),
            default=USUAL,
        )
    found = cached.outages(here.inventory, span)
    if found is None:
        return None, span, False
    with second:
        what = choice(say("Which"), tuple(Wanted), key="mana", shown=lambda each: say(WANTED[each]))
    with third:
        kecamatan = _any_of(
            here,
            "Kecamatan",
            "kecamatan",
            # Also those in which nothing was down: a link to one shows that, and not all of them.
            sorted(
                {row.kecamatan for row in found} - {""}
                | {site.kecamatan for site in here.inventory.judged}
            ),
            str,
        )
    with fourth:
        provider = _any_of(
            here,
            say("Provider"),
            "penyedia",
            sorted({row.provider for row in found} - {""} | _providers(here)),
            str,
        )
    with fifth:
        rest = _rest(here, found)
    left = wanted(found, replace(rest, what=what, kecamatan=kecamatan, provider=provider))
    return left, span, len(left) < len(found)


def _providers(here: Scene) -> set[str]:
    """All that a contract term names."""
    return {term.provider for site in here.inventory.judged for term in site.terms}


def _rest(here: Scene, found: Iterable[Row]) -> Filter:
    """What is asked for less often, behind one button that says how much of it is set."""
    say = here.say
    names = ("jenis", "media", "paket", "penyebab", "tanggung-jawab", "lama")
    used = sum(1 for name in names if st.query_params.get(name))
    title = say("More ({n})", n=used) if used else say("More")
    known = {site.kind for site in here.inventory.judged}
    kinds = sorted(known | {row.kind for row in found if row.kind is not None})
    with st.popover(title, icon=":material/filter_list:", width="stretch"):
        kind = _any_of(here, say("Kind"), "jenis", kinds, _labelled(here))
        medium = _any_of(here, say("Medium"), "media", _media(here, found), _labelled(here))
        tiers = _tiers(here)
        tier = _any_of(here, say("Tier"), "paket", tiers, tiers.__getitem__)
        cause = _any_of(here, say("Cause"), "penyebab", tuple(Cause), _labelled(here))
        liability = _any_of(
            here, say("Liability"), "tanggung-jawab", tuple(Liability), _labelled(here)
        )
        length = choice(
            say("How long"), tuple(_LENGTHS), key="lama", shown=lambda each: _at_least(here, each)
        )
    return Filter(
        kind=kind,
        medium=medium,
        tier=tier,
        cause=cause,
        liability=liability,
        least_seconds=_LENGTHS[length],
    )


def _media(here: Scene, found: Iterable[Row]) -> list[Medium]:
    """Those of any site, now or when an outage of it began."""
    known = {site.medium for site in here.inventory.judged} | {row.medium for row in found}
    return sorted(medium for medium in known if medium is not None)


def _tiers(here: Scene) -> Mapping[str, str]:
    """Those of any contract term: by how addresses name them, how people read them."""
    terms = {(term.contract, term.tier) for site in here.inventory.judged for term in site.terms}
    return {tier_word(*each): tier_name(*each) for each in sorted(terms)}


def _labelled(here: Scene) -> Callable[[StrEnum], str]:
    return lambda each: label(each, here.language)


def _at_least(here: Scene, length: str) -> str:
    say, seconds = here.say, _LENGTHS[length]
    if not seconds:
        return say("All")
    if seconds < 60 * _MINUTE:
        return say("at least {n} minutes", n=seconds // _MINUTE)
    hours = seconds // (60 * _MINUTE)
    return say.plural("at least {n} hour", "at least {n} hours", hours)


def _any_of(
    here: Scene, title: str, key: str, options: Iterable[T], shown: Callable[[T], str]
) -> T | None:
    """One of what there is, or all."""
    known = {str(each): each for each in options}
    word = choice(
        title,
        ("", *known),
        key=key,
        shown=lambda each: shown(known[each]) if each in known else here.say("All"),
    )
    return known.get(word)
