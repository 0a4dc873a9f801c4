"""A new list of others: read dry, looked at, then taken."""

from datetime import timedelta
from functools import partial

import streamlit as st

from dashboard import visitor
from dashboard.act import perform
from dashboard.inventaris.preview_part import preview_part
from dashboard.inventaris.reads import (
    KINDS,
    Kind,
    Read,
    read_gaps,
    read_outages,
    read_provider,
)
from dashboard.scene import Scene
from dashboard.uploads import Uploaded, bad_rows, taken, uploaded
from pantau.actions.acting import Actor, Refused
from pantau.actions.import_rows import GapRows, OutageRows
from pantau.actions.imports import import_gaps, import_outages
from pantau.actions.provider.cells import Zone
from pantau.actions.provider.columns import Field
from pantau.actions.provider.lists import keep_provider_list
from pantau.actions.table import RowProblem
from pantau.language import month_name, to_say
from pantau.store import Store

_Found = tuple[Uploaded, Read | list[RowProblem]] | None


_SAID = {
    Kind.OUTAGES: to_say(
        "CSV or XLSX with the columns site, started_at, ended_at and perhaps cause, ticket. "
        "The days that the source watched count as up where it names no outage; where our own "
        "collector watched, ours holds."
    ),
    Kind.GAPS: to_say(
        "CSV or XLSX with the columns site (* for all), started_at, ended_at and perhaps reason. "
        "These times count as unknown."
    ),
    Kind.PROVIDER: to_say(
        "CSV, XLSX or XLS as the provider sends it. It is kept to be compared with ours and "
        "changes no figure."
    ),
}


def import_form(here: Scene) -> None:
    """Which kind, the file, every bad row or what would be taken, and the last word."""
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
    preview_part(here, read)
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
    file = uploaded(
        say("List of outages (CSV, XLSX)"), ("csv", "xlsx"), key="impor_berkas_gangguan"
    )
    if file is None:
        return None
    span = (first.isoformat(), (last + timedelta(days=1)).isoformat())
    return file, read_outages(file.data, file.name, here.inventory, span, here.now)


def _gaps(here: Scene) -> _Found:
    file = uploaded(here.say("List of gaps (CSV, XLSX)"), ("csv", "xlsx"), key="impor_berkas_celah")
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
