"""What lines carry where devices count it: idle and full ones, and tiers that would do."""

from collections.abc import Sequence

import streamlit as st

from dashboard import cached
from dashboard.grid import grid
from dashboard.links import page_url
from dashboard.live import card
from dashboard.markup import element
from dashboard.rencana.months import asked_period
from dashboard.rencana.use_chart import use_chart
from dashboard.rencana.use_tables import use_columns
from dashboard.scene import Scene
from dashboard.sla.site_part import mode
from pantau.actions.plan.use import LineUse, Uses
from pantau.facts.instant import DAY, HOUR
from pantau.language import Language, number, rupiah, translator
from pantau.planning.utilisation import Advice

_SITE = "site"
_CONFIG = {"displayModeBar": False, "scrollZoom": False}
_FULL = (Advice.LARGER, Advice.FULL)
_ORDER = (
    *(Advice.IDLE, Advice.LARGER, Advice.FULL, Advice.SMALLER),
    *(Advice.KEEP, Advice.NO_SPEED, Advice.TOO_LITTLE),
)


def use_part(here: Scene) -> None:
    """All of the part."""
    say, language = here.say, here.language
    period = asked_period(here)
    if period is None:
        return
    with st.spinner(here.say("Looking back over the months …")):
        found = cached.plan_use(here.inventory, period)
    if found is None:
        # The banner above says why, and what to do.
        return
    if not found.lines:
        st.info(
            say(
                "No site has a device that counts its traffic. Write a probe of kind snmp at the "
                "site of a router (probes) and credentials in the inventory."
            ),
            icon=":material/router:",
        )
        return
    lines = sorted(found.lines, key=_order)
    st.html(_cards(found, language))
    chosen = grid(
        lines,
        use_columns(language),
        key="pemakaian",
        title=say("Use"),
        file=f"pemakaian-{found.period.months[-1]}",
        select="single",
    )
    st.caption(
        say(
            "The 95th percentile of averages of five minutes, as carriers bill it: the highest "
            "twentieth is left out. {n} of {all} sites have a device that counts.",
            n=number(len(found.lines), language),
            all=number(found.sites, language),
        )
    )
    _curve(here, found, chosen[0] if chosen else _asked(lines))


def _order(each: LineUse) -> tuple[int, int, str]:
    return _ORDER.index(each.advised.advice), -abs(each.advised.rupiah or 0), each.site.name


def _asked(lines: Sequence[LineUse]) -> LineUse:
    """The one that the address names, else the first."""
    wanted = st.query_params.get(_SITE)
    return next((each for each in lines if each.site.id == wanted), lines[0])


def _cards(found: Uses, language: Language) -> str:
    say = translator(language)

    def of(*advices: Advice) -> list[LineUse]:
        return [each for each in found.lines if each.advised.advice in advices]

    def money(lines: list[LineUse]) -> str:
        return rupiah(abs(sum(each.advised.rupiah or 0 for each in lines)), language)

    idle, full, smaller = of(Advice.IDLE), of(*_FULL), of(Advice.SMALLER)
    return element(
        "div",
        card(
            say("Paid and unused"),
            number(len(idle), language),
            say("{rupiah} a month", rupiah=money(idle)),
            "p-month",
        ),
        card(
            say("Full lines"),
            number(len(full), language),
            say("larger tiers: {rupiah} a month more", rupiah=money(full)),
            "p-month",
        ),
        card(
            say("A smaller tier would do"),
            number(len(smaller), language),
            say("{rupiah} a month less", rupiah=money(smaller)),
            "p-month",
        ),
        class_="p-cards",
    )


def _curve(here: Scene, found: Uses, line: LineUse) -> None:
    window = found.period.window
    # To the hour, so that one look serves all who look; the last month of the period.
    end = min(window.end, cached.now() // HOUR * HOUR)
    begin = max(window.begin, end - 31 * DAY)
    url = page_url("titik", here.language, site=line.site.id)
    st.html(element("h3", element("a", line.site.name, href=url, class_="p-go"), class_="p-part"))
    curves = cached.curves_of(line.site.id, line.probe, begin, end) if begin < end else None
    if curves is None or line.usage.p95 is None:
        st.caption(here.say("Nothing that it said is kept of this time."))
        return
    st.plotly_chart(
        use_chart(curves, line, here.zone, here.language, mode()),
        theme=None,
        config=_CONFIG,
        key=f"pemakaian_{line.site.id}_{found.period.months[-1]}",
    )
