"""The part about the journal's chain: its head, its anchors, and whether it is sound."""

import os

import streamlit as st

from dashboard import cached, visitor
from dashboard.markup import Html, element
from dashboard.scene import Scene, scene
from dashboard.settings import from_environment
from dashboard.sistem.health import Health
from dashboard.sistem.verifying import Verdict, begin_verification, verification
from pantau.facts.instant import SECOND
from pantau.language import duration, moment, number, to_say
from pantau.store import FaultReason

_MOST_ANCHORS = 8
_MOST_FAULTS = 100

FAULTS = {
    FaultReason.CHANGED: to_say("changed"),
    FaultReason.MISSING: to_say("missing"),
    FaultReason.INSERTED: to_say("inserted"),
    FaultReason.NOT_LINKED: to_say("not linked"),
    FaultReason.DATED_BACK: to_say("dated back"),
    FaultReason.CONTRADICTS: to_say("contradicts"),
    FaultReason.TAIL_CUT: to_say("tail cut off"),
    FaultReason.FORGED: to_say("forged"),
    FaultReason.ANCHOR_UNREADABLE: to_say("anchor unreadable"),
    FaultReason.SCHEMA: to_say("tables not as made"),
    FaultReason.PROJECTION: to_say("table differs from the journal"),
    FaultReason.KEPT: to_say("kept file missing or changed"),
    FaultReason.SEALED: to_say("packed samples differ from the journal"),
    FaultReason.SEALED_MISSING: to_say("packed samples missing"),
    FaultReason.WINDOWS: to_say("windows of a meeting"),
    FaultReason.DAMAGED: to_say("file damaged"),
}


def journal_part(here: Scene) -> None:
    """The head and the anchors; the check, which staff may begin."""
    health = cached.health()
    left, right = st.columns(2, gap="medium")
    left.html(_head(here, health))
    with right:
        _check()


def _head(here: Scene, health: Health) -> Html:
    say = here.say
    if health.head is None:
        trouble = say(
            "The journal cannot be read: {reason}",
            reason=health.trouble.said(say) if health.trouble else "",
        )
        return element("section", element("p", trouble, class_="p-bad"), class_="p-panel")
    seq, digest = health.head
    rows = [
        (say("Entries"), number(seq, here.language)),
        (say("Head"), f"{seq}:{digest.hex()}"),
    ]
    facts = [each for name, value in rows for each in (element("dt", name), element("dd", value))]
    anchors = list(reversed(health.anchors[-_MOST_ANCHORS:]))
    shown = [element("li", element("code", str(anchor)), f" {place}") for place, anchor in anchors]
    shown += [element("li", f"⚠ {place.said(say)}") for place in health.unreadable]
    body = element("ul", *shown, class_="p-problems") if shown else _no_anchor(here)
    return element(
        "section",
        element("h2", say("The chain")),
        element("dl", *facts, class_="p-facts p-hash"),
        element("h2", say("Last anchors")),
        body,
        class_="p-panel",
    )


def _no_anchor(here: Scene) -> Html:
    return element("p", here.say("None yet: the collector notes one each day."), class_="p-rest")


@st.fragment(run_every="2s")
def _check() -> None:
    """Begin one, see that it runs, read what came of the last."""
    here = scene()
    say, standing = here.say, verification().standing
    with st.container(border=True, key="jurnal_kotak"):
        st.markdown(f"**{say('Is the journal sound?')}**")
        st.caption(
            say(
                "Every entry, anchor, table and kept file is checked; that takes seconds to "
                "minutes and disturbs nobody. It is what pantau verify does."
            )
        )
        if not standing.running and st.button(
            say("Check now"), type="primary", key="jurnal_periksa"
        ):
            begin_verification(from_environment(os.environ), visitor.visitor().name)
            standing = verification().standing
        if standing.running_since is not None:
            passed = max(0, here.now - standing.running_since) // SECOND
            words = say("Checking for {time} …", time=duration(passed, here.language))
            st.info(words, icon=":material/hourglass_top:")
        if standing.ended_at is not None and not standing.running:
            at = moment(standing.ended_at, here.zone, here.language)
            _verdict(here, standing.result, standing.fault, at)


def _verdict(here: Scene, verdict: Verdict | None, fault: str, at: str) -> None:
    say = here.say
    if verdict is None:
        words = say("It could not be checked: {reason}", reason=fault)
        st.error(f"{words} ({at})", icon=":material/error:")
        return
    count = number(verdict.entries, here.language)
    checked = say("{n} entries, head {head}", n=count, head=verdict.head[:24])
    if not verdict.faults:
        words = say("The journal is sound.")
        st.success(f"{words} {checked} … ({at})", icon=":material/check_circle:")
        return
    words = say("The journal is NOT sound.")
    st.error(f"{words} {checked} … ({at})", icon=":material/error:")
    items = [
        element("li", element("code", say(FAULTS[each.reason])), f" {each.said[here.language]}")
        for each in verdict.faults[:_MOST_FAULTS]
    ]
    st.html(element("ul", *items, class_="p-problems"))
