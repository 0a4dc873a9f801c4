"""Check the files and the journal of an evidence pack; recompute.py runs this together with itself.

Each outage, gap, import, exclusion and void is called after the number of the entry that told of
it: O12 after entry 12, O12-3 after the third row of the list in entry 12. An entry that was left
out of the pack (it holds a telephone number, for instance) stands there as a number and a hash: the
chain can be followed over it, but it says nothing of the facts.
"""

import hashlib
import json
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

Row = dict[str, Any]
Span = tuple[int, int]
Found = list[tuple[str, str]]
EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


def check_files(pack: Any) -> Found:
    """Every file has the length and the SHA-256 that manifest.json names, and there is no other."""
    named, found = pack.json("manifest.json")["files"], Found()
    there = {
        path.relative_to(pack.folder).as_posix()
        for path in pack.folder.rglob("*")
        if path.is_file()
    }
    for name in sorted(there - named.keys() - {"manifest.json"}):
        found.append(("files", f"{name} is not named by manifest.json"))
    for name, wanted in sorted(named.items()):
        if name not in there:
            found.append(("files", f"{name} is missing"))
            continue
        content = (pack.folder / name).read_bytes()
        if [len(content), hashlib.sha256(content).hexdigest()] != [
            wanted["bytes"],
            wanted["sha256"],
        ]:
            found.append(("files", f"{name} is not what manifest.json says"))
    return found


def entry_hash(entry: Row) -> str:
    """SHA-256 over the entry's fields, each after its length in 8 bytes."""
    fields = [str(entry[key]).encode() for key in ("seq", "at", "author", "via", "kind")]
    fields += [entry["subject"].encode(), entry["payload"].encode()]
    digest = hashlib.sha256()
    for field in (b"pantau journal 1", *fields, bytes.fromhex(entry["previous"])):
        digest.update(len(field).to_bytes(8, "big") + field)
    return digest.hexdigest()


def check_journal(pack: Any) -> Found:
    """The chain: own hashes, hashes before, numbers without a hole, the head and the anchors."""
    found, before, number, hashes = Found(), None, None, dict[int, str]()
    for entry in entries(pack):
        seq = entry["seq"]
        if number is not None and seq != number + 1:
            found.append(("journal", f"entry {number + 1} is missing: {seq} follows {number}"))
        if "payload" in entry:
            if entry_hash(entry) != entry["hash"]:
                found.append(("journal", f"entry {seq} was changed: its hash is not its own"))
            if before is not None and entry["previous"] != before:
                found.append(("journal", f"entry {seq} is not linked to the one before"))
        hashes[seq] = before = entry["hash"]
        number = seq
    head = pack.json("manifest.json")["head"]
    if hashes and (number, before) != (head["seq"], head["hash"]):
        found.append(("journal", f"the journal does not end at the head {head['seq']}"))
    for line in (pack.folder / "anchors.txt").read_text("utf-8").splitlines():
        seq, _, noted = line.split()[0].partition(":")
        if hashes.get(int(seq), noted) != noted:
            found.append(("journal", f"entry {seq} is not the one that anchors.txt knows"))
    return found


