"""Writing an evidence pack: a zip file, the same bytes for the same facts."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from string import Template
from typing import IO, Any

from pantau.actions.acting import Refused
from pantau.facts.instant import to_iso
from pantau.facts.kinds import EntryKind
from pantau.facts.words import MonthState
from pantau.inventory.model import Inventory
from pantau.reports.pack import around, extract, fact_forms, figure_forms, personal
from pantau.reports.pack.bundle import FORMAT, Bundle
from pantau.reports.pack.contents import Contents
from pantau.reports.pack.evidence import evidence_files
from pantau.reports.pack.gather import gather
from pantau.reports.pack.policy_form import policy_form
from pantau.sla import RULES, judge_month
from pantau.sla.change import changes
from pantau.store import Store, StoreDamaged

SCRIPTS = ("recompute.py", "check_journal.py")
README = {"README.txt": "readme_en.txt", "BACA-SAYA.txt": "readme_id.txt"}
SAMPLES = "samples.parquet"
_HERE = Path(__file__).parent
_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class PackMade:
    """A pack: a name for its file, made of safe characters alone, and its bytes."""

    name: str
    content: bytes


def make_pack(
    store: Store, inventory: Inventory, month: str, now: int, *, outage: str | None = None
) -> PackMade | Refused:
    """As ``write_pack``, in memory."""
    made = BytesIO()
    name = write_pack(made, store, inventory, month, now, outage=outage)
    return name if isinstance(name, Refused) else PackMade(name, made.getvalue())


def write_pack(
    into: IO[bytes],
    store: Store,
    inventory: Inventory,
    month: str,
    now: int,
    *,
    outage: str | None = None,
) -> str | Refused:
    """Write the evidence pack of ``month`` ("2026-10"); returns a name for its file.

    ``inventory``: what is in force; a closed month is told by the one that it was closed by.
    ``now``: microseconds UTC. ``outage``: of this outage and its site alone, with the figures of
    the site's month. Nothing is written where it is refused. Raises ValueError where ``month`` is
    none, StoreError.
    """
    contents = gather(store, inventory, month, now, outage)
    if isinstance(contents, Refused):
        return contents
    bundle = Bundle(into, contents.head.at if contents.head else contents.now)
    notes = _write(bundle, store, contents)
    bundle.close(_manifest(contents, notes))
    part = f"-{outage}" if outage else ""
    return f"bukti-{month}{part}-rev{contents.standing.revision}.zip"


def _write(bundle: Bundle, store: Store, contents: Contents) -> dict[str, Any]:
    """All members but the manifest, by name; what the manifest is to tell beside."""
    notes: dict[str, Any] = {}
    made = members(contents)
    made["anchors.txt"] = "".join(f"{each}\n" for each in _anchors(store, contents)).encode()
    for digest, content in evidence_files(store, contents, made):
        made[f"evidence/{digest}"] = content
    try:
        made[SAMPLES] = _samples(store, contents)
    except StoreDamaged as error:
        notes["samples"] = f"left out: {error}"
    later: dict[str, Callable[[], Iterator[bytes]]] = {
        "journal.jsonl": lambda: _journal(store, contents, notes)
    }
    for name in sorted({*made, *later}):
        if name in later:
            bundle.add_parts(name, later[name]())
        else:
            bundle.add(name, made[name])
    return notes


def members(contents: Contents) -> dict[str, bytes]:
    """The members that follow from the contents alone, by name."""
    outages = [fact_forms.outage_form(each) for each in contents.facts.outages]
    made = {
        "figures.json": _json(
            {
                **figure_forms.figures_form(contents.result),
                **figure_forms.standing_form(contents.standing),
                "rules": RULES,
            }
        ),
        "figures.csv": figure_forms.figures_csv(contents.result),
        "outages.json": _json(outages),
        "outages.csv": fact_forms.outages_csv(outages),
        "gaps.json": _json([fact_forms.gap_form(each) for each in contents.facts.gaps]),
        "watched.json": _json(fact_forms.watched_form(contents)),
        "exclusions.json": _json(fact_forms.exclusions_form(contents)),
        "voids.json": _json(fact_forms.voids_form(contents)),
        "policy.json": _json(policy_form(contents.inventory, contents.result.month, contents.now)),
        "inventory.yaml": personal.shown_inventory(contents.inventory.text).encode(),
    }
    made |= {name: (_HERE / name).read_bytes() for name in SCRIPTS}
    return made | {name: _readme(file, contents) for name, file in README.items()}


def _readme(file: str, contents: Contents) -> bytes:
    """What is in the pack and how to check it, in the language of the file."""
    head = contents.head
    text = Template((_HERE / file).read_text("utf-8"))
    return text.substitute(
        month=contents.result.month,
        about=f", {contents.outage.id} ({contents.outage.site})" if contents.outage else "",
        state=contents.standing.state.value,
        revision=contents.standing.revision,
        until=to_iso(contents.now),
        head=f"{head.seq}:{head.hash.hex()}" if head else "-",
        inventory=contents.inventory.digest or "-",
        simulation="SIMULASI / SIMULATION\n\n" if contents.inventory.simulation else "",
    ).encode()


def _manifest(contents: Contents, notes: dict[str, Any]) -> dict[str, Any]:
    head = contents.head
    return {
        "format": FORMAT,
        "month": contents.result.month,
        **figure_forms.standing_form(contents.standing),
        "outage": contents.outage.id if contents.outage else None,
        "sites": len(contents.sites),
        "simulation": contents.inventory.simulation,
        "counted_until": to_iso(contents.now),
        "head": {"seq": head.seq if head else 0, "hash": head.hash.hex() if head else "0" * 64},
        "inventory": contents.inventory.digest,
        "rules": RULES,
        "pantau": version("pantau"),
        "differences": _differences(contents),
        **notes,
    }


def _differences(contents: Contents) -> list[str]:
    """What a closed month would be by the facts as they are told now: a list that is to be empty.

    It is not where something that touches the month could not be told as of its closing.
    """
    if contents.standing.state is not MonthState.CLOSED:
        return []
    month, now = contents.result.month, contents.now
    anew = judge_month(contents.inventory, contents.facts, month, now)
    return [each.message for each in changes(contents.result, anew)]


def _journal(store: Store, contents: Contents, notes: dict[str, Any]) -> Iterator[bytes]:
    whole = left_out = 0
    taking = extract.Extract(contents, store.entries(kinds=[EntryKind.WATCH_OPENED]))
    for line, is_whole, has_number in extract.lines(taking, _entries(store, contents)):
        whole += is_whole
        left_out += has_number
        yield f"{line}\n".encode()
    notes["journal"] = {"whole_entries": whole, "left_out_for_a_telephone_number": left_out}


def _entries(store: Store, contents: Contents) -> Iterator[Any]:
    """The journal up to the pack's head, a thousand entries at a time."""
    last = contents.head.seq if contents.head else 0
    after = 0
    while after < last:
        found = store.entries(after=after, limit=min(_AT_ONCE, last - after))
        yield from found
        after = found[-1].seq if found else last


def _anchors(store: Store, contents: Contents) -> Iterable[object]:
    last = contents.head.seq if contents.head else 0
    return sorted({str(each) for each in store.anchors() if each.seq <= last}, key=_number)


def _number(anchor: str) -> tuple[int, str]:
    seq, _, digest = anchor.partition(":")
    return int(seq), digest


def _samples(store: Store, contents: Contents) -> bytes:
    from pantau.reports.parquet import write_samples  # noqa: PLC0415 - pyarrow, slow to import

    made = BytesIO()
    write_samples(made, around.samples(store, contents))
    return made.getvalue()


def _json(form: Any) -> bytes:
    return (json.dumps(form, ensure_ascii=False, indent=1) + "\n").encode()
