"""A list of sites from a spreadsheet: what is understood, what is refused, what is written."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from pantau.actions.acting import Actor, Refused
from pantau.actions.site_list.columns import SiteField
from pantau.actions.site_list.keep import Kept, keep_plan
from pantau.actions.site_list.plan import Plan, plan_sites
from pantau.actions.site_list.rows import How
from pantau.facts.words import Role
from pantau.inventory import Inventory
from pantau.inventory.gazetteer.names import gazetteer
from tests.fakes.inventories import sound

TEXT = """\
version: 1
timezone: Asia/Makassar
contracts:
  telkom: {provider: Telkom, number: K.1/2026, from: 2026-01-01, to: 2027-12-31,
           tiers: {fo-50: {objective: 99.5, fee: 2500000}, fo-20: {objective: 99, fee: 1000000}}}
upstreams: {hub: {name: Hub Kuaro}}
sites:
  # the first
  - {id: desa-lolo, name: Desa Lolo, kind: desa, kecamatan: Kuaro, address: 127.64.1.1,
     contract: telkom, tier: fo-20, line: SID-1}
  - {id: sdn-1, name: SDN 001 Kuaro, kind: sekolah, kecamatan: Kuaro, address: 127.64.1.2,
     contract: telkom, tier: fo-20, to: 2026-12-31}
