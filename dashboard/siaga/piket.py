"""The part about who is on call: the calendar, a swap, a whole list of shifts."""

from functools import partial

import streamlit as st

from dashboard import cached
from dashboard.act import allowed, perform
from dashboard.asked_time import asked_time
from dashboard.columns import Column
from dashboard.grid import grid
from dashboard.scene import Scene
from dashboard.siaga.calendar import shift_calendar
from dashboard.siaga.desk import Desk
from dashboard.uploads import bad_rows, taken, uploaded
from pantau.actions.acting import Act
from pantau.actions.shifts import plan_shifts, read_shifts_csv
from pantau.facts.instant import DAY, HOUR
from pantau.facts.oncall import PlannedShift
from pantau.language import moment


def shifts_part(here: Scene, desk: Desk) -> None:
    """The next fourteen days; for staff, what they may arrange otherwise."""
    st.html(shift_calendar(desk.rosters, here.now, here.zone, here.language))
    if not allowed(Act.SHIFTS):
        return
    left, right = st.columns(2, gap="medium")
    with left.expander(here.say("Swap or substitute"), icon=":material/swap_horiz:"):
        _swap(here)
    with right.expander(here.say("Shifts from a file"), icon=":material/upload_file:"):
        _import(here)


def _swap(here: Scene) -> None:
    say, people = here.say, here.inventory.alerting.people
    if not people:
        st.info(say("The inventory names nobody. Write people under alerts."))
        return
    with st.form("piket_tukar", border=False):
        rota = st.selectbox(
            say("Rota"), list(here.inventory.alerting.rotas), key="piket_tukar_rota"
        )
        person = st.selectbox(
            say("Who takes over"),
            list(people),
            format_func=lambda each: people[each].name if each in people else str(each),
            key="piket_tukar_orang",
        )
        one, other = st.columns(2)
        # The next full hour: what lies before now is cut off anyhow.
        soon = (here.now // HOUR + 1) * HOUR
        with one:
            begin = asked_time(say("From"), soon, here.zone, key="piket_tukar_dari")
        with other:
            end = asked_time(say("To"), soon + DAY, here.zone, key="piket_tukar_sampai")
        reason = st.text_input(say("Reason"), key="piket_tukar_alasan", max_chars=500)
        sent = st.form_submit_button(say("Put on call"), type="primary")
    if not sent:
        return
    if begin is None or end is None or end <= begin:
        st.error(say("The end must lie after the begin."), icon=":material/block:")
        return
    shift = PlannedShift(begin, end, person)
    perform(
        lambda store, actor: plan_shifts(store, actor, here.inventory, rota, [shift], reason),
        say("{name} is on call then.", name=people[person].name),
    )


def _import(here: Scene) -> None:
    say = here.say
    st.caption(say("CSV with the columns from, to, person; times are local. All of it or nothing."))
    rota = st.selectbox(say("Rota"), list(here.inventory.alerting.rotas), key="piket_impor_rota")
    file = uploaded(say("Shifts (CSV)"), ("csv",), key="piket_impor")
    if file is None:
        return
    read = read_shifts_csv(file.data, file.name, here.inventory, cached.now())
    shifts = [each for each in read if isinstance(each, PlannedShift)]
    problems = [each for each in read if not isinstance(each, PlannedShift)]
    if problems:
        bad_rows(problems)
        return
    people = here.inventory.alerting.people
    shown = partial(moment, zone=here.zone, language=here.language)
    grid(
        shifts,
        (
            Column[PlannedShift](say("From"), lambda each: shown(each.begin)),
            Column[PlannedShift](say("To"), lambda each: shown(each.end)),
            Column[PlannedShift](say("On call"), lambda each: people[each.person].name),
        ),
        key="piket_pratinjau",
        title=say("Shifts"),
    )
    count = say.plural("Plan {n} shift", "Plan {n} shifts", len(shifts))
    if st.button(count, type="primary", key="piket_impor_ya"):
        perform(
            lambda store, actor: taken(
                plan_shifts(store, actor, here.inventory, rota, shifts, file.name)
            ),
            say("The shifts are planned."),
        )
