"""Media side by side, and who needs fibre most: with its weights, its arithmetic and its files."""

from collections.abc import Sequence

import streamlit as st

from dashboard import cached
from dashboard.grid import grid
from dashboard.links import page_url
from dashboard.markup import element
from dashboard.phone import on_a_phone
from dashboard.rencana.fibre_tables import medium_columns, ranked_columns
from dashboard.rencana.media_chart import media_chart
from dashboard.rencana.months import asked_period
from dashboard.rencana.weights_form import weight_fields
from dashboard.scene import Scene
from dashboard.sla.site_part import mode
from pantau.actions.plan.lines import Lines
from pantau.actions.plan.media import by_medium, ranking
from pantau.actions.quality import SAMPLES_GONE
from pantau.language import moment
from pantau.planning.migration import Ranked
from pantau.planning.migration_words import arithmetic
from pantau.reports.sheet.migration import migration_xlsx

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SITE = "site"
_CONFIG = {"displayModeBar": False, "scrollZoom": False}


def fibre_part(here: Scene) -> None:
    """All of the part."""
    period = asked_period(here)
    if period is None:
        return
    with st.spinner(here.say("Looking back over the months …")):
        found = cached.plan_lines(here.inventory, period)
    if found is None:
        # The banner above says why, and what to do.
        return
    if found.samples_gone:
        st.warning(here.say(SAMPLES_GONE), icon=":material/history_toggle_off:")
    if not any(line.rows for line in found.lines):
        st.info(here.say("No site has service time in these months yet."))
        return
    _media(here, found)
    _ranking(here, found)


def _media(here: Scene, found: Lines) -> None:
    say, language = here.say, here.language
    st.subheader(say("Quality by medium"), anchor=False)
    media = by_medium(found)
    chart = media_chart(media, language, mode(), narrow=on_a_phone())
    st.plotly_chart(chart, theme=None, config=_CONFIG, key="media")
    grid(
        media,
        medium_columns(language),
        key="media_tabel",
        title=say("Quality by medium"),
        file=f"media-{_span(found)}",
    )
    upto = moment(found.upto, here.zone, language)
    st.caption(
        say(
            "Time lost and availability are those of the contract, as of {time}. Loss and round "
            "trip: minutes in working hours in which the line was there; the round trip is that "
            "of the middle site, by the 95th percentile of its minute medians.",
            time=upto,
        )
    )


def _ranking(here: Scene, found: Lines) -> None:
    say, language = here.say, here.language
    st.subheader(say("Who needs fibre most"), anchor=False)
    with st.expander(say("Weights"), expanded=False, icon=":material/balance:"):
        weights = weight_fields(here)
    ranked = ranking(found, here.inventory, weights)
    if not ranked:
        st.info(
            say("Nobody is without fibre: no site of another medium is in the inventory."),
            icon=":material/cable:",
        )
        return
    file = f"serat-optik-{_span(found)}"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            say("XLSX with formulas"),
            data=lambda: migration_xlsx(
                ranked,
                say("Who needs fibre most"),
                _span(found),
                language,
                simulation=here.inventory.simulation,
            ),
            file_name=f"{file}-bobot.xlsx",
            mime=_XLSX,
            key="serat_bobot",
            on_click="ignore",
            icon=":material/calculate:",
        )
        url = page_url("peta", language, warna="media")
        st.html(element("a", say("The media on the map"), href=url, class_="p-go"))
    chosen = grid(
        ranked,
        ranked_columns(language),
        key="serat",
        title=say("Who needs fibre most"),
        file=file,
        select="single",
    )
    _opened(here, chosen[0] if chosen else _asked(ranked))


def _asked(ranked: Sequence[Ranked]) -> Ranked:
    """The one that the address names, else the first."""
    wanted = st.query_params.get(_SITE)
    return next((each for each in ranked if each.candidate.site == wanted), ranked[0])


def _opened(here: Scene, each: Ranked) -> None:
    """The arithmetic of one site."""
    site = each.candidate
    url = page_url("titik", here.language, site=site.site)
    lines = (element("li", line) for line in arithmetic(each, here.language))
    st.html(
        element(
            "section",
            element("h3", element("a", site.name, href=url, class_="p-go"), class_="p-part"),
            element("ol", *lines),
            class_="s-working",
        )
    )


def _span(found: Lines) -> str:
    months = found.period.months
    return "-".join(dict.fromkeys((months[0], months[-1])))
