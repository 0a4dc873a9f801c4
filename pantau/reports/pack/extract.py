"""The part of the journal that a pack takes along: what touches it, of the rest the hashes."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from pantau.facts.instant import to_iso
from pantau.facts.journal import Entry
from pantau.facts.kinds import EntryKind
from pantau.facts.measured import Gap, Interval
from pantau.reports.pack.contents import Contents
from pantau.reports.pack.personal import names_a_number

Data = dict[str, Any]


class Extract:
    """Says of each entry, in their order, whether the pack takes it along, and why not."""

    def __init__(self, contents: Contents, runs: Iterable[Entry]) -> None:
        """``runs``: the entries that open the collector's runs, all there are."""
        facts, result = contents.facts, contents.result
        self._month = result.month
        self._reach = contents.reach
        outages = (*facts.outages, *facts.voided)
        self._outages = {each.id for each in outages}
        self._ended = {(each.site, each.ended_at) for each in outages}
        self._gaps = {each.id for each in facts.gaps}
        self._gaps_ended = {_gap_end(each) for each in facts.gaps}
        self._imports: set[str | None] = {each.import_id for each in facts.imported}
        self._imports |= {each.import_id for each in outages}
        self._imports |= {each.import_id for each in facts.gaps}
        self._proposals = {each.id for each in (*contents.proposals, *contents.voids)}
        self._sites = {row.site for row in result.sites}
        self._named = set[str]()
        self._runs = set(_runs_in(runs, contents.reach))
        self._rules: dict[EntryKind, Callable[[int, Data], bool]] = {
            EntryKind.WATCH_OPENED: lambda _, d: bool({d["run"], d["previous_run"]} & self._runs),
            EntryKind.WATCH_SITES: lambda _, d: d["run"] in self._runs,
            EntryKind.WATCH_CLOSED: lambda _, d: d["run"] in self._runs,
            EntryKind.OUTAGE_OPENED: lambda n, _: f"O{n}" in self._outages,
            EntryKind.OUTAGE_CLOSED: lambda _, d: (d["site"], d["ended_at"]) in self._ended,
            EntryKind.OUTAGE_CLASSIFIED: lambda _, d: d["outage"] in self._outages,
            EntryKind.CAUSE_SUGGESTED: lambda _, d: d["outage"] in self._outages,
            EntryKind.ACKNOWLEDGED: lambda _, d: d["outage"] in self._outages,
            EntryKind.GAP_OPENED: lambda n, _: f"G{n}" in self._gaps,
            EntryKind.GAP_CLOSED: lambda _, d: (
                (d["site"], d["reason"], d["ended_at"]) in self._gaps_ended
            ),
            EntryKind.IMPORTED: lambda n, _: f"I{n}" in self._imports,
            EntryKind.EXCLUSION_PROPOSED: lambda n, _: f"X{n}" in self._proposals,
            EntryKind.VOID_PROPOSED: lambda n, _: f"V{n}" in self._proposals,
            EntryKind.DECIDED: lambda _, d: d["proposal"] in self._proposals,
            EntryKind.MAINTENANCE_ANNOUNCED: self._announced,
            EntryKind.MAINTENANCE_CANCELLED: lambda _, d: d["maintenance"] in self._named,
            EntryKind.TICKET: lambda _, d: bool(self._outages.intersection(d["outages"])),
            EntryKind.OBJECTED: self._objected,
            EntryKind.OBJECTION_ANSWERED: lambda _, d: d["objection"] in self._named,
            EntryKind.INVOICED: self._of_month,
            EntryKind.DEVICE_RESTARTED: self._device,
            EntryKind.POWER_LOST: self._device,
            EntryKind.POWER_BACK: self._device,
            EntryKind.MONTH_REVIEWED: self._of_month,
            EntryKind.MONTH_CLOSED: self._of_month,
            EntryKind.MONTH_REVISED: self._of_month,
        }

    def touches(self, entry: Entry) -> bool:
        """Whether the entry is about what the pack is about."""
        rule = self._rules.get(entry.kind)
        return rule is not None and rule(entry.seq, entry.data())

    def _of_month(self, _: int, data: Data) -> bool:
        return bool(data["month"] == self._month)

    def _device(self, _: int, data: Data) -> bool:
        """What devices of these sites said of power and restarts: why a cause was suggested."""
        inside = self._reach.begin <= data["seen_at"] < self._reach.end
        return inside and data["site"] in self._sites

    def _announced(self, seq: int, data: Data) -> bool:
        inside = data["begin"] < self._reach.end and self._reach.begin < data["end"]
        return self._note(f"M{seq}", bool(inside))

    def _objected(self, seq: int, data: Data) -> bool:
        return self._note(f"K{seq}", self._of_month(seq, data))

    def _note(self, name: str, touches: bool) -> bool:
        """Remember what later entries may name."""
        if touches:
            self._named.add(name)
        return touches


def lines(extract: Extract, entries: Iterable[Entry]) -> Iterator[tuple[str, bool, bool]]:
    """A line of journal.jsonl for each entry from the first that touches the pack, and the one
    before it; whether it is whole; and whether it was left out for a telephone number in it."""
    before: Entry | None = None
    begun = False
    for entry in entries:
        touches = extract.touches(entry)
        if not begun and not touches:
            before = entry
            continue
        if not begun and before is not None:
            yield _hash_alone(before), False, False
        begun = True
        if not touches:
            yield _hash_alone(entry), False, False
        elif names_a_number(entry.data()):
            yield _hash_alone(entry, {"left_out": "it holds a telephone number"}), False, True
        else:
            yield _whole(entry), True, False
    if not begun and before is not None:
        yield _hash_alone(before), False, False


def _whole(entry: Entry) -> str:
    return _line(
        {
            "seq": entry.seq,
            "at": entry.at,
            "time": to_iso(entry.at),
            "author": entry.author,
            "via": entry.via,
            "kind": entry.kind.value,
            "subject": entry.subject,
            "payload": entry.payload.decode(),
            "previous": entry.previous.hex(),
            "hash": entry.hash.hex(),
        }
    )


def _hash_alone(entry: Entry, more: Data | None = None) -> str:
    return _line({"seq": entry.seq, "hash": entry.hash.hex(), **(more or {})})


def _line(form: Data) -> str:
    return json.dumps(form, ensure_ascii=False, separators=(",", ":"))


def _gap_end(gap: Gap) -> tuple[str, str, int | None]:
    return gap.site, gap.reason.value, gap.ended_at


def _runs_in(opened: Iterable[Entry], reach: Interval) -> Iterator[int]:
    """The runs that were going on in ``reach``: each ends at the latest where the next begins."""
    runs = [entry.data() for entry in opened]
    for number, run in enumerate(runs):
        after = runs[number + 1]["started_at"] if number + 1 < len(runs) else reach.end
        if run["started_at"] < reach.end and reach.begin < max(after, run["started_at"] + 1):
            yield run["run"]
