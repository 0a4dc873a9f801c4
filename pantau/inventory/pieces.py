"""The file cut into pieces."""

from dataclasses import dataclass, field
from typing import Any

from pantau.facts.words import SiteKind
from pantau.inventory import explain
from pantau.inventory.alerting_pieces import AlertingPieces, cut_alerting
from pantau.inventory.backups_shape import BackupShape
from pantau.inventory.block import Shape
from pantau.inventory.contracts_shape import CalendarShape, ContractShape
from pantau.inventory.credentials_shape import CredentialsShape
from pantau.inventory.findings import Findings
from pantau.inventory.keeping_shape import KeepingShape
from pantau.inventory.pages_shape import PagesShape
from pantau.inventory.piece import Piece, S, block, check_id, validate
from pantau.inventory.planning_shape import PlanningShape
from pantau.inventory.push_shape import PushShape
from pantau.inventory.reports_shape import ReportsShape
from pantau.inventory.shape import (
    DefaultsShape,
    HeadShape,
    InventoryShape,
    ReferenceShape,
    UpstreamShape,
    VantageShape,
    VillageShape,
)
from pantau.inventory.sites_shape import SiteShape
from pantau.inventory.source import Path
from pantau.inventory.wording import meant
from pantau.language import Sentence, to_say

_SECTIONS: dict[str, type[Shape]] = {
    "keeping": KeepingShape,
    "backup": BackupShape,
    "push": PushShape,
    "pages": PagesShape,
    "planning": PlanningShape,
    "reports": ReportsShape,
}
"""Those that are one piece each: a key of the file, and of Pieces."""


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
    credentials: dict[str, Piece[CredentialsShape]] = field(default_factory=dict)
    sites: list[Piece[SiteShape]] = field(default_factory=list)
    alerting: AlertingPieces | None = None
    push: Piece[PushShape] | None = None
    keeping: Piece[KeepingShape] | None = None
    backup: Piece[BackupShape] | None = None
    pages: Piece[PagesShape] | None = None
    planning: Piece[PlanningShape] | None = None
    reports: Piece[ReportsShape] | None = None
    villages: dict[str, Piece[VillageShape]] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    """Sections that are no list or block at all: nothing can be looked up in them."""


def cut(findings: Findings) -> Pieces:
    """Validate everything that the file says, piece by piece."""
    data = findings.source.data
    pieces = Pieces()
    if data is None:
        findings.error((), Sentence(to_say("the file is empty; write version, timezone and sites")))
        return pieces
    if not isinstance(data, dict):
        findings.error(
            (), Sentence(to_say("the file is not a block of keys; begin with version: 1"))
        )
        return pieces
    known = explain.keys(InventoryShape)
    for key in data:
        if key not in known:
            findings.error((key,), explain.unknown_key(key, known), key=True)
    head = {key: data[key] for key in explain.keys(HeadShape) if key in data}
    pieces.head = validate(findings, (), HeadShape, head)
    pieces.defaults = _defaults(findings, data)
    _vantage(findings, data, pieces)
    pieces.upstreams = _section(findings, "upstreams", UpstreamShape, pieces)
    pieces.calendars = _section(findings, "calendars", CalendarShape, pieces)
    pieces.contracts = _section(findings, "contracts", ContractShape, pieces)
    pieces.credentials = _section(findings, "credentials", CredentialsShape, pieces)
    _sites(findings, data, pieces)
    pieces.villages = _villages(findings)
    pieces.alerting = cut_alerting(findings)
    for key, shape in _SECTIONS.items():
        if data.get(key) is not None:
            setattr(pieces, key, validate(findings, (key,), shape, data[key]))
    return pieces


def _defaults(findings: Findings, data: dict[str, Any]) -> Piece[DefaultsShape] | None:
    if data.get("defaults") is None:
        return None
    piece = validate(findings, ("defaults",), DefaultsShape, data["defaults"])
    kinds = findings.source.at(("defaults", "kinds"))
    for kind in kinds if isinstance(kinds, dict) else ():
        known = [each.value for each in SiteKind]
        if kind not in known:
            path = ("defaults", "kinds", kind)
            findings.error(
                path,
                Sentence(to_say("no kind of site; {remedy}"), remedy=meant(kind, known)),
                key=True,
            )
    return piece


def _vantage(findings: Findings, data: dict[str, Any], pieces: Pieces) -> None:
    vantage = data.get("vantage")
    if vantage is None:
        return
    references = vantage.get("references") if isinstance(vantage, dict) else None
    if not isinstance(references, list):
        pieces.vantage = validate(findings, ("vantage",), VantageShape, vantage)
        return
    rest = {key: value for key, value in vantage.items() if key != "references"}
    pieces.vantage = validate(findings, ("vantage",), VantageShape, rest)
    for number, each in enumerate(references):
        path: Path = ("vantage", "references", number)
        if piece := validate(findings, path, ReferenceShape, each):
            pieces.references.append(piece)


def _section(findings: Findings, key: str, shape: type[S], pieces: Pieces) -> dict[str, Piece[S]]:
    """A block of named pieces: its keys are ids."""
    into: dict[str, Piece[S]] = {}
    section = block(findings, (key,), InventoryShape)
    if section is None:
        pieces.broken.add(key)
    for name, each in (section or {}).items():
        check_id(findings, (key, name))
        if piece := validate(findings, (key, name), shape, each):
            into[name] = piece
        if key == "contracts" and isinstance(each, dict):
            _tier_ids(findings, (key, name), each)
    return into


def _villages(findings: Findings) -> dict[str, Piece[VillageShape]]:
    """By what is written as their code; whether it is one is looked at later."""
    found = {}
    for code, each in (block(findings, ("villages",), InventoryShape) or {}).items():
        if piece := validate(findings, ("villages", code), VillageShape, each):
            found[code] = piece
    return found


def _tier_ids(findings: Findings, path: Path, contract: dict[str, Any]) -> None:
    blocks: list[tuple[Path, Any]] = [((*path, "tiers"), contract.get("tiers"))]
    amendments = contract.get("amendments")
    for number, each in enumerate(amendments if isinstance(amendments, list) else ()):
        if isinstance(each, dict):
            blocks.append(((*path, "amendments", number, "tiers"), each.get("tiers")))
    for where, tiers in blocks:
        for tier in tiers if isinstance(tiers, dict) else ():
            check_id(findings, (*where, tier))


def _sites(findings: Findings, data: dict[str, Any], pieces: Pieces) -> None:
    example = Sentence(to_say("write sites: [{id: desa-lolo, name: Desa Lolo, …}]"))
    sites = data.get("sites")
    if sites is None or sites == []:
        said = (
            Sentence(to_say("'sites' is missing"))
            if "sites" not in data
            else Sentence(to_say("there is no site"))
        )
        findings.error(
            ("sites",) if "sites" in data else (),
            Sentence(to_say("{fault}; {remedy}"), fault=said, remedy=example),
        )
    elif not isinstance(sites, list):
        findings.error(
            ("sites",), Sentence(to_say("a list belongs here; {remedy}"), remedy=example)
        )
    else:
        for number, each in enumerate(sites):
            if piece := validate(findings, ("sites", number), SiteShape, each):
                pieces.sites.append(piece)
        return
    pieces.broken.add("sites")
