"""What the section ``reports`` means, and what it means where it is not written."""

from datetime import date, time
from pathlib import Path

import pytest

from pantau.facts.papers import PaperFormat, PaperKind, PaperOffice
from pantau.inventory import Inventory, read_inventory
from pantau.inventory.choices import PaperSize
from pantau.inventory.reports import (
    ByItself,
    Letterhead,
    Occasion,
    PaperOrder,
    Reports,
    Signatory,
    Wording,
)
from tests.fakes.inventories import sound

HEAD = """\
version: 1
timezone: Asia/Makassar
alerts: {receivers: {surel: {kind: email, to: a@b.id, from: a@b.id, server: "127.0.0.1:25"}}}
sites: [{id: a, name: A, kind: desa, kecamatan: Kuaro, address: 127.64.1.1}]
"""


def meaning(text: str) -> Inventory:
    return sound(HEAD + text)


def test_without_the_section_papers_are_the_regencys_and_name_nobody() -> None:
    for text in ("", "reports: {}\n"):
        found = meaning(text).reports
        assert found == Reports()
        assert (found.language, found.paper, found.place) == ("id", PaperSize.F4, "Tana Paser")
        assert all(each.title and not each.name and not each.nip for each in found.signatories)
        assert found.itself is None


def test_what_is_written_holds() -> None:
    found = meaning("""\
reports:
  language: en
  paper: A4
  place: Tanah Grogot
  letterhead: {lines: [SATU, DUA], address: Jalan Contoh, logo: gambar/logo.PNG}
  number: "7/{n}/{month}/{roman}/{year}"
  signatories:
    witness: {title: Kepala}
    maker: {title: PPTK, name: Nama, rank: Penata, nip: "19800101 200501 1 001", organisation: D}
  wording:
    yearly: {title: T, subject: S, opening: O, basis: "satu\\n\\ndua", closing: C, note: N}
  itself: {when: {day: 3, at: "08:30"}, papers: [{kind: yearly, format: xlsx}], send: [surel]}
""").reports
    assert found == Reports(
        language="en",
        paper=PaperSize.A4,
        place="Tanah Grogot",
        letterhead=Letterhead(("SATU", "DUA"), "Jalan Contoh", "gambar/logo.PNG"),
        number="7/{n}/{month}/{roman}/{year}",
        signatories=(
            Signatory(PaperOffice.WITNESS, title="Kepala"),
            Signatory(PaperOffice.MAKER, "PPTK", "Nama", "Penata", "198001012005011001", "D"),
        ),
        wording={PaperKind.YEARLY: Wording("T", "S", "satu\n\ndua", "O", "C", "N")},
        itself=ByItself(
            Occasion.DAY,
            (PaperOrder(PaperKind.YEARLY, PaperFormat.XLSX),),
            ("surel",),
            3,
            time(8, 30),
        ),
    )
    assert found.signatories[1].spaced_nip == "19800101 200501 1 001"
    assert found.signatories[0].spaced_nip == ""
    assert found.signatory(PaperOffice.WITNESS) == Signatory(PaperOffice.WITNESS, title="Kepala")
    assert found.signatory(PaperOffice.APPROVER) is None
    assert found.wording_of(PaperKind.MONTHLY) == Wording()


@pytest.mark.parametrize("word", ["reviewed", "closed"])
def test_papers_that_are_made_by_themselves_are_the_monthly_ones(word: str) -> None:
    found = meaning(f"reports: {{itself: {{when: {word}}}}}\n").reports.itself
    assert found is not None
    assert found.occasion is Occasion(word)
    assert [(each.kind, each.format) for each in found.papers] == [
        (PaperKind.MONTHLY, PaperFormat.PDF),
        (PaperKind.MONTHLY, PaperFormat.XLSX),
    ]


def test_each_provider_has_who_signs_for_it_however_its_name_is_spelled() -> None:
    found = meaning(
        "reports:\n"
        "  signatories: {provider: {title: Manajer, name: Wakil, organisation: PT Telkom}}\n"
        "  providers: {Icon+: {name: Ica}}\n"
    ).reports
    usual = Signatory(PaperOffice.PROVIDER, "Manajer", "Wakil", organisation="PT Telkom")
    nobody = Signatory(PaperOffice.PROVIDER)
    for several, who in ((True, nobody), (False, usual)):
        assert found.signatory_of("Biznet", several=several) == who
        assert found.signatory_of("PT. TELKOM", several=several) == usual
        assert found.signatory_of("ICON+", several=several) == Signatory(
            PaperOffice.PROVIDER, name="Ica"
        )
    # A post without a name is nobody's in particular.
    assert Reports().signatory_of("Icon+", several=True) == Reports().signatory_of(
        "Icon+", several=False
    )


def test_a_number_is_worked_out_from_the_day_and_leaves_room_for_a_running_one() -> None:
    found = Reports(number="{n}/{month}/{roman}/{year}")
    assert found.number_on(date(2026, 9, 3)) == "…/09/IX/2026"
    assert found.number_on(date(2027, 12, 3), "41") == "41/12/XII/2027"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("logo.png", b"\x89PNG\r\n\x1a\n", ""),
        ("logo.svg", b"<?xml version='1.0'?><svg/>", ""),
        ("logo.png", b"<svg/>", "the file is no PNG picture"),
        ("logo.svg", b"GIF89a", "the file is no SVG picture"),
        ("logo.png", b"\x89PNG\r\n\x1a\n" + bytes(1_000_000), "the file is larger than 1 MB"),
        ("logo.png", None, "there is no such file beside the inventory"),
    ],
)
def test_a_logo_that_cannot_be_used_is_warned_of_and_stops_nothing(
    tmp_path: Path, name: str, content: bytes | None, said: str
) -> None:
    path = tmp_path / "inventory.yaml"
    path.write_text(f"{HEAD}reports: {{letterhead: {{logo: {name}}}}}\n", encoding="utf-8")
    if content is not None:
        (tmp_path / name).write_bytes(content)
    found = read_inventory(path)
    assert found.inventory is not None
    told = [str(each) for each in found.warnings if "letterhead" in str(each)]
    assert len(told) == bool(said)
    assert all(f":5:30: warning: reports, letterhead, logo '{name}': {said}" in t for t in told)


def test_a_logo_is_never_a_file_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "else.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    home = tmp_path / "home"
    home.mkdir()
    (home / "logo.png").symlink_to(tmp_path / "else.png")
    path = home / "inventory.yaml"
    path.write_text(HEAD + "reports: {letterhead: {logo: logo.png}}\n", encoding="utf-8")
    assert "no such file" in str(read_inventory(path).warnings)
