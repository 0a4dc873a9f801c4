"""Which column of a provider's list is what. Every desk exports its own; these names are known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pantau.actions.sheets import compared
from pantau.actions.workbook import Cell, Sheet


class Field(StrEnum):
    """What a column can hold."""

    SITE = "site"
    STARTED_AT = "started_at"
    ENDED_AT = "ended_at"
    TICKET = "ticket"
    NOTE = "note"
    DOWNTIME = "downtime"
    AVAILABILITY = "availability"


class Unit(StrEnum):
    """In what a number without a unit of its own is meant."""

    SECONDS = "s"
    MINUTES = "m"
    HOURS = "h"


# As headings are compared: small letters, one blank between words, no signs.
_HEADINGS: dict[Field, str] = {
    Field.SITE: """site; site id; id site; site name; nama site; lokasi; nama lokasi; titik;
        nama titik; titik lokasi; pelanggan; nama pelanggan; opd; nama opd; instansi; sid;
        service id; no layanan; nomor layanan; nomor internet; no internet; location""",
    Field.STARTED_AT: """started at; start; start time; mulai; waktu mulai; jam mulai;
        mulai gangguan; open; open time; open date; opened at; waktu open; tanggal open;
        tgl open; down; waktu down; down time start; reported date; report date; tanggal lapor""",
    Field.ENDED_AT: """ended at; end; end time; selesai; waktu selesai; jam selesai;
        selesai gangguan; close; closed; close time; close date; closed date; closed at;
        waktu close; tanggal close; tgl close; up; waktu up; resolved date; resolve date""",
    Field.TICKET: """ticket; ticket id; ticket no; ticket number; no ticket; tiket; no tiket;
        nomor tiket; id tiket; incident; no incident; no inc; nomor inc""",
    Field.NOTE: """note; notes; catatan; keterangan; penyebab; penyebab gangguan; cause;
        root cause; remark; remarks; summary; text""",
    Field.DOWNTIME: """downtime; down time; total downtime; lama gangguan; durasi;
        durasi gangguan; total gangguan; duration; down seconds""",
    Field.AVAILABILITY: """availability; ketersediaan; sla; realisasi sla; sla realisasi;
        realisasi; uptime; capaian sla""",
}
_UNITS: dict[str, Unit] = {
    word: unit
    for unit, words in (
        (Unit.SECONDS, "detik second seconds sec s"),
        (Unit.MINUTES, "menit minute minutes min mnt m"),
        (Unit.HOURS, "jam hour hours hrs h"),
    )
    for word in words.split()
}
_KNOWN = {
    " ".join(name.split()): field for field, names in _HEADINGS.items() for name in names.split(";")
}
_LOOK_AT = 30


@dataclass(frozen=True, slots=True)
class Heading:
    """Where the columns of a sheet are. ``line``: of the headings; ``at``: positions by field.

    Several columns may name the site (a number and a name). ``unit``: of the down time.
    """

    line: int
    at: Mapping[Field, tuple[int, ...]]
    unit: Unit

    @property
    def lists_outages(self) -> bool:
        """Whether the rows are outages; else they are sums of a month."""
        return Field.STARTED_AT in self.at


def find_heading(sheet: Sheet, named: Mapping[Field, str]) -> Heading | None:
    """The first row that names a site and what is told of it; titles above it are passed over.

    ``named``: headings that somebody gave for fields; these then count alone.
    """
    for line, cells in sheet.rows[:_LOOK_AT]:
        found = _heading(line, cells, named)
        has = found.at.keys()
        sums = Field.DOWNTIME in has or Field.AVAILABILITY in has
        outages = {Field.STARTED_AT, Field.ENDED_AT} <= has
        if Field.SITE in has and (outages or (sums and Field.STARTED_AT not in has)):
            return found
    return None


def _heading(line: int, cells: Sequence[Cell], named: Mapping[Field, str]) -> Heading:
    wanted = {compared(text): field for field, text in named.items()}
    at: dict[Field, tuple[int, ...]] = {}
    unit = Unit.SECONDS
    for position, cell in enumerate(cells):
        words = compared(cell) if isinstance(cell, str) else ""
        bare, written = _without_unit(words)
        field = wanted.get(words) or _KNOWN.get(words) or _KNOWN.get(bare)
        if field is None or (field in named and words not in wanted):
            continue
        # A second column of one field would contradict the first; a site may have several names.
        if field is Field.SITE or field not in at:
            at[field] = (*at.get(field, ()), position)
            unit = written or unit if field is Field.DOWNTIME else unit
    return Heading(line, at, unit)


def _without_unit(words: str) -> tuple[str, Unit | None]:
    first, _, last = words.rpartition(" ")
    unit = _UNITS.get(last)
    return (first, unit) if unit and first else (words, None)
