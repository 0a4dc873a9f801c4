"""A paper with a block of every kind, whose texts would like to be more than text."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

from pantau.inventory.choices import PaperSize
from pantau.reports.cell import Count, Rupiah, Seconds, Share, Summed, Worked
from pantau.reports.content import (
    Align,
    Block,
    Column,
    Document,
    Figure,
    Figures,
    Heading,
    Letterhead,
    Lines,
    Mark,
    Notice,
    PageBreak,
    Paragraph,
    Particulars,
    Signatory,
    Signatures,
    Table,
    Title,
)
from pantau.reports.pictures import (
    Bar,
    BarChart,
    DaySheet,
    Line,
    LineChart,
    Part,
    PartedBar,
    PlaceMap,
    Point,
)

HOSTILE = (
    "<w:t>tebal</w:t> & <script>alert(1)</script>",
    "=CMD|' /C calc'!A0",
    '{ INCLUDETEXT "/etc/passwd" }',
    "#import “x” $x$ *b* \\u{202e}",
    "kanan ke kiri \u202eabc\u202c selesai",
    "panjang" * 40,
    "lambang 🛰 dan aksara ᮞᮥᮔ᮪ᮓ",
)
UNWRITABLE = "ba\x00gi\x07an \x1b[31mmerah\ud800"
"""With what XML cannot hold; the rest of it is ``WRITTEN``."""
WRITTEN = "bagian [31mmerah"

SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" width="6" height="8">
<rect width="6" height="8"/></svg>"""

COLUMNS = (
    Column("no", "No.", Align.RIGHT, 0.6),
    Column("site", "Titik", wide=4),
    Column("availability", "Ketersediaan", Align.RIGHT, 1.6),
    Column("down", "Padam", Align.RIGHT, 1.5),
    Column("credit", "Restitusi", Align.RIGHT, 1.8),
)


def rows(many: int) -> Table:
    """A table of ``many`` sites; their names are hostile in turn."""
    found = tuple(
        (
            Count(at + 1),
            HOSTILE[at % len(HOSTILE)],
            Share(Fraction(9953, 10000), Decimal("99.5")),
            Seconds(3600),
            Worked(Rupiah(15_750), "{down}"),
        )
        for at in range(many)
    )
    total = ("", "Jumlah", "", Seconds(3600 * many), Summed(Rupiah(15_750 * many)))
    return Table("sites", "Rekap per titik", COLUMNS, found, total=total)


def wide_table() -> Table:
    """A table that needs a sheet that lies."""
    columns = tuple(Column(f"k{at}", f"Kolom {at}", Align.RIGHT) for at in range(12))
    numbers = (tuple(Count(at) for at in range(12)),)
    return Table("wide", "Tabel lebar", columns, numbers, landscape=True)


def signatures() -> Signatures:
    """Two parties, one of them not named, and a witness."""
    ours = Signatory(
        "PIHAK PERTAMA", "Kepala Dinas", "Nama Contoh", "Pembina", "198001012005011001", "DKISP"
    )
    theirs = Signatory("PIHAK KEDUA", "", organisation="PT Contoh", civil=False)
    return Signatures("Tana Paser, 23 November 2026", (ours, theirs), Signatory("Mengetahui", "PA"))


def paper(*blocks: Block) -> Document:
    """A paper of ``blocks``."""
    mark = Mark("Laporan Oktober 2026 · draf", "jurnal 12:abcdef")
    return Document(
        "laporan",
        "Laporan",
        "DKISP",
        "id",
        ZoneInfo("Asia/Makassar"),
        PaperSize.F4,
        mark,
        1_792_000_000_000_000,
        blocks,
    )


def full_paper() -> Document:
    """A block of every kind."""
    return replace(
        paper(
            Letterhead(("PEMERINTAH KABUPATEN PASER", "DINAS KOMUNIKASI"), "Jalan Contoh 1", SVG),
            Title("LAPORAN BULANAN", ("Nomor: 1/DKISP/X/2026",)),
            Heading("Pendahuluan"),
            Paragraph("Paragraf pembuka."),
            Notice("Bulan ini belum ditutup."),
            Lines(("butir pertama", "butir kedua"), numbered=True),
            Lines(("satu strip", "dua strip")),
            Lines(("butir lagi",), numbered=True),
            Particulars((("Kontrak", "telkom-2026"), ("Nilai", Rupiah(120_000_000)))),
            Figures((Figure("Ketersediaan", Share(Fraction(9953, 10000)), "sasaran 99,50 %"),)),
            Heading("Rekap"),
            rows(90),
            Table("none", "Tabel kosong", COLUMNS, (), empty="Tidak ada gangguan."),
            PartedBar("time", "Ke mana waktu pergi", (Part("up", "Menyala", 9, "9 jam"),)),
            BarChart("kecamatan", "Per kecamatan", (Bar("Kuaro", Fraction(1), "100,00 %"),)),
            LineChart("trend", "Tren", (Line("Paser", (Point("Okt", None, "–"),)),)),
            DaySheet("days", "Lembar harian", ("1",), (), (), "Jumlah"),
            PlaceMap("map", "Peta titik", (), (), ()),
            Heading("Lampiran lebar"),
            Paragraph("Penjelasan tabel lebar."),
            wide_table(),
            Heading("Penutup"),
            PageBreak(),
            Paragraph(UNWRITABLE),
            signatures(),
        ),
        mark=Mark("Laporan Oktober 2026 · draf", "jurnal 12:abcdef", "DRAF"),
    )
