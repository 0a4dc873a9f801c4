"""The part about the audit trail: look for entries, read one in full, take them away."""

import os
from dataclasses import replace
from functools import partial

import streamlit as st

from dashboard.columns import Column
from dashboard.grid import grid
from dashboard.links import page_url
from dashboard.markup import Html, element
from dashboard.scene import Scene
from dashboard.settings import from_environment
from dashboard.sistem.audit import (
    MOST_FILED,
    PARAMS,
    Asked,
    Row,
    asked_of,
    numbered,
    pretty,
    read_entry,
    read_filed,
    read_page,
    rows,
    to_the_second,
)
from pantau.facts.journal import Entry
from pantau.facts.kinds import EntryKind
from pantau.language import label, number
from pantau.store import StoreError

_LONGEST_SHOWN = 200_000


def audit_part(here: Scene) -> None:
    """Fifty entries a page, the newest first."""
    asked = asked_of(st.query_params.to_dict())
    _form(here, asked)
    settings = from_environment(os.environ)
    try:
        found = read_page(settings, asked, here.zone)
        entry = None if asked.entry is None else read_entry(settings, asked.entry)
    except StoreError as error:
        words = here.say("The journal cannot be read: {reason}", reason=error.said(here.say))
        st.error(words, icon=":material/error:")
        return
    cut = here.say(
        "Cut here: the newest {n}. Ask for a shorter time.", n=number(MOST_FILED, here.language)
    )
    chosen = grid(
        rows(found.entries, here.zone, here.language),
        _columns(here),
        key="jejak",
        title=here.say("Audit trail"),
        select="single",
        empty=here.say("No entry is like that. Ask for less, or for a longer time."),
        whole=partial(read_filed, settings, asked, here.zone, here.language, cut),
    )
    _turn(here, asked, found.older, len(found.entries))
    for row in chosen:
        if row.seq is not None:
            entry = next((each for each in found.entries if each.seq == row.seq), entry)
    if entry is not None:
        _one(here, entry)


def _form(here: Scene, asked: Asked) -> None:
    """What to look for; it goes into the address, and from there into the store."""
    say = here.say
    with st.form("jejak_cari", border=False):
        one, two, three = st.columns([2, 1, 1])
        kinds = one.multiselect(
            say("Kinds of entries"),
            list(EntryKind),
            default=list(asked.kinds),
            format_func=lambda each: label(each, here.language),
            placeholder=say("All"),
        )
        author = two.text_input(say("Author"), asked.author, max_chars=100)
        subject = three.text_input(say("Subject"), asked.subject, max_chars=100)
        four, five, six, seven = st.columns([2, 1, 1, 1], vertical_alignment="bottom")
        words = four.text_input(say("Words in it"), asked.words, max_chars=100)
        first = five.date_input(say("From"), asked.first, format="DD/MM/YYYY")
        last = six.date_input(say("To (inclusive)"), asked.last, format="DD/MM/YYYY")
        sent = seven.form_submit_button(
            say("Search"), icon=":material/search:", type="primary", width="stretch"
        )
    if sent:
        kinds_asked = tuple(EntryKind(each) for each in kinds)
        _go(Asked(kinds_asked, author or "", subject or "", words or "", first, last))


def _go(asked: Asked) -> None:
    """Show that instead: the address says it, so that a link leads there again."""
    for name in PARAMS:
        if name in st.query_params:
            del st.query_params[name]
    st.query_params.update(asked.params())
    st.rerun()


def _turn(here: Scene, asked: Asked, older: int | None, shown: int) -> None:
    say = here.say
    with st.container(horizontal=True, vertical_alignment="center"):
        if asked.before is not None and st.button(
            say("Newest"), icon=":material/first_page:", key="jejak_awal"
        ):
            _go(replace(asked, before=None, entry=None))
        if older is not None and st.button(
            say("Older"), icon=":material/chevron_right:", key="jejak_lama"
        ):
            _go(replace(asked, before=older, entry=None))
        if shown:
            most = number(MOST_FILED, here.language)
            st.caption(say("The files hold all that is asked for, {n} entries at most.", n=most))


def _one(here: Scene, entry: Entry) -> None:
    """An entry in full."""
    say = here.say
    st.html(_facts(here, entry))
    text = pretty(entry)
    st.code(text[:_LONGEST_SHOWN], language="json", height=360, wrap_lines=True)
    if len(text) > _LONGEST_SHOWN:
        st.caption(say("There is more: the file holds all of it."))
    st.download_button(
        say("Payload as stored"),
        data=entry.payload,
        file_name=f"jurnal-{entry.seq}.json",
        mime="application/json",
        key="jejak_muatan",
        on_click="ignore",
        icon=":material/download:",
        type="tertiary",
    )


def _facts(here: Scene, entry: Entry) -> Html:
    say = here.say
    facts = (
        (say("Time"), to_the_second(entry.at, here.zone, here.language)),
        (say("Kind"), f"{label(entry.kind, here.language)} ({entry.kind})"),
        (say("Author"), entry.author),
        (say("By way of"), entry.via),
        (say("Subject"), entry.subject),
        (say("Hash"), entry.hash.hex()),
        (say("Hash of the one before"), entry.previous.hex()),
    )
    shown = [each for name, told in facts for each in (element("dt", name), element("dd", told))]
    # Its own address, for whoever has to be shown it.
    url = page_url("sistem", here.language, sistem="jejak", **Asked(entry=entry.seq).params())
    name = say("Entry {n}", n=number(entry.seq, here.language))
    return element(
        "section",
        element("h2", element("a", name, href=url, class_="p-go")),
        element("dl", *shown, class_="p-facts p-hash"),
        class_="p-panel",
    )


def _columns(here: Scene) -> tuple[Column[Row], ...]:
    say, language = here.say, here.language
    return (
        Column[Row]("No.", lambda row: numbered(row.seq, language), lambda row: row.seq),
        Column[Row](say("Time"), lambda row: row.shown_at, lambda row: row.at),
        Column[Row](say("Kind"), lambda row: row.kind),
        Column[Row](say("Author"), lambda row: row.author),
        Column[Row](say("Subject"), lambda row: row.subject),
        Column[Row](say("Payload"), lambda row: row.line, lambda row: row.payload, width="large"),
        Column[Row](say("By way of"), lambda row: row.via),
        Column[Row](say("Hash"), lambda row: row.hash[:12], lambda row: row.hash),
    )
