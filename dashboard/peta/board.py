"""The map in the browser: an element of our own, which needs neither WebGL nor anybody's tiles."""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

_HTML = """
<div class="m-map">
  <svg role="group"></svg>
  <div class="m-tip" role="status" hidden><strong></strong><span></span></div>
  <div class="m-tools">
    <button type="button" name="closer">+</button>
    <button type="button" name="farther">−</button>
    <button type="button" name="whole">⤢</button>
  </div>
  <div class="m-foot"><span class="m-ruler"></span><span></span></div>
</div>
"""

_board = st.components.v2.component(
    "pantau_map",
    html=_HTML,
    js=Path(__file__).with_name("board.js").read_text(encoding="utf-8"),
    # The colours and the look of links are the page's own.
    isolate_styles=False,
)


def board(
    drawn: str,
    *,
    key: str,
    part: Sequence[float] | None = None,
    still: bool = False,
) -> None:
    """Draw what ``picture`` made, or the ``part`` of it that an address asks for.

    ``still``: nothing can be moved or followed, as on a wall. Size and theme come from where it
    stands: it is as wide as its column, and how high it is ``.st-key-KEY .m-map`` may say.
    """
    _board(key=key, data={"drawn": drawn, "part": part, "still": still})
