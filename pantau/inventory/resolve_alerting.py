"""From what the section ``alerts`` says to what it means. Called only for a file without errors."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from pantau.facts.instant import from_datetime
from pantau.facts.telling import AlertKind, AlertSeverity
from pantau.inventory.alerting import (
    RULES,
    Alerting,
    DeadMan,
    Match,
    Morning,
    Person,
    Quiet,
    Receiver,
    Rota,
    Route,
    Rule,
    Shift,
    Step,
    Weekly,
)
from pantau.inventory.alerting_pieces import AlertingPieces
from pantau.inventory.alerting_shape import (
    AlertRouteShape,
    AlertsHeadShape,
    MatchShape,
    PersonShape,
    ReceiverShape,
    RotaShape,
    RuleShape,
    TextsShape,
    WordsShape,
)

_RULE_NAMES = {"after": "after_us", "within": "within_us", "ahead": "ahead_us"}
_HEAD_NAMES = {"wait": "wait_us", "link": "link"}


def alerting_of(pieces: AlertingPieces | None, zone: ZoneInfo) -> Alerting:
    """Receivers, people, rotas, rules and routes; times without an offset are in ``zone``."""
    if pieces is None or pieces.head is None:
        return Alerting()
    head = pieces.head.shape
    return Alerting(
        receivers={id: _receiver(id, piece.shape) for id, piece in pieces.receivers.items()},
        people={id: _person(id, piece.shape) for id, piece in pieces.people.items()},
        rotas={id: _rota(id, piece.shape, zone) for id, piece in pieces.rotas.items()},
        rules=_rules({kind: piece.shape for kind, piece in pieces.rules.items()}),
        routes=tuple(_route(piece.shape) for piece in pieces.routes),
        morning=Morning(head.morning.at, tuple(head.morning.to)) if head.morning else None,
        dead_man=_dead_man(head),
        texts=_texts(head.texts),
        **_written(head, _HEAD_NAMES),
    )


def instant_of(moment: datetime, zone: ZoneInfo) -> int:
    """Microseconds UTC; without an offset the time is in ``zone``."""
    return from_datetime(moment if moment.tzinfo else moment.replace(tzinfo=zone))


def match_of(shape: MatchShape | None) -> Match:
    """Which alerts are meant; what is left out or empty means all."""
    if shape is None:
        return Match()
    return Match(
        kinds=frozenset(shape.kinds or ()),
        least=shape.least or AlertSeverity.INFO,
        site_kinds=frozenset(shape.site_kinds or ()),
        kecamatan=frozenset(shape.kecamatan or ()),
        providers=frozenset(shape.providers or ()),
        tiers=frozenset(shape.tiers or ()),
        sites=frozenset(shape.sites or ()),
        hours=shape.hours,
    )


def _written(shape: Any, names: Mapping[str, str]) -> dict[str, Any]:
    """The keys that have a value, under their names in the model, whose defaults stay."""
    values = {ours: getattr(shape, key) for key, ours in names.items()}
    return {ours: value for ours, value in values.items() if value is not None}


def _texts(shape: TextsShape | None) -> dict[str, dict[str, str]]:
    if shape is None:
        return {}
    names = {name: name for name in WordsShape.model_fields}
    found = {each: getattr(shape, each) for each in TextsShape.model_fields}
    return {each: _written(words, names) for each, words in found.items() if words is not None}


def _receiver(name: str, shape: ReceiverShape) -> Receiver:
    common = {"language": "language", "a_minute": "a_minute", "fallback": "fallback"}
    settings = {
        field.alias or key: str(getattr(shape, key))
        for key, field in type(shape).model_fields.items()
        if key not in ReceiverShape.model_fields and getattr(shape, key) is not None
    }
    return Receiver(name, shape.kind, shape.DEFAULTS | settings, **_written(shape, common))


def _person(id: str, shape: PersonShape) -> Person:
    return Person(id, shape.name, tuple(shape.receivers or ()), shape.phone, shape.telegram)


def _rota(id: str, shape: RotaShape, zone: ZoneInfo) -> Rota:
    turns = shape.turns
    return Rota(
        id,
        Weekly(instant_of(turns.start, zone), turns.days, tuple(turns.people)) if turns else None,
        tuple(
            Shift(instant_of(each.start, zone), instant_of(each.end, zone), each.person)
            for each in shape.shifts or ()
        ),
    )


def _rules(written: Mapping[str, RuleShape]) -> dict[AlertKind, Rule]:
    rules = dict(RULES)
    for kind, shape in written.items():
        names = {key: _RULE_NAMES.get(key, key) for key in RuleShape.model_fields}
        values = _written(shape, names)
        if shape.days is not None:
            values["days"] = tuple(shape.days)
        rules[AlertKind(kind)] = replace(rules[AlertKind(kind)], **values)
    return rules


def _route(shape: AlertRouteShape) -> Route:
    return Route(
        name=shape.name,
        match=match_of(shape.match),
        to=tuple(shape.to),
        escalate=tuple(Step(each.after, tuple(each.to)) for each in shape.escalate or ()),
        repeat_us=shape.repeat,
        quiet=Quiet(*shape.quiet.hours, shape.quiet.below) if shape.quiet else None,
        goes_on=bool(shape.goes_on),
    )


def _dead_man(head: AlertsHeadShape) -> DeadMan | None:
    if head.dead_man is None:
        return None
    return DeadMan(head.dead_man.url, **_written(head.dead_man, {"every": "every_us"}))
