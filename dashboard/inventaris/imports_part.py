"""The part about lists of others: read one, look at it, then take it; and undo one."""

from datetime import timedelta
from functools import partial

import streamlit as st

from dashboard import cached, visitor
from dashboard.act import allowed, perform
from dashboard.columns import Column
from dashboard.grid import grid
from dashboard.inventaris.past_imports import PastImport
from dashboard.inventaris.reads import (
    KINDS,
    Kind,
    Read,
    Row,
    preview,
    read_gaps,
    read_outages,
    read_provider,
)
from dashboard.scene import Scene
from dashboard.uploads import Uploaded, bad_rows, taken, uploaded
from pantau.actions.acting import Act, Actor, Refused
from pantau.actions.import_rows import GapRows, OutageRows
from pantau.actions.imports import import_gaps, import_outages, revoke_import
from pantau.actions.provider.cells import Zone
from pantau.actions.provider.columns import Field
from pantau.actions.provider.lists import keep_provider_list, revoke_provider_list
from pantau.actions.table import RowProblem
from pantau.facts.instant import to_datetime
from pantau.facts.measured import ALL_SITES
from pantau.language import day, moment, month_name, number, to_say
from pantau.store import Store

_Found = tuple[Uploaded, Read | list[RowProblem]] | None

_MOST_ROWS = 2_000

_SAID = {
    Kind.OUTAGES: to_say(
        "CSV with the columns site, started_at, ended_at and perhaps cause, ticket. The days that "
        "the source watched count as up where it names no outage; where our own collector "
        "watched, ours holds."
    ),
    Kind.GAPS: to_say(
        "CSV with the columns site (* for all), started_at, ended_at and perhaps reason. These "
        "times count as unknown."
    ),
    Kind.PROVIDER: to_say(
        "CSV, XLSX or XLS as the provider sends it. It is kept to be compared with ours and "
        "changes no figure."
    ),
}


def imports_part(here: Scene) -> None:
    """What was imported; for staff, a new list and the end of an old one."""
    if allowed(Act.IMPORT):
        with st.expander(here.say("Import a list"), icon=":material/upload_file:"):
            _new(here)
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


def _new(here: Scene) -> None:
    say = here.say
    kind = Kind(
        st.segmented_control(
            say("What the list holds"),
            list(Kind),
            format_func=lambda each: say(KINDS[each]),
            default=Kind.OUTAGES,
            required=True,
            key="impor_jenis",
        )
    )
    st.caption(say(_SAID[kind]))
    found = {Kind.OUTAGES: _outages, Kind.GAPS: _gaps, Kind.PROVIDER: _provider}[kind](here)
    if found is None:
        return
    file, read = found
    if isinstance(read, list):
        bad_rows(read)
        return
    _preview(here, read)
    if st.button(say("Import"), type="primary", key="impor_ya"):
        perform(partial(_keep, read, file.data), say("The list is imported."))


def _outages(here: Scene) -> _Found:
    say, yesterday = here.say, here.inventory.local_day(here.now) - timedelta(days=1)
    one, other = st.columns(2)
    first = one.date_input(
        say("Watched from"),
        value=yesterday.replace(day=1),
        max_value=yesterday,
        key="impor_dari",
        format="DD/MM/YYYY",
    )
    last = other.date_input(
        say("Watched until the end of"),
        value=yesterday,
        max_value=yesterday,
        key="impor_sampai",
        format="DD/MM/YYYY",
    )
    file = uploaded(say("List of outages (CSV)"), ("csv",), key="impor_berkas_gangguan")
    if file is None:
        return None
    span = (first.isoformat(), (last + timedelta(days=1)).isoformat())
    return file, read_outages(file.data, file.name, here.inventory, span, here.now)


def _gaps(here: Scene) -> _Found:
    file = uploaded(here.say("List of gaps (CSV)"), ("csv",), key="impor_berkas_celah")
    if file is None:
        return None
    return file, read_gaps(file.data, file.name, here.inventory, here.now)


