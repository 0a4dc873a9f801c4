"""Proposing to leave the time of outages out of account."""

from collections.abc import Sequence

import streamlit as st

from dashboard.act import say_refused
from dashboard.gangguan.bulk import Result, for_each
from dashboard.gangguan.evidence import evidence_field, kept
from dashboard.gangguan.fresh import fresh
from dashboard.gangguan.rows import Row
from dashboard.gangguan.span_fields import span_fields
from dashboard.pick import pick
from dashboard.scene import Scene
from dashboard.times import typed_span
from pantau.actions.acting import Actor, Refused
from pantau.actions.proposals import propose_exclusion
from pantau.actions.scope import Scope
from pantau.facts.measured import Interval, Outage, upstream_id
from pantau.facts.words import Cause, ExclusionCategory
from pantau.language import label
from pantau.store import Store

# What a cause that was said already points to.
_USUAL = {
    Cause.POWER: ExclusionCategory.POWER,
    Cause.EQUIPMENT: ExclusionCategory.CUSTOMER_EQUIPMENT,
    Cause.PLANNED: ExclusionCategory.MAINTENANCE,
    Cause.DISASTER: ExclusionCategory.FORCE_MAJEURE,
}


def exclude(here: Scene, rows: Sequence[Row]) -> None:
    """Of one its time, which may be changed; of several each one's own."""
    say = here.say
    sites = [row for row in rows if upstream_id(row.outage.site) is None]
    if not sites:
        st.caption(say("A shared link has no contract; choose the sites that went down with it."))
        return
    first = sites[0].outage
    with st.form("exclude", border=False):
        typed = None
        if len(sites) == 1:
            end = here.now if first.ended_at is None else first.ended_at
            typed = span_fields(here, first.started_at, end, key=fresh(f"exclude_{first.id}"))
        one, other = st.columns([1, 2])
        usual = _USUAL.get(first.cause)
        categories = sorted(ExclusionCategory, key=lambda each: each is not usual)
        category = pick(
            one,
            say("Category"),
            categories,
            shown=lambda each: label(each, here.language),
            key=fresh(f"exclude_category_{usual}"),
        )
        reason = other.text_input(say("Reason"), max_chars=500, key=fresh("exclude_reason"))
        evidence = evidence_field(here, key=fresh("exclude_evidence"))
        st.caption(
            say("Somebody else decides; what it changes is shown to them first.")
            if typed
            else say("The time of each outage is proposed; somebody else decides.")
        )
        if not st.form_submit_button(say("Propose"), type="primary"):
            return
    span = typed_span(*typed, here) if typed else None
    if isinstance(span, Refused):
        say_refused(span)
        return

    def propose(store: Store, actor: Actor, row: Row) -> Result:
        file = kept(store, evidence)
        if isinstance(file, Refused):
            return file
        scope = Scope((row.outage.site,), row.outage.site)
        time = span or _whole(row.outage, actor.at)
        return propose_exclusion(store, actor, scope, time, category, reason, file)

    for_each(
        here,
        sites,
        propose,
        lambda row: row.name,
        lambda n: say.plural("Written down for {n} outage", "Written down for {n} outages", n),
    )


def _whole(outage: Outage, now: int) -> Interval:
    return Interval(outage.started_at, now if outage.ended_at is None else outage.ended_at)
