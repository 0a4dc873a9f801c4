"""Sites that call in: what they need, and what means nothing to them."""

from pantau.inventory.changes import standings
from pantau.inventory.findings import Findings
from pantau.inventory.piece import Piece
from pantau.inventory.pieces import Pieces
from pantau.inventory.push import PUSH
from pantau.inventory.sites_shape import SiteShape
from pantau.language import Sentence, to_say

_OF_ASKING = ("heartbeat", "timeout", "confirm", "recover")


def check(findings: Findings, pieces: Pieces) -> None:
    """Note sites without an address that do not call in, and callers that nobody listens to."""
    for site in pieces.sites:
        if site.shape.heartbeat_by == PUSH:
            _caller(findings, pieces, site)
        elif site.shape.address is None and "address" not in site.bad:
            findings.error(
                site.path, Sentence(to_say("'address' is missing; write address: 127.64.5.12"))
            )
    callers = [site for site in pieces.sites if site.shape.heartbeat_by == PUSH]
    outside = any(each.shape.layer != "local" for each in pieces.references)
    if len(callers) == 1 and not outside:
        findings.warning(
            callers[0].path,
            Sentence(
                to_say(
                    "no other site calls in and no reference lies outside, so nobody can vouch for "
                    "our own line and no outage is ever written; write a reference with layer: "
                    "outside"
                )
            ),
        )


def _caller(findings: Findings, pieces: Pieces, site: Piece[SiteShape]) -> None:
    if pieces.push is None and "push" not in (findings.source.data or {}):
        findings.error(
            (*site.path, "heartbeat_by"),
            Sentence(
                to_say(
                    "nobody listens; write push: {listen: 127.0.0.1:9465, secrets: "
                    "file:/etc/pantau/push}"
                )
            ),
        )
    if site.shape.address is not None and "address" not in site.bad:
        findings.error(
            (*site.path, "address"),
            Sentence(to_say("a site that calls in is never asked; remove the address")),
        )
    for key in _OF_ASKING:
        if getattr(site.shape, key) is not None:
            findings.error(
                (*site.path, key),
                Sentence(to_say("means nothing for a site that calls in; write push: {every: …}")),
            )
    for each in list(standings(site))[1:]:
        for key in each.own & {"address", "probes"}:
            findings.error(
                (*each.path, key),
                Sentence(to_say("a site that calls in is never asked; remove it from the change")),
            )
    if site.shape.probes:
        findings.error(
            (*site.path, "probes"),
            Sentence(to_say("a site that calls in cannot be asked; remove the probes")),
        )
