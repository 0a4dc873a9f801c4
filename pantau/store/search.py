"""Looking for entries of the journal, the newest first, in many short looks.

A journal of years has too many entries to be held at once, and a word in a payload can only be
found by reading it: so each look goes through a bounded number of entries in one transaction.
"""

import json
from dataclasses import dataclass, field

import apsw

from pantau.facts.journal import Entry
from pantau.facts.kinds import EntryKind
from pantau.store import chain
from pantau.store.connection import row, rows

AT_ONCE = 20_000
"""Entries that one look goes through: some hundredths of a second."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries. An empty field takes all.

    ``author`` and ``subject`` hold their words anywhere, ``words`` stand in the payload as it is
    written; capitals of plain letters make no difference. ``begin``, ``end``: dated in [begin,
    end), microseconds UTC.
    """

    kinds: frozenset[EntryKind] = field(default_factory=frozenset)
    author: str = ""
    subject: str = ""
    words: str = ""
    begin: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """``entries``, the newest first; ``older``: before which number to go on, None at the end."""

    entries: tuple[Entry, ...]
    older: int | None


def bounds(db: apsw.Connection, wanted: Wanted) -> tuple[int, int]:
    """The first number of the time span, and the one behind its last; entries are in its order."""
    behind = "SELECT ifnull(max(seq), 0) + 1 FROM journal"
    at_or_after = "SELECT seq FROM journal WHERE at >= ? ORDER BY at, seq LIMIT 1"
    last = row(db, behind)
    top = int(last[0]) if last else 1
    found = []
    for edge, default in ((wanted.begin, 1), (wanted.end, top)):
        first = row(db, at_or_after, (edge,)) if edge is not None else (default,)
        found.append(int(first[0]) if first else top)
    return found[0], found[1]


def look(db: apsw.Connection, wanted: Wanted, low: int, high: int, most: int) -> list[Entry]:
    """The newest ``most`` of those with numbers in [low, high)."""
    words = wanted.words.strip()
    conditions, values = ["seq >= ?", "seq < ?"], [low, high]
    given = (
        ("author LIKE ? ESCAPE '\\'", wanted.author),
        ("subject LIKE ? ESCAPE '\\'", wanted.subject),
        # As JSON writes it: a quotation mark has a stroke before it.
        ("CAST(payload AS TEXT) LIKE ? ESCAPE '\\'", json.dumps(words, ensure_ascii=False)[1:-1]),
    )
    asked: list[int | str] = [*values]
    if wanted.kinds:
        # The plus: the numbers are few, the index of kinds would go through all years.
        marks = ", ".join("?" * len(wanted.kinds))
        conditions.append(f"+kind IN ({marks})")
        asked += [str(kind) for kind in wanted.kinds]
    for condition, text in given:
        if text.strip():
            conditions.append(condition)
            asked.append(f"%{_plain(text.strip())}%")
    found = rows(
        db,
        f"SELECT {chain.COLUMNS} FROM journal WHERE {' AND '.join(conditions)}"  # noqa: S608 - constants
        " ORDER BY seq DESC LIMIT ?",
        (*asked, most),
    )
    return [chain.to_entry(each) for each in found]


def _plain(text: str) -> str:
    """Text that LIKE takes as it is."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
