"""The port for calls, with real callers: who is heard, who is refused, and who cannot disturb."""

import gc
import socket
import threading
import warnings
from collections.abc import Iterator
from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.push.callers import SELF, Callers
from collector.push.port import Bounds, Port
from collector.push.request import MOST_BODY, MOST_HEAD, Call, Said, parse_call
from pantau.facts.clock import SystemClock
from tests.acceptance.processes import until

SECRETS = {"desa-lolo": "rahasia-1", "desa-tajer": "rahasia-2"}


class Listening:
    def __init__(self, bounds: Bounds, port: int = 0) -> None:
        self.callers = Callers()
        self.port = Port("127.0.0.1", port, self.callers, SystemClock(), bounds)
        self.callers.know([*SECRETS], {**SECRETS, SELF: self.port.own_secret})
        self.port.start()

    def open(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port.port), timeout=10)

    def say(self, data: bytes) -> bytes:
        with self.open() as caller:
            caller.sendall(data)
            return answer(caller)

    def call(self, site: str, secret: str, more: str = "", line: str = "POST") -> bytes:
        head = f"{line} /beat/{site} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {secret}\r\n"
        return self.say(f"{head}{more}\r\n".encode())


def answer(caller: socket.socket) -> bytes:
    """All that comes until the other side hangs up."""
    found = b""
    try:
        while more := caller.recv(4096):
            found += more
    except ConnectionError:
        pass
    return found


@pytest.fixture
def listening() -> Iterator[Listening]:
    found = Listening(Bounds(at_once=20, a_second=2_000, seconds=2.0, self_check_s=0.1))
    until(lambda: found.callers.last(SELF))
    yield found
    found.port.stop()


def test_a_site_is_heard_by_its_own_secret_alone(listening: Listening) -> None:
    assert listening.call("desa-lolo", "rahasia-1").startswith(b"HTTP/1.1 204 ")
    assert listening.callers.take() == ["desa-lolo"]
    wrong = listening.call("desa-tajer", "rahasia-1")
    assert wrong.startswith(b"HTTP/1.1 401 ")
    assert wrong == listening.call("desa-mana", "rahasia-1")  # nobody learns which sites there are
    assert listening.call(SELF, "").startswith(b"HTTP/1.1 401 ")
    assert (listening.callers.take(), listening.callers.last("desa-tajer")) == ([], None)


def test_calls_come_as_curl_and_a_router_send_them(listening: Listening) -> None:
    assert listening.call("desa-lolo", "rahasia-1", line="GET").startswith(b"HTTP/1.1 204")
    assert listening.call("desa-lolo", "rahasia-1").startswith(b"HTTP/1.1 429")
    body = "Content-Length: 5\r\n"
    head = f"POST /beat/desa-tajer HTTP/1.1\r\nauthorization: bearer rahasia-2\r\n{body}\r\nhallo"
    assert listening.say(head.encode()).startswith(b"HTTP/1.1 204")
    assert listening.callers.take() == ["desa-lolo", "desa-tajer"]


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"GET / HTTP/1.1\r\n\r\n", b"404"),
        (b"DELETE /beat/desa-lolo HTTP/1.1\r\n\r\n", b"404"),
        (b"\x16\x03\x01\x02\x00\r\n\r\n", b"400"),
        (b"POST /beat/desa-lolo HTTP/1.1\r\n\r\n", b"401"),
        (b"POST /beat/desa-lolo HTTP/1.1\r\nContent-Length: 99999\r\n\r\n", b"413"),
        (b"POST /beat/desa-lolo HTTP/1.1\r\nContent-Length: -1\r\n\r\n", b"400"),
        (b"POST /beat/desa-lolo HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", b"400"),
        (b"POST /beat/desa-lolo HTTP/1.1\r\n" + b"x" * 6_000, b"413"),
        (b"POST /beat/desa-lolo HTTP/1.1\r\nA: 1\r\nA: 2\r\n\r\n", b"400"),
    ],
)
def test_anything_else_is_answered_shortly(
    listening: Listening, data: bytes, status: bytes
) -> None:
    # Who is refused with bytes unread may find the line cut before the answer.
    unread = len(data) > MOST_HEAD + 1024
    assert listening.say(data)[9:12] in ((status, b"") if unread else (status,))
    assert listening.callers.take() == []


def test_a_slow_body_is_cut_off_in_time(listening: Listening) -> None:
    head = b"POST /beat/desa-lolo HTTP/1.1\r\nAuthorization: Bearer rahasia-1\r\n"
    with listening.open() as caller:
        caller.sendall(head + b"Content-Length: 100\r\n\r\nx")
        began = monotonic()
        assert answer(caller).startswith(b"HTTP/1.1 408 ")
        assert 1.5 < monotonic() - began < 8
    assert listening.callers.take() == []


def test_those_who_only_wait_make_room_for_a_site(listening: Listening) -> None:
    waiting = [listening.open() for _ in range(60)]
    try:
        began = monotonic()
        assert listening.call("desa-lolo", "rahasia-1").startswith(b"HTTP/1.1 204")
        assert monotonic() - began < 1.5
    finally:
        for each in waiting:
            each.close()


def test_a_flood_of_wrong_calls_keeps_no_site_out(listening: Listening) -> None:
    ended = threading.Event()

    def flood() -> None:
        while not ended.is_set():
            try:
                listening.call("desa-lolo", "salah")
            except OSError:
                continue

    threads = [threading.Thread(target=flood, daemon=True) for _ in range(8)]
    for each in threads:
        each.start()
    try:
        until(lambda: listening.callers.said["REFUSED"] > 200)
        assert listening.call("desa-tajer", "rahasia-2").startswith(b"HTTP/1.1 204")
        itself = listening.callers.last(SELF)
        until(lambda: listening.callers.last(SELF) != itself)
    finally:
        ended.set()
        for each in threads:
            each.join(10)
    assert listening.callers.take() == ["desa-tajer"]


def test_a_port_that_is_taken_is_told_of_and_tried_again() -> None:
    with socket.socket() as first:
        first.bind(("127.0.0.1", 0))
        first.listen()
        found = Listening(Bounds(bind_again_s=0.05, self_check_s=0.1), first.getsockname()[1])
        until(lambda: found.port.trouble)
    until(lambda: found.callers.last(SELF))
    assert found.port.trouble is None
    found.port.stop()


def test_stopping_frees_the_port(listening: Listening) -> None:
    listening.port.stop()
    with socket.socket() as again:
        again.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        again.bind(("127.0.0.1", listening.port.port))


def test_whoever_is_on_the_line_when_listening_ends_is_let_go() -> None:
    with warnings.catch_warnings(record=True) as left_open:
        warnings.simplefilter("always", ResourceWarning)
        for callers in range(20):
            found = Listening(Bounds(at_once=3, a_second=2_000, self_check_s=0.001))
            until(lambda found=found: found.callers.last(SELF))
            waiting = [found.open() for _ in range(callers)]
            found.port.stop()
            for each in waiting:
                each.close()
        gc.collect()
    assert [str(each.message) for each in left_open] == []


@given(st.binary(max_size=300), st.binary(max_size=60))
def test_any_bytes_are_a_call_or_an_answer(data: bytes, secret: bytes) -> None:
    assert isinstance(parse_call(data + b"\r\n\r\n"), Call | Said)
    line = b"POST /beat/a HTTP/1.1\r\nAuthorization: Bearer " + secret
    found = parse_call(line + b"\r\n" + data + b"\r\n\r\n")
    assert isinstance(found, Said) or found.body <= MOST_BODY
