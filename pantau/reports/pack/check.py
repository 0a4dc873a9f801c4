"""Checking an evidence pack that somebody hands to us."""

import json
import re
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from pantau.language import Sentence, to_say
from pantau.reports.pack import check_journal, recompute
from pantau.reports.pack.bundle import FORMAT, MANIFEST
from pantau.reports.pack.count import counted_anew
from pantau.store import Anchor, ArchiveRefused, Store, zipped

_CALLED = to_say("evidence pack")
_PACK = Sentence(_CALLED)
_LARGEST_MANIFEST = 10_000_000
_LARGEST = 500_000_000
_LARGEST_OF_ALL = 2_000_000_000
# Only names that we write ourselves: nothing else can reach outside of the folder.
_NAME = re.compile(
    r"[A-Za-z][A-Za-z-]{0,40}(_journal)?\.(txt|json|jsonl|csv|yaml|py|parquet)|evidence/[0-9a-f]{64}"
)


class PackFault(StrEnum):
    """What about a pack is not as it should be."""

    FILES = "files"  # a file is missing, too many, or not what the manifest says
    JOURNAL = "journal"  # the chain of the extract does not hold
    FACTS = "facts"  # a fact is not what the journal's entries tell
    FIGURES = "figures"  # a figure is not what the pack's own rules give
    CALCULATION = "calculation"  # a figure is not what Pantau's calculator gives
    ANCHOR = "anchor"  # a head that was noted elsewhere is not in the pack
    FORGED = "forged"  # an entry is another one than the one that was noted, or that is here


@dataclass(frozen=True, slots=True)
class Finding:
    """One of them."""

    reason: PackFault
    text: str

    def __str__(self) -> str:
        return f"{self.reason}: {self.text}"


@dataclass(frozen=True, slots=True)
class Checked:
    """What a pack says of itself, and what is wrong with it.

    ``head``: of the journal, "N:HASH"; ``outage``: the one that it is about, if it is about one.
    """

    month: str
    outage: str | None
    sites: int
    simulation: bool
    head: str
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


def check_pack(path: Path, anchors: Sequence[Anchor] = (), journal: Store | None = None) -> Checked:
    """Check the pack at ``path``: files, chain, facts and figures, counted by both calculators.

    ``anchors``: heads that were noted elsewhere; ``journal``: the one that the pack should come
    from. Nothing of the pack is run. Raises ArchiveRefused for what is no whole pack, StoreError.
    """
    with zipped.opened(path, _CALLED) as archive, tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        manifest = _manifest(archive)
        findings = [*_unpacked(archive, manifest["files"], folder)]
        checks = (*check_journal.CHECKS, recompute.check_figures)
        findings += [Finding(PackFault(a), text) for a, text in recompute.findings(folder, checks)]
        findings += [Finding(PackFault.CALCULATION, text) for text in counted_anew(folder)]
        if not findings:
            # Else the list of hashes may not be readable at all.
            findings += _compared(_hashes(folder), anchors, journal)
    head = manifest["head"]
    return Checked(
        month=manifest["month"],
        outage=manifest["outage"],
        sites=manifest["sites"],
        simulation=manifest["simulation"],
        head=f"{head['seq']}:{head['hash']}",
        findings=tuple(findings),
    )


def _manifest(archive: zipfile.ZipFile) -> Any:
    """The manifest, and that it is one of ours. Raises ArchiveRefused."""
    if MANIFEST not in archive.namelist():
        raise ArchiveRefused(
            to_say("this archive is not an evidence pack of Pantau: it has no manifest")
        )
    with archive.open(MANIFEST) as stream:
        written = stream.read(_LARGEST_MANIFEST)
    try:
        found = json.loads(written)
        wanted = {"month": str, "sites": int, "simulation": bool, "head": dict, "files": dict}
        if not all(isinstance(found[key], kind) for key, kind in wanted.items()):
            raise TypeError("a value of another kind than ours")  # noqa: TRY301 - one message
        _ = found["outage"], found["head"]["seq"], found["head"]["hash"]
        if found["format"] != FORMAT:
            raise ArchiveRefused(
                to_say("this {called} was made by a newer Pantau; use that version"),
                called=_PACK,
            )
        sizes = [int(each["bytes"]) for each in found["files"].values()]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        text = to_say(
            "this archive is not an evidence pack of Pantau: its manifest cannot be read ({error})"
        )
        raise ArchiveRefused(text, error=repr(error)) from error
    if max(sizes, default=0) > _LARGEST or sum(sizes) > _LARGEST_OF_ALL:
        raise ArchiveRefused(
            to_say("this {called} is larger than any that Pantau makes"), called=_PACK
        )
    return found


def _unpacked(archive: zipfile.ZipFile, files: Any, folder: Path) -> Iterator[Finding]:
    """Write the members, none longer than it should be; what does not belong there stays out."""
    seen: set[str] = set()
    for name in archive.namelist():
        if name in seen or not _NAME.fullmatch(name) or name not in {MANIFEST, *files}:
            yield Finding(PackFault.FILES, f"{name!r} does not belong into this pack")
            continue
        seen.add(name)
        most = _LARGEST_MANIFEST if name == MANIFEST else int(files[name]["bytes"])
        target = folder / name
        target.parent.mkdir(exist_ok=True)
        with archive.open(name) as stream, target.open("wb") as into:
            size, _ = zipped.copy(stream, into, most)
        if size > most:
            yield Finding(PackFault.FILES, f"{name} is longer than manifest.json says")


def _hashes(folder: Path) -> dict[int, str]:
    """By number, the hash of each entry that the pack lists."""
    lines = (folder / "journal.jsonl").read_text("utf-8").split("\n")
    entries = (json.loads(line) for line in lines if line)
    return {each["seq"]: each["hash"] for each in entries}


def _compared(
    hashes: dict[int, str], anchors: Iterable[Anchor], journal: Store | None
) -> Iterator[Finding]:
    """What is known of the journal elsewhere, against the pack."""
    for anchor in anchors:
        listed = hashes.get(anchor.seq)
        if listed is None:
            reach = f"entries {min(hashes)} to {max(hashes)}" if hashes else "no entry"
            text = f"entry {anchor.seq} of the given anchor is not in this pack; it has {reach}"
            yield Finding(PackFault.ANCHOR, text)
        elif listed != anchor.hash.hex():
            text = f"entry {anchor.seq} is not the one that the given anchor knows: forged anew"
            yield Finding(PackFault.FORGED, text)
    if journal is not None and hashes:
        yield from _against(hashes, journal)


def _against(hashes: dict[int, str], journal: Store) -> Iterator[Finding]:
    after, last = min(hashes) - 1, max(hashes)
    while after < last:
        entries = journal.entries(after=after, limit=min(1000, last - after))
        if not entries:
            text = f"the journal here ends at entry {after}, the pack knows entry {last}"
            yield Finding(PackFault.FORGED, text)
            return
        for entry in entries:
            if hashes.get(entry.seq) != entry.hash.hex():
                text = f"entry {entry.seq} is not the one of the journal here"
                yield Finding(PackFault.FORGED, text)
                return
        after = entries[-1].seq
