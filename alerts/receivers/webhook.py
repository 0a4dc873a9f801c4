"""A webhook: the message as JSON, signed where a secret is set.

Settings: url[, secret]. Headers: Idempotency-Key is the same for each attempt at one message;
X-Pantau-Timestamp is when it was sent (seconds since 1970 UTC), and X-Pantau-Signature
"sha256=" with the HMAC of "<timestamp>.<body>" in hexadecimal; docs/receivers.md has an example.
"""

import hashlib
import hmac
import json

from alerts.message import Message, to_json
from alerts.receivers.http import Answer, as_json, post
from alerts.receivers.port import Delivered, Line, Outcome
from alerts.receivers.text import ack_address
from pantau.facts.instant import SECOND

VERSION = 1


async def send(message: Message, line: Line) -> Outcome:
    """Any status of 200 to 299 says that it was taken."""
    body = as_json(content(message, line))
    stamp = str(line.now // SECOND)
    headers = {"Idempotency-Key": _as_header(message.id), "X-Pantau-Timestamp": stamp}
    if secret := line.settings.get("secret"):
        headers["X-Pantau-Signature"] = f"sha256={signature(secret, stamp, body)}"
    answer = await post(line, line.settings["url"], body, headers)
    return Delivered() if isinstance(answer, Answer) else answer


def content(message: Message, line: Line) -> dict[str, object]:
    """All fields of the message under their own names, and ``version``, ``late_s`` and ``ack``."""
    return {
        "version": VERSION,
        **json.loads(to_json(message)),
        "late_s": line.late_s,
        "ack": ack_address(message, line),
    }


def signature(secret: str, stamp: str, body: bytes) -> str:
    """HMAC-SHA256 over the time stamp, a full stop and the body, in hexadecimal."""
    return hmac.new(secret.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()


def _as_header(message_id: str) -> str:
    """An id that a header can hold: itself, or its digest."""
    if message_id.isascii() and message_id.isprintable():
        return message_id
    return hashlib.sha256(message_id.encode("utf-8", "backslashreplace")).hexdigest()
