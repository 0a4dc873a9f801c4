"""One site's month: the outages that make it, the arithmetic, and its days."""

from collections.abc import Sequence

import streamlit as st

from dashboard import cached
from dashboard.grid import grid
from dashboard.links import page_url
from dashboard.markup import Html, element
from dashboard.scene import Scene
from dashboard.sla.looks import Month
from dashboard.sla.outages import Cause, cause_columns, causes
from dashboard.sla.tables import sheet_columns
from dashboard.theme import Mode
from pantau.language import Language, moment, short_duration, to_say, translator
from pantau.language.arithmetic import working_line
from pantau.sla.groups import Row

_OTHERWISE = to_say(
    "This month is closed, and more is known today than then. The figures above and the arithmetic "
    "are those of the closing; outages and days are those known today, and do not sum to them."
)


def mode() -> Mode:
    """Whether the viewer's browser is light or dark."""
    return "dark" if st.context.theme.type == "dark" else "light"


def site_part(here: Scene, month: Month, rows: Sequence[Row]) -> None:
    """Everything that makes the figures of ``rows``, which are one site's."""
    say, language = here.say, here.language
    site, name = rows[0].result.site, month.result.month
    made = cached.site_month(month, here.inventory, site)
    today = {row.key: row for row in month.today.sites}
    if any(today.get(row.result.key) != row.result for row in rows):
        st.info(say(_OTHERWISE), icon=":material/lock_clock:")
    left, right = st.columns([13, 6], gap="medium")
    with left:
        st.html(element("h2", say("Outages that make this figure"), class_="p-heading"))
        parts = [each for row in rows for each in made.outages.get(row.result.key, ())]
        found = causes(parts, month.exclusions, month.at)
        chosen = grid(
            found,
            cause_columns(here.zone, language),
            key="penyebab",
            title=say("Outages"),
            file=f"sla-{name}-{site}-penyebab",
            select="single",
            empty=say("No outage was recorded in this month."),
        )
        if found:
            st.html(_ways_on(found, chosen, here))
    with right:
        st.html(arithmetic(rows, language))
    st.html(element("h2", say("Daily sheet"), class_="p-heading"))
    grid(
        made.days,
        sheet_columns(mode(), language),
        key="harian",
        title=say("Daily sheet"),
        file=f"sla-{name}-{site}",
        empty=say("This site has no service time in this month yet."),
    )


def _ways_on(found: Sequence[Cause], chosen: Sequence[Cause], here: Scene) -> Html:
    """What they sum to; links to what the chosen outage is on other pages."""
    say, language = here.say, here.language
    down = sum(each.part.down_seconds for each in found)
    words = say("Together down {duration}.", duration=short_duration(down, language, units=4))
    if not chosen:
        on = say("Choose a row to go on to its evidence and papers.")
        return element("p", f"{words} {on}", class_="p-rest")
    outage = chosen[0].outage
    return element(
        "p",
        f"{words} {outage.id} · {moment(outage.started_at, here.zone, language)}: ",
        element(
            "a",
            say("Open the outage"),
            href=page_url("gangguan", language, id=outage.id),
            class_="p-go",
        ),
        " · ",
        element(
            "a",
            say("See it at its site"),
            href=page_url("titik", language, site=outage.site, gangguan=outage.id),
            class_="p-go",
        ),
        class_="p-rest",
    )


def arithmetic(rows: Sequence[Row], language: Language) -> Html:
    """The lines of ``pantau sla --working``."""
    say = translator(language)
    return element(
        "section",
        element("h2", say("The arithmetic, line by line")),
        *(
            element(
                "div",
                element("h3", f"{row.result.contract} · {row.result.tier}"),
                element(
                    "ol", *(element("li", working_line(line, say)) for line in row.result.working)
                ),
            )
            for row in rows
        ),
        class_="p-panel s-working",
    )
