"""Ids, addresses and service numbers are each somebody's own.

Ids and service numbers are compared as written, also those of pieces that have other mistakes.
"""

from collections.abc import Iterable, Iterator

from pantau.inventory.changes import Span, spells, standings
from pantau.inventory.findings import Findings
from pantau.inventory.pieces import Pieces
from pantau.inventory.source import Path
from pantau.inventory.wording import shown

Owned = tuple[str, Path, str]  # the value, where it stands, whose it is
Held = tuple[str, Path, str, Span]  # and when


def check(findings: Findings, pieces: Pieces) -> None:
    """Note every id, address, service number and name that a second one claims."""
    _unique(findings, _ids(pieces), "has this id already; write another")
    _one_at_a_time(findings, _addresses(pieces), "has this address already; write its own")
    _one_at_a_time(
        findings,
        _lines(pieces),
        "has this service number already; one line must not be paid twice",
    )
    _unique(findings, _reference_names(pieces), "has this name already; write another")
    _reference_addresses(findings, pieces)
    _names(findings, pieces)


def _unique(findings: Findings, owned: Iterable[Owned], sentence: str) -> None:
    first: dict[str, tuple[Path, str]] = {}
    for value, path, owner in owned:
        if value in first:
            line = findings.source.place(first[value][0])[0]
            holder = f"{first[value][1]} (line {line})"
            findings.error(path, f"{holder} {sentence}")
        else:
            first[value] = (path, owner)


def _one_at_a_time(findings: Findings, held: Iterable[Held], sentence: str) -> None:
    """What one site gives up on a day, another may have from that day on."""
    earlier: dict[str, list[tuple[Path, str, Span]]] = {}
    for value, path, owner, span in held:
        holders = earlier.setdefault(value, [])
        for first, holder, when in holders:
            if first[:2] != path[:2] and span.meets(when):
                line = findings.source.place(first)[0]
                findings.error(path, f"{holder} (line {line}) {sentence}")
                break
        holders.append((path, owner, span))


def _ids(pieces: Pieces) -> Iterator[Owned]:
    for id, upstream in pieces.upstreams.items():
        yield id, upstream.path, f"upstream {shown(id)}"
    for site in pieces.sites:
        if "id" not in site.bad:
            yield site.shape.id, (*site.path, "id"), f"site no. {_number(site.path)}"


def _addresses(pieces: Pieces) -> Iterator[Held]:
    for id, upstream in pieces.upstreams.items():
        if upstream.shape.address is not None:
            path, owner = (*upstream.path, "address"), f"upstream {shown(id)}"
            yield upstream.shape.address, path, owner, Span()
    for site in pieces.sites:
        for each in spells(site, "address"):
            address = each.shape.address
            if address is not None and not (each.path == site.path and "address" in site.bad):
                owner = f"site {shown(site.shape.id)}"
                yield address, (*each.path, "address"), owner, each.span


def _lines(pieces: Pieces) -> Iterator[Held]:
    for site in pieces.sites:
        for each in spells(site, "line"):
            if each.shape.line is not None:
                owner = f"site {shown(site.shape.id)}"
                yield each.shape.line, (*each.path, "line"), owner, each.span


def _reference_names(pieces: Pieces) -> Iterator[Owned]:
    for number, each in enumerate(pieces.references):
        if "name" not in each.bad:
            yield each.shape.name, (*each.path, "name"), f"reference no. {number + 1}"


def _reference_addresses(findings: Findings, pieces: Pieces) -> None:
    """A site that is its own witness could never be seen down; an upstream may be an edge."""
    sites = {
        each.shape.address: site.shape.id
        for site in pieces.sites
        if "address" not in site.bad
        for each in standings(site)
    }
    seen: dict[str, str] = {}
    for each in pieces.references:
        if "address" in each.bad:
            continue
        address, path = each.shape.address, (*each.path, "address")
        if address in sites:
            findings.error(
                path,
                f"site {shown(sites[address])} has this address; no site vouches for itself, "
                "write another reference",
            )
        elif address in seen:
            findings.error(
                path, f"reference {shown(seen[address])} has this address already; write its own"
            )
        seen.setdefault(address, each.shape.name)


def _names(findings: Findings, pieces: Pieces) -> None:
    """Two lines at one office are fine when they say so, and an audit finding when they do not."""
    first: dict[tuple[str, str], int] = {}
    for number, site in enumerate(pieces.sites):
        if site.bad & {"name", "kecamatan"}:
            continue
        key = (site.shape.name.casefold(), site.shape.kecamatan)
        if key not in first:
            first[key] = number
            continue
        other = pieces.sites[first[key]]
        if site.shape.place is None or site.shape.place != other.shape.place:
            findings.warning(
                (*site.path, "name"),
                f"site {shown(other.shape.id)} (line {findings.source.place(other.path)[0]}) has "
                "the same name; for two lines at one office write the same place: at both",
            )


def _number(path: Path) -> int:
    return int(path[-1]) + 1
