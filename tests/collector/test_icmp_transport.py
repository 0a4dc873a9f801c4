"""Real sockets on loopback."""

import select
import socket
from collections.abc import Iterator

import pytest

from collector.icmp.sockets import EchoSocket, IcmpRefusedError, open_echo_socket
from collector.icmp.transport import IcmpTransport
from collector.transport import Destination, Reply, SendFailure
from pantau.facts.clock import SystemClock


@pytest.fixture
def transport() -> Iterator[IcmpTransport]:
    opened = IcmpTransport.open(SystemClock())
    yield opened
    opened.close()


def sockets_of(transport: IcmpTransport) -> list[socket.socket]:
    return [each.sock for each in transport._by_family.values()]


def collect(transport: IcmpTransport, count: int) -> list[Reply]:
    replies: list[Reply] = []
    while len(replies) < count and select.select(sockets_of(transport), [], [], 2)[0]:
        replies += transport.receive()
    return replies


@pytest.mark.parametrize("address", ["127.64.3.7", "127.127.255.254", "::1"])
def test_loopback_answers_with_our_nonce_and_kernel_times(
    transport: IcmpTransport, address: str
) -> None:
    to = Destination.of(address)
    assert to is not None
    before = SystemClock().wall_ns()
    sent_ns = transport.send(to, b"12345678")
    assert isinstance(sent_ns, int)
    [reply] = collect(transport, 1)
    assert (reply.nonce, reply.host) == (b"12345678", address)
    assert before <= sent_ns <= SystemClock().wall_ns()
    assert sent_ns - 1_000_000 < reply.received_ns <= SystemClock().wall_ns()


def test_three_hundred_at_once_all_come_back(transport: IcmpTransport) -> None:
    sent = set()
    for number in range(300):
        to = Destination.of(f"127.64.{number // 200}.{number % 200 + 1}")
        assert to is not None
        nonce = number.to_bytes(8)
        assert isinstance(transport.send(to, nonce), int)
        sent.add((nonce, to.host))
    assert {(r.nonce, r.host) for r in collect(transport, 300)} == sent
    assert transport.dropped() == 0


def test_one_that_the_kernel_refuses_keeps_no_other_from_leaving(
    transport: IcmpTransport,
) -> None:
    """Loopback's broadcast address is refused to whoever did not ask for broadcasts."""
    hosts = ["127.64.0.1", "127.255.255.255", "127.64.0.2", "::1", "127.64.0.3", "127.255.255.255"]
    found = [Destination.of(host) for host in hosts]
    echoes = [(to, n.to_bytes(8)) for n, to in enumerate(found) if to is not None]
    times = transport.send_all(echoes)
    refused = [n for n, at in enumerate(times) if at is SendFailure.REFUSED]
    assert refused == [1, 5]
    assert {reply.host for reply in collect(transport, 4)} == {*hosts} - {"127.255.255.255"}


def test_answers_that_find_no_room_are_counted(transport: IcmpTransport) -> None:
    to = Destination.of("127.64.0.1")
    assert to is not None
    for sock in sockets_of(transport):
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8192)
    transport.send_all([(to, number.to_bytes(8)) for number in range(200)])
    came = len(transport.receive())
    assert came < 200
    # The kernel says so with the next one that finds room.
    transport.send(to, b"nextone!")
    assert [reply.nonce for reply in collect(transport, 1)] == [b"nextone!"]
    assert transport.dropped() >= 200 - came


def test_echoes_of_another_socket_are_not_heard(transport: IcmpTransport) -> None:
    other = IcmpTransport.open(SystemClock())
    to = Destination.of("127.64.0.1")
    assert to is not None
    other.send(to, b"otherone")
    assert [r.nonce for r in collect(other, 1)] == [b"otherone"]
    other.close()
    assert transport.receive() == []


def test_a_raw_socket_hears_neither_requests_nor_other_identifiers() -> None:
    """On loopback a raw socket is handed our own requests too, unless the filter drops them."""
    try:
        raw = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP)
    except PermissionError:
        pytest.skip("raw sockets are refused here; ping sockets filter by themselves")
    raw.close()
    opened = open_echo_socket(socket.AF_INET)
    if not opened.raw:
        opened.sock.close()
        pytest.skip("ping sockets are allowed here and preferred")
    transport = IcmpTransport(SystemClock(), [opened])
    stranger = IcmpTransport(
        SystemClock(), [EchoSocket(opened.sock, False, True, opened.ident ^ 1)]
    )
    to = Destination.of("127.64.0.1")
    assert to is not None
    stranger.send(to, b"stranger")
    transport.send(to, b"wearehim")
    assert [r.nonce for r in collect(transport, 1)] == [b"wearehim"]
    assert transport.receive() == []
    transport.close()


def test_an_address_of_a_family_without_socket_is_not_sent() -> None:
    opened = open_echo_socket(socket.AF_INET)
    transport = IcmpTransport(SystemClock(), [opened])
    to = Destination.of("::1")
    assert to is not None
    assert transport.send(to, b"12345678") is SendFailure.NO_SOCKET
    transport.close()


def test_the_refusal_says_what_to_grant() -> None:
    text = str(IcmpRefusedError("IPv4", "EACCES Permission denied", "EPERM not permitted"))
    assert "net.ipv4.ping_group_range" in text
    assert "CAP_NET_RAW" in text


@pytest.mark.parametrize("text", ["telkom.example", "", "300.1.1.1", "10.0.0", "fe80::1%nosuch0"])
def test_what_is_no_numeric_address_is_no_destination(text: str) -> None:
    assert Destination.of(text) is None


def test_the_guard_of_the_tests_stops_an_echo_that_would_leave_the_machine(
    transport: IcmpTransport,
) -> None:
    to = Destination.of("10.64.0.1")
    assert to is not None
    with pytest.raises(AssertionError, match=r"tried to reach \('10.64.0.1', 0\)"):
        transport.send(to, b"12345678")
