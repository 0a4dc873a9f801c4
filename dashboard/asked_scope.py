"""The sites that somebody is asked for: by name, kecamatan, link, or all of them."""

from enum import StrEnum

import streamlit as st

from dashboard.scene import Scene
from pantau.actions.acting import Refused
from pantau.actions.scope import Scope, everywhere, read_scope
from pantau.language import to_say


class By(StrEnum):
    """How the sites are named."""

    SITES = "sites"
    KECAMATAN = "kecamatan"
    UPSTREAM = "upstream"
    ALL = "all"


_BY = {
    By.SITES: to_say("Sites"),
    By.KECAMATAN: to_say("A kecamatan"),
    By.UPSTREAM: to_say("What hangs on a link"),
    By.ALL: to_say("All sites"),
}


def asked_scope(here: Scene, label: str, *, key: str, widely: bool) -> Scope | Refused:
    """What is chosen; what comes from a browser and is none of ours is refused in a sentence.

    ``widely``: whether all sites may be meant. ``key`` begins the keys of the fields.
    """
    say, inventory = here.say, here.inventory
    by = By(
        st.segmented_control(
            label,
            [each for each in By if each is not By.ALL or widely],
            format_func=lambda each: say(_BY[each]),
            default=By.SITES,
            required=True,
            key=f"{key}_cara",
        )
    )
    if by is By.ALL:
        return everywhere(inventory)
    if by is By.SITES:
        names = {site.id: f"{site.name} ({site.id})" for site in inventory.sites}
        sites = st.multiselect(
            say("Sites"),
            list(names),
            format_func=lambda each: names.get(each, each),
            key=f"{key}_titik",
            placeholder=say("Choose sites"),
        )
        none = Refused(to_say("Choose at least one site."))
        return read_scope(inventory, sites) if sites else none
    if by is By.KECAMATAN:
        found = list(dict.fromkeys(site.kecamatan for site in inventory.sites))
        chosen = st.selectbox("Kecamatan", found, key=f"{key}_kecamatan")
        return read_scope(inventory, kecamatan=chosen)
    links = {id: link.name for id, link in inventory.upstreams.items()}
    above = {site.upstream for site in inventory.sites}
    links |= {site.id: site.name for site in inventory.sites if site.id in above}
    if not links:
        return Refused(to_say("No site hangs on a shared link."))
    link = st.selectbox(
        say("Link"), list(links), format_func=lambda each: links.get(each, each), key=f"{key}_link"
    )
    return read_scope(inventory, upstream=link)
