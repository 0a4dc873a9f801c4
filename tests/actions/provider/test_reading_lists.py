"""Provider's lists as their desks export them, and what is said of a bad one."""

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from pantau.actions.provider.cells import (
    CellError,
    Zone,
    read_length,
    read_percentage,
    read_time,
)
from pantau.actions.provider.columns import Field, Unit
from pantau.actions.provider.rows import Asked, read_provider_list
from pantau.actions.workbook import read_workbook
from pantau.facts.dealings import ProviderListed, ProviderOutage, ProviderSummary
from pantau.facts.words import Role
from pantau.inventory.model import Inventory
from pantau.language import Sentence
from tests.sla.build import at, interval, inventory, site

TOWN = inventory(
    replace(site("opd-dkisp"), name="Dinas Kominfo", line="122-345"),
    replace(site("desa-suliliran"), name="Kantor Desa Suliliran", line="4712"),
    replace(site("pustu-1"), name="Pustu", line=None),
    replace(site("pustu-2"), name="Pustu", line=None),
)
OCTOBER = Asked(interval("2026-10-01", "2026-11-01"), Zone.WITA, "Telkom")


def read(data: bytes | str, asked: Asked = OCTOBER, town: Inventory = TOWN) -> Any:
    data = data.encode() if isinstance(data, str) else data
    return read_provider_list(data, "telkom.csv", town, asked, Role.MANAGER)


def good(data: bytes | str, asked: Asked = OCTOBER, town: Inventory = TOWN) -> ProviderListed:
    found = read(data, asked, town)
    assert isinstance(found, ProviderListed), found
    return found


def bad(data: bytes | str, asked: Asked = OCTOBER) -> list[str]:
    found = read(data, asked)
    assert isinstance(found, list), found
    return [str(each) for each in found]


def local(text: str) -> datetime:
    """A time as a cell holds it: without a zone."""
    return datetime.fromisoformat(text)


def workbook(sheets: dict[str, Sequence[Sequence[Any]]]) -> bytes:
    """An XLSX file; dates and lengths of time are cells with such a format."""
    whole = io.BytesIO()
    with xlsxwriter.Workbook(whole) as book:
        formats = {
            datetime: book.add_format({"num_format": "dd/mm/yyyy hh:mm"}),
            timedelta: book.add_format({"num_format": "[h]:mm:ss"}),
            time: book.add_format({"num_format": "hh:mm"}),
        }
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    sheet.write(number, column, cell, formats.get(type(cell)))
    return whole.getvalue()


def test_a_plain_list_is_read_and_keeps_its_lines() -> None:
    found = good(
        "site,started_at,ended_at,ticket\n"
        "opd-dkisp,2026-10-05T08:00,2026-10-05T18:00,INC1\n"
        "\n"
        "desa-suliliran,2026-10-06 08:00,,\n"
    )
    assert found.outages == (
        ProviderOutage(2, "opd-dkisp", at("2026-10-05T08:00"), at("2026-10-05T18:00"), "INC1"),
        ProviderOutage(4, "desa-suliliran", at("2026-10-06T08:00"), None),
    )
    assert (found.begin, found.end, found.utc_offset) == (at("2026-10-01"), at("2026-11-01"), 480)


def test_a_desks_export_with_titles_and_its_own_words_is_understood() -> None:
    found = good(
        "REKAP GANGGUAN OKTOBER 2026;;;;\n"
        "Witel Kalimantan;;;;\n"
        "No;Nama Lokasi;SID;No. Tiket;Waktu Open;Waktu Close;Penyebab\n"
        "1;DINAS  KOMINFO;99;INC7;05/10/2026 08.15;05-10-2026 10:30:15;Kabel putus\n"
        "2;Lokasi lain;4712;INC8;5 Okt 2026 08:15 WIB;Belum close;\n"
        "3;Kantor X;;INC9;31 Agustus 2026 23:00;1/10/2026 01:00;\n"
        ";Jumlah;;3;;;\n"
    )
    assert found.outages == (
        ProviderOutage(
            4,
            "opd-dkisp",
            at("2026-10-05T08:15"),
            at("2026-10-05T10:30:15"),
            "INC7",
            "Kabel putus",
        ),
        ProviderOutage(5, "desa-suliliran", at("2026-10-05T09:15"), None, "INC8"),
        ProviderOutage(6, "Kantor X", at("2026-08-31T23:00"), at("2026-10-01T01:00"), "INC9"),
    )


