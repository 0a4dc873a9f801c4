"""The fakes do what the real things do."""

from collector.transport import Destination, SendFailure
from tests.fakes.clock import FakeClock
from tests.fakes.network import FakeNetwork

HERE = Destination.of("127.64.0.1")


def test_the_clock_moves_both_readings_and_jumps_one() -> None:
    clock = FakeClock(wall_ns=1000)
    boot = clock.boot_ns()
    clock.advance(5)
    clock.jump_wall(-100)
    assert (clock.wall_ns(), clock.boot_ns() - boot) == (905, 5)


def test_an_answer_comes_after_its_round_trip_and_once() -> None:
    clock = FakeClock()
    network = FakeNetwork(clock, lambda address, now: 30)
    assert HERE is not None
    sent = network.send(HERE, b"12345678")
    assert network.receive() == []
    clock.advance(30)
    [reply] = network.receive()
    assert isinstance(sent, int)
    assert (reply.nonce, reply.host, reply.received_ns) == (b"12345678", "127.64.0.1", sent + 30)
    assert network.receive() == []


def test_answers_arrive_in_the_order_of_their_arrival() -> None:
    clock = FakeClock()
    delays = iter([50, 10])
    network = FakeNetwork(clock, lambda address, now: next(delays))
    assert HERE is not None
    network.send(HERE, b"slowslow")
    network.send(HERE, b"fastfast")
    clock.advance(60)
    assert [r.nonce for r in network.receive()] == [b"fastfast", b"slowslow"]


def test_silence_counts_as_sent_and_a_refusal_does_not() -> None:
    clock = FakeClock()
    network = FakeNetwork(clock, lambda address, now: None)
    assert HERE is not None
    assert isinstance(network.send(HERE, b"12345678"), int)
    network.behaviour = lambda address, now: SendFailure.REFUSED
    assert network.send(HERE, b"12345678") is SendFailure.REFUSED
    assert len(network.sent) == 1
