"""What is supposed: exclusions that would be approved, rules that would hold; in the address."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from zoneinfo import ZoneInfo

import streamlit as st

from dashboard.choice import choice, choices
from dashboard.scene import Scene
from pantau.facts.instant import MINUTE
from pantau.facts.said import Proposal
from pantau.facts.words import ExclusionCategory
from pantau.inventory.choices import Denominator, Excluded, GapInOutage, RestitutionKind
from pantau.language import Language, label, moment, to_say, translator
from pantau.sla.policy_words import (
    DENOMINATOR_WORDS,
    EXCLUDED_WORDS,
    GAP_WORDS,
    RESTITUTION_WORDS,
)
from pantau.sla.what_if import Supposed

AS_AGREED = ""


def exclusions_field(here: Scene, proposed: Sequence[Proposal]) -> tuple[str, ...]:
    """The ids of those that are supposed to be approved."""
    by_id = {each.id: each for each in proposed}
    if not by_id:
        st.caption(here.say("No exclusion of this month waits for a decision."))
        return ()
    return choices(
        here.say("Approve these proposed exclusions"),
        tuple(by_id),
        key="usulan",
        shown=lambda id: named(by_id[id], here.zone, here.language),
        placeholder=here.say("None is approved yet …"),
    )


def named(proposal: Proposal, zone: ZoneInfo, language: Language) -> str:
    """An exclusion in a line: what for, where, when."""
    data = proposal.proposed.data()
    category = label(ExclusionCategory(data["category"]), language)
    begin = moment(data["begin"], zone, language)
    return f"{proposal.id} · {data['scope']} · {category} · {begin}"


def rules_fields(here: Scene) -> Supposed:
    """The rules that are supposed; each left alone stays as the contract has it."""
    say = here.say
    contract = _one(
        here,
        say("Contract"),
        "kontrak",
        {id: id for id in here.inventory.contracts},
        to_say("all of them"),
    )
    objective = _number(here, say("Objective (%)"), "target", 100.0)
    excluded = _one(here, say("Excluded time"), "dikecualikan", EXCLUDED_WORDS)
    gap = _one(here, say("Unknown time within an outage"), "celah", GAP_WORDS)
    shortest = _number(here, say("Shortest outage that counts (minutes)"), "terpendek", 1_440.0)
    coverage = _number(here, say("Least coverage for a claim (%)"), "cakupan", 100.0)
    kind = _one(here, say("Restitution"), "restitusi", RESTITUTION_WORDS)
    multiple = None
    if kind == RestitutionKind.KELIPATAN_HARIAN:
        multiple = _number(here, say("Multiple"), "kali", 100.0)
    cap = _number(here, say("Cap (% of the fee)"), "batas", 100.0)
    base = _one(here, say("Time of the fee"), "penyebut", DENOMINATOR_WORDS)
    return Supposed(
        contract=contract or None,
        objective=objective,
        excluded=Excluded(excluded) if excluded else None,
        denominator=Denominator(base) if base else None,
        min_outage_us=None if shortest is None else int(shortest * MINUTE),
        gap_in_outage=GapInOutage(gap) if gap else None,
        min_coverage=None if coverage is None else coverage / 100,
        restitution=RestitutionKind(kind) if kind else None,
        multiple=multiple or None,
        cap=None if cap is None else cap / 100,
    )


def _one(
    here: Scene,
    title: str,
    key: str,
    words: Mapping[str, str],
    nothing: str = to_say("as the contract says"),
) -> str:
    """One of ``words`` (by value), or AS_AGREED."""
    said = {AS_AGREED: here.say(nothing), **{str(each): here.say(to) for each, to in words.items()}}
    return choice(title, tuple(said), key=key, shown=lambda each: said[each])


def _number(here: Scene, title: str, key: str, most: float) -> Decimal | None:
    """A number with at most three decimals, exactly as typed; None where nothing is."""
    typed = st.number_input(
        title,
        min_value=0.0,
        max_value=most,
        value=None,
        step=0.1,
        format="%g",
        key=key,
        placeholder=here.say("as the contract says"),
        bind="query-params",
    )
    return None if typed is None else Decimal(f"{typed:.3f}").normalize()


def is_nothing(rules: Supposed, approved: Sequence[str], language: Language) -> str:
    """What to do first, where nothing is supposed yet; else nothing."""
    if approved or any(
        value is not None
        for value in (
            rules.objective,
            rules.excluded,
            rules.denominator,
            rules.min_outage_us,
            rules.gap_in_outage,
            rules.min_coverage,
            rules.restitution,
            rules.cap,
        )
    ):
        return ""
    say = translator(language)
    return say("Approve an exclusion or change a rule on the left: its effect is shown here.")
