"""What stands below the picture comes once that is drawn, at the first visit by a link.

A browser that meets a kind of element for the first time shows it no sooner than a third of a
second after the last one that was new to it: whatever came behind the picture held the picture up.
Who comes by an address of the site, or has seen a site before, has all of it at once.
"""

from collections.abc import Callable

import streamlit as st

from dashboard.follow import has_followed
from dashboard.markup import Html

_WHOLE = "t_whole"

# Not by frames: a page in the background has none. Where there is no picture the rest comes too.
_DRAWN = """
export default function ({ setTriggerValue }) {
  let looks = 0
  const beat = setInterval(() => {
    if (!document.querySelector(".js-plotly-plot .main-svg") && ++looks < 40) return
    clearInterval(beat)
    setTriggerValue("drawn", true)
  }, 50)
  return () => clearInterval(beat)
}
"""

_picture = st.components.v2.component("pantau_drawn", html="<span></span>", js=_DRAWN)


@st.fragment
def after_the_picture(draw: Callable[[], None], room: Html) -> None:
    """Draw now, or as soon as the browser has drawn the picture.

    One part alone can wait so: of several that ask at once Streamlit hears one. ``room``: what
    keeps its place until then.
    """
    if st.session_state.get(_WHOLE) or not has_followed():
        st.session_state[_WHOLE] = True
        draw()
        return
    st.html(room)
    _picture(key="t_drawn", on_drawn_change=_is_drawn, height=0)


def _is_drawn() -> None:
    st.session_state[_WHOLE] = True
