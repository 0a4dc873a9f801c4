"""A month's paper, made up: every block, as many sites and outages as asked for."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

from benchmarks import papers_pictures as pictures
from pantau.facts.instant import SECOND
from pantau.inventory.choices import PaperSize
from pantau.reports import cell
from pantau.reports import content as c

MADE_OF = 1_793_462_400 * SECOND  # 2026-11-01 00:00 WITA
_OBJECTIVE = Decimal("99.5")
_MONTH_SECONDS = pictures.DAYS * 86_400


def month_paper(
    sites: int,
    outages: int,
    *,
    names: Sequence[str] = (),
    size: PaperSize = PaperSize.F4,
    watermark: str = "",
) -> c.Document:
    """The document; ``names`` take the place of the first made-up names."""
    called = [*names, *(_name(i) for i in range(sites))][:sites]
    return c.Document(
        name="laporan-sla-2026-10",
        title="Laporan Bulanan Kinerja Layanan Internet Oktober 2026",
        author="Dinas Komunikasi, Informatika, Statistik dan Persandian",
        language="id",
        zone=ZoneInfo("Asia/Makassar"),
        size=size,
        mark=c.Mark(
            "Laporan SLA · Oktober 2026 · ditutup, revisi 0",
            "Jurnal 184.223 · 5f0c3a9d71be · inventaris 9c12d4 · aturan 3",
            watermark,
        ),
        made_of=MADE_OF,
        blocks=(*_front(called), *_tables(called, outages), *_end()),
    )


def _name(i: int) -> str:
    kinds = ("Kantor Desa", "SD Negeri 0", "Puskesmas Pembantu", "Kantor Kelurahan", "SMP Negeri")
    places = ("Muara Andeh", "Tanah Grogot", "Long Ikis", "Pasir Belengkong", "Batu Engau")
    return f"{kinds[i % 5]} {places[i * 7 % 5]} {i + 1}"


def _front(names: Sequence[str]) -> tuple[c.Block, ...]:
    return (
        c.Letterhead(
            (
                "PEMERINTAH KABUPATEN PASER",
                "DINAS KOMUNIKASI, INFORMATIKA, STATISTIK DAN PERSANDIAN",
            ),
            "Jalan Kusuma Bangsa Km 5 Gedung A Lantai 2, Tana Paser 76211, Kalimantan Timur",
            pictures.LOGO,
        ),
        c.Title(
            "LAPORAN BULANAN KINERJA LAYANAN INTERNET",
            ("Bulan Oktober 2026", "Nomor: …/12/DKISP/XI/2026"),
        ),
        c.Heading("Pendahuluan"),
        c.Paragraph(
            "Laporan ini menyajikan hasil pengukuran layanan internet yang disewa Pemerintah"
            " Kabupaten Paser dari PT Telkom Indonesia (Persero) Tbk selama bulan Oktober 2026,"
            " dihitung menurut perjanjian kerja sama dan dicatat dalam jurnal yang tidak dapat"
            " diubah."
        ),
        c.Particulars(
            (
                ("Penyedia", "PT Telkom Indonesia (Persero) Tbk"),
                ("Nomor perjanjian", "contoh/2026"),
                ("Masa perjanjian", "1 Januari 2026 sampai dengan 31 Desember 2026"),
                ("Target ketersediaan", cell.Percent(_OBJECTIVE)),
            )
        ),
        c.Notice(
            "Selama 3 jam 12 menit sistem tidak dapat mengukur karena jalur sendiri terputus."
        ),
        c.Heading("Ringkasan"),
        c.Figures(
            (
                c.Figure(
                    "Ketersediaan", cell.Share(Fraction(9971, 10000), _OBJECTIVE), "target 99,5 %"
                ),
                c.Figure("Titik memenuhi target", cell.Count(281), "dari 300 titik"),
                c.Figure("Restitusi", cell.Rupiah(12_345_678), "dari tagihan Rp750.000.000"),
            )
        ),
        c.Lines(
            (
                "19 titik tidak memenuhi target.",
                "Gangguan terlama 31 jam 4 menit.",
                "Dua keberatan.",
            )
        ),
        c.Lines(
            ("Ketersediaan dihitung dalam detik.", "Gangguan dicatat bila tujuh gema hilang."), True
        ),
        c.Heading("Ke mana waktu pergi", 2),
        pictures.time_bar(),
        *(pictures.bars(k) for k in range(4)),
        *(pictures.lines(k) for k in range(4)),
        pictures.map_of(names),
        pictures.days_of(names),
    )


_RIGHT, _CENTRE = c.Align.RIGHT, c.Align.CENTRE
_SITE_COLUMNS = (
    c.Column("no", "No.", _RIGHT, 0.5),
    c.Column("site", "Titik", wide=4),
    c.Column("kecamatan", "Kecamatan", wide=2),
    c.Column("kind", "Jenis", wide=1.5),
    c.Column("tier", "Paket"),
    c.Column("up", "Menyala", _RIGHT),
    c.Column("down", "Padam", _RIGHT),
    c.Column("excluded", "Dikecualikan", _RIGHT),
    c.Column("unknown", "Tidak diketahui", _RIGHT),
    c.Column("availability", "Ketersediaan", _RIGHT),
    c.Column("objective", "Target", _RIGHT),
    c.Column("met", "Memenuhi", _CENTRE),
    c.Column("fee", "Biaya", _RIGHT),
    c.Column("credit", "Restitusi", _RIGHT),
)


def _tables(names: Sequence[str], outages: int) -> tuple[c.Block, ...]:
    total: tuple[cell.Cell, ...] = (
        "",
        "Jumlah",
        "",
        "",
        "",
        cell.Seconds(_MONTH_SECONDS * len(names)),
        cell.Seconds(4321),
        cell.Seconds(7200),
        cell.Seconds(0),
        cell.Share(Fraction(9971, 10000), _OBJECTIVE),
        "",
        "",
        cell.Summed(cell.Rupiah(2_500_000 * len(names))),
        cell.Summed(cell.Rupiah(12_345_678)),
    )
    return (
        c.Heading("Hasil tiap titik"),
        c.Paragraph("Waktu dihitung dalam detik menurut perjanjian."),
        c.Table(
            "titik",
            "Ketersediaan dan restitusi tiap titik",
            _SITE_COLUMNS,
            tuple(_site_row(i, name) for i, name in enumerate(names)),
            "NIHIL",
            total,
            landscape=True,
        ),
        c.Heading("Rekapitulasi gangguan"),
        c.Table(
            "gangguan",
            "Gangguan bulan Oktober 2026",
            _OUTAGE_COLUMNS,
            tuple(_outage_row(i, names[i % len(names)]) for i in range(outages)),
            "NIHIL",
            landscape=True,
        ),
    )


def _site_row(i: int, name: str) -> tuple[cell.Cell, ...]:
    down = i * 977 % 40_000
    up = _MONTH_SECONDS - down
    share = Fraction(up, _MONTH_SECONDS)
    return (
        cell.Count(i + 1),
        name,
        ("Tanah Grogot", "Pasir Belengkong", "Kuaro")[i % 3],
        ("desa", "sekolah", "puskesmas")[i % 3],
        "fo-50",
        cell.Seconds(up),
        cell.Seconds(down),
        cell.Seconds(0),
        cell.Seconds(i * 31 % 900),
        cell.Share(share, _OBJECTIVE),
        cell.Percent(_OBJECTIVE),
        cell.Met(share >= Fraction(995, 1000)),
        cell.Rupiah(2_500_000),
        cell.Worked(cell.Rupiah(down * 2), "{down}*2"),
    )


_OUTAGE_COLUMNS = (
    c.Column("no", "No.", _RIGHT, 0.5),
    c.Column("id", "Gangguan"),
    c.Column("site", "Titik", wide=4),
    c.Column("started", "Mulai", wide=2),
    c.Column("ended", "Selesai", wide=2),
    c.Column("length", "Lama", _RIGHT),
    c.Column("cause", "Penyebab", wide=1.5),
    c.Column("liability", "Tanggung jawab", wide=1.5),
    c.Column("ticket", "Tiket", wide=1.5),
    c.Column("excluded", "Dikecualikan", _RIGHT),
)


def _outage_row(i: int, name: str) -> tuple[cell.Cell, ...]:
    began = MADE_OF - (i * 1733 % _MONTH_SECONDS) * SECOND
    lasted = 60 + i * 613 % 20_000
    return (
        cell.Count(i + 1),
        f"G-{i + 1}",
        name,
        cell.Moment(began),
        cell.Moment(began + lasted * SECOND),
        cell.Seconds(lasted),
        ("jaringan penyedia", "listrik", "perangkat")[i % 3],
        ("penyedia", "pelanggan", "belum diputuskan")[i % 3],
        f"IN{10_000_000 + i}",
        cell.Seconds(i % 3 * 600),
    )


def _end() -> tuple[c.Block, ...]:
    return (
        c.Heading("Kesimpulan"),
        c.Paragraph("Layanan memenuhi target pada 281 dari 300 titik."),
        c.Table(
            "rekap",
            "Rekapitulasi menurut paket",
            (
                c.Column("tier", "Paket"),
                c.Column("from", "Sejak"),
                c.Column("credit", "Restitusi", _RIGHT),
            ),
            (("fo-50", cell.Day(date(2026, 1, 1)), cell.Rupiah(12_345_678)),),
            "NIHIL",
        ),
        c.Signatures(
            "Tana Paser, 2 November 2026",
            (
                c.Signatory(
                    "PIHAK KEDUA", "Manajer Layanan Pemerintah", organisation="PT Telkom Indonesia"
                ),
                c.Signatory(
                    "PIHAK PERTAMA",
                    "Kepala Dinas Komunikasi, Informatika, Statistik dan Persandian",
                    "Drs. Contoh Nama, M.Si.",
                    "Pembina Utama Muda",
                    "19700101 199503 1 001",
                ),
            ),
            c.Signatory("Mengetahui,", "Sekretaris Daerah"),
        ),
    )
