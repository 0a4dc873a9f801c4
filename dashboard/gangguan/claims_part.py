"""The section of exclusions and voids: what is proposed, what it changes, and the decision."""

from collections.abc import Sequence

import streamlit as st

from dashboard import act, cached, visitor
from dashboard.choice import choice
from dashboard.columns import Column
from dashboard.gangguan.asked_id import asked_id
from dashboard.gangguan.bulk import for_each, say_what_was_refused
from dashboard.gangguan.claim_page import claim_page, some_of, title
from dashboard.gangguan.claims import OPEN_TO, SIGNS, WHICH, Claim, Which, claims, listed
from dashboard.gangguan.evidence import evidence_button
from dashboard.gangguan.fresh import fresh
from dashboard.gangguan.new_exclusion import new_exclusion
from dashboard.gangguan.way_back import the_one
from dashboard.grid import grid
from dashboard.scene import Scene
from dashboard.time_columns import at_column, length_column
from pantau.actions.acting import Act, demand_other, four_eyes
from pantau.actions.proposals import decide
from pantau.facts.words import Decision
from pantau.language import label

SECTION = "pengecualian"


def claims_part(here: Scene) -> None:
    """One where the address names it; else the list, and a form to propose one."""
    say = here.say
    say_what_was_refused(here)
    said = cached.said()
    if said is None:
        return
    found = claims(said.proposals, here.inventory)
    named = asked_id()
    if named:
        chosen = the_one(here, named, found, say("All exclusions"), SECTION)
    else:
        chosen = _list(here, found)
    if len(chosen) == 1:
        st.html(claim_page(chosen[0], cached.effect(here.inventory, chosen[0]), here))
        evidence_button(here, chosen[0].proposal.proposed.data(), key="bukti_usul")
    if chosen:
        _decision(here, chosen)
    if not named and act.allowed(Act.PROPOSE):
        with st.expander(say("Propose an exclusion"), icon=":material/event_busy:"):
            new_exclusion(here)


def _list(here: Scene, found: Sequence[Claim]) -> list[Claim]:
    say = here.say
    waiting = len(listed(found, Which.PROPOSED))

    def shown(which: Which) -> str:
        counted = which is Which.PROPOSED and waiting
        return f"{say(WHICH[which])} ({waiting})" if counted else say(WHICH[which])

    which = choice(
        say("Which"),
        tuple(Which),
        key="status",
        shown=shown,
        look="buttons",
        hide_label=True,
        width="content",
    )
    rows = listed(found, which)
    return grid(
        rows,
        _columns(here),
        key="usul",
        title=say("Exclusions"),
        select="multi",
        empty=say("Nothing waits for a decision.")
        if which is Which.PROPOSED
        else say("There is none."),
    )


def _decision(here: Scene, chosen: Sequence[Claim]) -> None:
    """What can become of all of them, with one reason."""
    say = here.say
    if not act.allowed(Act.DECIDE):
        if act.allowed(Act.PROPOSE) and any(OPEN_TO[each.proposal.standing] for each in chosen):
            st.caption(say("A manager or an administrator decides."))
        return
    possible = [
        decision
        for decision in Decision
        if all(decision in OPEN_TO[each.proposal.standing] for each in chosen)
    ]
    if not possible:
        st.caption(say("Nothing can be decided about these together."))
        return
    barred = _barred(here, chosen) if Decision.APPROVED in possible else None
    if barred:
        st.info(barred, icon=":material/visibility:")
    words, buttons = st.columns([3, 2], vertical_alignment="bottom")
    reason = words.text_input(
        say("Reason (needed to reject or revoke)"), max_chars=500, key=fresh("putusan_alasan")
    )
    verbs = {
        Decision.APPROVED: (say("Approve"), ":material/check:"),
        Decision.REJECTED: (say("Reject"), ":material/close:"),
        Decision.REVOKED: (say("Revoke"), ":material/undo:"),
    }
    with buttons.container(horizontal=True, gap="small"):
        for decision in possible:
            verb, icon = verbs[decision]
            approves = decision is Decision.APPROVED
            if st.button(
                verb,
                key=f"putusan_{decision.value}",
                icon=icon,
                type="primary" if approves else "secondary",
                disabled=approves and barred is not None and len(chosen) == 1,
            ):
                _decide(here, chosen, decision, reason)


def _barred(here: Scene, chosen: Sequence[Claim]) -> str | None:
    """Why this visitor approves none, or not all of them: told before they try."""
    actor, found = visitor.actor(), []
    for each in chosen:
        rule = four_eyes(here.inventory, each.sites, each.begin, each.end)
        by = each.proposal.proposed
        refused = demand_other(by.author, by.via, actor, rule)
        if refused:
            found.append((each.id, refused.said(here.say)))
    if not found:
        return None
    if len(chosen) == 1:
        return here.say("You cannot approve this: {why}", why=found[0][1])
    ids = ", ".join(id for id, _ in found)
    return here.say("You cannot approve {ids}: somebody else has to.", ids=ids)


def _decide(here: Scene, chosen: Sequence[Claim], decision: Decision, reason: str) -> None:
    say, inventory = here.say, here.inventory
    words = label(decision, here.language)
    for_each(
        here,
        chosen,
        lambda store, actor, each: decide(store, actor, inventory, each.id, decision, reason),
        lambda each: each.id,
        lambda done: (
            f"{words}: {chosen[0].id}"
            if len(chosen) == 1
            else say.plural("{what}: {n} proposal", "{what}: {n} proposals", done, what=words)
        ),
    )


def _columns(here: Scene) -> tuple[Column[Claim], ...]:
    say, language = here.say, here.language

    def standing(each: Claim) -> str:
        found = each.proposal.standing
        return f"{SIGNS[found]} {label(found, language)}"

    return (
        Column(say("State"), standing, width=120),
        Column("Id", lambda each: each.id, width=85),
        Column(say("What"), lambda each: title(each, here), width="medium"),
        Column(say("Sites"), lambda each: some_of(each.names, here), width="medium"),
        at_column(say("From"), lambda each: each.begin, here),
        length_column(say("How long"), lambda each: each.seconds, here),
        Column(say("Reason"), lambda each: each.reason),
        Column(say("Proposed by"), lambda each: each.proposal.proposed.author),
        Column(
            say("Decided by"),
            lambda each: each.proposal.decided.author if each.proposal.decided else "–",
        ),
    )
