"""What people in the villages of a simulated regency reported of late, and what they were answered.

Some were right, some had a good line at their office, and some have no signal at all. Nobody who
reports has a name; the numbers are none.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from pantau.actions.people_reports import Told
from pantau.facts.instant import DAY, HOUR, MINUTE
from pantau.facts.region import Complaint, ReportStanding
from pantau.facts.words import Role
from pantau.inventory.model import Inventory
from pantau.lab.history import Past
from pantau.lab.history_acts import Act, SettleReport, Tell
from pantau.lab.history_office import TECHNICIANS, Desk, Person
from pantau.lab.history_seen import Seen

VILLAGERS = Person("warga", Role.VIEWER, "lapor@simulasi")
_OF_LATE = 24 * DAY
_LEAST = 40 * MINUTE
_CONFIRMED, _GOOD = 9, 4
_BLANK = (
    ("64.01.08.2012", "Kalau mau menelepon harus naik ke bukit"),
    ("64.01.09.2003", "Sinyal hanya ada di dekat jembatan"),
    ("64.01.07.2011", "Di dusun ini tidak ada sinyal sama sekali"),
    ("64.01.08.2012", "Anak sekolah ujian daring harus ke desa sebelah"),
    ("64.01.01.2016", ""),
)
_WORDS = {
    Complaint.DOWN: ("Wi-Fi kantor desa mati", "Internet sekolah putus sejak tadi", ""),
    Complaint.SLOW: ("Membuka Siskeudes lama sekali", "Rapat Zoom putus-putus", ""),
    Complaint.COMES_AND_GOES: ("Sebentar hidup, sebentar mati", ""),
}
_SORRY = (
    "Terima kasih atas laporan Anda. Pada waktu itu memang tercatat gangguan jaringan; sekarang "
    "sudah pulih. Kabari kami bila di tempat Anda belum."
)
_NO_SIGNAL = (
    "Terima kasih atas laporan Anda. Sinyal HP tidak kami ukur; laporan Anda dicatat sebagai bahan "
    "survei blank spot."
)


def villagers(past: Past, inventory: Inventory, outages: Sequence[Seen]) -> Iterator[Act]:
    """The reports of the last weeks and their answers, in no order."""
    rng = np.random.default_rng((past.seed, 12))
    desk = Desk(inventory.timezone)
    since = max(past.installed_at + DAY, past.until - _OF_LATE)
    yield from _of_outages(rng, desk, inventory, since, outages)
    yield from _of_good_lines(rng, desk, past, inventory, since)
    yield from _of_blank_spots(rng, desk, past, since)
    yield from _nonsense(past, since)


def _of_outages(
    rng: np.random.Generator,
    desk: Desk,
    inventory: Inventory,
    since: int,
    outages: Sequence[Seen],
) -> Iterator[Act]:
    """While it lasted somebody told; most are answered on the next working day."""
    villages = {site.id: site.desa for site in inventory.sites if site.desa}
    late = [
        each
        for each in outages
        if each.site in villages and each.started_at >= since and each.length >= _LEAST
    ]
    chosen = rng.permutation(len(late))[:_CONFIRMED]
    for number, index in enumerate(sorted(chosen)):
        outage = late[index]
        at = outage.started_at + int(rng.integers(20, 39)) * MINUTE
        what = Complaint.COMES_AND_GOES if number % 4 == 3 else Complaint.DOWN
        key = f"down {number} {at}"
        village = villages[outage.site] or ""
        yield _told(rng, key, village, what, at, outage.started_at - 5 * MINUTE, number)
        if number % 4:
            yield Act(
                desk.at(desk.after(at), 9, 7 * number),
                TECHNICIANS[number % 2],
                SettleReport(key, ReportStanding.ANSWERED, _SORRY),
            )


def _of_good_lines(
    rng: np.random.Generator, desk: Desk, past: Past, inventory: Inventory, since: int
) -> Iterator[Act]:
    """Slow for people, and good as far as the line of the office goes."""
    codes = sorted({site.desa for site in inventory.sites if site.desa})
    for number in range(_GOOD if codes else 0):
        at = int(rng.integers(since, past.until - 2 * HOUR))
        key = f"slow {number} {at}"
        village = codes[int(rng.integers(len(codes)))]
        yield _told(rng, key, village, Complaint.SLOW, at, at - HOUR, number)
        if number == 0:
            text = (
                "Terima kasih atas laporan Anda. Pada waktu itu jaringan kantor tercatat baik. "
                "Coba matikan lalu nyalakan kembali router Wi-Fi."
            )
            settled = SettleReport(key, ReportStanding.CLOSED, text)
            yield Act(desk.at(desk.after(at), 10), TECHNICIANS[0], settled)


def _of_blank_spots(rng: np.random.Generator, desk: Desk, past: Past, since: int) -> Iterator[Act]:
    for number, (village, words) in enumerate(_BLANK):
        at = int(rng.integers(since, past.until - 2 * HOUR))
        key = f"signal {number} {at}"
        told = Told(
            village, Complaint.NO_SIGNAL, at, at - 7 * DAY, words=words, phone=_phone(number)
        )
        yield Act(at, VILLAGERS, Tell(key, told))
        if number % 2 == 0:
            settled = SettleReport(key, ReportStanding.ANSWERED, _NO_SIGNAL)
            yield Act(desk.at(desk.after(at), 11, number), TECHNICIANS[1], settled)


def _nonsense(past: Past, since: int) -> Iterator[Act]:
    """Somebody sells something."""
    at = since + (past.until - since) // 2
    told = Told("64.01.04.1001", Complaint.OTHER, at, words="Promo pulsa murah, klik tautan ini")
    yield Act(at, VILLAGERS, Tell("promo", told))
    spam = SettleReport("promo", ReportStanding.SPAM)
    yield Act(at + 3 * HOUR, TECHNICIANS[0], spam)


def _told(
    rng: np.random.Generator,
    key: str,
    village: str,
    what: Complaint,
    at: int,
    since: int,
    number: int,
) -> Act:
    words = _WORDS[what]
    said = words[int(rng.integers(len(words)))]
    told = Told(village, what, at, since, words=said, phone=_phone(number) if number % 2 else "")
    return Act(at, VILLAGERS, Tell(key, told))


def _phone(number: int) -> str:
    return f"0800-000-1{number:03d}"
