"""Compliance with the contract, and what makes each figure."""

from enum import StrEnum

import streamlit as st

from dashboard import cached
from dashboard.grid import grid
from dashboard.parted import chosen_section
from dashboard.scene import Scene, scene
from dashboard.sla.head import head
from dashboard.sla.looks import Month
from dashboard.sla.scope import GROUP, SITE, Scope, chosen_month, chosen_scope, go_to, listed_months
from dashboard.sla.site_part import mode, site_part
from dashboard.sla.tables import group_columns, site_columns
from dashboard.sla.what_if_part import what_if_part
from dashboard.sla.where import outages_at, standing_line, trail
from pantau.language import to_say
from pantau.sla.groups import PER_WORDS, Per, Row, groups
from pantau.sla.unknown import together


class Section(StrEnum):
    """What of the month is shown."""

    COMPLIANCE = "kepatuhan"
    WHAT_IF = "andai"


TITLES = {
    Section.COMPLIANCE: to_say("Compliance"),
    Section.WHAT_IF: to_say("What if"),
}


def compliance(here: Scene, month: Month) -> None:
    """The month's figures, as deep as the address asks."""
    scope = chosen_scope(here, month.rows)
    rows = scope.of(month.rows)
    reasons = together([month.reasons.get(row.result.key, {}) for row in rows])
    st.html(
        _where(here, month, scope, rows)
        + head(rows, reasons, here.language, _outages_at(here, month, scope))
    )
    if scope.site is not None:
        site_part(here, month, rows)
    elif scope.group is not None or scope.per is Per.SITE:
        sites_table(here, rows)
    else:
        groups_table(here, rows, scope.per)


def _outages_at(here: Scene, month: Month, scope: Scope) -> str | None:
    """The way to the outages behind the figures; those of one site stand below them."""
    if scope.site is not None:
        return None
    return outages_at(month.result.month, scope.per, scope.group, here.language)


def _where(here: Scene, month: Month, scope: Scope, rows: tuple[Row, ...]) -> str:
    group = site = None
    if scope.group is not None:
        group = groups(rows, scope.per, here.language)[0].name
    if scope.site is not None:
        site = rows[0].name
    return trail(month.result.month, scope.per, scope.group, group, site, here.language)


def sites_table(here: Scene, rows: tuple[Row, ...]) -> None:
    """The worst first; a click leads to what makes a site's figure."""
    chosen = grid(
        rows,
        site_columns(mode(), here.language),
        key="titik",
        title=here.say("Sites"),
        file=f"sla-{name}",
        select="single",
        tall=True,
    )
    if chosen:
        go_to(SITE, chosen[0].result.site)


def groups_table(here: Scene, rows: tuple[Row, ...], per: Per) -> None:
    """The lowest availability first; a click leads to the group's sites."""
    heading = here.say(PER_WORDS[per])
    chosen = grid(
        groups(rows, per, here.language),
        group_columns(heading, mode(), here.language),
        key="daftar",
        title=heading,
        file=f"sla-{name}-{per.value}",
        select="single",
        tall=True,
    )
    if chosen:
        go_to(GROUP, chosen[0].word)


here = scene()
months = listed_months(here)
if not months:
    st.stop()
with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
    name = chosen_month(here, months)
    section = chosen_section(here, tuple(Section), TITLES)
    line = st.empty()
month = cached.sla_month(here.inventory, name)
if month is None:
    # The banner above says why, and what to do.
    st.stop()
line.html(standing_line(month, here.language))
if not month.rows:
    st.info(
        here.say(
            "No site has service time in this month yet. A site is judged from the first second of "
            "its contract; see its terms in the inventory."
        )
    )
elif section is Section.WHAT_IF:
    what_if_part(here, month)
else:
    compliance(here, month)
