"""What keeps the wall alive without hands: a page that hears nothing more loads itself anew."""

import streamlit as st

# Checks before it loads: a server that is away would leave an error page of the browser behind,
# and nobody is there to press a key. Four hours bound whatever a browser may hoard in weeks.
_PULSE = """
export default function ({ data }) {
  window.pantauHeard = performance.now()
  if (window.pantauPulse) return
  const silent = 90_000, long = 4 * 3600_000
  window.pantauPulse = setInterval(async () => {
    const now = performance.now()
    if (now - window.pantauHeard < silent && now < long) return
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


def pulse(now: int) -> None:
    """Say that the server lives; ``now`` (microseconds UTC) differs at every beat."""
    _pulse(key="pulse", data={"at": now}, height=0)
