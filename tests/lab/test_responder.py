"""The responder's loop on a pair of sockets instead of a TUN device: packets are packets."""

import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from collector.icmp import packet as collectors
from pantau.lab.answers import Answer, Device, Form
from pantau.lab.counts import unread
from pantau.lab.holds import UNANSWERED, Holds, read_holds
from pantau.lab.lateness import Lateness
from pantau.lab.packet import Datagram
from pantau.lab.responder import Responder
from tests.lab.test_lab_packet import SITE, asked, udp

MILLI = 1_000_000


class Fixed:
    """Every address answers alike."""

    def __init__(self, *answers: Answer) -> None:
        self.answers = answers
        self.heard: list[tuple[int, int]] = []

    def echo(self, address: int, at_ns: int) -> tuple[Answer, ...]:
        self.heard.append((address, at_ns))
        return self.answers

    def device(self, address: int, at_ns: int) -> Device | None:  # noqa: ARG002 - the port's
        return None


class Asking:
    """A responder in a thread, and our end of its line."""

    def __init__(self, answering: Fixed, holds: Holds | None = None) -> None:
        self.ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.ours.settimeout(5)
        theirs.setblocking(False)
        self.theirs = theirs
        began = time.clock_gettime_ns(time.CLOCK_BOOTTIME)
        self.responder = Responder(
            theirs.fileno(),
            answering,
            lambda: time.clock_gettime_ns(time.CLOCK_BOOTTIME) - began,
            holds=holds,
        )
        ends, self.stop_end = os.pipe()
        self.responder.when_readable(ends, self.responder.stop)
        self.thread = threading.Thread(target=self.responder.run, daemon=True)
        self._ends = ends

    def start(self) -> "Asking":
        self.thread.start()
        return self

    def end(self) -> None:
        """The stop descriptor closes; the loop must notice by itself."""
        os.close(self.stop_end)
        self.thread.join(5)
        assert not self.thread.is_alive()
        os.close(self._ends)
        self.ours.close()
        self.theirs.close()


@pytest.fixture
def asking() -> Iterator[Callable[..., Asking]]:
    started: list[Asking] = []

    def start(*answers: Answer, holds: Holds | None = None) -> Asking:
        started.append(Asking(Fixed(*answers), holds))
        return started[-1].start()

    yield start
    for each in started:
        each.end()


def test_answers_leave_in_the_order_in_which_they_are_due(
    asking: Callable[..., Asking],
) -> None:
    line = asking(Answer(30 * MILLI), Answer(0, Form.FORGED), Answer(15 * MILLI, Form.UNREACHABLE))
    sent = time.monotonic_ns()
    line.ours.send(asked())
    kinds = []
    for least in (0, 15, 30):
        kinds.append(line.ours.recv(100)[20])
        assert time.monotonic_ns() - sent >= least * MILLI
    assert kinds == [0, 3, 0]
    counts = line.responder.counts.values()
    assert counts["requests"] == 1
    assert counts["late_us"]["most"] >= counts["late_us"]["median"]


def test_a_crowd_is_answered_whole_and_each_for_itself(asking: Callable[..., Asking]) -> None:
    line = asking(Answer(2 * MILLI))
    numbers = range(150)
    for number in numbers:
        line.ours.send(asked(sequence=number))
    replies = [collectors.reply(line.ours.recv(100), v6=False, ip_header=True) for _ in numbers]
    assert [reply.sequence for reply in replies if reply] == list(numbers)


def test_what_is_no_echo_is_counted_and_not_answered(asking: Callable[..., Asking]) -> None:
    line = asking(Answer(0))
    for packet in (b"\x60" + bytes(47), b"x", udp(b"question", port=53), udp(b"snmp"), asked()):
        line.ours.send(packet)
    assert line.ours.recv(100)[20] == 0
    counts = line.responder.counts
    assert (counts.other, counts.requests, counts.asked_agents) == (4, 1, 0)


def test_an_agent_is_asked_what_comes_for_port_161() -> None:
    heard: list[tuple[Datagram, int]] = []

    class Agents:
        def ask(self, asked: Datagram, at_ns: int) -> None:
            heard.append((asked, at_ns))

    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with ours, theirs:
        theirs.setblocking(False)
        responder = Responder(theirs.fileno(), Fixed(), lambda: 42, agents=Agents())
        ours.send(udp(b"snmp"))
        responder.at(42, lambda: responder.at(42, responder.stop))
        responder._read()
    [(datagram, at_ns)] = heard
    assert (datagram.destination, datagram.payload, at_ns) == (SITE, b"snmp", 42)
    assert responder.counts.asked_agents == 1


