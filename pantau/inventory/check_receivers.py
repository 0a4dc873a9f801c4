"""Receivers of alerts: who takes over, and what a secret travels through."""

import re
from ipaddress import ip_address

from pantau.inventory.alerting import TargetKind
from pantau.inventory.alerting_leaves import names_a_place
from pantau.inventory.alerting_names import Names
from pantau.inventory.alerting_shape import (
    EmailShape,
    NtfyShape,
    ReceiverShape,
    TelegramShape,
    WhatsAppShape,
)
from pantau.inventory.circles import circle_text, circles
from pantau.inventory.findings import Findings
from pantau.inventory.piece import Piece
from pantau.inventory.pieces import Pieces
from pantau.inventory.wording import KEPT_FOR_EVER
from pantau.language import Sentence, to_say

_HOST = re.compile(r"(?:http://)?(?:\[([^\]]*)\]|([^:/?#]*))")


def check(findings: Findings, pieces: Pieces) -> None:
    """Note fallbacks that lead nowhere, and secrets that somebody could read on their way."""
    if pieces.alerting is None:
        return
    names = Names(findings, pieces.alerting)
    receivers = pieces.alerting.receivers
    for piece in receivers.values():
        if piece.shape.fallback is not None:
            names.look_up((*piece.path, "fallback"), TargetKind.RECEIVER, piece.shape.fallback)
        _own(findings, piece)
    leads_to = {name: piece.shape.fallback for name, piece in receivers.items()}
    for members in circles(leads_to):
        text = Sentence(
            to_say("leads back to itself: {members}; remove one fallback"),
            members=circle_text(members),
        )
        findings.error((*receivers[members[0]].path, "fallback"), text)


def _own(findings: Findings, piece: Piece[ReceiverShape]) -> None:
    match piece.shape:
        case EmailShape() as email:
            _login(findings, piece, email)
        case TelegramShape(api=str(address)):
            _web(findings, piece, "api", address)
        case WhatsAppShape() as whatsapp:
            if whatsapp.api is not None:
                _web(findings, piece, "api", whatsapp.api)
            if not names_a_place(whatsapp.to):
                findings.warning(
                    (*piece.path, "to"),
                    Sentence(to_say("{why}; write to: env:NAME"), why=KEPT_FOR_EVER),
                )
        case NtfyShape(server=address, token=str()):
            _web(findings, piece, "server", address)


def _login(findings: Findings, piece: Piece[ReceiverShape], email: EmailShape) -> None:
    """A server takes both or neither, and a password only through a closed envelope."""
    for has, lacks in (("user", "password"), ("password", "user")):
        written = getattr(email, has) is not None
        if written and getattr(email, lacks) is None and lacks not in piece.bad:
            example = (EmailShape.model_fields[lacks].examples or [""])[0]
            findings.error(
                (*piece.path, has),
                Sentence(
                    to_say("means nothing without {lacks}; write {lacks}: {example}"),
                    lacks=lacks,
                    example=example,
                ),
            )
    if email.tls == "none" and email.password is not None and not stays_here(email.server):
        text = Sentence(
            to_say("the password would go through the network unencrypted; write starttls or tls")
        )
        findings.warning((*piece.path, "tls"), text)


def _web(findings: Findings, piece: Piece[ReceiverShape], key: str, address: str) -> None:
    if address.startswith("http://") and not stays_here(address):
        text = Sentence(
            to_say("the token would go through the network unencrypted; write https://…")
        )
        findings.warning((*piece.path, key), text)


def stays_here(address: str) -> bool:
    """Whether a server or address is on this machine."""
    match = _HOST.match(address)
    host = (match[1] or match[2] or "") if match else ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
