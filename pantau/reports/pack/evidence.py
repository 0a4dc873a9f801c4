"""Files that people gave as evidence for what a pack tells."""

import json
from collections.abc import Iterator
from typing import Any

from pantau.facts.journal import Entry
from pantau.facts.kinds import EntryKind
from pantau.reports.pack.contents import Contents
from pantau.reports.pack.personal import without_numbers
from pantau.store import Store

LIST = "evidence.json"


def evidence_files(
    store: Store, contents: Contents, members: dict[str, bytes]
) -> Iterator[tuple[str, bytes]]:
    """SHA-256 and bytes of each, once; their list is put among ``members``.

    Raises StoreDamaged where one is missing or not what was kept.
    """
    found: dict[str, dict[str, Any]] = {}
    for entry in _naming(store, contents):
        file = entry.data()["evidence"]
        if file is not None:
            told = found.setdefault(
                file["digest"], {"digest": file["digest"], "size": file["size"], "named_by": []}
            )
            name = {"entry": entry.seq, "kind": entry.kind.value}
            told["named_by"].append({**name, "name": without_numbers(file["name"])})
    listed = [found[digest] for digest in sorted(found)]
    members[LIST] = (json.dumps(listed, ensure_ascii=False, indent=1) + "\n").encode()
    for digest in sorted(found):
        yield digest, store.kept(digest)


def _naming(store: Store, contents: Contents) -> Iterator[Entry]:
    """Entries about the pack's sites in its month that may name a file, up to its head."""
    last = contents.head.seq if contents.head else 0
    window, sites = contents.result.window, contents.sites
    outages = {each.id for each in contents.of_month}
    for each in contents.proposals:
        data = each.proposed.data()
        if data["begin"] < window.end and window.begin < data["end"] and sites & {*data["sites"]}:
            yield each.proposed
    for each in contents.voids:
        if each.proposed.data()["outage"] in outages:
            yield each.proposed
    for entry in store.entries(kinds=[EntryKind.NOTED, EntryKind.OBJECTED]):
        data = entry.data()
        about = data["about"]
        objected = entry.kind is EntryKind.OBJECTED and data["site"] in sites
        of_month = objected and data["month"] == contents.result.month
        if entry.seq <= last and (about in outages or of_month):
            yield entry
