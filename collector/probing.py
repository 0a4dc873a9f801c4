"""One round of echoes now, for ``pantau probe``: nothing is judged and nothing stored."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from collector.transport import NONCE_BYTES, Destination, SendFailure, Transport


@dataclass(slots=True)
class Round:
    """What one destination answered: round trips in microseconds, in order of arrival."""

    to: Destination
    sent: int = 0
    rtts_us: list[int] = field(default_factory=list)
    failure: SendFailure | None = None


def ask_round(
    transport: Transport,
    destinations: Sequence[Destination],
    *,
    echoes: int,
    every_s: float,
    timeout_s: float,
    wait: Callable[[float], object],
) -> list[Round]:
    """Send ``echoes`` to each, ``every_s`` apart, and listen until the last had its time.

    ``wait`` pauses for so many seconds.
    """
    rounds = [Round(to) for to in destinations]
    asked: dict[bytes, tuple[Round, int]] = {}
    step_s = 0.02
    for _ in range(echoes):
        for each in rounds:
            nonce = secrets.token_bytes(NONCE_BYTES)
            sent_ns = transport.send(each.to, nonce)
            if isinstance(sent_ns, SendFailure):
                each.failure = sent_ns
                continue
            each.sent += 1
            asked[nonce] = (each, sent_ns)
        for _ in range(max(1, round(every_s / step_s))):
            wait(step_s)
            _listen(transport, asked)
    for _ in range(round(timeout_s / step_s)):
        if not asked:
            break
        wait(step_s)
        _listen(transport, asked)
    return rounds


def _listen(transport: Transport, asked: dict[bytes, tuple[Round, int]]) -> None:
    for reply in transport.receive():
        found = asked.get(reply.nonce)
        if found is not None and found[0].to.host == reply.host:
            del asked[reply.nonce]
            found[0].rtts_us.append(max(reply.received_ns - found[1], 0) // 1_000)
