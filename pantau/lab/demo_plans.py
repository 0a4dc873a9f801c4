"""What a demo's inventory says for plans: people served, when a line is idle, duties."""

import re
from datetime import date, timedelta
from zlib import crc32

# The least and the most that a kind of place serves; invented.
_PEOPLE = {
    "opd": (30, 400),
    "kecamatan": (2_000, 9_000),
    "kelurahan": (1_500, 8_000),
    "desa": (400, 3_000),
    "puskesmas": (1_500, 12_000),
    "pustu": (200, 1_500),
    "sekolah": (60, 700),
    "lainnya": (20, 300),
}
_NOT_COUNTED = 9  # every so many of the places
_SECTION = "planning: {use: {idle_days: 5}} # a demo looks back on few days\n\n"


# What is promised beyond lines, and how many days before or after the demo's day it is due.
_DUTIES = (
    ("survei-blankspot", "Survei titik blank spot di sepuluh kecamatan", -30),
    ("pelatihan-umkm", "Pelatihan UMKM digital (CSR) untuk 50 peserta", -12),
    ("serat-kecamatan", "Serat optik sampai semua kantor kecamatan", 21),
    ("wifi-publik", "Wi-Fi publik di taman kota Tanah Grogot", 75),
)


def with_plans(text: str, today: date) -> str:
    """The text of a demo's inventory with people served at most of its places, and with duties.

    ``today``: the day on which the demo's past ends.
    """
    if "duties:" not in text:
        duties = "".join(
            f"      - {{id: {id}, what: {what}, due: {today + timedelta(days=days)}}}\n"
            for id, what, days in _DUTIES
        )
        text = re.sub(r"(?m)^( {4}provider: .*\n)", rf"\1    duties:\n{duties}", text, count=1)
    if not re.search(r"(?m)^planning:", text):
        text = re.sub(r"(?m)^sites:", f"{_SECTION}sites:", text, count=1)
    return re.sub(r"(?m)^  - \{id: ([a-z0-9-]+),.*\bkind: ([a-z]+),.*\}$", _with_people, text)


def _with_people(line: re.Match[str]) -> str:
    written, id, kind = line[0], line[1], line[2]
    key = crc32(f"people {id}".encode())
    if "serves:" in written or kind not in _PEOPLE or key % _NOT_COUNTED == 0:
        return written
    least, most = _PEOPLE[kind]
    return f"{written[:-1]}, serves: {round(least + key // 16 % (most - least), -1)}}}"
