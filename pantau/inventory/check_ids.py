"""Ids, addresses and service numbers are each somebody's own.

Ids and service numbers are compared as written, also those of pieces that have other mistakes.
"""

from collections.abc import Iterable, Iterator

from pantau.inventory.changes import Span, spells, standings
from pantau.inventory.findings import Findings
from pantau.inventory.pieces import Pieces
from pantau.inventory.source import Path
from pantau.inventory.wording import shown
from pantau.language import Sentence, to_say

Owned = tuple[str, Path, Sentence]  # the value, where it stands, whose it is
Held = tuple[str, Path, Sentence, Span]  # and when


def check(findings: Findings, pieces: Pieces) -> None:
    """Note every id, address, service number and name that a second one claims."""
    _unique(findings, _ids(pieces), to_say("has this id already; write another"))
    _one_at_a_time(findings, _addresses(pieces), to_say("has this address already; write its own"))
    _one_at_a_time(
        findings,
        _lines(pieces),
        to_say("has this service number already; one line must not be paid twice"),
    )
    _unique(findings, _reference_names(pieces), to_say("has this name already; write another"))
    _reference_addresses(findings, pieces)
    _names(findings, pieces)


def _unique(findings: Findings, owned: Iterable[Owned], claim: str) -> None:
    first: dict[str, tuple[Path, Sentence]] = {}
    for value, path, owner in owned:
        if value in first:
            findings.error(path, _claimed(findings, *first[value], claim))
        else:
            first[value] = (path, owner)


def _claimed(findings: Findings, first: Path, holder: Sentence, claim: str) -> Sentence:
    line = findings.source.place(first)[0]
    text = to_say("{holder} (line {line}) {claim}")
    return Sentence(text, holder=holder, line=line, claim=Sentence(claim))


def _one_at_a_time(findings: Findings, held: Iterable[Held], claim: str) -> None:
    """What one site gives up on a day, another may have from that day on."""
    earlier: dict[str, list[tuple[Path, Sentence, Span]]] = {}
    for value, path, owner, span in held:
        holders = earlier.setdefault(value, [])
        for first, holder, when in holders:
            if first[:2] != path[:2] and span.meets(when):
                findings.error(path, _claimed(findings, first, holder, claim))
                break
        holders.append((path, owner, span))


def _ids(pieces: Pieces) -> Iterator[Owned]:
    for id, upstream in pieces.upstreams.items():
        yield id, upstream.path, Sentence(to_say("upstream {name}"), name=shown(id))
    for site in pieces.sites:
        if "id" not in site.bad:
            yield (
                site.shape.id,
                (*site.path, "id"),
                Sentence(to_say("site no. {number}"), number=_number(site.path)),
            )


def _addresses(pieces: Pieces) -> Iterator[Held]:
    for id, upstream in pieces.upstreams.items():
        if upstream.shape.address is not None:
            path = (*upstream.path, "address")
            owner = Sentence(to_say("upstream {name}"), name=shown(id))
            yield upstream.shape.address, path, owner, Span()
    for site in pieces.sites:
        for each in spells(site, "address"):
            address = each.shape.address
            if address is not None and not (each.path == site.path and "address" in site.bad):
                owner = Sentence(to_say("site {name}"), name=shown(site.shape.id))
                yield address, (*each.path, "address"), owner, each.span


def _lines(pieces: Pieces) -> Iterator[Held]:
    for site in pieces.sites:
        for each in spells(site, "line"):
            if each.shape.line is not None:
                owner = Sentence(to_say("site {name}"), name=shown(site.shape.id))
                yield each.shape.line, (*each.path, "line"), owner, each.span


def _reference_names(pieces: Pieces) -> Iterator[Owned]:
    for number, each in enumerate(pieces.references):
        if "name" not in each.bad:
            yield (
                each.shape.name,
                (*each.path, "name"),
                Sentence(to_say("reference no. {number}"), number=number + 1),
            )


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
                Sentence(
                    to_say(
                        "site {name} has this address; no site vouches for itself, write another "
                        "reference"
                    ),
                    name=shown(sites[address]),
                ),
            )
        elif address in seen:
            findings.error(
                path,
                Sentence(
                    to_say("reference {name} has this address already; write its own"),
                    name=shown(seen[address]),
                ),
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
                Sentence(
                    to_say(
                        "site {name} (line {line}) has the same name; for two lines at one office "
                        "write the same place: at both"
                    ),
                    name=shown(other.shape.id),
                    line=findings.source.place(other.path)[0],
                ),
            )


def _number(path: Path) -> int:
    return int(path[-1]) + 1
