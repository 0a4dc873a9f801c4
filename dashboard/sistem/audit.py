"""The audit trail: what is asked of it in an address, and entries as rows. No streamlit."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from dashboard.settings import Settings
from pantau.facts.instant import midnight, to_datetime
from pantau.facts.journal import Entry
from pantau.facts.kinds import EntryKind
from pantau.language import Language, clock_time, day, label, number
from pantau.store import Found, Wanted

PAGE = 50
MOST_FILED = 10_000
_ONE_LINE = 160
_LONGEST_CELL = 30_000


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants to see, as an address says it. ``last``: inclusive.

    ``before``: the page begins below this number; ``entry``: the one that is shown in full.
    """

    kinds: tuple[EntryKind, ...] = ()
    author: str = ""
    subject: str = ""
    words: str = ""
    first: date | None = None
    last: date | None = None
    before: int | None = None
    entry: int | None = None

    def wanted(self, zone: ZoneInfo) -> Wanted:
        """For the store; days begin at midnight in ``zone``."""
        after = self.last + timedelta(days=1) if self.last and self.last < date.max else None
        return Wanted(
            frozenset(self.kinds),
            self.author,
            self.subject,
            self.words,
            midnight(self.first, zone) if self.first else None,
            midnight(after, zone) if after else None,
        )

    def params(self) -> dict[str, str]:
        """For the address; what is empty is left out. ``asked_of`` reads it."""
        told = {
            "jenis": ",".join(self.kinds),
            "pelaku": self.author,
            "perihal": self.subject,
            "kata": self.words,
            "dari": self.first.isoformat() if self.first else "",
            "sampai": self.last.isoformat() if self.last else "",
            "sebelum": str(self.before or ""),
            "entri": str(self.entry or ""),
        }
        return {name: text for name, text in told.items() if text}


PARAMS = ("jenis", "pelaku", "perihal", "kata", "dari", "sampai", "sebelum", "entri")


def asked_of(params: Mapping[str, str]) -> Asked:
    """What an address asks for. It comes from a browser: what makes no sense is left out."""
    known = set(EntryKind)
    kinds = [each for each in params.get("jenis", "").split(",") if each in known]
    return Asked(
        tuple(EntryKind(each) for each in dict.fromkeys(kinds)),
        params.get("pelaku", ""),
        params.get("perihal", ""),
        params.get("kata", ""),
        _day(params.get("dari")),
        _day(params.get("sampai")),
        _number(params.get("sebelum")),
        _number(params.get("entri")),
    )


def _day(text: str | None) -> date | None:
    try:
        found = date.fromisoformat(text or "")
    except ValueError:
        return None
    return found if 1970 <= found.year < 9999 else None


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 18 else None


@dataclass(frozen=True, slots=True)
class Row:
    """An entry as a table and a file show it; ``seq`` None: a remark that the file was cut."""

    seq: int | None
    shown_at: str
    at: str
    kind: str
    author: str
    via: str
    subject: str
    payload: str
    hash: str = ""

    @property
    def line(self) -> str:
        """The payload's beginning."""
        return self.payload if len(self.payload) <= _ONE_LINE else f"{self.payload[:_ONE_LINE]} …"


def to_the_second(at: int, zone: ZoneInfo, language: Language) -> str:
    """What an auditor reads is not cut to the minute."""
    shown = day(to_datetime(at, zone).date(), language)
    return f"{shown} {clock_time(at, zone, language, seconds=True)}"


def rows(entries: Iterable[Entry], zone: ZoneInfo, language: Language) -> list[Row]:
    """``at`` is ISO 8601 in ``zone``."""
    return [
        Row(
            each.seq,
            to_the_second(each.at, zone, language),
            to_datetime(each.at, zone).isoformat(sep=" ", timespec="seconds"),
            label(each.kind, language),
            each.author,
            each.via,
            each.subject,
            each.payload.decode(errors="replace")[:_LONGEST_CELL],
            each.hash.hex(),
        )
        for each in entries
    ]


def read_page(settings: Settings, asked: Asked, zone: ZoneInfo) -> Found:
    """One page of fifty. Raises StoreError."""
    with settings.store() as store:
        return store.find(asked.wanted(zone), before=asked.before, most=PAGE)


def read_entry(settings: Settings, seq: int) -> Entry | None:
    """One entry. Raises StoreError."""
    with settings.store() as store:
        return store.entry(seq)


def read_filed(
    settings: Settings, asked: Asked, zone: ZoneInfo, language: Language, cut: str
) -> list[Row]:
    """All that is asked for, from the newest on, ten thousand at most; the last row then says
    ``cut``. Raises StoreError."""
    with settings.store() as store:
        found = store.find(asked.wanted(zone), most=MOST_FILED + 1)
    shown = rows(found.entries[:MOST_FILED], zone, language)
    if len(found.entries) > MOST_FILED:
        shown.append(Row(None, "", "", cut, "", "", "", ""))
    return shown


def pretty(entry: Entry) -> str:
    """The payload with one field a line. Only to be read: the hash is over the bytes as stored."""
    try:
        return json.dumps(entry.data(), indent=1, ensure_ascii=False)
    except ValueError:
        return entry.payload.decode(errors="replace")


def numbered(seq: int | None, language: Language) -> str:
    """An entry's number."""
    return "…" if seq is None else number(seq, language)
