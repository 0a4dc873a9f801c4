"""Lists that were imported, the newest first. Without streamlit."""

from dataclasses import dataclass

from dashboard.settings import Settings
from pantau.facts.journal import Entry
from pantau.facts.kinds import EntryKind
from pantau.store import StoreError, Wanted

MOST = 200
_KINDS = frozenset({EntryKind.IMPORTED, EntryKind.SAMPLES_IMPORTED, EntryKind.PROVIDER_LISTED})
_REVOKED = frozenset({EntryKind.IMPORT_REVOKED, EntryKind.PROVIDER_LIST_REVOKED})


@dataclass(frozen=True, slots=True)
class PastImport:
    """One list. ``id``: I… of ours, L… of a provider. ``begin``, ``end``: what it is about,
    microseconds UTC, None for gaps. ``revoked``: the entry that revoked it.

    ``outages``, ``gaps``, ``sums``, ``samples``: how many rows of each.
    """

    id: str
    file: str
    at: int
    author: str
    begin: int | None
    end: int | None
    outages: int
    gaps: int
    sums: int
    samples: int
    provider: str
    revoked: Entry | None


def read_past_imports(settings: Settings) -> tuple[PastImport, ...]:
    """The last two hundred; none where the store cannot be read."""
    try:
        with settings.store() as store:
            found = store.find(Wanted(kinds=_KINDS), most=MOST)
            revoked = store.find(Wanted(kinds=_REVOKED), most=2 * MOST)
    except StoreError:
        return ()
    gone = {_of_revoked(each): each for each in revoked.entries}
    return tuple(_past(each, gone) for each in found.entries)


def _of_revoked(entry: Entry) -> str:
    """The id of what an entry revokes."""
    if entry.kind is EntryKind.IMPORT_REVOKED:
        return entry.subject
    return str(entry.data()["list_id"])


def _past(entry: Entry, gone: dict[str, Entry]) -> PastImport:
    data, theirs = entry.data(), entry.kind is EntryKind.PROVIDER_LISTED
    id = f"{'L' if theirs else 'I'}{entry.seq}"
    return PastImport(
        id=id,
        file=data["file"],
        at=entry.at,
        author=entry.author,
        begin=data["begin"] if "begin" in data else data["observed_from"],
        end=data["end"] if "end" in data else data["observed_to"],
        outages=len(data.get("outages", ())),
        gaps=len(data.get("gaps", ())),
        sums=len(data.get("summaries", ())),
        samples=data.get("brought", 0),
        provider=data.get("provider", ""),
        revoked=gone.get(id),
    )
