"""One cell of a list of sites as the inventory writes it, or why it cannot be."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from pantau.actions.sheets import compared
from pantau.actions.table import nearest
from pantau.actions.workbook import Cell
from pantau.facts.words import Medium, SiteKind
from pantau.inventory import quantities
from pantau.inventory.push import PUSH
from pantau.inventory.region import inside
from pantau.language import Sentence, to_say

Faulty = Sentence
_MONTHS = ["jan", "feb", "mar", "apr", "mei", "jun", "jul", "agu", "sep", "okt", "nov", "des"]
_ENGLISH = {"may": "mei", "aug": "agu", "oct": "okt", "dec": "des", "ags": "agu"}

KINDS: dict[SiteKind, str] = {
    SiteKind.OPD: """opd; dinas; badan; kantor dinas; perangkat daerah; sekretariat; inspektorat;
        satpol pp; bagian; uptd; skpd""",
    SiteKind.KECAMATAN: "kecamatan; kantor kecamatan; kantor camat; kec; camat",
    SiteKind.KELURAHAN: "kelurahan; kantor kelurahan; kantor lurah; kel; lurah",
    SiteKind.DESA: "desa; kantor desa; kantor kepala desa; pemdes; pemerintah desa",
    SiteKind.PUSKESMAS: "puskesmas; pusat kesehatan masyarakat; pkm; health centre",
    SiteKind.PUSTU: "pustu; puskesmas pembantu; pusban; puskesmas bantu; poskesdes",
    SiteKind.SEKOLAH: """sekolah; sd; sdn; smp; smpn; sma; sman; smk; smkn; paud; tk; mts; man;
        sd negeri; smp negeri; sma negeri; smk negeri; school""",
    SiteKind.LAINNYA: "lainnya; lain lain; other; rumah sakit; rsud; rs; publik; ruang publik",
}
MEDIA: dict[Medium, str] = {
    Medium.FO: "fo; fiber; fibre; fiber optic; fiber optik; serat optik; ftth; optik; kabel fo",
    Medium.COPPER: "tembaga; copper; kabel tembaga; adsl; vdsl; dsl",
    Medium.RADIO: "radio; wireless; ptp; point to point; radio link; microwave",
    Medium.MODEM_4G: "modem 4g; modem; 4g; lte; orbit; seluler; gsm; 4g lte; modem lte",
    Medium.VSAT: "vsat; satelit; satelit geo; mangoesky",
    Medium.LEO: "leo; starlink; satelit leo",
}


def _by_name(names: Mapping[Any, str]) -> dict[str, str]:
    return {
        " ".join(each.split()): word.value
        for word, all_ in names.items()
        for each in all_.split(";")
    }


_KIND_NAMES = _by_name(KINDS)
_MEDIUM_NAMES = _by_name(MEDIA)


def plain(cell: Cell) -> str:
    """A cell as text; ``-`` alone is what people write for nothing."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    text = " ".join(str(cell).replace("\xa0", " ").split())
    return "" if text in ("-", "–", "—") else text


def kind(text: str) -> str | Faulty:
    """The kind of a place by any of its names."""
    found = _KIND_NAMES.get(compared(text))
    return found or _one_of(text, tuple(SiteKind))


def kind_of_name(name: str) -> str | None:
    """What the first words of a name say of the place's kind: "SDN 001 Kuaro" is a school."""
    words = compared(name).split()
    found = (_KIND_NAMES.get(" ".join(words[:count])) for count in (3, 2, 1))
    return next((each for each in found if each), None)


def medium(text: str) -> str | Faulty:
    """What carries the service, by any of its names."""
    return _MEDIUM_NAMES.get(compared(text)) or _one_of(text, tuple(Medium))


def _one_of(text: str, words: tuple[StrEnum, ...]) -> Faulty:
    choices = tuple(each.value for each in words)
    return Sentence(to_say("'{value}' is not known{near}"), value=text, near=nearest(text, choices))


def by_rule(rule: Callable[[str], object], text: str) -> str | Faulty:
    """The text, if the inventory's own rule takes it; what that answers is how it is written."""
    try:
        value = rule(text)
    except ValueError as error:
        return Sentence(to_say("'{value}' {fault}"), value=text, fault=str(error))
    return str(value)


def address(text: str) -> str | Faulty:
    """An address, or ``push`` for a site that calls in."""
    return PUSH if text.casefold() == PUSH else by_rule(quantities.address, text)


def rupiah(text: str) -> str | Faulty:
    """``Rp2.500.000`` is 2500000."""
    bare = re.sub(r"(?i)^rp\.?\s*|,-$|,00$", "", text)
    return by_rule(quantities.rupiah, re.sub(r"[.,\s](?=[0-9]{3}(?![0-9]))", "", bare))


def people(text: str) -> str | Faulty:
    """``1.200 jiwa`` is 1200."""
    bare = re.sub(r"(?i)\s*(jiwa|orang)$", "", text)
    return by_rule(quantities.people, re.sub(r"[.,\s](?=[0-9]{3}(?![0-9]))", "", bare))


def day(text: str) -> str | Faulty:
    """``2026-12-31``, ``31/12/2026``, ``31-12-2026`` and ``31 Desember 2026`` are one day."""
    written = re.fullmatch(r"(\d{1,2})[/. -](\d{1,2}|[A-Za-z]{3,9})[/. -](\d{4})", text)
    if written is None:
        return by_rule(quantities.day, text)
    number, month, year = written.groups()
    if not month.isdigit():
        short = month[:3].casefold()
        short = _ENGLISH.get(short, short)
        month = str(_MONTHS.index(short) + 1) if short in _MONTHS else "0"
    try:
        return by_rule(quantities.day, date(int(year), int(month), int(number)).isoformat())
    except ValueError:
        return Sentence(
            to_say("'{value}' is no day; write year-month-day, such as 2026-12-31"), value=text
        )


def place(text: str) -> list[str] | Faulty:
    """Latitude and longitude from one cell: ``-1.906, 116.193``, also with decimal commas."""
    # A comma between digits is a decimal one where dots do not do that work already.
    sign = r"[-+]?\d{1,3}"
    for number in (rf"{sign}(?:\.\d+)?", rf"{sign}(?:,\d+)?"):
        pair = re.fullmatch(rf"\(?({number})°?\s*[,;/ ]\s*({number})°?\)?", text)
        if pair:
            return places(pair[1], pair[2])
    return _no_place(text)


def places(latitude: str, longitude: str) -> list[str] | Faulty:
    """Latitude and longitude in degrees, from two cells; inside the regency."""
    try:
        numbers = [float(each.replace(",", ".").strip("° ")) for each in (latitude, longitude)]
    except ValueError:
        return _no_place(f"{latitude}, {longitude}")
    north, east = numbers
    if not inside((north, east)):
        if inside((east, north)):
            return Sentence(
                to_say("'{value}' has latitude and longitude the wrong way round; swap them"),
                value=f"{latitude}, {longitude}",
            )
        if inside((-north, east)):
            return Sentence(
                to_say("'{value}' lies north of the equator; write the latitude with a minus"),
                value=f"{latitude}, {longitude}",
            )
        return Sentence(
            to_say("'{value}' is not in Kabupaten Paser; write degrees, about -1.9 and 116.2"),
            value=f"{latitude}, {longitude}",
        )
    return [_degrees(each) for each in numbers]


def _degrees(number: float) -> str:
    return f"{number:.6f}".rstrip("0").rstrip(".")


def _no_place(text: str) -> Faulty:
    return Sentence(
        to_say("'{value}' is no place; write degrees such as -1.906, 116.193"), value=text
    )
