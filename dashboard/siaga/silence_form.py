"""A new silence: for staff."""

from enum import StrEnum

import streamlit as st

from dashboard import visitor
from dashboard.act import perform
from dashboard.asked_time import asked_time
from dashboard.scene import Scene
from pantau.actions.acting import MAY, Act, Refused
from pantau.actions.scope import Scope, everywhere, read_scope
from pantau.actions.silences import Hush, set_silence
from pantau.facts.instant import HOUR
from pantau.facts.measured import Interval
from pantau.facts.words import AlertKind
from pantau.language import label, moment, to_say


class By(StrEnum):
    """How the sites of a silence are named."""

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


def silence_form(here: Scene) -> None:
    """What, of which kinds, from when to when, and why."""
    say = here.say
    widely = Act.SILENCE_WIDELY in MAY[visitor.visitor().role]
    ways = [each for each in By if each is not By.ALL or widely]
    by = st.segmented_control(
        say("What is silenced"),
        ways,
        format_func=lambda each: say(_BY[each]),
        default=By.SITES,
        required=True,
        key="senyap_cara",
    )
    scope = _scope(here, By(by))
    kinds = st.multiselect(
        say("Kinds of alerts (all where none is chosen)"),
        list(AlertKind),
        format_func=lambda each: label(each, here.language),
        key="senyap_jenis",
        placeholder=say("All"),
    )
    one, other, words = st.columns([1, 1, 2], vertical_alignment="bottom")
    soon = here.now // HOUR * HOUR
    with one:
        begin = asked_time(say("From"), soon, here.zone, key="senyap_dari")
    with other:
        end = asked_time(say("To"), soon + 3 * HOUR, here.zone, key="senyap_sampai")
    reason = words.text_input(say("Reason"), key="senyap_alasan", max_chars=500)
    if not widely:
        st.caption(say("All sites, or more than seven days, are silenced by a manager."))
    if not st.button(say("Silence"), type="primary", key="senyap_ya"):
        return
    if isinstance(scope, Refused):
        st.error(scope.said(say), icon=":material/block:")
    elif begin is None or end is None or end <= begin:
        st.error(say("The end must lie after the begin."), icon=":material/block:")
    else:
        hush = Hush(scope, Interval(begin, end), tuple(AlertKind(kind) for kind in kinds))
        perform(
            lambda store, actor: set_silence(store, actor, here.inventory, hush, reason),
            say("Silenced until {time}.", time=moment(end, here.zone, here.language)),
        )


def _scope(here: Scene, by: By) -> Scope | Refused:
    """What is chosen; what comes from a browser and is none of ours is refused in a sentence."""
    say, inventory = here.say, here.inventory
    if by is By.ALL:
        return everywhere(inventory)
    if by is By.SITES:
        names = {site.id: f"{site.name} ({site.id})" for site in inventory.sites}
        sites = st.multiselect(
            say("Sites"),
            list(names),
            format_func=lambda each: names.get(each, each),
            key="senyap_titik",
            placeholder=say("Choose sites"),
        )
        none = Refused(to_say("Choose at least one site."))
        return read_scope(inventory, sites) if sites else none
    if by is By.KECAMATAN:
        found = list(dict.fromkeys(site.kecamatan for site in inventory.sites))
        chosen = st.selectbox("Kecamatan", found, key="senyap_kecamatan")
        return read_scope(inventory, kecamatan=chosen)
    links = {id: link.name for id, link in inventory.upstreams.items()}
    above = {site.upstream for site in inventory.sites}
    links |= {site.id: site.name for site in inventory.sites if site.id in above}
    if not links:
        return Refused(to_say("No site hangs on a shared link."))
    link = st.selectbox(
        say("Link"), list(links), format_func=lambda each: links.get(each, each), key="senyap_link"
    )
    return read_scope(inventory, upstream=link)
