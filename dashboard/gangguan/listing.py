"""The first section: outages and incidents, the chosen ones, and what can be done about them."""

import os

import streamlit as st

from dashboard import cached
from dashboard.choice import choice
from dashboard.gangguan.chosen import chosen
from dashboard.gangguan.forms import forms
from dashboard.gangguan.reading import read_told
from dashboard.gangguan.rows import WANTED, Row, Wanted, wanted
from dashboard.gangguan.spans import USUAL, shown, spans
from dashboard.gangguan.table import columns
from dashboard.grid import grid
from dashboard.links import page_url
from dashboard.markup import element
from dashboard.scene import Scene
from dashboard.settings import from_environment


def outages(scene: Scene) -> None:
    """One outage where the address names it; else the list."""
    named = st.query_params.get("id")
    if named:
        _one(scene, named)
    else:
        _list(scene)


def _one(scene: Scene, id: str) -> None:
    say = scene.say
    back = element(
        "a", f"← {say('All outages')}", href=page_url("gangguan", scene.language), class_="p-go"
    )
    st.html(element("p", back, class_="p-rest"))
    told = read_told(from_environment(os.environ), scene.inventory, id, scene.now)
    if told is None:
        st.info(
            say(
                "There is no outage '{id}'. It may have come with an import that was revoked.",
                id=id,
            )
        )
        return
    st.html(chosen(told, scene))
    forms(scene, [told.row])


def _list(scene: Scene) -> None:
    say = scene.say
    found, span = _filtered(scene)
    if found is None:
        return
    picked = grid(
        found,
        columns(scene),
        key="gangguan",
        title=say("Outages"),
        select="multi",
        empty=say("No outage in {span}.", span=shown(span, scene.language)),
    )
    if len(picked) == 1:
        told = read_told(
            from_environment(os.environ), scene.inventory, picked[0].outage.id, scene.now
        )
        if told is not None:
            st.html(chosen(told, scene))
    elif picked:
        words = say.plural("{n} outage is chosen", "{n} outages are chosen", len(picked))
        st.html(element("h2", words, class_="p-heading"))
    if picked:
        forms(scene, picked)
    elif found:
        st.caption(say("Choose one or several rows to see more and to act."))


def _filtered(scene: Scene) -> tuple[tuple[Row, ...] | None, str]:
    """The rows that the choices above the table leave, and the time they are of."""
    say = scene.say
    first, second, third, fourth = st.columns(4)
    months = tuple(each.month for each in cached.months(scene.inventory))
    with first:
        span = choice(
            say("Time"),
            spans(months),
            key="rentang",
            shown=lambda each: shown(each, scene.language),
            default=USUAL,
        )
    found = cached.outages(scene.inventory, span)
    if found is None:
        return None, span
    with second:
        what = choice(
            say("Which"),
            tuple(Wanted),
            key="mana",
            shown=lambda each: say(WANTED[each]),
        )
    with third:
        kecamatan = _any_of(scene, say("Kecamatan"), "kecamatan", {row.kecamatan for row in found})
    with fourth:
        provider = _any_of(scene, say("Provider"), "penyedia", {row.provider for row in found})
    return wanted(found, what, kecamatan, provider), span


def _any_of(scene: Scene, label: str, key: str, found: set[str]) -> str | None:
    """One of what there is, or all."""
    options = ("", *sorted(found - {""}))
    picked = choice(label, options, key=key, shown=lambda each: each or scene.say("All"))
    return picked or None
