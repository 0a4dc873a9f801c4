"""The part of what people tell: each report beside what was measured, and the villages' counts."""

import streamlit as st

from dashboard import act, cached
from dashboard.gangguan.fresh import fresh, settled
from dashboard.grid import grid
from dashboard.pick import pick
from dashboard.scene import Scene
from dashboard.wilayah.report_import import import_form
from dashboard.wilayah.report_page import report_page
from dashboard.wilayah.report_rows import count_columns, in_order, report_columns
from pantau.actions.acting import Act
from pantau.actions.people_judged import Judged, counted
from pantau.actions.people_reports import (
    answer_report,
    close_report,
    correct_report,
    mark_spam,
)
from pantau.facts.region import ReportStanding
from pantau.inventory.gazetteer.names import gazetteer
from pantau.language import number
from pantau.villages.answers import ready_answers

DAYS = 90
_MOST = 500


def reports_part(here: Scene) -> None:
    """The reports of 90 days, those without an answer first; then their villages."""
    say = here.say
    staff = act.allowed(Act.PEOPLE)
    found = cached.people(here.inventory, DAYS, _MOST, contacts=staff)
    if found is None:
        st.error(say("The reports cannot be read at the moment."), icon=":material/error:")
        return
    st.caption(_about(here, found))
    chosen = grid(
        in_order(found),
        report_columns(here),
        key="laporan_warga",
        title=say("Reports of people"),
        select="single",
        empty=_nothing(here),
    )
    for each in chosen:
        st.html(report_page(each, here, contacts=staff))
        if staff and each.report.standing is not ReportStanding.SPAM:
            _acts(here, each)
    if staff:
        with st.expander(say("Reports from a file"), icon=":material/upload_file:"):
            import_form(here)
    if found:
        st.subheader(say("By village, in {n} days", n=DAYS))
        st.caption(
            say(
                "A good line at the village office says nothing of the mobile signal at a house: "
                "reports of missing signal are for a survey of places without one."
            )
        )
        counts = sorted(counted(found).values(), key=lambda each: (-each.reports, each.code))
        grid(
            counts,
            count_columns(here, contacts=staff),
            key="laporan_desa",
            title=say("Reports by village"),
        )


def _about(here: Scene, found: tuple[Judged, ...]) -> str:
    say, language = here.say, here.language
    standing = [each.report.standing for each in found]
    told = len(standing) - standing.count(ReportStanding.SPAM)
    waiting = standing.count(ReportStanding.OPEN)
    said = say(
        "{n} reports in {days} days, {waiting} without an answer.",
        n=number(told, language),
        days=DAYS,
        waiting=number(waiting, language),
    )
    if not here.inventory.pages.people.form:
        return said
    return f"{said} {say('The public form stands at {address}.', address='[/lapor](/lapor)')}"


def _nothing(here: Scene) -> str:
    say = here.say
    if here.inventory.pages.people.form:
        return say("Nobody has reported anything in {n} days.", n=DAYS)
    return say(
        "Nobody has reported anything. Switch the public form on in the inventory, pages: {form}, "
        "or bring in a list, here or with `pantau people import`.",
        form="{people: {form: true}}",
    )


def _acts(here: Scene, each: Judged) -> None:
    say, report = here.say, each.report
    ready = ready_answers(each.judgement, report.what, say)
    text = pick(st, say("Ready answer"), ready, shown=str, key=f"jawaban_siap_{report.id}")
    with st.form(f"jawab_{report.id}", border=False):
        # Another ready text is another field: what was typed into the last one is not carried over.
        words = st.text_area(
            say("Answer"),
            value=text,
            max_chars=500,
            key=fresh(f"jawaban_{report.id}_{ready.index(text)}"),
        )
        sent = st.form_submit_button(say("Send the answer"), type="primary")
    if sent:
        act.perform(
            lambda store, actor: settled(answer_report(store, actor, report.id, words)),
            say("{id} is answered.", id=report.id),
        )
    _correct(here, each)
    close, spam, _ = st.columns([1, 1, 2])
    if report.standing is not ReportStanding.CLOSED and close.button(
        say("Close the report"), key=f"tutup_{report.id}", width="stretch"
    ):
        act.perform(
            lambda store, actor: close_report(store, actor, report.id),
            say("{id} is closed.", id=report.id),
        )
    if spam.button(say("It is no report"), key=f"spam_{report.id}", width="stretch"):
        act.perform(
            lambda store, actor: mark_spam(store, actor, report.id),
            say("{id} counts no more; its words and phone are erased.", id=report.id),
        )


def _correct(here: Scene, each: Judged) -> None:
    say, report = here.say, each.report
    known = gazetteer().villages
    codes = sorted(known, key=lambda code: (code != report.village, known[code].name))
    with (
        st.expander(say("It is about another village"), icon=":material/edit_location:"),
        st.form(f"betulkan_{report.id}", border=False),
    ):
        village = pick(
            st,
            say("Village"),
            codes,
            shown=lambda code: f"{known[code].name} ({known[code].kecamatan})",
            key=fresh(f"betulkan_desa_{report.id}"),
        )
        why = st.text_input(say("Reason"), max_chars=500, key=fresh(f"betulkan_alasan_{report.id}"))
        sent = st.form_submit_button(say("Correct the village"))
    if sent:
        inventory = here.inventory
        act.perform(
            lambda store, actor: settled(
                correct_report(store, actor, inventory, report.id, village, why)
            ),
            say("{id} is corrected.", id=report.id),
        )
