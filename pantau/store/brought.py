"""What came in by other ways than our own measuring: people's reports, and imports."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import apsw

from pantau.facts.journal import Entry
from pantau.facts.kinds import EntryKind
from pantau.store import reading
from pantau.store.connection import rows

SAMPLES_BROUGHT = (
    EntryKind.SAMPLES_IMPORTED,
    EntryKind.IMPORT_REVOKED,
    EntryKind.SAMPLES_SETTLED,
)
"""What tells of imports of samples whether they are at their end."""
_IMPORTS = (EntryKind.IMPORTED, EntryKind.SAMPLES_IMPORTED)


@dataclass(frozen=True, slots=True)
class Unsettled:
    """An import whose samples are not yet as the journal says."""

    import_id: str
    content: str
    revoked: bool


@dataclass(frozen=True, slots=True)
class Brought:
    """How much there is in the journal. ``reports``: by channel and standing; ``imports``: by the
    kind of their entry, revoked ones too; ``unsettled``: of samples, how many are half done."""

    reports: Mapping[tuple[str, str], int]
    imports: Mapping[str, int]
    unsettled: int


def brought(db: apsw.Connection) -> Brought:
    """Count it, inside the caller's transaction."""
    sql = "SELECT channel, standing, count(*) FROM people_report GROUP BY channel, standing"
    reports = {(channel, standing): count for channel, standing, count in rows(db, sql)}
    sql = "SELECT count(*) FROM journal WHERE kind = ?"
    imports = {kind.value: rows(db, sql, (kind.value,))[0][0] for kind in _IMPORTS}
    entries: Sequence[Entry] = ()
    if imports[EntryKind.SAMPLES_IMPORTED]:
        entries = reading.entries(
            db, kinds=SAMPLES_BROUGHT, subject=None, begin=None, end=None, after=0, limit=None
        )
    return Brought(reports, imports, len(unsettled(entries)))


def unsettled(entries: Sequence[Entry]) -> list[Unsettled]:
    """What entries of the kinds SAMPLES_BROUGHT say that the files may not yet. Pure."""
    found: dict[str, Unsettled] = {}
    contents: dict[str, str] = {}
    for entry in entries:
        name = f"I{entry.seq}" if entry.kind is EntryKind.SAMPLES_IMPORTED else entry.subject
        if entry.kind is EntryKind.SAMPLES_IMPORTED:
            contents[name] = entry.data()["content"]
            found[name] = Unsettled(name, contents[name], revoked=False)
        elif entry.kind is EntryKind.IMPORT_REVOKED and name in contents:
            found[name] = Unsettled(name, contents[name], revoked=True)
        elif entry.kind is EntryKind.SAMPLES_SETTLED:
            found.pop(name, None)
    return list(found.values())
