"""The part about lists of others: read one, look at it, then take it; and undo one."""

import streamlit as st

from dashboard import cached
from dashboard.act import allowed, perform
from dashboard.columns import Column
from dashboard.grid import grid
from dashboard.inventaris.import_form import import_form
from dashboard.inventaris.past_imports import PastImport
from dashboard.scene import Scene
from pantau.actions.acting import Act
from pantau.actions.imports import revoke_import
from pantau.actions.provider.lists import revoke_provider_list
from pantau.facts.instant import to_datetime
from pantau.language import day, moment, number


def imports_part(here: Scene) -> None:
    """What was imported; for staff, a new list and the end of an old one."""
    if allowed(Act.IMPORT):
        with st.expander(here.say("Import a list"), icon=":material/upload_file:"):
            import_form(here)
    past = cached.past_imports()
    may = allowed(Act.REVOKE_IMPORT)
    chosen = grid(
        past,
        _columns(here),
        key="impor",
        title=here.say("Imports"),
        select="single" if may else None,
        empty=here.say("Nothing was imported yet."),
    )
    for each in chosen:
        if each.revoked is None:
            _revoke(here, each)
        else:
            words = here.say(
                "{id} was revoked already, by {name}.", id=each.id, name=each.revoked.author
            )
            st.caption(words)


def _revoke(here: Scene, past: PastImport) -> None:
    say = here.say
    with st.form("impor_batalkan", border=False):
        words, button = st.columns([3, 1], vertical_alignment="bottom")
        reason = words.text_input(
            say("Why {id} is revoked", id=past.id), key="impor_batalkan_alasan", max_chars=500
        )
        sent = button.form_submit_button(say("Revoke {id}", id=past.id), width="stretch")
    revoke = revoke_provider_list if past.id.startswith("L") else revoke_import
    if sent:
        perform(
            lambda store, actor: revoke(store, actor, past.id, reason),
            say("{id} counts no more.", id=past.id),
        )


def _samples(here: Scene, count: int) -> str:
    """A count of millions, with its points."""
    return here.say("{n} minute samples", n=number(count, here.language))


def _columns(here: Scene) -> tuple[Column[PastImport], ...]:
    say, language = here.say, here.language

    def about(each: PastImport) -> str:
        if each.begin is None or each.end is None:
            return "–"
        first, last = (
            day(to_datetime(edge, here.zone).date(), language)
            for edge in (each.begin, each.end - 1)
        )
        return f"{first} – {last}"

    def rows(each: PastImport) -> str:
        told = (
            say.plural("{n} outage", "{n} outages", each.outages) if each.outages else "",
            say.plural("{n} gap", "{n} gaps", each.gaps) if each.gaps else "",
            say.plural("{n} sum", "{n} sums", each.sums) if each.sums else "",
            _samples(here, each.samples) if each.samples else "",
        )
        return " · ".join(one for one in told if one) or number(0, language)

    return (
        Column[PastImport](
            say("State"),
            lambda each: f"✕ {say('revoked')}" if each.revoked else f"✓ {say('counts')}",
        ),
        Column[PastImport]("Id", lambda each: each.id),
        Column[PastImport](say("File"), lambda each: each.file, width=220),
        Column[PastImport](say("From whom"), lambda each: each.provider or "–"),
        Column[PastImport](say("About"), about, lambda each: each.begin, left=True),
        Column[PastImport](say("Rows"), rows),
        Column[PastImport](
            say("Imported"),
            lambda each: moment(each.at, here.zone, language),
            lambda each: each.at,
            left=True,
        ),
        Column[PastImport](say("By"), lambda each: each.author),
        Column[PastImport](
            say("Reason of the end"),
            lambda each: str(each.revoked.data()["reason"]) if each.revoked else "–",
        ),
    )
