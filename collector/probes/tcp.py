"""Whether a port takes a connection, and how fast."""

import socket

from collector.probes.answer import Answer, Asked
from collector.probes.asking import Notes, within
from collector.probes.connecting import connect, look_up
from pantau.facts.clock import Clock
from pantau.facts.words import ProbeOutcome


async def ask(asked: Asked, clock: Clock) -> Answer:
    """Connect and hang up. ``rtt_us`` is the time of the connection alone."""
    return await within(asked, clock, _ask)


async def _ask(asked: Asked, notes: Notes) -> ProbeOutcome:
    to = await look_up(asked.probe.address or asked.address, notes)
    if isinstance(to, ProbeOutcome):
        return to
    notes.begin()
    (await connect(to, asked.probe.port or 0, socket.SOCK_STREAM)).close()
    notes.done("connect")
    return ProbeOutcome.ANSWERED
