"""What the journal names beside itself: kept files, and windows of meetings. They must be there as
they were."""

import json
from collections.abc import Iterator

from pantau.facts.kinds import EntryKind
from pantau.facts.meetings import Rests
from pantau.language import Sentence, to_say


def kept_files(kind: str, payload: bytes) -> Iterator[tuple[str | Sentence, str]]:
    """What an entry names: (what it is, SHA-256 in hex) each."""
    if kind not in _NAMING:
        return
    data = json.loads(payload)
    evidence = data.get("evidence")
    if evidence:
        yield evidence["name"], evidence["digest"]
    if data.get("result"):
        yield Sentence(to_say("the result of {month}"), month=data["month"]), data["result"]
    if kind == EntryKind.MONTH_CLOSED:
        yield Sentence(to_say("the inventory of {month}"), month=data["month"]), data["inventory"]
    if kind in (EntryKind.PAPER_MADE, EntryKind.MEETING_CERTIFIED):
        yield data["name"], data["digest"]
    if kind == EntryKind.SAMPLES_IMPORTED:
        yield data["file"], data["content"]
    if kind == EntryKind.PROVIDER_LISTED:
        yield data["file"], data["digest"]
    for paper in data.get("papers") or ():
        yield paper["name"], paper["digest"]


def rests_of(kind: str, payload: bytes) -> tuple[str, Rests] | None:
    """The meeting that an entry certifies, and the dense windows that this rests on."""
    if kind != EntryKind.MEETING_CERTIFIED:
        return None
    data = json.loads(payload)
    return (data["meeting"], Rests.of(data["rests"])) if data.get("rests") else None


_NAMING = {
    str(kind)
    for kind in (
        EntryKind.EXCLUSION_PROPOSED,
        EntryKind.VOID_PROPOSED,
        EntryKind.MAINTENANCE_ANNOUNCED,
        EntryKind.OBJECTED,
        EntryKind.PROVIDER_LISTED,
        EntryKind.SAMPLES_IMPORTED,
        EntryKind.MONTH_REVIEWED,
        EntryKind.MONTH_CLOSED,
        EntryKind.PAPER_MADE,
        EntryKind.MEETING_CERTIFIED,
    )
}
