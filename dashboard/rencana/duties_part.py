"""What the agreement promises beyond lines: how far each duty is, and the form that says so."""

from collections.abc import Sequence

import streamlit as st

from dashboard import act, cached
from dashboard.columns import Column
from dashboard.gangguan.evidence import evidence_button, evidence_field, kept
from dashboard.gangguan.fresh import fresh, settled
from dashboard.grid import grid
from dashboard.markup import element
from dashboard.month_part import NOTHING
from dashboard.pick import pick
from dashboard.scene import Scene
from pantau.actions.acting import Act, Actor, Refused
from pantau.actions.duties import SAYABLE, DutyNews, state_duty
from pantau.facts.instant import to_datetime
from pantau.facts.region import DutyState
from pantau.language import Language, day, label, moment, translator
from pantau.planning.duties import DutyStanding
from pantau.store import Store

_DUTY = "kewajiban"


def duties_part(here: Scene) -> None:
    """All of the part."""
    say, language = here.say, here.language
    found = cached.duties(here.inventory)
    if found is None:
        # The banner above says why, and what to do.
        return
    if not found:
        st.info(
            say(
                "No contract names a duty. Write them under the contract in the inventory: "
                "duties: [{id: survei-blankspot, what: …, due: 2026-09-30}]"
            ),
            icon=":material/checklist:",
        )
        return
    chosen = grid(
        found,
        duty_columns(language),
        key="kewajiban_daftar",
        title=say("Duties of the agreement"),
        file="kewajiban",
        select="single",
    )
    each = chosen[0] if chosen else _asked(found)
    st.html(element("h3", each.duty.what, class_="p-part"))
    about = (
        f"{say('Due')}: {day(each.duty.due, language)}",
        f"{say('By')}: {each.duty.by}",
        state_words(each, language),
    )
    st.html(element("p", " · ".join(about), class_="p-rest"))
    _said(here, each)
    if act.allowed(Act.DUTY):
        _form(here, each)


def duty_columns(language: Language) -> tuple[Column[DutyStanding], ...]:
    """A row a duty. How it stands comes first: a telephone shows no more than that and its name."""
    say = translator(language)
    return (
        Column(
            say("State"),
            lambda each: state_words(each, language),
            lambda each: each.late_days,
            left=True,
        ),
        Column(
            say("Due"),
            lambda each: day(each.duty.due, language),
            lambda each: each.duty.due.toordinal(),
            left=True,
        ),
        Column(say("Duty"), lambda each: each.duty.what, width="large"),
        Column(say("By"), lambda each: each.duty.by),
        Column(say("Contract"), lambda each: each.contract),
        Column(
            say("Since"),
            lambda each: NOTHING if each.on is None else day(each.on, language),
            lambda each: None if each.on is None else each.on.toordinal(),
            left=True,
        ),
        Column(say("Last note"), lambda each: each.said[-1].data()["note"] if each.said else ""),
    )


def state_words(each: DutyStanding, language: Language) -> str:
    """The state, and by how many days it is late or was."""
    words = label(each.state, language)
    if not each.late_days:
        return words
    late = translator(language).plural("{n} day late", "{n} days late", each.late_days)
    return f"{words} · {late}"


def _asked(found: Sequence[DutyStanding]) -> DutyStanding:
    """The one that the address names, else the first that is open."""
    wanted = st.query_params.get(_DUTY)
    still_open = next((each for each in found if each.is_open), found[0])
    return next((each for each in found if each.duty.id == wanted), still_open)


def _said(here: Scene, each: DutyStanding) -> None:
    if not each.said:
        st.caption(here.say("Nobody has said anything of it yet."))
    for entry in reversed(each.said):
        data = entry.data()
        state = label(DutyState(data["state"]), here.language)
        when = moment(entry.at, here.zone, here.language)
        st.html(
            element(
                "p",
                element("strong", state),
                f" · {when} · {entry.author}" + (f" · {data['note']}" if data["note"] else ""),
            )
        )
        evidence_button(here, data, key=f"kewajiban_bukti_{entry.seq}")


def _form(here: Scene, each: DutyStanding) -> None:
    say = here.say
    with st.form("kewajiban", border=True):
        one, two = st.columns([1, 1])
        state = pick(
            one,
            say("State"),
            SAYABLE,
            shown=lambda state: label(state, here.language),
            key=fresh(f"kewajiban_keadaan_{each.duty.id}"),
        )
        today = to_datetime(here.now, here.zone).date()
        on = two.date_input(
            say("Since"),
            value=today,
            max_value=today,
            format="DD/MM/YYYY",
            key=fresh(f"kewajiban_sejak_{each.duty.id}"),
        )
        note = st.text_input(
            say("What shows it, or why"),
            max_chars=500,
            key=fresh(f"kewajiban_catatan_{each.duty.id}"),
        )
        evidence = evidence_field(here, key=fresh(f"kewajiban_bukti_{each.duty.id}"))
        if not st.form_submit_button(say("Say how far it is"), type="primary"):
            return

    def state_it(store: Store, actor: Actor) -> str | Refused:
        file = kept(store, evidence)
        if isinstance(file, Refused):
            return file
        news = DutyNews(state, note, on, file)
        return settled(state_duty(store, actor, here.inventory, each.duty.id, news))

    act.perform(state_it, say("{id} is written down.", id=each.duty.id))
