"""What staff do about coverage: write down a statement, take one back, bring in a list."""

from functools import partial

import streamlit as st

from dashboard import act, cached
from dashboard.columns import Column
from dashboard.gangguan.fresh import fresh, settled
from dashboard.grid import grid
from dashboard.scene import Scene
from dashboard.uploads import bad_rows, taken, uploaded
from dashboard.wilayah.book import Book
from pantau.actions.acting import Actor, Refused
from pantau.actions.coverage import (
    Brought,
    import_coverage,
    revoke_coverage,
    state_coverage,
)
from pantau.actions.coverage_rows import CoverageRows, read_coverage
from pantau.facts.coverage import CoverageStatement
from pantau.facts.region import Coverage, CoverageProject
from pantau.inventory.gazetteer.names import gazetteer
from pantau.language import label
from pantau.store import Store
from pantau.villages.coverage import history


def state_form(here: Scene, code: str | None) -> None:
    """What a source says of a village; ``code``: the one that is looked at."""
    say, language, villages = here.say, here.language, gazetteer().villages
    today = here.inventory.local_day(here.now)
    with st.form("cakupan_catat", border=False):
        village = code or st.selectbox(
            say("Village"),
            list(villages),
            index=None,
            format_func=lambda each: f"{villages[each].name} ({villages[each].kecamatan})",
            placeholder=say("Choose"),
            key=fresh("cakupan_desa"),
        )
        one, two, three = st.columns(3)
        state = one.selectbox(
            say("State"),
            [each.value for each in Coverage],
            format_func=lambda each: label(Coverage(each), language),
            key=fresh("cakupan_keadaan"),
        )
        as_of = two.text_input(
            say("As of (year, month or day)"),
            value=today.strftime("%Y-%m"),
            max_chars=10,
            key=fresh("cakupan_per"),
        )
        project = three.selectbox(
            say("Project"),
            [each.value for each in CoverageProject],
            index=None,
            format_func=lambda each: label(CoverageProject(each), language),
            placeholder=say("None"),
            key=fresh("cakupan_proyek"),
        )
        source = st.text_input(
            say("Source: the paper, letter or office that says so (is published)"),
            max_chars=500,
            key=fresh("cakupan_sumber"),
        )
        one, two, three = st.columns(3)
        title = one.text_input(say("Name of the project"), max_chars=500, key=fresh("cakupan_nama"))
        operator = two.text_input(say("Operator"), max_chars=500, key=fresh("cakupan_operator"))
        funding = three.text_input(say("Funding"), max_chars=500, key=fresh("cakupan_dana"))
        note = st.text_input(
            say("Note (no names of persons)"), max_chars=500, key=fresh("cakupan_catatan")
        )
        if not st.form_submit_button(say("Write the state down"), type="primary"):
            return
    if village is None:
        st.error(say("Choose the village first."), icon=":material/block:")
        return
    said = CoverageStatement(
        village,
        Coverage(state),
        as_of.strip(),
        source.strip(),
        CoverageProject(project) if project else None,
        title.strip(),
        operator.strip(),
        funding.strip(),
        note.strip(),
    )
    act.perform(
        lambda store, actor: settled(state_coverage(store, actor, said, today)),
        lambda id: say("{id} is written down.", id=id),
    )


def revoke_form(here: Scene, book: Book, code: str) -> None:
    """Take one of a village's statements back."""
    say, said = here.say, history(code, book.statements)
    if not said:
        return
    words = {
        each.id: f"{each.id} · {each.said.as_of} · {label(each.said.state, here.language)}"
        for each in said
    }
    with st.form("cakupan_cabut", border=False):
        chosen = st.selectbox(
            say("Statement"),
            list(words),
            format_func=lambda each: words.get(each, each),
            key=fresh("cakupan_cabut_id"),
        )
        reason = st.text_input(say("Reason"), max_chars=500, key=fresh("cakupan_cabut_alasan"))
        if not st.form_submit_button(say("Revoke the statement")):
            return
    act.perform(
        lambda store, actor: settled(revoke_coverage(store, actor, chosen, reason)),
        lambda id: say("{id} counts no more.", id=id),
    )


def import_form(here: Scene, book: Book) -> None:
    """A list, looked at before it is taken: all of it or nothing."""
    say, language = here.say, here.language
    st.caption(
        say(
            "CSV or XLSX with the columns as_of, state, source and village or code; perhaps "
            "kecamatan, project, title, operator, funding, note. All of it or nothing; what stands "
            "already is not repeated."
        )
    )
    file = uploaded(say("List of statements (CSV, XLSX)"), ("csv", "xlsx"), key="cakupan_impor")
    if file is None:
        return
    read = read_coverage(file.data, file.name, here.inventory.local_day(cached.now()))
    if not isinstance(read, CoverageRows):
        bad_rows(read)
        return
    known = {each.said for each in book.statements}
    new = [each for each in read.statements if each not in known]
    villages = gazetteer().villages
    st.caption(
        say("{new} new, {known} known already", new=len(new), known=len(read.statements) - len(new))
    )
    grid(
        new,
        (
            Column[CoverageStatement](say("Village"), lambda each: villages[each.village].name),
            Column[CoverageStatement](say("State"), lambda each: label(each.state, language)),
            Column[CoverageStatement](say("As of"), lambda each: each.as_of),
            Column[CoverageStatement](say("Source"), lambda each: each.source),
        ),
        key="cakupan_pratinjau",
        title=say("Statements that are new"),
        empty=say("Nothing of it is new."),
    )
    if new and st.button(say("Take the statements"), type="primary", key="cakupan_impor_ya"):
        act.perform(
            partial(_bring, read),
            lambda found: say("{n} statements are written down.", n=len(found.new)),
        )


def _bring(read: CoverageRows, store: Store, actor: Actor) -> Brought | Refused:
    return taken(import_coverage(store, actor, read))