"""
TODAY = date(2026, 11, 25)
NOW = 1_764_000_000_000_000


def inventory(text: str = TEXT) -> Inventory:
    return sound(text)


def read(*rows: str, how: How | None = None) -> Plan | list[str]:
    data = "\n".join(rows).encode()
    found = plan_sites(data, "titik.csv", inventory(), TODAY, how)
    return found if isinstance(found, Plan) else [str(each) for each in found]


def planned(*rows: str, how: How | None = None) -> Plan:
    found = read(*rows, how=how)
    assert isinstance(found, Plan), found
    return found


def refused(*rows: str, how: How | None = None) -> list[str]:
    found = read(*rows, how=how)
    assert isinstance(found, list), found.lines
    return found


def test_a_new_site_is_one_line_more() -> None:
    plan = planned(
        "Daftar titik;;;;;;;;",
        "No;Nama Titik;Jenis;Kecamatan;Desa/Kelurahan;Alamat IP;SID;Paket;Kontrak;Koordinat;Hub",
        "1;Pusban Kladen;Pustu;Kec. Tanjung Harapan;Kladen;127.70.0.1;SID-9;FO 50;Telkom;"
        "-2,2 116,48;hub kuaro",
    )
    assert (plan.added, plan.changed, plan.passed_over) == (("pusban-kladen",), (), ("No",))
    assert [line for line in plan.lines if line[0] in "+-"] == [
        "+  - {id: pusban-kladen, name: Pusban Kladen, kind: pustu, kecamatan: Tanjung Harapan, "
        "desa: 64.01.02.2004, at: [-2.2, 116.48], address: 127.70.0.1, contract: telkom, "
        "tier: fo-50, line: SID-9, upstream: hub}"
    ]
    assert "  # the first\n" in plan.text


def test_the_same_list_a_second_time_changes_nothing() -> None:
    rows = ("nama,jenis,kecamatan,ip,kontrak,paket", "Lolo,desa,Kuaro,127.70.0.1,telkom,fo-50")
    first = planned(*rows)
    again = plan_sites("\n".join(rows).encode(), "x.csv", first.inventory, TODAY)
    assert isinstance(again, Plan)
    assert (again.added, again.changed, again.same, again.lines) == ((), (), 1, ())


def test_known_sites_are_found_by_id_line_number_or_name_and_keep_what_is_not_said() -> None:
    for row in ("desa-lolo,,,127.70.0.5", ",SID-1,,127.70.0.5", ",,DESA LOLO,127.70.0.5"):
        plan = planned("id,sid,nama,ip", row)
        [site, _] = plan.inventory.sites
        assert (plan.changed, site.address, site.line) == (("desa-lolo",), "127.70.0.5", "SID-1")


def test_how_many_people_a_site_serves_is_read_as_offices_write_it() -> None:
    plan = planned(
        "id;nama;jenis;kecamatan;alamat ip;jumlah jiwa",
        "desa-lolo;;;;;1.200 jiwa",
        ";Lain;pustu;Kuaro;127.70.0.2;850",
        "sdn-1;;;;;",
    )
    assert [site.serves for site in plan.inventory.sites] == [1200, None, 850]
    assert (plan.added, plan.changed) == (("pustu-lain",), ("desa-lolo",))
    assert any("serves: 850" in line for line in plan.lines)


def test_a_workbook_is_read_like_csv() -> None:
    head = [
        "Nama",
        "Jenis",
        "Kecamatan",
        "IP",
        "SID",
        "Lintang",
        "Bujur",
        "Biaya",
        "Kontrak",
        "Paket",
    ]
    row = ["Kantor Camat Kuaro", "Kecamatan", "64.01.05", "127.70.0.1", 12345, -1.9, 116.1, 2e6]
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Titik")
        sheet.write_row(0, 0, head)
        sheet.write_row(1, 0, [*row, "K 1/2026", "fo-50"])
    plan = plan_sites(stream.getvalue(), "titik.xlsx", inventory(), TODAY)
    assert isinstance(plan, Plan)
    site = plan.inventory.sites[-1]
    assert (site.kecamatan, site.line, site.at) == ("Kuaro", "12345", (-1.9, 116.1))
    assert site.terms[0].fee == 2_000_000


def test_a_sheet_is_chosen_by_its_name_and_one_that_there_is_not_is_told() -> None:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        for name, address in (("Lama", "127.70.0.1"), ("Baru", "127.70.0.2")):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["Nama", "Jenis", "Kecamatan", "IP"])
            sheet.write_row(1, 0, [f"Kantor {name}", "Kecamatan", "Kuaro", address])

    def read_of(sheet: str | None) -> Plan | list[str]:
        data, how = stream.getvalue(), How(sheet=sheet)
        found = plan_sites(data, "titik.xlsx", inventory(), TODAY, how)
        return found if isinstance(found, Plan) else [str(each) for each in found]

    for sheet, address in ((None, "127.70.0.1"), ("Baru", "127.70.0.2")):
        plan = read_of(sheet)
        assert isinstance(plan, Plan)
        assert plan.inventory.sites[-1].address == address
    assert read_of("Tua") == ["titik.xlsx:1: has no sheet 'Tua'; it has 'Lama', 'Baru'"]


def test_every_bad_cell_is_told_with_line_column_value_and_remedy() -> None:
    assert refused(
        "Nama Titik;Jenis;Kecamatan;Desa;Alamat IP;Paket;Lintang;Bujur",
        "Pusban;Pusty;Tanjung Harapn;Kladen;127.70.0.1/24;fo-51;116.1;-1.9",
        "Lain;pustu;Kuaro;Keladen;127.70.0.2;fo-50;;",
        "Baru;;;;127.70.0.2;fo-50;-1.9;",
    ) == [
        "titik.csv:2: column 'Jenis': 'Pusty' is not known, did you mean 'pustu'?",
        "titik.csv:2: column 'Alamat IP': '127.70.0.1/24' more than an address; write 127.70.0.1",
        "titik.csv:2: column 'Kecamatan': 'Tanjung Harapn' is no kecamatan of Kabupaten Paser; "
        "write one of Tanjung Harapan",
        "titik.csv:2: column 'Paket': 'fo-51' is no tier of the contract, did you mean 'fo-50'?",
        "titik.csv:2: column 'Lintang': '116.1, -1.9' has latitude and longitude the wrong way "
        "round; swap them",
        "titik.csv:3: column 'Desa': 'Keladen' is no village here; perhaps 64.01.02.2004 Keladen "
        "(Tanjung Harapan), 64.01.09.2001 Kerang (Batu Engau): write its code or name",
        "titik.csv:4: column 'Bujur': is empty; write latitude and longitude, or none",
    ]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (("nama,ip", "Baru,127.70.0.1"), "column 'jenis': is empty, and the inventory has no such"),
        (("id,nama", "desa-lolo,A", "desa-lolo,B"), "stands in row 2 already"),
        (("id,ip", "desa-lolo,127.64.1.2"), "has this address already"),
        (("nama,kecamatn", "A,Kuaro"), "did you mean kecamatan"),
        (("nama,foo", "A,b"), "with one of id, name, kind"),
        (("nama,lokasi", "A,b"), "both say name"),
        (("nama,kecamatan,desa", "desa lolo,Kuaro,64.01.04.1001"), "not in Kuaro"),
        (("nama,jenis",), "no row follows the headings"),
        (("a,b", "1,2"), "no row of headings names the sites"),
        (("id,telepon", "desa-lolo,0812"), "write whose phone it is"),
        (("id,desa", "desa-lolo,64.01.99.1001"), "is no village here"),
        (("id,mulai", "desa-lolo,31/02/2026"), "is no day"),
        (("id,hub", "desa-lolo,hub x"), "is no upstream"),
        (("id,nama,jenis,kecamatan,ip", "hub,A,desa,Kuaro,127.70.0.1"), "ids are for ever"),
        (("id,koordinat", "desa-lolo,1.9 116.2"), "with a minus"),
        (("id,jumlah jiwa", "desa-lolo,banyak"), "'banyak' not a whole number"),
        (("id,jumlah jiwa", "desa-lolo,20000000"), "write 0 to 10000000"),
    ],
)
def test_what_cannot_be_right_is_refused(rows: tuple[str, ...], said: str) -> None:
    assert said in "\n".join(refused(*rows))


def test_headings_can_be_named_and_passed_over() -> None:
    rows = ("Tempat,Warna,ip", "desa lolo,biru,127.70.0.9")
    how = How({SiteField.NAME: "tempat"}, ("warna",))
    assert planned(*rows, how=how).inventory.sites[0].address == "127.70.0.9"
    unknown = How({SiteField.NAME: "tempatt"}, ("warna",))
    assert any("Tempat" in each or "headings" in each for each in refused(*rows, how=unknown))


def test_a_change_of_tier_wants_a_day_and_keeps_the_days_before() -> None:
    assert "write the day from which that holds" in refused("id,paket", "desa-lolo,fo-50")[0]
    plan = planned("id,paket,berlaku mulai", "desa-lolo,fo-50,1 Desember 2026")
    terms = plan.inventory.sites[0].terms
    assert [(term.tier, term.start, term.end) for term in terms] == [
        ("fo-20", date(2026, 1, 1), date(2026, 11, 30)),
        ("fo-50", date(2026, 12, 1), date(2027, 12, 31)),
    ]
    site = plan.text.splitlines()[8]
    assert site.endswith(
        "line: SID-1, terms: [{contract: telkom, tier: fo-20, to: 2026-11-30}, "
        "{contract: telkom, tier: fo-50, from: 2026-12-01}]}"
    )
    third = plan_sites(
        b'id,biaya,berlaku sejak\ndesa-lolo,"Rp2.000.000",2027-03-01\n',
        "x.csv",
        plan.inventory,
        TODAY,
    )
    assert isinstance(third, Plan)
    assert [term.fee for term in third.inventory.sites[0].terms] == [
        1_000_000,
        2_500_000,
        2_000_000,
    ]
    # A term that is still to come may be written otherwise from its begin.
    dearer = plan_sites(b"id,biaya\ndesa-lolo,3000000\n", "x.csv", plan.inventory, TODAY)
    assert isinstance(dearer, Plan)
    assert [term.fee for term in dearer.inventory.sites[0].terms] == [1_000_000, 3_000_000]


def test_a_site_ends_and_its_end_moves() -> None:
    plan = planned("id,sampai", "desa-lolo,30-11-2026", "sdn-1,2027-06-30")
    assert [site.terms[-1].end for site in plan.inventory.sites] == [
        date(2026, 11, 30),
        date(2027, 6, 30),
    ]


def test_a_site_may_call_in_instead_and_be_asked_again() -> None:
    calling = inventory(
        TEXT.replace("sites:", 'push: {listen: "127.0.0.1:9465", secrets: env:S}\nsites:')
    )
    rows = "id,nama,jenis,kecamatan,ip\nposko,Posko,desa,Kuaro,push\ndesa-lolo,,,,push\n"
    plan = plan_sites(rows.encode(), "x.csv", calling, TODAY)
    assert isinstance(plan, Plan)
    assert [site.address for site in plan.inventory.sites] == [
        *("push:desa-lolo", "127.64.1.2", "push:posko"),
    ]
    same = plan_sites(rows.encode(), "x.csv", plan.inventory, TODAY)
    assert isinstance(same, Plan)
    assert same.lines == ()
    back = plan_sites(b"id,ip\ndesa-lolo,127.64.1.1\n", "x.csv", plan.inventory, TODAY)
    assert isinstance(back, Plan)
    assert back.inventory.sites[0].address == "127.64.1.1"


def test_a_list_is_held_against_the_site_as_it_stands_today_and_leaves_dated_changes_alone() -> (
    None
):
    dated = TEXT.replace(
        "127.64.1.1,", "127.64.1.1, changes: [{from: 2026-11-01, address: 127.64.1.9}],"
    )
    same = plan_sites(b"id,ip\ndesa-lolo,127.64.1.9\n", "x.csv", inventory(dated), TODAY)
    assert isinstance(same, Plan)
    assert same.lines == ()
    [why] = plan_sites(b"id,ip\ndesa-lolo,127.64.1.8\n", "x.csv", inventory(dated), TODAY)  # type: ignore[misc]
    assert "write the new one under changes" in str(why)


def test_what_only_people_can_date_is_refused_for_a_day_to_come() -> None:
    [why] = refused("id,ip,berlaku mulai", "desa-lolo,127.70.0.9,2027-01-01")
    assert "import the rest on that day" in why


def test_the_gazetteer_has_every_village_once() -> None:
    known = gazetteer()
    assert (len(known.villages), len(known.kecamatan)) == (144, 10)
    for village in known.villages.values():
        assert known.find_villages(village.name, village.kecamatan) == (village,)
        assert known.find_villages(village.code, None) == (village,)
    assert known.find_kecamatan("Kec. Pasir Belengkong") == "Paser Belengkong"


def by(role: Role) -> Actor:
    return Actor("sri", "test", role, NOW)


def test_the_file_is_replaced_whole_and_its_old_text_kept(tmp_path: Path) -> None:
    file = tmp_path / "inventory.yaml"
    file.write_text(TEXT)
    file.chmod(0o640)
    plan = planned("id,nama", "desa-lolo,Desa Lolo Baru")
    for _ in range(2):
        file.write_text(TEXT)
        kept = keep_plan(file, plan, inventory().digest, by(Role.TECHNICIAN))
        assert isinstance(kept, Kept)
        assert kept.backup is not None
        assert (kept.backup.read_text(), file.read_text()) == (TEXT, plan.text)
    assert file.stat().st_mode & 0o777 == 0o640
    assert len([*tmp_path.iterdir()]) == 3


def test_a_file_that_changed_meanwhile_or_cannot_be_written_stays(tmp_path: Path) -> None:
    file = tmp_path / "inventory.yaml"
    file.write_text(TEXT + "# by hand\n")
    plan = planned("id,nama", "desa-lolo,Desa Lolo Baru")
    assert isinstance(keep_plan(file, plan, inventory().digest, by(Role.TECHNICIAN)), Refused)
    assert isinstance(keep_plan(file, plan, None, by(Role.VIEWER)), Refused)
    gone = keep_plan(tmp_path / "none" / "x.yaml", plan, None, by(Role.TECHNICIAN))
    assert isinstance(gone, Refused)
    assert "No such file" in gone.message
    assert file.read_text() == TEXT + "# by hand\n"
    assert len([*tmp_path.iterdir()]) == 1


CELL = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=30)
HEADINGS = st.sampled_from(
    [
        *("id", "nama", "jenis", "kecamatan", "desa", "ip", "paket", "kontrak", "koordinat"),
        *("lintang", "bujur", "sid", "biaya", "mulai", "sampai", "berlaku mulai", "kontak"),
        *("telepon", "hub"),
    ]
)
ROWS = st.lists(st.lists(CELL, max_size=8), max_size=4)


@given(st.lists(HEADINGS, min_size=2, unique=True), ROWS)
def test_whatever_a_list_holds_it_is_a_plan_or_problems(
    headings: list[str], rows: list[list[str]]
) -> None:
    stream = io.StringIO()
    csv.writer(stream).writerows([headings, *rows])
    known = inventory()
    found = plan_sites(stream.getvalue().encode(), "x.csv", known, TODAY)
    if isinstance(found, Plan):
        assert found.inventory.text == found.text
        assert {site.id for site in known.sites} <= {site.id for site in found.inventory.sites}
    else:
        assert found
        assert all(each.line >= 1 and each.message for each in found)


@given(st.binary(max_size=200))
def test_any_bytes_are_problems(data: bytes) -> None:
    assert plan_sites(data, "x.csv", inventory(), TODAY)
