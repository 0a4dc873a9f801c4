"""Of which rows the page speaks: the month, what they are put together by, and how deep one is."""

from dataclasses import dataclass

import streamlit as st

from dashboard import cached
from dashboard.choice import choice
from dashboard.laporan.months import Listed
from dashboard.markup import literal
from dashboard.scene import Scene
from dashboard.sla.where import month_word
from pantau.actions.services import how_to_start
from pantau.sla.groups import PER_WORDS, Per, Row, word_of

GROUP, SITE = "kelompok", "site"


@dataclass(frozen=True, slots=True)
class Scope:
    """``group`` and ``site``: words of the address that name some of the month's rows."""

    per: Per
    group: str | None
    site: str | None

    def of(self, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        """The rows that are meant."""
        if self.site is not None:
            return tuple(row for row in rows if row.result.site == self.site)
        if self.group is not None:
            return tuple(row for row in rows if word_of(row, self.per) == self.group)
        return rows


def listed_months(here: Scene) -> tuple[Listed, ...]:
    """All that there are; where there is none yet it is said what to do."""
    months = cached.months(here.inventory)
    if not months:
        st.info(
            here.say(
                "No month yet: the first begins when the collector has run. Start it with: {start}",
                start=how_to_start(services=here.snapshot.services),
            )
        )
    return months


def chosen_month(here: Scene, months: tuple[Listed, ...]) -> str:
    """The month of the address, else the running one."""
    by_name = {each.month: each for each in months}
    return choice(
        here.say("Month"),
        tuple(by_name),
        key="bulan",
        shown=lambda name: month_word(
            name, by_name[name].state, running=by_name[name].running, language=here.language
        ),
        hide_label=True,
        width=260,
        tell=True,
    )


def chosen_scope(here: Scene, rows: tuple[Row, ...]) -> Scope:
    """What the address asks for; what is not in the month is said not to be."""
    before = st.session_state.get("sla_per")
    per = choice(
        here.say("Put together by"),
        tuple(Per),
        key="per",
        shown=lambda each: here.say(PER_WORDS[each]),
        look="buttons",
        hide_label=True,
        width="content",
    )
    st.session_state["sla_per"] = per
    if before is not None and before != per:
        # A kecamatan is no provider: what was chosen by the last one means nothing any more.
        for name in (GROUP, SITE):
            st.query_params.pop(name, None)
    asked = Scope(per, st.query_params.get(GROUP), st.query_params.get(SITE))
    of_group = Scope(per, asked.group, None).of(rows)
    if per is Per.SITE or (asked.site and not Scope(per, None, asked.site).of(of_group)):
        # The site stands by itself: it belongs to no such group.
        asked = Scope(per, None, asked.site)
    if asked.of(rows):
        return asked
    if asked.group is not None or asked.site is not None:
        st.warning(
            here.say(
                "This month has no '{name}'. All sites are shown.",
                name=literal((asked.site or asked.group or "")[:80]),
            ),
            icon=":material/wrong_location:",
        )
    return Scope(per, None, None)


def go_to(name: str, word: str) -> None:
    """Have the address name a group or a site."""
    st.query_params[name] = word
    st.rerun()
