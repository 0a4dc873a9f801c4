"""The pictures of a made-up month's paper."""

from collections.abc import Sequence
from fractions import Fraction
from math import sin

from pantau.inventory.outlines.projection import spot
from pantau.reports import cell
from pantau.reports import pictures as c

DAYS = 31
LOGO = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 72">'
    b'<path d="M3 3h54v36q0 22-27 30Q3 61 3 39z" fill="#1f4e79" stroke="#111" stroke-width="2"/>'
    b'<path d="M30 14l5 12h12l-10 8 4 13-11-8-11 8 4-13-10-8h12z" fill="#f2c230"/></svg>'
)


def time_bar() -> c.PartedBar:
    parts = (
        c.Part("up", "Menyala", 968_200, "96,82 %"),
        c.Part("down", "Padam", 4_200, "0,42 %"),
        c.Part("excluded", "Dikecualikan", 18_000, "1,80 %"),
        c.Part("unknown", "Tidak diketahui", 9_600, "0,96 %"),
    )
    return c.PartedBar("waktu", "Waktu layanan seluruh titik, Oktober 2026", parts)


def bars(k: int) -> c.BarChart:
    labels = (
        "Tanah Grogot",
        "Kuaro",
        "Long Ikis",
        "Long Kali",
        "Batu Sopang",
        "Muara Komam",
        "Pasir Belengkong",
        "Tanjung Harapan",
        "Batu Engau",
        "Muara Samu",
    )
    bars = tuple(
        c.Bar(
            label,
            Fraction(9990 - (i * 37 + k * 11) % 190, 10000),
            f"{(9990 - (i * 37 + k * 11) % 190) / 100:.2f} %".replace(".", ","),
            (i * 37 + k * 11) % 190 < 40,
        )
        for i, label in enumerate(labels[:-1])
    )
    none = c.Bar(labels[-1], None, cell.NOTHING)
    return c.BarChart(
        f"kecamatan-{k}",
        "Ketersediaan menurut kecamatan",
        (*bars, none),
        Fraction(97, 100),
        Fraction(995, 1000),
        "target 99,5 %",
    )


def lines(k: int) -> c.LineChart:
    months = ("Nov", "Des", "Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt")

    def line(name: str, shift: int) -> c.Line:
        points = []
        for i, month in enumerate(months):
            value = 9940 + round(45 * sin(i + shift))
            known = not (shift and i == 4)
            points.append(
                c.Point(
                    month,
                    Fraction(value, 10000) if known else None,
                    f"{value / 100:.2f} %".replace(".", ","),
                )
            )
        return c.Line(name, tuple(points))

    lines = (line("Serat optik", 0), line("Radio", 2), line("Satelit", 4))[: 1 + k % 3]
    return c.LineChart(
        f"arah-{k}", "Ketersediaan dua belas bulan", lines, Fraction(995, 1000), "target 99,5 %"
    )


def map_of(names: Sequence[str]) -> c.PlaceMap:
    goods = (True, True, True, False, True, None)
    places = tuple(
        c.Place(
            name,
            spot(-1.9 + 0.45 * sin(i * 1.7), 116.1 + 0.4 * sin(i * 2.3 + 1)),
            goods[i * 5 % 6 if i % 7 else 3],
        )
        for i, name in enumerate(names)
    )
    ring = tuple(
        spot(
            -1.9 + 0.55 * sin(i / 10 + 1.57) + 0.03 * sin(i * 2),
            116.1 + 0.5 * sin(i / 10) + 0.04 * sin(i),
        )
        for i in range(63)
    )
    return c.PlaceMap(
        "peta",
        "Letak titik dan pemenuhan target",
        places,
        (ring,),
        ((True, "memenuhi target"), (False, "tidak memenuhi"), (None, "tidak dapat dinilai")),
    )


def days_of(names: Sequence[str]) -> c.DaySheet:
    looks = ("full",) * 9 + ("good", "full", "good", "poor", "full", "excluded", "unknown")
    rows = tuple(
        c.DayRow(
            name,
            tuple(
                c.DayMark(
                    "none" if i % 50 == 3 and d < 9 else looks[(i * 7 + d * d) % len(looks)],
                    "100,00 %",
                )
                for d in range(DAYS)
            ),
            "99,71 %",
        )
        for i, name in enumerate(names)
    )
    legend = (
        ("full", "tanpa gangguan"),
        ("good", "memenuhi target"),
        ("poor", "di bawah target"),
        ("excluded", "dikecualikan"),
        ("unknown", "tidak diketahui"),
        ("none", "tanpa layanan"),
    )
    days = tuple(str(d + 1) for d in range(DAYS))
    return c.DaySheet("harian", "Keadaan harian tiap titik", days, rows, legend, "Bulan")