def entries(pack: Any) -> list[Row]:
    """The lines of the journal: whole entries, and numbers with hashes of those left out."""
    text = (pack.folder / "journal.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.split("\n") if line]


def microseconds(text: str | None) -> int | None:
    """A time of the pack (ISO 8601, UTC) as the journal writes it: microseconds since 1970."""
    if text is None:
        return None
    return (datetime.fromisoformat(text) - EPOCH) // timedelta(microseconds=1)


class Told:
    """What the whole entries of the extract say, by their numbers."""

    def __init__(self, pack: Any) -> None:
        lines = entries(pack)
        self.left_out = {each["seq"] for each in lines if "payload" not in each}
        whole = [each for each in lines if "payload" in each]
        self.by_number = {each["seq"]: each for each in whole}
        self.data = {each["seq"]: json.loads(each["payload"]) for each in whole}
        self._of: dict[str, list[tuple[int, Row]]] = {}
        self.ends: dict[tuple[str, str], list[Row]] = {}
        for each in whole:
            number, kind = each["seq"], each["kind"]
            self._of.setdefault(kind, []).append((number, self.data[number]))
            if kind in {"outage_closed", "gap_closed"}:
                self.ends.setdefault((kind, each["subject"]), []).append(self.data[number])

    def of(self, kind: str) -> list[tuple[int, Row]]:
        """Number and payload of each entry of a kind."""
        return self._of.get(kind, [])

    def stands(self, name: str, kind: str, right: Callable[[Row], bool]) -> bool:
        """Whether the entry that a fact is called after says the same; one left out may."""
        number = int(name[1:].partition("-")[0])
        if number in self.left_out:
            return True
        entry = self.by_number.get(number)
        return entry is not None and entry["kind"] == kind and right(self.data[number])


def check_facts(pack: Any) -> Found:
    """Outages, gaps, imports, exclusions and voids are those that the journal's entries tell."""
    told, found = Told(pack), Found()
    both = [*pack.json("outages.json"), *pack.json("voids.json")]
    for fact in (*both, *pack.json("gaps.json")):
        if not _stands(told, fact, "outage" if "last_up_before" in fact else "gap"):
            found.append(("facts", f"{fact['id']} is not what the journal says"))
    names, here = {each["id"] for each in both}, sites(pack)
    for number, data in told.of("outage_opened"):
        if data["site"] in here and f"O{number}" not in names:
            found.append(("facts", f"the journal knows outage O{number}, the pack does not"))
    for each in pack.json("watched.json")["imported"]:
        if not _imported(told, each):
            text = f"{each['import']} is not what the journal says of {each['site']}"
            found.append(("facts", text))
    return found + _decided(pack, told) + check_watched(pack, told)


def sites(pack: Any) -> set[str]:
    """The sites that the pack is about."""
    return {each["site"] for each in pack.json("policy.json")["terms"]}


def _decided(pack: Any, told: Told) -> Found:
    """What two people agreed on: one proposed it, another approved it, and nobody revoked it."""
    decided = {data["proposal"]: data["decision"] for _, data in told.of("decided")}
    found = Found()
    for each in pack.json("exclusions.json")["approved"]:
        if decided.get(each["id"]) != "approved" or not _excluded(told, each):
            found.append(("facts", f"{each['id']} is not what the journal approved"))
    for each in pack.json("voids.json"):
        if decided.get(each["void"]) != "approved":
            found.append(("facts", f"the void of {each['id']} was not approved"))
    return found


def _imported(told: Told, span: Row) -> bool:
    begin, end = microseconds(span["from"]), microseconds(span["to"])
    one = {"site": span["site"], "begin": begin, "end": end}
    return told.stands(
        span["import"],
        "imported",
        lambda data: (
            (
                (data["observed_from"], data["observed_to"]) == (begin, end)
                and span["site"] in data["observed"]
            )
            # A tool tells of each site when it looked.
            or one in data.get("spans", ())
        ),
    )


def _excluded(told: Told, fact: Row) -> bool:
    wanted = [microseconds(fact["from"]), microseconds(fact["to"]), fact["sites"]]
    return told.stands(
        fact["id"],
        "exclusion_proposed",
        lambda data: [data["begin"], data["end"], data["sites"]] == wanted,
    )


def _stands(told: Told, fact: Row, kind: str) -> bool:
    begin, end = microseconds(fact["started_at"]), microseconds(fact["ended_at"])
    site, name = fact["site"], fact["id"]
    if "-" in name:
        row = int(name.partition("-")[2]) - 1
        wanted = {"site": site, "started_at": begin, "ended_at": end}
        return told.stands(
            name, "imported", lambda data: wanted.items() <= data[f"{kind}s"][row].items()
        )
    if not told.stands(
        name,
        f"{kind}_opened",
        lambda data: (
            (data["site"], data["started_at"]) == (site, begin)
            and microseconds(fact.get("last_up_before")) == data.get("last_up_before")
            and data.get("ended_at") in {None, end}
        ),
    ):
        return False
    if told.data.get(int(name[1:]), {}).get("ended_at") is not None:
        return True
    ends = [
        data["ended_at"]
        for data in told.ends.get((f"{kind}_closed", site), [])
        if kind == "outage" or data["reason"] == fact["reason"]
    ]
    return end in ends if end is not None else all(each <= begin for each in ends)


def check_watched(pack: Any, told: Told) -> Found:
    """Watched time is what the runs of the collector say: from when, and until when, for each site.

    The end of a run that is still open is not in the journal yet: there the pack's word stands.
    """
    reach, found = pack.json("watched.json"), Found()
    since, until = microseconds(reach["from"]) or 0, microseconds(reach["to"]) or 0
    ends: dict[int, int] = {}
    for _, data in told.of("watch_opened"):
        if data["previous_end"] is not None:
            ends[data["previous_run"]] = data["previous_until"]
    ends |= {data["run"]: data["until"] for _, data in told.of("watch_closed")}
    open_since: dict[tuple[int, str], int] = {}
    runs: dict[str, list[tuple[int, int | None]]] = {}
    for _, data in told.of("watch_sites"):
        run = data["run"]
        for site, left in data["until"].items():
            begin = open_since.pop((run, site), None)
            if begin is not None:
                runs.setdefault(site, []).append((begin, min(left, ends.get(run, left))))
        for site, begin in data["since"].items():
            open_since.setdefault((run, site), begin)
    for (run, site), begin in open_since.items():
        runs.setdefault(site, []).append((begin, ends.get(run)))
    for site in sorted(sites(pack)):
        mine = [
            (microseconds(a) or 0, microseconds(b) or 0) for a, b in reach["watched"].get(site, [])
        ]
        last = max((end for _, end in mine), default=0)
        theirs = [(a, last if b is None else b) for a, b in runs.get(site, [])]
        if joined(mine, since, until) != joined(theirs, since, until):
            found.append(("facts", f"the watched time of {site} is not that of the journal"))
    return found


def joined(spans: Iterable[Span], since: int, until: int) -> list[Span]:
    """Spans inside [since, until), those that touch made one."""
    found: list[Span] = []
    for begin, end in sorted((max(a, since), min(b, until)) for a, b in spans):
        if begin >= end:
            continue
        if found and begin <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((begin, end))
    return found


CHECKS = (check_files, check_journal, check_facts)
