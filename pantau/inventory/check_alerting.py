"""People, rotas and rules of alerts, and the morning message."""

from pantau.facts.telling import AlertKind
from pantau.inventory.alerting import RULE_KEYS, TargetKind
from pantau.inventory.alerting_names import Names
from pantau.inventory.alerting_pieces import AlertingPieces
from pantau.inventory.alerting_shape import PersonShape, RotaShape, RuleShape, ShiftShape
from pantau.inventory.findings import Findings
from pantau.inventory.piece import Piece
from pantau.inventory.pieces import Pieces
from pantau.inventory.resolve_alerting import instant_of
from pantau.inventory.source import Path
from pantau.inventory.wording import KEPT_FOR_EVER, shown
from pantau.language import Sentence, to_say

_ALWAYS = {"enabled", "severity"}


def check(findings: Findings, pieces: Pieces) -> None:
    """Note unknown people and receivers, empty rotas, and rules that mean nothing."""
    alerting = pieces.alerting
    if alerting is None:
        return
    names = Names(findings, alerting)
    for person in alerting.people.values():
        _person(names, person)
    _numbers(findings, alerting)
    for rota in alerting.rotas.values():
        _rota(names, pieces, rota)
    for kind, rule in alerting.rules.items():
        _rule(findings, AlertKind(kind), rule)
    head = alerting.head
    if head is not None and head.shape.morning is not None and "morning" not in head.bad:
        names.targets((*head.path, "morning", "to"), head.shape.morning.to)


def _person(names: Names, person: Piece[PersonShape]) -> None:
    receivers = () if "receivers" in person.bad else person.shape.receivers or ()
    for number, receiver in enumerate(receivers):
        names.look_up((*person.path, "receivers", number), TargetKind.RECEIVER, receiver)
    if person.shape.phone is not None:
        path = (*person.path, "phone")
        names.findings.warning(
            path,
            Sentence(to_say("{why}; leave the number out"), why=KEPT_FOR_EVER),
        )
    if not (receivers or person.shape.phone or person.bad & {"receivers", "phone"}):
        text = Sentence(to_say("can neither be told nor called; write receivers: […]"))
        names.findings.warning(person.path, text)


def _numbers(findings: Findings, alerting: AlertingPieces) -> None:
    """A button at Telegram is pressed by one person."""
    first: dict[int, str] = {}
    for id, person in alerting.people.items():
        number = person.shape.telegram
        if number is None or "telegram" in person.bad:
            continue
        if number in first:
            text = Sentence(
                to_say("person {name} has this number already; write their own"),
                name=shown(first[number]),
            )
            findings.error((*person.path, "telegram"), text)
        first.setdefault(number, id)


def _rota(names: Names, pieces: Pieces, rota: Piece[RotaShape]) -> None:
    turns = None if "turns" in rota.bad else rota.shape.turns
    shifts = () if "shifts" in rota.bad else rota.shape.shifts or ()
    if not (turns or shifts or rota.bad & {"turns", "shifts"}):
        text = Sentence(to_say("nobody is ever on call; write turns: {…} or shifts: […]"))
        names.findings.error(rota.path, text)
    for number, person in enumerate(turns.people if turns else ()):
        names.look_up((*rota.path, "turns", "people", number), TargetKind.PERSON, person)
    for number, shift in enumerate(shifts):
        path = (*rota.path, "shifts", number)
        names.look_up((*path, "person"), TargetKind.PERSON, shift.person)
        _span(names.findings, pieces, path, shift)


def _span(findings: Findings, pieces: Pieces, path: Path, shift: ShiftShape) -> None:
    if pieces.head is None or "timezone" in pieces.head.bad:
        return
    zone = pieces.head.shape.timezone
    if instant_of(shift.end, zone) <= instant_of(shift.start, zone):
        findings.error((*path, "to"), Sentence(to_say("not after from; write a later time")))


def _rule(findings: Findings, kind: AlertKind, rule: Piece[RuleShape]) -> None:
    known = [key for key in RuleShape.model_fields if key in _ALWAYS | RULE_KEYS[kind]]
    for key in RuleShape.model_fields:
        if key in rule.shape.model_fields_set and key not in known:
            text = Sentence(
                to_say("means nothing for {kind}; remove it, or write one of: {choices}"),
                kind=kind.value,
                choices=", ".join(known),
            )
            findings.error((*rule.path, key), text)
