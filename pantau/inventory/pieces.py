"""The file cut into pieces, each validated on its own, so that one bad piece hides nothing.

A piece that has mistakes is validated again without them: its remaining keys still take part in
the checks across pieces. ``Piece.bad`` names the keys that these checks must leave alone.
"""

from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from pantau.facts.words import SiteKind
from pantau.inventory import explain, quantities
from pantau.inventory.findings import Findings
from pantau.inventory.shape import (
    CalendarShape,
    ContractShape,
    DefaultsShape,
    HeadShape,
    InventoryShape,
    ReferenceShape,
    Shape,
    SiteShape,
    UpstreamShape,
    VantageShape,
)
from pantau.inventory.source import Path
from pantau.inventory.wording import meant

S = TypeVar("S", bound=Shape)
_ROUNDS = 8  # deeper than any block of the shape


@dataclass(frozen=True, slots=True)
class Piece(Generic[S]):
    """A block of the file: where it stands, what it says, and which of its keys are unusable."""

    path: Path
    shape: S
    bad: frozenset[str] = frozenset()


@dataclass(slots=True)
class Pieces:
    """All of a file. A piece that is no block at all is missing here."""

    head: Piece[HeadShape] | None = None
    defaults: Piece[DefaultsShape] | None = None
    vantage: Piece[VantageShape] | None = None
    references: list[Piece[ReferenceShape]] = field(default_factory=list)
    upstreams: dict[str, Piece[UpstreamShape]] = field(default_factory=dict)
    calendars: dict[str, Piece[CalendarShape]] = field(default_factory=dict)
    contracts: dict[str, Piece[ContractShape]] = field(default_factory=dict)
    sites: list[Piece[SiteShape]] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    """Sections that are no list or block at all: nothing can be looked up in them."""


def cut(findings: Findings) -> Pieces:
    """Validate everything that the file says, piece by piece."""
    data = findings.source.data
    pieces = Pieces()
    if data is None:
        findings.error((), "the file is empty; write version, timezone and sites")
        return pieces
    if not isinstance(data, dict):
        findings.error((), "the file is not a block of keys; begin with version: 1")
        return pieces
    known = explain.keys(InventoryShape)
    for key in data:
        if key not in known:
            findings.error((key,), explain.unknown_key(key, known), key=True)
    head = {key: data[key] for key in explain.keys(HeadShape) if key in data}
    pieces.head = _validate(findings, (), HeadShape, head)
    pieces.defaults = _defaults(findings, data)
    _vantage(findings, data, pieces)
    pieces.upstreams = _section(findings, "upstreams", UpstreamShape, pieces)
    pieces.calendars = _section(findings, "calendars", CalendarShape, pieces)
    pieces.contracts = _section(findings, "contracts", ContractShape, pieces)
    _sites(findings, data, pieces)
    return pieces


def _defaults(findings: Findings, data: dict[str, Any]) -> Piece[DefaultsShape] | None:
    if data.get("defaults") is None:
        return None
    piece = _validate(findings, ("defaults",), DefaultsShape, data["defaults"])
    kinds = findings.source.at(("defaults", "kinds"))
    for kind in kinds if isinstance(kinds, dict) else ():
        known = [each.value for each in SiteKind]
        if kind not in known:
            path = ("defaults", "kinds", kind)
            findings.error(path, f"no kind of site; {meant(kind, known)}", key=True)
    return piece


def _vantage(findings: Findings, data: dict[str, Any], pieces: Pieces) -> None:
    vantage = data.get("vantage")
    if vantage is None:
        return
    references = vantage.get("references") if isinstance(vantage, dict) else None
    if not isinstance(references, list):
        pieces.vantage = _validate(findings, ("vantage",), VantageShape, vantage)
        return
    rest = {key: value for key, value in vantage.items() if key != "references"}
    pieces.vantage = _validate(findings, ("vantage",), VantageShape, rest)
    for number, each in enumerate(references):
        path: Path = ("vantage", "references", number)
        if piece := _validate(findings, path, ReferenceShape, each):
            pieces.references.append(piece)


