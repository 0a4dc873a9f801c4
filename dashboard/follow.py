"""Links inside of our own HTML change the page without loading everything anew."""

from collections.abc import Mapping

import streamlit as st

from dashboard.links import view_at

# One listener for the whole document: links come and go with every refresh. What a browser does
# with modified clicks (a new tab, a download) stays its own business.
_FOLLOW = """
export default function ({ setTriggerValue }) {
  const follow = (event) => {
    if (event.defaultPrevented || event.button !== 0) return
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    const link = event.composedPath().find((each) => each.classList?.contains("p-go"))
    if (!link?.getAttribute("href")?.startsWith("/")) return
    event.preventDefault()
    setTriggerValue("href", link.getAttribute("href"))
  }
  document.addEventListener("click", follow)
  return () => document.removeEventListener("click", follow)
}
"""

_FOLLOWED = "followed"

_links = st.components.v2.component("pantau_links", html="<span></span>", js=_FOLLOW)


def follow_links(shown: Mapping[str, "st.Page"]) -> None:
    """Go where a link of class ``p-go`` leads, if it is a page that this visitor may see."""
    result = _links(key="follow", on_href_change=lambda: None, height=0)
    view = view_at(result.href) if result.href else None
    if view is not None and view.page.name in shown:
        st.session_state[_FOLLOWED] = True
        st.switch_page(shown[view.page.name], query_params=view.asked)


def has_followed() -> bool:
    """Whether this visit followed such a link once: then a browser runs scripts of ours."""
    return _FOLLOWED in st.session_state
