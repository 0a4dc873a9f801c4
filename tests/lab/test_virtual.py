"""The virtual clock and network do what the real things do."""

from ipaddress import IPv4Address

from collector.transport import Destination, SendFailure
from pantau.lab.answers import SILENCE, Answer, Form
from pantau.lab.virtual import RegencyTransport, VirtualClock, VirtualTransport

HERE = Destination.of("127.64.0.1")
assert HERE is not None


def test_the_clock_moves_both_readings_and_jumps_one() -> None:
    clock = VirtualClock(wall_ns=1000)
    boot = clock.boot_ns()
    clock.advance(5)
    clock.jump_wall(-100)
    assert (clock.wall_ns(), clock.boot_ns() - boot) == (905, 5)


def test_the_clock_knows_what_it_said_before_it_jumped() -> None:
    clock = VirtualClock(wall_ns=1000)
    boot = clock.boot_ns()
    for _ in range(2):
        clock.advance(10)
        clock.jump_wall(100)
    assert [clock.wall_at(boot + each) for each in (9, 10, 19, 20)] == [1009, 1110, 1119, 1220]


def test_an_answer_comes_after_its_round_trip_and_once() -> None:
    clock = VirtualClock()
    network = VirtualTransport(clock, lambda address, now: 30)
    sent = network.send(HERE, b"12345678")
    assert network.receive() == []
    clock.advance(30)
    [reply] = network.receive()
    assert isinstance(sent, int)
    assert (reply.nonce, reply.host, reply.received_ns) == (b"12345678", "127.64.0.1", sent + 30)
    assert network.receive() == []


def test_an_answer_is_stamped_when_it_arrives_not_when_it_is_fetched() -> None:
    clock = VirtualClock()
    network = VirtualTransport(clock, lambda address, now: 30)
    sent = network.send(HERE, b"12345678")
    clock.advance(40)
    clock.jump_wall(-1_000)
    clock.advance(40)
    [reply] = network.receive()
    assert isinstance(sent, int)
    assert reply.received_ns == sent + 30


def test_answers_arrive_in_the_order_of_their_arrival() -> None:
    clock = VirtualClock()
    delays = iter([50, 10])
    network = VirtualTransport(clock, lambda address, now: next(delays))
    network.send(HERE, b"slowslow")
    network.send(HERE, b"fastfast")
    clock.advance(60)
    assert [r.nonce for r in network.receive()] == [b"fastfast", b"slowslow"]


def test_silence_counts_as_sent_and_a_refusal_does_not() -> None:
    clock = VirtualClock()
    network = VirtualTransport(clock, lambda address, now: None)
    assert isinstance(network.send(HERE, b"12345678"), int)
    network.behaviour = lambda address, now: SendFailure.REFUSED
    assert network.send(HERE, b"12345678") is SendFailure.REFUSED
    assert len(network.sent) == 1


class Scripted:
    """Answers as told, and notes what it was asked."""

    def __init__(self, *answers: Answer) -> None:
        self.answers = answers or SILENCE
        self.asked: list[tuple[int, int]] = []

    def echo(self, address: int, at_ns: int) -> tuple[Answer, ...]:
        self.asked.append((address, at_ns))
        return self.answers

    def device(self, *_: int) -> None:
        return None


def received(*answers: Answer) -> list[tuple[bytes, str]]:
    clock = VirtualClock()
    transport = RegencyTransport(clock, Scripted(*answers), clock.boot_ns())
    transport.send(HERE, b"12345678")
    clock.advance(100)
    return [(reply.nonce, reply.host) for reply in transport.receive()]


def test_a_regency_is_asked_by_number_and_by_the_time_since_it_began() -> None:
    clock, regency = VirtualClock(), Scripted()
    transport = RegencyTransport(clock, regency, clock.boot_ns())
    clock.advance(70)
    transport.send(HERE, b"12345678")
    assert regency.asked == [(int(IPv4Address("127.64.0.1")), 70)]


def test_only_what_bears_our_nonce_and_the_address_is_an_answer() -> None:
    assert received(Answer(5), Answer(9)) == [(b"12345678", "127.64.0.1")] * 2
    assert received(Answer(5, Form.TRUNCATED), Answer(5, Form.UNREACHABLE)) == []
    [(nonce, host)] = received(Answer(5, Form.FORGED))
    assert nonce != b"12345678"
    assert host == "127.64.0.1"
    [(nonce, host)] = received(Answer(5, Form.ELSEWHERE))
    assert nonce == b"12345678"
    assert host != "127.64.0.1"
