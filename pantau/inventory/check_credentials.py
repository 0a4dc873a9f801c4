"""Credentials are whole, and probes name ones that there are."""

from pantau.inventory.changes import standings
from pantau.inventory.credentials_shape import CredentialsShape
from pantau.inventory.findings import Findings
from pantau.inventory.piece import Piece
from pantau.inventory.pieces import Pieces
from pantau.inventory.wording import meant
from pantau.language import Sentence, to_say

_V3 = ("user", "authentication_key", "privacy_key")
_ONLY_V3 = (*_V3, "authentication", "privacy")


def check(findings: Findings, pieces: Pieces) -> None:
    """Note credentials that let nobody in, and names that stand for none."""
    for piece in pieces.credentials.values():
        _whole(findings, piece)
    if "credentials" in pieces.broken:
        return
    known = list(pieces.credentials)
    written = [
        each
        for site in pieces.sites
        if "probes" not in site.bad
        for each in standings(site)
        if "probes" in each.own
    ]
    for site in written:
        for number, probe in enumerate(site.shape.probes or []):
            if probe.credentials is None or probe.credentials in pieces.credentials:
                continue
            text = (
                Sentence(
                    to_say("no such credentials; {remedy}"), remedy=meant(probe.credentials, known)
                )
                if known
                else Sentence(
                    to_say("there is no section credentials; write one with this name in it")
                )
            )
            findings.error((*site.path, "probes", number, "credentials"), text)


def _whole(findings: Findings, piece: Piece[CredentialsShape]) -> None:
    said = {key for key in _ONLY_V3 if getattr(piece.shape, key) is not None}
    if piece.shape.community is not None or "community" in piece.bad:
        for key in _ONLY_V3:
            if key in said:
                text = Sentence(to_say("belongs to v3, and community to v2c; remove one of them"))
                findings.error((*piece.path, key), text)
        return
    for key in _V3:
        if key not in said and key not in piece.bad:
            example = (CredentialsShape.model_fields[key].examples or [""])[0]
            text = Sentence(
                to_say("'{key}' is missing; write {key}: {example}"), key=key, example=example
            )
            findings.error(piece.path, text)
