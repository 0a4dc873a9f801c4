"""The part about coverage: where there is signal, who says so, and what speaks against it."""

import streamlit as st

from dashboard import act, cached
from dashboard.choice import choice
from dashboard.columns import Column
from dashboard.grid import downloads, grid
from dashboard.links import page_url
from dashboard.markup import element
from dashboard.peta.board import board
from dashboard.peta.shades import Told
from dashboard.scene import Scene
from dashboard.theme import Mode
from dashboard.wilayah.book import Book, VillageRow
from dashboard.wilayah.coverage_chart import chart
from dashboard.wilayah.coverage_forms import import_form, revoke_form, state_form
from dashboard.wilayah.coverage_marks import NOTHING, signed_state
from dashboard.wilayah.coverage_page import (
    doubt_words,
    figures,
    project_words,
    standing_out,
    village_page,
)
from pantau.actions.acting import Act
from pantau.reports.coverage import as_geojson, as_json, coverage_row

VILLAGE = "desa"
"""Which village is looked at, in the address."""


def coverage_part(here: Scene) -> None:
    """One village where the address names it; else all of them."""
    book = cached.coverage()
    if book is None:
        st.info(here.say("The store cannot be read now; the reason stands above."))
        return
    named = st.query_params.get(VILLAGE)
    if named is None:
        _all(here, book)
        return
    url = page_url("wilayah", here.language)
    st.html(element("p", element("a", f"← {here.say('All villages')}", href=url, class_="p-go")))
    one = book.row(named)
    if one is None:
        st.html(element("p", here.say("There is no '{id}'.", id=named), class_="p-rest"))
        return
    _one(here, book, one)


def _one(here: Scene, book: Book, each: VillageRow) -> None:
    st.html(village_page(each, book, here.inventory, here.now, here.language))
    if not act.allowed(Act.COVERAGE):
        return
    with st.expander(here.say("Write down the state"), icon=":material/edit_note:"):
        state_form(here, each.village.code)
    if each.standing.newest:
        with st.expander(here.say("Take a statement back"), icon=":material/undo:"):
            revoke_form(here, book, each.village.code)


def _all(here: Scene, book: Book) -> None:
    say, language = here.say, here.language
    names = {site.id: site.name for site in here.inventory.sites}
    if not book.statements:
        st.info(
            say(
                "Nobody has said anything of the coverage of any village yet. Write down what a "
                "letter or a newspaper says, or bring in a list: both stand below."
            )
        )
    out = standing_out(book, names, language)
    if out:
        st.html(out)
    st.html(figures(book.total, language))
    sheet = cached.map_sheet(Told.COVERAGE, language)
    left, right = st.columns([13, 9], gap="small")
    if sheet is not None and sheet.drawn is not None:
        with left:
            board(sheet.drawn, key="w_map")
        right.html(element("div", element("div", sheet.side), class_="m-side"))
    if len(book.time) > 1:
        _over_time(here, book)
    chosen = grid(
        book.rows,
        _columns(here),
        key="cakupan",
        title=say("Villages"),
        file=say("coverage"),
        select="single",
    )
    _files(here, book)
    for each in chosen:
        st.html(village_page(each, book, here.inventory, here.now, language))
    if act.allowed(Act.COVERAGE):
        one, other = st.columns(2, gap="medium")
        with one.expander(say("Write down the state"), icon=":material/edit_note:"):
            state_form(here, chosen[0].village.code if chosen else None)
        with other.expander(say("Statements from a file"), icon=":material/upload_file:"):
            import_form(here, book)


def _over_time(here: Scene, book: Book) -> None:
    """The course of the whole regency, or of one kecamatan."""
    say, language = here.say, here.language
    heading, where = st.columns([3, 1], vertical_alignment="bottom")
    heading.html(element("h2", say("Over time"), class_="p-heading"))
    with where:
        chosen = choice(
            "Kecamatan",
            ("", *book.kecamatan),
            key="waktu",
            shown=lambda name: name or say("Whole regency"),
            hide_label=True,
        )
    mode: Mode = "dark" if st.context.theme.type == "dark" else "light"
    st.plotly_chart(
        chart(book.time_of(chosen or None), language, mode),
        theme=None,
        config={"displayModeBar": False, "displaylogo": False, "scrollZoom": False},
        key=f"cakupan_waktu_{chosen}",
    )
    st.caption(say("Villages of which nothing was said are not drawn; none of them is covered."))


def _columns(here: Scene) -> tuple[Column[VillageRow], ...]:
    say, language = here.say, here.language
    names = {site.id: site.name for site in here.inventory.sites}

    def newest(each: VillageRow, part: str) -> str:
        found = each.standing.newest
        return str(getattr(found[0].said, part)) if found else NOTHING

    def project(each: VillageRow) -> str:
        found = each.standing.newest
        return (project_words(found[0], language) if found else "") or NOTHING

    def against(each: VillageRow) -> str:
        return "; ".join(doubt_words(one, names, language) for one in each.doubts) or NOTHING

    return (
        Column[VillageRow](say("Village"), lambda each: each.village.name, width=170),
        Column[VillageRow]("Kecamatan", lambda each: each.village.kecamatan),
        Column[VillageRow](say("State"), lambda each: signed_state(each.standing, language)),
        Column[VillageRow](say("As of"), lambda each: newest(each, "as_of")),
        Column[VillageRow](say("Stands out"), against),
        Column[VillageRow](say("Project"), project),
        Column[VillageRow](say("Source"), lambda each: newest(each, "source")),
        Column[VillageRow](say("Code"), lambda each: each.village.code),
    )


def _files(here: Scene, book: Book) -> None:
    """The whole for other tools; CSV and XLSX stand over the table."""
    about = {"day": book.day.isoformat(), "simulation": here.inventory.simulation}
    villages = [each.village for each in book.rows]

    def rows() -> list[dict[str, object]]:
        return [coverage_row(each.village, each.standing) for each in book.rows]

    made = (
        ("JSON", "application/json", lambda: as_json(rows(), about)),
        ("GeoJSON", "application/geo+json", lambda: as_geojson(rows(), villages, about)),
    )
    downloads(made, here.say("coverage"), "cakupan")
