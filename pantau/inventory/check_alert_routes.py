"""The routes of alerts: whom they lead to, what they take, and which are never reached."""

from collections.abc import Iterable

from pantau.facts.telling import AlertSeverity
from pantau.inventory.alerting import Match
from pantau.inventory.alerting_names import Names
from pantau.inventory.alerting_pieces import AlertingPieces
from pantau.inventory.alerting_shape import AlertRouteShape, MatchShape
from pantau.inventory.changes import standings
from pantau.inventory.findings import Findings
from pantau.inventory.piece import Piece
from pantau.inventory.pieces import Pieces
from pantau.inventory.quantities import duration_text
from pantau.inventory.resolve_alerting import match_of
from pantau.inventory.source import Path
from pantau.inventory.wording import meant, shown
from pantau.language import Sentence, to_say

_Route = Piece[AlertRouteShape]


def check(findings: Findings, pieces: Pieces) -> None:
    """Note routes that lead nowhere, take nothing, or are never reached."""
    alerting = pieces.alerting
    if alerting is None:
        return
    names = Names(findings, alerting)
    for route in alerting.routes:
        if "to" not in route.bad:
            names.targets((*route.path, "to"), route.shape.to)
        _steps(names, route)
        _quiet(findings, route)
        if route.shape.match is not None and "match" not in route.bad:
            _match(findings, pieces, (*route.path, "match"), route.shape.match)
    _order(findings, alerting)
    _none(findings, alerting)


def _steps(names: Names, route: _Route) -> None:
    if "escalate" in route.bad:
        return
    before = 0
    for number, step in enumerate(route.shape.escalate or ()):
        path = (*route.path, "escalate", number)
        names.targets((*path, "to"), step.to)
        if step.after <= before:
            text = Sentence(
                to_say("not after the step before it ({before}); write in order"),
                before=duration_text(before),
            )
            names.findings.error((*path, "after"), text)
        before = step.after


def _quiet(findings: Findings, route: _Route) -> None:
    quiet = None if "quiet" in route.bad else route.shape.quiet
    if quiet is not None and quiet.below is AlertSeverity.INFO:
        path = (*route.path, "quiet", "below")
        findings.error(
            path,
            Sentence(to_say("nothing is below info; write warning or critical, or remove quiet")),
        )


def _match(findings: Findings, pieces: Pieces, path: Path, match: MatchShape) -> None:
    """A name that nothing bears would take no alert for ever, and nobody would notice."""
    sites = [] if "sites" in pieces.broken else pieces.sites
    lie = [each.shape.kecamatan for site in sites for each in standings(site)]
    contracts = pieces.contracts.values()
    shapes = [contract.shape for contract in contracts]
    tiers = [id for shape in shapes for id in shape.tiers]
    tiers += [id for s in shapes for a in s.amendments or () for id in a.tiers or ()]
    known: dict[str, tuple[str, Iterable[str], str]] = {
        "sites": (to_say("site has this id"), (site.shape.id for site in sites), "sites"),
        "kecamatan": (to_say("site lies there"), lie, "sites"),
        "providers": (
            to_say("contract is with it"),
            (shape.provider for shape in shapes),
            "contracts",
        ),
        "tiers": (to_say("contract has this tier"), tiers, "contracts"),
    }
    unsound = any(site.bad & {"id", "kecamatan", "changes"} for site in sites) or any(
        contract.bad & {"provider", "tiers", "amendments"} for contract in contracts
    )
    for key, (sentence, names, section) in known.items():
        written = list(dict.fromkeys(names))
        for number, name in enumerate(getattr(match, key) or ()):
            if name not in written and section not in pieces.broken and not unsound:
                text = Sentence(
                    to_say("no {what}; {remedy}"),
                    what=Sentence(sentence),
                    remedy=meant(name, written),
                )
                findings.error((*path, key, number), text)


def _order(findings: Findings, alerting: AlertingPieces) -> None:
    """Names are each one route's own; behind a route that takes all, none is ever reached."""
    first: dict[str, _Route] = {}
    last: _Route | None = None
    for route in alerting.routes:
        name = route.shape.name
        if "name" not in route.bad:
            if name in first:
                line = findings.source.place(first[name].path)[0]
                text = Sentence(
                    to_say("a route in line {line} has this name already; write another"), line=line
                )
                findings.error((*route.path, "name"), text)
            first.setdefault(name, route)
        if last is not None:
            line = findings.source.place(last.path)[0]
            text = Sentence(
                to_say(
                    "never reached: route {name} (line {line}) takes every alert; put that one "
                    "last, or write goes_on: true there"
                ),
                name=shown(last.shape.name),
                line=line,
            )
            findings.warning(route.path, text)
        elif _takes_all(route):
            last = route


def _takes_all(route: _Route) -> bool:
    shape = route.shape
    sound = not route.bad & {"match", "goes_on", "name"}
    return sound and not shape.goes_on and match_of(shape.match) == Match()


def _none(findings: Findings, alerting: AlertingPieces) -> None:
    written = findings.source.at(("alerts", "routes"))
    if alerting.receivers and not written and "routes" not in alerting.broken:
        name = next(iter(alerting.receivers))
        findings.warning(
            ("alerts", "receivers"),
            Sentence(
                to_say(
                    "no route leads to them, so nobody is told; write routes: [{{name: semua, to: "
                    "[{name}]}}]"
                ),
                name=name,
            ),
            key=True,
        )
