"""Whether a receiver can be reached: one message that says that it is a test, past the outbox."""

import asyncio
import os
import random

from alerts.message import Message
from alerts.receivers.http import open_session
from alerts.receivers.port import Outcome
from alerts.receivers.table import SENDS
from alerts.sender import Tools, attempt
from pantau.facts.clock import Clock, now_us
from pantau.facts.telling import AlertSeverity, NotifyReason
from pantau.inventory.alerting import Receiver
from pantau.language import choose_language, translator


def try_receiver(receiver: Receiver, clock: Clock) -> Outcome:
    """Send it now and wait for the answer, some ten seconds at most: no place for a page's run."""
    return asyncio.run(_send(receiver, clock))


async def _send(receiver: Receiver, clock: Clock) -> Outcome:
    async with open_session() as session:
        tools = Tools(SENDS, session, os.environ, random.random, lambda _: None)
        return await attempt(_message(receiver, now_us(clock)), receiver, clock, tools)


def _message(receiver: Receiver, now: int) -> Message:
    language = choose_language(receiver.language)
    say = translator(language)
    return Message(
        id=f"test/{receiver.name}/{now}",
        group="test",
        kind=None,
        severity=AlertSeverity.INFO,
        reason=NotifyReason.TEST,
        title=say("TEST: Pantau reaches {name}", name=receiver.name),
        lines=(say("Nothing is wrong. Somebody only tries this way."),),
        at=now,
        language=language,
    )
