"""What keeps the wall alive without hands: a page that hears nothing more loads itself anew."""

import streamlit as st

# Each picture of the wall bears its moment: while that goes on the server lives. Checks before it
# loads: a server that is away would leave an error page of the browser behind, and nobody is there
# to press a key. Four hours bound whatever a browser may hoard in weeks.
_PULSE = """
export default function () {
  if (window.pantauPulse) return
  const silent = 90_000, long = 4 * 3600_000
  let at, heard = performance.now()
  window.pantauPulse = setInterval(async () => {
    const now = performance.now(), shown = document.querySelector(".w-wall")?.dataset.at
    // Who went on to another page, perhaps to write there, is left alone.
    if (shown !== at || !location.pathname.endsWith("/dinding")) [at, heard] = [shown, now]
    if (now - heard < silent && now < long) return
    try {
      const answer = await fetch("/healthz", { cache: "no-store" })
      if (answer.ok) location.reload()
    } catch {
      // Still away: asked again at the next beat.
    }
  }, 10_000)
}
"""

_pulse = st.components.v2.component("pantau_pulse", html="<span></span>", js=_PULSE)


def pulse() -> None:
    """Watch, in the browser, that the server lives: once a page, and not at each refresh."""
    _pulse(key="pulse", height=0)
