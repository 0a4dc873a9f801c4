"""The section ``alerts`` cut into pieces."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from pantau.facts.telling import AlertKind
from pantau.inventory import explain
from pantau.inventory.alerting import ReceiverKind
from pantau.inventory.alerting_shape import (
    RECEIVERS,
    AlertRouteShape,
    AlertsHeadShape,
    AlertsShape,
    PersonShape,
    ReceiverShape,
    RotaShape,
    RuleShape,
)
from pantau.inventory.findings import Findings
from pantau.inventory.piece import Piece, S, block, check_id, validate
from pantau.inventory.source import Path
from pantau.inventory.wording import meant
from pantau.language import Sentence, to_say

_HERE: Path = ("alerts",)


@dataclass(slots=True)
class AlertingPieces:
    """All that is written below ``alerts``. What is no block at all is missing here."""

    head: Piece[AlertsHeadShape] | None = None
    receivers: dict[str, Piece[ReceiverShape]] = field(default_factory=dict)
    people: dict[str, Piece[PersonShape]] = field(default_factory=dict)
    rotas: dict[str, Piece[RotaShape]] = field(default_factory=dict)
    rules: dict[str, Piece[RuleShape]] = field(default_factory=dict)
    routes: list[Piece[AlertRouteShape]] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    """Sections that are no list or block at all: nothing can be looked up in them."""


def cut_alerting(findings: Findings) -> AlertingPieces | None:
    """Validate what is written below ``alerts``, piece by piece; None where nothing is."""
    data = findings.source.at(_HERE)
    if data is None:
        return None
    pieces = AlertingPieces()
    if not isinstance(data, dict):
        validate(findings, _HERE, AlertsHeadShape, data)
        return None
    known = explain.keys(AlertsShape)
    for key in data:
        if key not in known:
            findings.error((*_HERE, key), explain.unknown_key(key, known), key=True)
    head = {key: data[key] for key in explain.keys(AlertsHeadShape) if key in data}
    pieces.head = validate(findings, _HERE, AlertsHeadShape, head)
    pieces.receivers = _section(findings, pieces, "receivers", _receiver)
    pieces.people = _section(findings, pieces, "people", _as(PersonShape))
    pieces.rotas = _section(findings, pieces, "rotas", _as(RotaShape))
    pieces.rules = _rules(findings, pieces)
    _routes(findings, pieces)
    return pieces


_Cut = Callable[[Findings, Path, Any], Piece[S] | None]


def _as(shape: type[S]) -> _Cut[S]:
    return lambda findings, path, data: validate(findings, path, shape, data)


def _section(
    findings: Findings, pieces: AlertingPieces, key: str, cut: _Cut[S]
) -> dict[str, Piece[S]]:
    found: dict[str, Piece[S]] = {}
    section = block(findings, (*_HERE, key), AlertsShape)
    if section is None:
        pieces.broken.add(key)
    for name, each in (section or {}).items():
        path = (*_HERE, key, name)
        check_id(findings, path)
        if piece := cut(findings, path, each):
            found[name] = piece
    return found


def _receiver(findings: Findings, path: Path, data: Any) -> Piece[ReceiverShape] | None:
    """Its kind says which keys it has; without one only those that all have are looked at."""
    if not isinstance(data, dict):
        return validate(findings, path, ReceiverShape, data)
    kind = data.get("kind")
    if kind in [each.value for each in ReceiverKind]:
        return validate(findings, path, RECEIVERS[ReceiverKind(kind)], data)
    common = {key: data[key] for key in explain.keys(ReceiverShape) if key in data}
    return validate(findings, path, ReceiverShape, common)


def _rules(findings: Findings, pieces: AlertingPieces) -> dict[str, Piece[RuleShape]]:
    section = block(findings, (*_HERE, "rules"), AlertsShape)
    if section is None:
        pieces.broken.add("rules")
    known = [each.value for each in AlertKind]
    found = {}
    for kind, each in (section or {}).items():
        path = (*_HERE, "rules", kind)
        if kind not in known:
            findings.error(
                path,
                Sentence(to_say("no kind of alert; {remedy}"), remedy=meant(kind, known)),
                key=True,
            )
        elif piece := validate(findings, path, RuleShape, each):
            found[kind] = piece
    return found


def _routes(findings: Findings, pieces: AlertingPieces) -> None:
    path = (*_HERE, "routes")
    routes = findings.source.at(path)
    if routes is None:
        return
    if not isinstance(routes, list):
        pieces.broken.add("routes")
        example = (AlertsShape.model_fields["routes"].examples or [""])[0]
        findings.error(
            path, Sentence(to_say("a list belongs here; write routes: {example}"), example=example)
        )
        return
    for number, each in enumerate(routes):
        if piece := validate(findings, (*path, number), AlertRouteShape, each):
            pieces.routes.append(piece)