def _provider(here: Scene) -> _Found:
    say = here.say
    today = here.inventory.local_day(here.now).replace(day=1)
    months, first = [], today
    for _ in range(18):
        months.append(first)
        first = (first - timedelta(days=1)).replace(day=1)
    providers = list(dict.fromkeys(each.provider for each in here.inventory.contracts.values()))
    one, two, three = st.columns(3)
    month = one.selectbox(
        say("Month"),
        months,
        index=1,
        format_func=lambda each: month_name(each, here.language),
        key="impor_bulan",
    )
    provider = two.selectbox(say("Provider"), providers, key="impor_penyedia")
    zone = three.selectbox(
        say("Time zone of its times: ask the provider"),
        [each.value for each in Zone],
        index=None,
        placeholder=say("Choose"),
        key="impor_zona",
    )
    columns = _headings(here)
    file = uploaded(say("The provider's file"), ("csv", "xlsx", "xls"), key="impor_berkas_penyedia")
    if file is None or provider is None:
        return None
    if zone is None:
        st.warning(say("Choose the time zone first: an hour makes another outage."))
        return None
    asked = (month.isoformat(), Zone(zone), provider, columns)
    role = visitor.visitor().role
    return file, read_provider(file.data, file.name, here.inventory, asked, role)


def _headings(here: Scene) -> dict[Field, str]:
    """Where its headings are none of those that we know, somebody says which is what."""
    say = here.say
    with st.popover(say("Headings that are not understood"), icon=":material/view_column:"):
        st.caption(say("Write a heading as the file has it; leave the others empty."))
        named = {
            field: st.text_input(field.value, key=f"impor_kolom_{field.value}", max_chars=100)
            for field in Field
        }
    return {field: text.strip() for field, text in named.items() if text and text.strip()}


def _keep(read: Read, data: bytes, store: Store, actor: Actor) -> str | Refused:
    if isinstance(read, OutageRows):
        return taken(import_outages(store, actor, read))
    if isinstance(read, GapRows):
        return taken(import_gaps(store, actor, read))
    return taken(keep_provider_list(store, actor, read, data))


def _preview(here: Scene, read: Read) -> None:
    say, rows = here.say, preview(read)
    count = say.plural("{n} row is sound.", "{n} rows are sound.", len(rows))
    if isinstance(read, OutageRows):
        sites = say.plural("{n} site", "{n} sites", len(read.observed.sites))
        watched = say(
            "Watched: {sites}, {begin} to {end}.",
            sites=sites,
            begin=_moment(here, read.observed.span.begin),
            end=_moment(here, read.observed.span.end),
        )
        count = f"{count} {watched}"
    st.success(f"{count} {say('Nothing is imported yet.')}", icon=":material/check_circle:")
    if rows:
        grid(
            rows[:_MOST_ROWS],
            _row_columns(here),
            key="impor_pratinjau",
            title=say("Rows"),
        )


def _moment(here: Scene, instant: int | None) -> str:
    return "–" if instant is None else moment(instant, here.zone, here.language)


def _row_columns(here: Scene) -> tuple[Column[Row], ...]:
    say = here.say

    def site(row: Row) -> str:
        if row.site == ALL_SITES:
            return say("All sites")
        known = here.inventory.site(row.site)
        return known.name if known else say("{name} (none of ours)", name=row.site)

    return (
        Column[Row](say("Site"), site),
        Column[Row](
            say("From"), lambda row: _moment(here, row.begin), lambda row: row.begin, left=True
        ),
        Column[Row](say("To"), lambda row: _moment(here, row.end), lambda row: row.end, left=True),
        Column[Row](say("Words"), lambda row: row.words or "–", width="large"),
    )


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
            say("Imported"), lambda each: _moment(here, each.at), lambda each: each.at, left=True
        ),
        Column[PastImport](say("By"), lambda each: each.author),
        Column[PastImport](
            say("Reason of the end"),
            lambda each: str(each.revoked.data()["reason"]) if each.revoked else "–",
        ),
    )
