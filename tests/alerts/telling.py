"""Messages and lines for tests, on an afternoon in November."""

from collections.abc import Mapping
from typing import Any

import aiohttp

from alerts.message import Message
from alerts.receivers.port import Line
from pantau.facts.instant import MINUTE
from pantau.facts.telling import AlertKind, AlertSeverity, NotifyReason

AT = 1_795_590_000_000_000  # 2026-11-25T07:00:00Z

HOSTILE = "<b>&\"'*_[x](y)\n\r{{ }} \u202eterbalik\u202c مرحبا 🛰️ </b><script>1</script>"
# What a person must be able to read of it, as text.
HOSTILE_SHOWN = "<b>&\"'*_[x](y) {{ }} terbalik مرحبا 🛰️ </b><script>1</script>"


def message(**changes: Any) -> Message:
    fields = {
        "id": "O17:began:grup",
        "group": "O17",
        "kind": AlertKind.SITE_DOWN,
        "severity": AlertSeverity.CRITICAL,
        "reason": NotifyReason.BEGAN,
        "title": "GANGGUAN: Puskesmas Kuaro",
        "lines": ("Kuaro, sejak 14.58 WITA", "Dugaan: jalur"),
        "at": AT - MINUTE,
        "ready": "Nomor layanan SID-0017\nterputus sejak 14.58 WITA",
        "link": "https://pantau.contoh.go.id/site/pkm-kuaro",
        "outages": ("O17",),
        "labels": {"kecamatan": "Kuaro", "site": "pkm-kuaro"},
    }
    return Message(**(fields | changes))


def ended(**changes: Any) -> Message:
    over = {
        "id": "O17:ended:grup",
        "reason": NotifyReason.ENDED,
        "title": "PULIH: Puskesmas Kuaro",
        "at": AT,
        "resolved": True,
    }
    return message(**(over | changes))


def line(
    session: aiohttp.ClientSession, settings: Mapping[str, str], timeout_s: float = 5.0
) -> Line:
    return Line(
        settings,
        session,
        timeout_s,
        ack=lambda told: f"https://pantau.contoh.go.id/ack?m={told.id}",
        now=AT,
    )