def _section(findings: Findings, key: str, shape: type[S], pieces: Pieces) -> dict[str, Piece[S]]:
    """A block of named pieces: its keys are ids."""
    section = findings.source.data.get(key)
    into: dict[str, Piece[S]] = {}
    if section is None:
        return into
    if not isinstance(section, dict):
        pieces.broken.add(key)
        example = (InventoryShape.model_fields[key].examples or [""])[0]
        findings.error((key,), f"a block of keys belongs here; write {key}: {example}")
        return into
    for name, each in section.items():
        _check_id(findings, (key, name))
        if piece := _validate(findings, (key, name), shape, each):
            into[name] = piece
        if key == "contracts" and isinstance(each, dict):
            _tier_ids(findings, (key, name), each)
    return into


def _tier_ids(findings: Findings, path: Path, contract: dict[str, Any]) -> None:
    blocks: list[tuple[Path, Any]] = [((*path, "tiers"), contract.get("tiers"))]
    amendments = contract.get("amendments")
    for number, each in enumerate(amendments if isinstance(amendments, list) else ()):
        if isinstance(each, dict):
            blocks.append(((*path, "amendments", number, "tiers"), each.get("tiers")))
    for where, tiers in blocks:
        for tier in tiers if isinstance(tiers, dict) else ():
            _check_id(findings, (*where, tier))


def _check_id(findings: Findings, path: Path) -> None:
    try:
        quantities.identifier(str(path[-1]))
    except ValueError as error:
        findings.error(path, str(error), key=True)


def _sites(findings: Findings, data: dict[str, Any], pieces: Pieces) -> None:
    example = "write sites: [{id: desa-lolo, name: Desa Lolo, …}]"
    sites = data.get("sites")
    if sites is None or sites == []:
        said = "'sites' is missing" if "sites" not in data else "there is no site"
        findings.error(("sites",) if "sites" in data else (), f"{said}; {example}")
    elif not isinstance(sites, list):
        findings.error(("sites",), f"a list belongs here; {example}")
    else:
        for number, each in enumerate(sites):
            if piece := _validate(findings, ("sites", number), SiteShape, each):
                pieces.sites.append(piece)
        return
    pieces.broken.add("sites")


def _validate(findings: Findings, path: Path, shape: type[S], data: Any) -> Piece[S] | None:
    """Report every mistake of a piece and keep what is sound of it."""
    try:
        return Piece(path, shape.model_validate(data))
    except ValidationError as error:
        errors = error.errors(include_url=False)
    explain.report(findings, path, shape, errors)
    if not isinstance(data, dict):
        return None
    bad = {str(each["loc"][0]) for each in errors if each["loc"]}
    sound = deepcopy(data)
    for _ in range(_ROUNDS):
        for each in sorted(errors, key=_list_order, reverse=True):
            _remove(sound, each["loc"] if each["type"] != "missing" else each["loc"][:-1])
        for key, value in shape.STAND_INS.items():
            if key not in sound:
                sound[key] = value
                bad.add(key)
        try:
            return Piece(path, shape.model_validate(sound), frozenset(bad))
        except ValidationError as error:
            errors = error.errors(include_url=False)
    return None


def _list_order(error: ErrorDetails) -> list[tuple[str, int]]:
    """Later items of a list sort behind earlier ones: removing from the end keeps numbers true."""
    return [("", each) if isinstance(each, int) else (each, 0) for each in error["loc"]]


def _remove(data: Any, loc: Path) -> None:
    if not loc:
        return
    for step in loc[:-1]:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return  # went with something removed before
    last = loc[-1]
    if isinstance(data, dict):
        data.pop(last, None)
    elif isinstance(data, list) and isinstance(last, int) and last < len(data):
        del data[last]