def test_the_truth_is_kept_of_what_was_answered_and_of_silence(
    asking: Callable[..., Asking], tmp_path: Path
) -> None:
    holds = Holds()
    line = asking(Answer(3 * MILLI), Answer(4 * MILLI), Answer(0, Form.TRUNCATED), holds=holds)
    line.ours.send(asked(nonce=b"\0" * 7 + b"\x09"))
    for _ in range(3):
        line.ours.recv(100)
    while len(holds) < 2:
        threading.Event().wait(0.01)
    holds.save(tmp_path / "holds")
    first, second = read_holds(tmp_path / "holds")
    assert (first.address, first.nonce) == (SITE, 9)
    assert 3 * MILLI <= first.hold_ns <= second.hold_ns
    assert 4 * MILLI <= second.hold_ns < 1_000 * MILLI


def test_silence_is_a_truth_too(tmp_path: Path) -> None:
    holds = Holds()
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with ours, theirs:
        theirs.setblocking(False)
        ours.send(asked())
        responder = Responder(theirs.fileno(), Fixed(), lambda: 7, holds=holds)
        responder._read()
    holds.save(tmp_path / "holds")
    [hold] = read_holds(tmp_path / "holds")
    assert (hold.at_ns, hold.hold_ns) == (7, UNANSWERED)


def test_time_may_begin_with_the_first_echo() -> None:
    fixed, now = Fixed(), [-500]
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with ours, theirs:
        theirs.setblocking(False)
        responder = Responder(theirs.fileno(), fixed, lambda: now[0])
        responder.before_first_echo(lambda: now.__setitem__(0, now[0] + 500))
        for packet in (b"x", asked(), asked()):
            ours.send(packet)
        responder._read()
    assert [at_ns for _, at_ns in fixed.heard] == [0, 0]


def test_an_answer_that_the_kernel_refuses_is_counted(asking: Callable[..., Asking]) -> None:
    line = asking(Answer(20 * MILLI))
    line.ours.send(asked())
    line.ours.shutdown(socket.SHUT_RD)
    counts, pause = line.responder.counts, threading.Event()
    for _ in range(500):
        # It answers 20 ms after it has read the question, whenever that is on a busy machine.
        if counts.failed or pause.wait(0.01):
            break
    assert (counts.failed, counts.sent[Form.REPLY], counts.lateness.count) == (1, 0, 0)


def test_the_timetable_is_followed_in_its_order() -> None:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with ours, theirs:
        began = time.monotonic_ns()
        responder = Responder(theirs.fileno(), Fixed(), lambda: time.monotonic_ns() - began)
        done: list[int] = []
        responder.at(20 * MILLI, responder.stop)
        responder.at(10 * MILLI, lambda: done.append(2))
        responder.at(5 * MILLI, lambda: done.append(1))
        responder.run()
    assert done == [1, 2]
    assert time.monotonic_ns() - began >= 20 * MILLI


def test_a_descriptor_forgotten_is_no_longer_looked_at() -> None:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    mouth, ear = socket.socketpair()
    called: list[int] = []
    with ours, theirs, mouth, ear:
        began = time.monotonic_ns()
        responder = Responder(theirs.fileno(), Fixed(), lambda: time.monotonic_ns() - began)

        def once() -> None:
            called.append(1)
            responder.forget(ear.fileno())

        responder.when_readable(ear.fileno(), once)
        mouth.send(b"x")
        responder.at(5 * MILLI, responder.stop)
        responder.run()
    assert called == [1]


def test_lateness_is_told_in_steps_and_its_worst_exactly() -> None:
    late = Lateness()
    assert late.quantile_us(0.5) == 0
    for ns in [15_000] * 98 + [1_234_000, 70_000_000]:
        late.add(ns)
    assert late.count == 100
    assert late.quantile_us(0.5) == 20
    assert late.quantile_us(0.99) == 1_240
    assert late.quantile_us(1.0) == late.most_ns // 1_000 == 70_000


def test_outside_a_lab_nothing_is_unread() -> None:
    assert unread() == 0
