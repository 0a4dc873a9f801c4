"""The picture of round trips and the choice of its time; runs by itself while it ends now."""

from datetime import date, timedelta
from typing import Any

import streamlit as st

from dashboard import cached
from dashboard.scene import Scene
from dashboard.theme import Mode
from dashboard.titik.chart import chart, shift_ms
from dashboard.titik.samples import Seen
from dashboard.titik.spans import LENGTHS, Window, as_asked, window
from pantau.facts.instant import MINUTE, SECOND, midnight, parse_iso, to_datetime
from pantau.inventory import Site
from pantau.language import moment, short_duration

_EVERY = "30s"
_BEGIN, _END, _LENGTH = "dari", "sampai", "rentang"
_CONFIG = {"displayModeBar": False, "displaylogo": False, "scrollZoom": False}


def picture_part(here: Scene, site: Site) -> None:
    """The part as a fragment: a time that ends now moves on by itself."""
    live = _asked(here).length is not None
    st.fragment(_picture, run_every=_EVERY if live else None)(here, site)


def _asked(here: Scene) -> Window:
    asked = st.query_params
    return window(asked.get(_LENGTH), asked.get(_BEGIN), asked.get(_END), cached.now(), here.zone)


def _picture(here: Scene, site: Site) -> None:
    shown = _asked(here)
    with st.container(border=True, key="t_picture"):
        _controls(here, shown)
        if shown.wrong is not None:
            st.warning(
                here.say(
                    "The time {asked} cannot be shown; this is another one.", asked=shown.wrong[:80]
                ),
                icon=":material/event_busy:",
            )
        seen = cached.seen_of(site.id, shown.begin, shown.end)
        if seen is None:
            st.info(here.say("The store cannot be read now; the reason stands above."))
            return
        _notices(here, seen, shown)
        mode: Mode = "dark" if st.context.theme.type == "dark" else "light"
        key = f"gambar_{site.id}_{shown.begin}_{shown.end}"
        st.plotly_chart(
            chart(seen, here.zone, here.language, mode),
            theme=None,
            config=_CONFIG,
            key=key,
            on_select=lambda: _zoomed(here, key, seen),
            selection_mode="box",
        )


def _notices(here: Scene, seen: Seen, shown: Window) -> None:
    """The time shown in words, and what is lacking in the picture."""
    begin, end = (moment(at, here.zone, here.language) for at in (shown.begin, shown.end))
    words = f"{begin} – {end}"
    points = seen.points
    if points is not None and points.sent.any():
        length = short_duration(points.length_us // SECOND, here.language)
        words += " · " + here.say("one point is {length}", length=length)
        words += " · " + here.say("draw over the picture to look closer")
    st.caption(words)
    if seen.damaged:
        st.warning(
            here.say("The samples cannot be read: {reason}", reason=seen.damaged),
            icon=":material/broken_image:",
        )
    elif points is None or not points.sent.any():
        st.caption(
            here.say("No round trips are kept of this time: samples live shorter than facts.")
        )


def _controls(here: Scene, shown: Window) -> None:
    say = here.say
    key = f"rentang_{shown.length}_{shown.begin if shown.length is None else ''}"

    def chosen() -> None:
        length = st.session_state[key]
        if length in LENGTHS:
            _show(None, None, length)

    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="t_controls"):
        st.segmented_control(
            say("Time shown"),
            tuple(LENGTHS),
            format_func=lambda each: say(LENGTHS[each][1]),
            default=shown.length,
            key=key,
            on_change=chosen,
            label_visibility="collapsed",
        )
        wide = shown.end - shown.begin
        for icon, words, begin, end in (
            ("chevron_left", say("Earlier"), shown.begin - wide // 2, shown.end - wide // 2),
            ("chevron_right", say("Later"), shown.begin + wide // 2, shown.end + wide // 2),
            ("zoom_out", say("Wider"), shown.begin - wide // 2, shown.end + wide // 2),
        ):
            st.button(
                f":material/{icon}:",
                key=f"t_{icon}",
                help=words,
                type="tertiary",
                on_click=_move,
                args=(here, begin, end),
            )
        with st.popover(say("From – to"), icon=":material/date_range:"):
            _days(here, shown)


def _days(here: Scene, shown: Window) -> None:
    """Whole days, both inclusive."""
    say = here.say
    first, last = (to_datetime(at, here.zone).date() for at in (shown.begin, shown.end - MINUTE))
    today = to_datetime(cached.now(), here.zone).date()
    with st.form("t_days", border=False):
        picked: Any = st.date_input(
            say("Days, the first and the last"),
            (first, last),
            max_value=today,
            format="DD/MM/YYYY",
            key=f"t_days_{first}_{last}",
        )
        if st.form_submit_button(say("Show")):
            days: list[date] = list(picked) or [today]
            begin = midnight(days[0], here.zone)
            end = midnight(days[-1] + timedelta(days=1), here.zone)
            _move(here, begin, end)
            st.rerun()


def _move(here: Scene, begin: int, end: int) -> None:
    """Have the address name this time; not beyond now."""
    over = max(0, end - cached.now())
    _show(as_asked(begin - over, here.zone), as_asked(end - over, here.zone), None)


def _show(begin: str | None, end: str | None, length: str | None) -> None:
    for name, value in ((_BEGIN, begin), (_END, end), (_LENGTH, length)):
        if value is None:
            st.query_params.pop(name, None)
        else:
            st.query_params[name] = value


def _zoomed(here: Scene, key: str, seen: Seen) -> None:
    """A box was drawn over the picture: show that time. It comes from a browser: trust no part."""
    try:
        edges = sorted(_instant(x, here, seen) for x in st.session_state[key].selection.box[0]["x"])
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        return
    if len(edges) == 2 and edges[1] - edges[0] >= 10 * MINUTE:
        _show(as_asked(edges[0], here.zone), as_asked(edges[1], here.zone), None)


def _instant(x: object, here: Scene, seen: Seen) -> int:
    """A place on the horizontal axis (milliseconds, or text of a wall clock) as an instant."""
    if isinstance(x, int | float):
        return int(x - shift_ms(seen.window[0], here.zone)) * 1_000
    return parse_iso(str(x).replace(" ", "T")[:19], here.zone)
