"""What a fault of a socket tells, and what is noted until time runs out."""

import asyncio
import errno

import pytest

from collector.probes.answer import Asked
from collector.probes.asking import Notes, outcome_of, within
from pantau.facts.clock import SystemClock
from pantau.facts.words import ProbeOutcome
from pantau.inventory.asking import Probe

ASKED = Asked("127.0.0.1", Probe("tcp"), 50_000)


@pytest.mark.parametrize(
    ("number", "outcome"),
    [
        (errno.ECONNREFUSED, ProbeOutcome.REFUSED),
        (errno.ETIMEDOUT, ProbeOutcome.TIMEOUT),
        (errno.EHOSTUNREACH, ProbeOutcome.UNREACHABLE),
        (errno.ENETUNREACH, ProbeOutcome.UNREACHABLE),
        (errno.ECONNRESET, ProbeOutcome.CUT_OFF),
        (errno.EPIPE, ProbeOutcome.CUT_OFF),
        (errno.EMFILE, ProbeOutcome.NOT_ASKED),
        (errno.EADDRNOTAVAIL, ProbeOutcome.NOT_ASKED),
    ],
)
def test_a_fault_of_our_own_machine_is_none_of_the_site(number: int, outcome: ProbeOutcome) -> None:
    assert outcome_of(OSError(number, "said by the kernel")) is outcome

    async def fail(asked: Asked, notes: Notes) -> ProbeOutcome:
        raise OSError(number, "said by the kernel")

    answer = asyncio.run(within(ASKED, SystemClock(), fail))
    assert (answer.outcome, answer.rtt_us) == (outcome, None)


def test_what_is_known_when_time_runs_out_stays_known() -> None:
    async def stop_halfway(asked: Asked, notes: Notes) -> ProbeOutcome:
        notes.done("connect")
        notes.done("connect")
        await asyncio.Event().wait()
        return ProbeOutcome.ANSWERED

    answer = asyncio.run(within(ASKED, SystemClock(), stop_halfway))
    assert answer.outcome is ProbeOutcome.TIMEOUT
    assert list(answer.details) == ["connect_us"]