@pytest.mark.parametrize(("zone", "hour"), [(Zone.WIB, 9), (Zone.WITA, 8), (Zone.WIT, 7)])
def test_times_are_in_the_zone_that_was_stated(zone: Zone, hour: int) -> None:
    text = "site,mulai,selesai\nopd-dkisp,2026-10-05T08:00,2026-10-05T09:30+08:00\n"
    found = good(text, replace(OCTOBER, zone=zone))
    assert found.outages[0].ended_at == at("2026-10-05T09:30")
    assert found.outages[0].started_at == at(f"2026-10-05T{hour:02}:00")
    assert found.utc_offset == zone.minutes


def test_a_workbook_is_read_by_its_cells_and_the_sheet_that_fits() -> None:
    data = workbook(
        {
            "Sampul": [["Laporan"]],
            "Okt": [
                ["Judul"],
                ["Service ID", "Reported Date", "Resolved Date", "Incident", "Summary"],
                [4712, local("2026-10-05T08:15"), local("2026-10-05T09:00"), "INC1", "=1+1"],
                [4712, 46300.25, "-", "INC2", "a\nb\x0b"],
            ],
        }
    )
    assert good(data).outages == (
        ProviderOutage(
            3, "desa-suliliran", at("2026-10-05T08:15"), at("2026-10-05T09:00"), "INC1", "0"
        ),
        ProviderOutage(4, "desa-suliliran", at("2026-10-05T06:00"), None, "INC2", "a b"),
    )
    assert bad(data, replace(OCTOBER, sheet="Nov")) == [
        "telkom.csv:1: has no sheet 'Nov'; it has 'Sampul', 'Okt'"
    ]
    assert "no row names a site" in bad(data, replace(OCTOBER, sheet="Sampul"))[0]


def test_a_recap_gives_down_time_in_the_unit_of_its_heading_or_a_share() -> None:
    rows = good('lokasi,Downtime (menit),SLA (%)\nopd-dkisp,90,\ndesa-suliliran,,"99,53%"\n')
    assert rows.summaries == (
        ProviderSummary(2, "opd-dkisp", 5_400),
        ProviderSummary(3, "desa-suliliran", None, "99.53"),
    )
    cells = workbook(
        {
            "x": [
                ["Titik", "Total downtime", "Ketersediaan"],
                ["opd-dkisp", timedelta(hours=30), 0.9953],
                ["desa-suliliran", "26:03:04", 100],
                ["pustu-1", time(1, 2), 1],
            ]
        }
    )
    assert good(cells).summaries == (
        ProviderSummary(2, "opd-dkisp", 108_000, "99.53"),
        ProviderSummary(3, "desa-suliliran", 93_784, "100.00"),
        ProviderSummary(4, "pustu-1", 3_720, "100.00"),
    )
    hours = good("lokasi;Durasi (jam)\nopd-dkisp;1,5\n")
    assert hours.summaries == (ProviderSummary(2, "opd-dkisp", 5_400),)


def test_a_name_that_two_sites_bear_is_kept_as_it_is_written() -> None:
    assert good("site,start,end\nPustu,2026-10-05T08:00,\n").outages[0].site == "Pustu"


def test_a_departed_site_is_known_by_its_names_unless_one_that_is_there_bears_them() -> None:
    gone = (
        replace(site("pustu-3"), name="Pustu Lama", line="99"),
        replace(site("desa-lama"), name="Desa Lama", line="4712"),
    )
    town = replace(TOWN, departed=gone)
    rows = "".join(f"{name},2026-10-05T08:00,2026-10-05T09:00\n" for name in ("Pustu Lama", "4712"))
    found = good(f"site,mulai,selesai\n{rows}", town=town)
    assert [each.site for each in found.outages] == ["pustu-3", "desa-suliliran"]


