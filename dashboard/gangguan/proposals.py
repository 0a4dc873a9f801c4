"""The section of exclusions and voids: what was proposed, and the decision of somebody else."""

import os

import streamlit as st

from dashboard import act
from dashboard.columns import Column
from dashboard.gangguan.proposal_rows import Row
from dashboard.gangguan.reading import read_proposals
from dashboard.grid import grid
from dashboard.links import page_url
from dashboard.markup import Html, element, joined
from dashboard.scene import Scene
from dashboard.settings import from_environment
from pantau.actions.acting import Act
from pantau.actions.proposals import decide
from pantau.facts.words import Decision, Standing
from pantau.language import label, moment, number, short_duration
from pantau.store import Store, StoreError

_SIGNS = {
    Standing.PROPOSED: "?",
    Standing.APPROVED: "✓",
    Standing.REJECTED: "✕",
    Standing.REVOKED: "↺",
}


def proposals(scene: Scene) -> None:
    """All of the last year and what is not decided; the chosen one with what can be done."""
    say = scene.say
    found = read_proposals(from_environment(os.environ), scene.inventory, scene.now)
    if found is None:
        return
    named = st.query_params.get("id")
    chosen = [row for row in found if row.id == named]
    if not chosen:
        chosen = grid(
            found,
            _columns(scene),
            key="usulan",
            title=say("Exclusions and voids"),
            select="single",
            empty=say("Nobody has proposed to leave any time out."),
        )
    for row in chosen:
        st.html(_card(row, scene, back=bool(named)))
        _evidence(row, scene)
        _decide(row, scene)


def _columns(scene: Scene) -> tuple[Column[Row], ...]:
    say, language, zone = scene.say, scene.language, scene.zone
    return (
        Column(say("State"), lambda row: f"{_SIGNS[row.standing]} {label(row.standing, language)}"),
        Column("Id", lambda row: row.id),
        Column(say("About"), lambda row: row.about),
        Column(
            say("Category"),
            lambda row: label(row.category, language) if row.category else say("Did not happen"),
        ),
        Column(
            say("From"),
            lambda row: moment(row.begin, zone, language),
            lambda row: row.begin,
            left=True,
        ),
        Column(
            say("How long"),
            lambda row: short_duration(row.seconds, language),
            lambda row: row.seconds,
            unit=say("seconds"),
        ),
        Column(
            say("Down time in it"),
            lambda row: short_duration(row.down_seconds, language),
            lambda row: row.down_seconds,
            unit=say("seconds"),
        ),
        Column(say("Reason"), lambda row: row.reason, width="large"),
        Column(say("Proposed by"), lambda row: row.proposed_by),
        Column(say("Decided by"), lambda row: row.decided_by or "–"),
    )


def _card(row: Row, scene: Scene, *, back: bool) -> Html:
    """What it is about and what it would change."""
    say, language, zone = scene.say, scene.language, scene.zone
    facts = [
        (say("About"), row.about),
        (say("From"), moment(row.begin, zone, language)),
        (say("To"), moment(row.end, zone, language)),
        (say("Reason"), row.reason),
        (say("Proposed by"), f"{row.proposed_by}, {moment(row.proposed_at, zone, language)}"),
        (say("Effect"), _effect(row, scene)),
    ]
    if row.decided_by and row.decided_at is not None:
        words = f"{row.decided_by}, {moment(row.decided_at, zone, language)}"
        facts.append(
            (say("Decided by"), f"{words}: {row.decided_why}" if row.decided_why else words)
        )
    way_back = element(
        "p",
        element(
            "a",
            f"← {say('All of them')}",
            href=page_url("gangguan", language, bagian="pengecualian"),
            class_="p-go",
        ),
        class_="p-rest",
    )
    mark = f"{_SIGNS[row.standing]} {label(row.standing, language)}"
    return joined(
        way_back if back else Html(),
        element(
            "section",
            element("h2", f"{row.id} · {mark}"),
            element(
                "dl",
                *(joined(element("dt", title), element("dd", value)) for title, value in facts),
                class_="p-facts",
            ),
            class_="p-panel",
        ),
    )


def _effect(row: Row, scene: Scene) -> str:
    say = scene.say
    outages = say.plural(
        "{n} outage", "{n} outages", row.outages, n=number(row.outages, scene.language)
    )
    return say(
        "{outages} with {down} of down time at {sites} sites lie in it",
        outages=outages,
        down=short_duration(row.down_seconds, scene.language),
        sites=number(row.sites, scene.language),
    )


def _evidence(row: Row, scene: Scene) -> None:
    """The file that was kept with it."""
    if row.evidence is None:
        return
    try:
        with Store.open(from_environment(os.environ).data, readonly=True) as store:
            content = store.kept(row.evidence.digest)
    except StoreError as error:
        st.error(str(error))
        return
    st.download_button(
        scene.say("Evidence: {file}", file=row.evidence.name),
        content,
        row.evidence.name,
        "application/octet-stream",
        icon=":material/attach_file:",
        on_click="ignore",
        key=f"bukti_{row.id}",
    )


def _decide(row: Row, scene: Scene) -> None:
    """Four eyes are said before they refuse."""
    say = scene.say
    if not act.allowed(Act.DECIDE) or row.standing not in {Standing.PROPOSED, Standing.APPROVED}:
        return
    if row.standing is Standing.PROPOSED and act.is_me(row.proposed_by):
        st.info(say("You proposed this yourself: somebody else has to decide."))
    with st.form("putusan", border=False):
        reason = st.text_input(
            say("Reason (wanted to reject or revoke)"), max_chars=500, key="putusan_alasan"
        )
        with st.container(horizontal=True):
            if row.standing is Standing.PROPOSED:
                buttons = {
                    Decision.APPROVED: st.form_submit_button(say("Approve"), type="primary"),
                    Decision.REJECTED: st.form_submit_button(say("Reject")),
                }
            else:
                buttons = {Decision.REVOKED: st.form_submit_button(say("Revoke"))}
    pressed = next((decision for decision, yes in buttons.items() if yes), None)
    if pressed is not None:
        act.perform(
            lambda store, actor: decide(store, actor, scene.inventory, row.id, pressed, reason),
            f"{row.id}: {label(pressed, scene.language)}",
        )
