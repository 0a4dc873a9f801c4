"""The picture of round trips and the choice of its time; runs by itself while it ends now."""

import streamlit as st

from dashboard import cached
from dashboard.markup import literal
from dashboard.phone import on_a_phone
from dashboard.scene import Scene
from dashboard.theme import Mode
from dashboard.titik.chart import chart
from dashboard.titik.device import curves_chart, devices, running_words, shown_panels
from dashboard.titik.points import shift_ms
from dashboard.titik.samples import Seen
from dashboard.titik.spans import Window, as_asked, boxed
from dashboard.titik.time_controls import asked_time, show, time_controls
from pantau.facts.instant import SECOND
from pantau.inventory import Site
from pantau.language import moment, short_duration

_EVERY = "30s"
_PROBE, _PROBE_CONTROL = "cara", "t_cara"
_CONFIG = {"displayModeBar": False, "displaylogo": False, "scrollZoom": False}


def picture_part(here: Scene, site: Site) -> None:
    """The part as a fragment: a time that ends now moves on by itself."""
    live = asked_time(here).length is not None
    st.fragment(_picture, run_every=_EVERY if live else None)(here, site, live)


def _picture(here: Scene, site: Site, live: bool) -> None:
    shown = asked_time(here)
    if (shown.length is not None) is not live:
        st.rerun()  # of the whole page: the part must begin, or cease, to run by itself
    with st.container(border=True, key="t_picture"):
        time_controls(here, shown)
        probe = _probe(here, site)
        if shown.wrong is not None:
            st.warning(
                here.say(
                    "The time {asked} cannot be shown; this is another one.",
                    asked=literal(shown.wrong[:80]),
                ),
                icon=":material/event_busy:",
            )
        seen = cached.seen_of(site.id, probe, shown.begin, shown.end)
        if seen is None:
            st.info(here.say("The store cannot be read now; the reason stands above."))
            return
        _notices(here, seen, shown)
        mode: Mode = "dark" if st.context.theme.type == "dark" else "light"
        key = f"gambar_{site.id}_{probe}_{shown.begin}_{shown.end}"
        st.plotly_chart(
            chart(seen, here.zone, here.language, mode, boxes=not on_a_phone()),
            theme=None,
            config=_CONFIG,
            key=key,
            on_select=lambda: _zoomed(here, key, seen),
            selection_mode="box",
        )
        for device in devices(site):
            _device(here, site, device.name, shown, mode)


def _device(here: Scene, site: Site, probe: str, shown: Window, mode: Mode) -> None:
    """What a device said of itself in the time shown."""
    found = cached.curves_of(site.id, probe, shown.begin, shown.end)
    answer = next((each for each in cached.answers_of(site.id) if each.probe == probe), None)
    words = running_words(answer, here.zone, cached.now(), here.language)
    st.caption(f"**{probe}** " + (words or ""))
    if found is None or not shown_panels(found):
        st.caption(here.say("Nothing that it said is kept of this time."))
        return
    window = (shown.begin, shown.end)
    st.plotly_chart(
        curves_chart(found, window, here.zone, here.language, mode),
        theme=None,
        config=_CONFIG,
        key=f"perangkat_{site.id}_{probe}_{shown.begin}_{shown.end}",
    )


def _probe(here: Scene, site: Site) -> str:
    """Whose round trips are shown: the address says it, and this control changes the address."""
    names = [each.name for each in site.probes]
    asked = st.query_params.get(_PROBE)
    chosen = asked if asked in names else names[0]
    if len(names) > 1:
        st.session_state[_PROBE_CONTROL] = chosen
        st.segmented_control(
            here.say("Probe shown"),
            names,
            key=_PROBE_CONTROL,
            on_change=_chosen,
            args=(names,),
            label_visibility="collapsed",
        )
    return chosen


def _chosen(names: list[str]) -> None:
    chosen = st.session_state[_PROBE_CONTROL]
    if chosen == names[0]:
        st.query_params.pop(_PROBE, None)
    elif chosen in names:
        st.query_params[_PROBE] = chosen


def _notices(here: Scene, seen: Seen, shown: Window) -> None:
    """The time shown in words, and what is lacking in the picture."""
    begin, end = (moment(at, here.zone, here.language) for at in (shown.begin, shown.end))
    words = f"{begin} – {end}"
    points = seen.points
    if points is not None and points.sent.any():
        length = short_duration(points.length_us // SECOND, here.language)
        words += " · " + here.say("one point is {length}", length=length)
        if not on_a_phone():
            words += " · " + here.say("draw over the picture to look closer")
    st.caption(words)
    if seen.damaged:
        st.warning(
            here.say("The samples cannot be read: {reason}", reason=seen.damaged.said(here.say)),
            icon=":material/broken_image:",
        )
    elif points is None or not points.sent.any():
        st.caption(
            here.say("No round trips are kept of this time: samples live shorter than facts.")
        )


def _zoomed(here: Scene, key: str, seen: Seen) -> None:
    """A box was drawn over the picture: show that time."""
    try:
        edges = st.session_state[key].selection.box[0]["x"]
    except (AttributeError, IndexError, KeyError, TypeError):
        return
    found = boxed(edges, shift_ms(seen.window[0], here.zone), here.zone)
    if found is not None:
        show(as_asked(found[0], here.zone), as_asked(found[1], here.zone))