def test_columns_can_be_named() -> None:
    asked = replace(
        OCTOBER, columns={Field.SITE: "Kode", Field.STARTED_AT: "t1", Field.ENDED_AT: "t2"}
    )
    found = good("site,Kode,t1,t2\nx,opd-dkisp,2026-10-05 08:00,\n", asked)
    assert found.outages[0].site == "opd-dkisp"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "telkom.csv:1: no row names a site"),
        ("site,other\nx,y\n", "telkom.csv:1: no row names a site"),
        ("site,start,end\n,2026-10-05 08:00,\n", "2: names no site"),
        ("site,start,end\nx,05/13/2026 08:00,\n", "2: '05/13/2026 08:00' is not a time"),
        ("site,start,end\nx,5 Foo 2026 08:00,\n", "2: '5 Foo 2026 08:00' is not a time"),
        ("site,start,end\nx,2026-10-05,\n", "2: '2026-10-05' has no time of day"),
        ("site,start,end\nx,,\n", "2: '' is not a time; write it like 31/10/2026 08:15"),
        ("site,start,end\nx,0001-01-01T00:00,\n", "2: '0001-01-01T00:00' is not a time"),
        ("site,start,end\nx,2026-10-05 08:00,2026-10-05 08:00\n", "2: ends ("),
        ("site,start,end\nx,2026-11-01 00:00,\n", "2: lies outside of the month"),
        ("site,start,end\nx,2026-09-01 00:00,2026-10-01 00:00\n", "2: lies outside of the month"),
        ("site,sla\n", "1: no row follows the headings"),
        ("site,sla\nx,\n", "2: says neither down time nor availability"),
        ("site,sla\nx,abc\n", "2: 'abc' is not a percentage; write it like 99,53"),
        ("site,sla\nx,101\n", "2: '101' is no percentage between 0 and 100"),
        ("site,sla\nx,-1\n", "2: '-1' is no percentage"),
        ("site,sla\nx,nan\n", "2: 'nan' is not a percentage"),
        ("site,sla\nx,99\nx,98\n", "3: 'x' stands twice"),
        ("site,durasi\nx,33 hari\n", "2: '33 hari' is not a length of time"),
        ("site,durasi jam\nx,800\n", "2: '800' is no down time of a month; look at its unit"),
        ('site,sla\n"x,99\n', "telkom.csv:2: not CSV"),
    ],
)
def test_a_bad_row_is_told_with_its_line_its_value_and_what_to_write(text: str, said: str) -> None:
    (line,) = bad(text)
    assert said in line


def test_every_bad_row_is_told_at_once() -> None:
    assert len(bad("site,start,end\nx,a,\nx,b,\nopd-dkisp,2026-10-05 08:00,\n")) == 2


def test_what_is_no_workbook_or_spreads_too_far_is_told_and_ends_nothing() -> None:
    sentence = "telkom.csv:1: is no workbook that can be read, or a very large one"
    assert bad(b"PK\x03\x04 nothing")[0].startswith(sentence)
    far = io.BytesIO()
    with xlsxwriter.Workbook(far) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "site")
        sheet.write(1_048_575, 16_383, 1)
    assert bad(far.getvalue())[0].startswith(sentence)
    assert "larger than" in bad(b"PK\x03\x04" + b"0" * 20_000_001)[0]
    assert "is not UTF-8" in bad(b"site,start,end\n\xff")[0]


@given(st.binary(max_size=300))
def test_no_bytes_are_too_strange(data: bytes) -> None:
    read(b"site,start,end\n" + data)


@given(st.lists(st.lists(st.text(max_size=12), min_size=3, max_size=3), max_size=4))
def test_no_text_is_too_strange(rows: list[list[str]]) -> None:
    lines = ["site;start;end;durasi", *(";".join(f'"{cell}"' for cell in row) for row in rows)]
    read("\n".join(lines).encode("utf-8", "surrogatepass"))
    read("\n".join(["site;sla;durasi menit", *lines[1:]]).encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("text", [" " * 32_000 + "x", "9" * 32_000, "1e-400000000", "1e400000000"])
def test_a_cell_that_would_take_minutes_is_no_time_no_length_and_no_percentage(text: str) -> None:
    """Looking for a zone behind 32,000 blanks took 9 s; 1e-400000000 is 400 MB written out."""
    with pytest.raises(CellError) as time:
        read_time(text, Zone.WITA)
    with pytest.raises(CellError) as length:
        read_length(text, Unit.SECONDS)
    with pytest.raises(CellError) as share:
        read_percentage(text)
    for each in (time, length, share):
        assert len(str(each.value.why.message)) < 200


def test_a_workbook_that_says_one_text_a_thousand_times_is_not_taken_in() -> None:
    """Small in its archive, and beyond any memory once it is written out."""
    data = workbook({"Telkom": [["é" * 32_000] * 60] * 20})
    assert len(data) < 100_000
    assert isinstance(read_workbook(data), Sentence)
