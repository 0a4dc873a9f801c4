"""The dead man's switch: somebody outside hears from us for as long as all works.

Silence is the alarm: where measuring, storing or sending has stopped, nothing is said.
"""

import logging
from collections.abc import Iterable, Mapping

import aiohttp

from alerts.world import World
from pantau.actions.secrets import Missing, reveal
from pantau.facts.instant import MINUTE
from pantau.facts.letters import Waiting
from pantau.facts.measured import STALE_AFTER
from pantau.inventory.alerting import DeadMan

log = logging.getLogger(__name__)

STUCK_US = 10 * MINUTE
"""A receiver of which the oldest letter waits for so long is stuck."""

_TIMEOUT_S = 10.0


def what_is_dead(world: World | None, trouble: str, waiting: Iterable[Waiting]) -> str | None:
    """What does not work; None where all does. ``trouble``: of the outbox."""
    if world is None or world.unseen:
        return "the journal cannot be read"
    if world.watch is None or world.watch.end or world.now - world.watch.until > STALE_AFTER:
        return "nobody measures"
    if trouble:
        return "what is to be told cannot be written"
    stuck = [
        each.receiver
        for each in waiting
        if each.oldest_at is not None and each.attempts and world.now - each.oldest_at > STUCK_US
    ]
    return f"nothing can be sent to {', '.join(stuck)}" if stuck else None


async def ping(
    switch: DeadMan, session: aiohttp.ClientSession, environment: Mapping[str, str]
) -> str | None:
    """Say that all works; why that did not arrive, or None. The address may hold a secret."""
    url = reveal(switch.url, environment)
    if isinstance(url, Missing):
        return url.reason
    try:
        async with session.get(
            url, timeout=aiohttp.ClientTimeout(total=_TIMEOUT_S), allow_redirects=False
        ) as answer:
            return None if answer.status < 400 else f"it answered {answer.status}"
    except (aiohttp.ClientError, TimeoutError, ValueError, OSError) as problem:
        return type(problem).__name__
