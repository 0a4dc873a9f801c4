"""What routers say, as bytes: read where it is about an echo, and never an exception."""

import socket
import struct
from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.icmp import packet
from collector.path.errors import Told, asked, heard
from collector.path.line import offender

ROUTER, SITE = "127.64.255.1", "127.64.0.9"
SITE_V6 = "fd00::9"


def ip_v4(body: bytes, to: str, words: int = 5) -> bytes:
    return (
        bytes([0x40 | words, 0, 0, 0, 0, 0, 0, 0, 64, 1, 0, 0])
        + bytes(4)
        + ip_address(to).packed
        + bytes(4 * words - 20)
        + body
    )


def ip_v6(body: bytes, to: str) -> bytes:
    return bytes([0x60, 0, 0, 0, 0, 0, 58, 64]) + bytes(16) + ip_address(to).packed + body


def error(kind: int, code: int, quote: bytes) -> bytes:
    return struct.pack("!BBHI", kind, code, 0, 0) + quote


def request(ident: int, sequence: int, *, v6: bool = False) -> bytes:
    return packet.request(ident, sequence, bytes(8), v6=v6)


@pytest.mark.parametrize(
    ("kind", "code", "told"),
    [(11, 0, Told.EXCEEDED), (3, 1, Told.UNREACHABLE), (3, 13, Told.UNREACHABLE), (11, 1, None)],
)
@given(ident=st.integers(0, 65535), sequence=st.integers(0, 65535), words=st.integers(5, 15))
def test_a_quoted_echo_is_known_again(
    ident: int, sequence: int, words: int, kind: int, code: int, told: Told | None
) -> None:
    quote = ip_v4(request(ident, sequence)[:8], SITE, words)
    found = heard(ip_v4(error(kind, code, quote), ROUTER), v6=False, ip_header=True)
    assert found == (told and (told, ident, sequence, SITE))


@given(ident=st.integers(0, 65535), sequence=st.integers(0, 65535))
def test_a_quoted_echo_of_ipv6_is_known_again(ident: int, sequence: int) -> None:
    quote = ip_v6(request(ident, sequence, v6=True), SITE_V6)
    for kind, told in ((3, Told.EXCEEDED), (1, Told.UNREACHABLE)):
        found = heard(error(kind, 0, quote), v6=True, ip_header=False)
        assert found == (told, ident, sequence, SITE_V6)


def test_a_reply_is_known_by_its_numbers() -> None:
    reply = bytes([packet.REPLY_V4]) + request(7, 8)[1:]
    assert heard(reply, v6=False, ip_header=False) == (Told.REPLY, 7, 8, None)


def test_what_is_about_no_echo_of_ours_says_nothing() -> None:
    udp = bytearray(ip_v4(request(1, 2), SITE))
    udp[9] = 17
    fragment = bytearray(ip_v4(request(1, 2), SITE))
    fragment[7] = 3
    for quote in (bytes(udp), bytes(fragment), ip_v4(bytes(8), SITE), ip_v4(b"", SITE)):
        assert heard(error(11, 0, quote), v6=False, ip_header=False) is None
    assert asked(request(1, 2)[:7], v6=False) is None


@given(st.binary(max_size=160), st.booleans(), st.booleans())
def test_any_bytes_give_a_result(data: bytes, v6: bool, ip_header: bool) -> None:
    heard(data, v6=v6, ip_header=ip_header)
    heard(ip_v4(error(11, 0, data), ROUTER), v6=v6, ip_header=ip_header)
    asked(data, v6=v6)
    offender(data, v6=v6)


def test_the_error_queue_names_who_said_it() -> None:
    told = struct.pack("@IBBBBII", 113, 2, 11, 0, 0, 0, 0)
    who = struct.pack("@HH4s8x", socket.AF_INET, 0, ip_address(ROUTER).packed)
    assert offender(told + who, v6=False) == (Told.EXCEEDED, ROUTER)
    local = struct.pack("@IBBBBII", 113, 1, 11, 0, 0, 0, 0)
    assert offender(local + who, v6=False) is None
    six = struct.pack("@IBBBBII", 113, 3, 3, 0, 0, 0, 0)
    who = struct.pack("@HHI16sI", socket.AF_INET6, 0, 0, ip_address(SITE_V6).packed, 0)
    assert offender(six + who, v6=True) == (Told.EXCEEDED, SITE_V6)
    assert offender(six + who[:12], v6=True) is None
