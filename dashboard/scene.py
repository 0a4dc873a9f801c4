"""What every page asks first: what is known now, and in which words to say it."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

import streamlit as st

from dashboard import cached
from dashboard.alarms import banners
from dashboard.chosen import chosen_language
from dashboard.markup import element
from dashboard.reading import Snapshot
from dashboard.summary import overview
from dashboard.zone import zone_of
from pantau.inventory import Inventory
from pantau.language import Language, Translator, translator


@dataclass(frozen=True, slots=True)
class Scene:
    """The last look into the store, at ``now`` (microseconds UTC), and the viewer's language."""

    snapshot: Snapshot
    inventory: Inventory
    now: int
    zone: ZoneInfo
    language: Language
    say: Translator


def scene() -> Scene:
    """What is known now. Where no inventory can be read the page ends here: the banner says why."""
    snapshot = cached.snapshot()
    if snapshot.inventory is None:
        st.stop()
    language = chosen_language()
    return Scene(
        snapshot=snapshot,
        inventory=snapshot.inventory,
        now=cached.now(),
        zone=snapshot.inventory.timezone,
        language=language,
        say=translator(language),
    )


@st.fragment(run_every="5s")
def loud() -> None:
    """What must be known before any number is believed, over every page."""
    snapshot, now, language = cached.snapshot(), cached.now(), chosen_language()
    zone = zone_of(snapshot.inventory)
    seen = overview(snapshot, now)
    st.html(
        element("div", banners(seen, snapshot, now, zone, language), class_="p-alarms p-compact")
    )
