"""Packets as bytes, judged by the collector's own codec and by the Internet checksum."""

import struct

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from collector.icmp import packet as collectors
from pantau.lab.answers import Form
from pantau.lab.network import ROUTER, STRANGER
from pantau.lab.packet import (
    Datagram,
    answer,
    checksum,
    datagram,
    datagram_back,
    echo_request_to,
    nonce_of,
)

WE, SITE = 0x0A4FFFFE, 0x0A400001
NONCE = b"\x00\x01nonce!"


def ip(body: bytes, protocol: int = 1, source: int = WE, destination: int = SITE) -> bytes:
    fields = [0x45, 0, 20 + len(body), 7, 0x4000, 64, protocol, 0, source, destination]
    plain = struct.pack("!BBHHHBBHII", *fields)
    fields[7] = collectors.checksum(plain)
    return struct.pack("!BBHHHBBHII", *fields) + body


def asked(ident: int = 77, sequence: int = 3, nonce: bytes = NONCE) -> bytes:
    return ip(collectors.request(ident, sequence, nonce, v6=False))


def udp(payload: bytes, port: int = 161, length: int | None = None) -> bytes:
    said = 8 + len(payload) if length is None else length
    return ip(struct.pack("!HHHH", 40_000, port, said, 0) + payload, 17)


def ends(packet: bytes) -> tuple[int, int]:
    return struct.unpack_from("!II", packet, 12)


def test_an_echo_request_names_whom_it_asks_and_its_nonce() -> None:
    assert echo_request_to(asked()) == SITE
    assert nonce_of(asked()) == int.from_bytes(NONCE)


@pytest.mark.parametrize("place", range(20, 55))
def test_a_request_damaged_on_the_way_is_nobodys(place: int) -> None:
    damaged = bytearray(asked())
    damaged[place] ^= 0x10
    assert echo_request_to(bytes(damaged)) is None


def test_fragments_and_parts_are_nobodys() -> None:
    fragment = bytearray(asked())
    fragment[6] |= 0x20
    assert echo_request_to(bytes(fragment)) is None
    assert echo_request_to(asked()[:-1]) is None
    assert datagram(udp(b"x")[:-1]) is None


@given(st.integers(0, 0xFFFF), st.integers(0, 0xFFFF), st.binary(min_size=8, max_size=8))
@example(0, 0, bytes(8))
@example(0xFFFF, 0xFFFF, b"\xff" * 8)
def test_every_answer_bears_right_checksums_and_goes_to_whoever_asked(
    ident: int, sequence: int, nonce: bytes
) -> None:
    request = asked(ident, sequence, nonce)
    for form in Form:
        back = answer(form, request)
        assert collectors.checksum(back[:20]) == 0
        assert collectors.checksum(back[20:]) == 0
        assert int.from_bytes(back[2:4]) == len(back)
        assert ends(back)[1] == WE


@given(st.integers(0, 0xFFFF), st.integers(0, 0xFFFF), st.binary(min_size=8, max_size=8))
def test_an_honest_reply_is_read_as_such(ident: int, sequence: int, nonce: bytes) -> None:
    back = answer(Form.REPLY, asked(ident, sequence, nonce))
    assert ends(back) == (SITE, WE)
    read = collectors.reply(back, v6=False, ip_header=True)
    assert read is not None
    assert (read.ident, read.sequence, read.body[:8]) == (ident, sequence, nonce)


def test_what_is_not_honest_differs_in_what_it_says() -> None:
    read = {
        form: collectors.reply(answer(form, asked()), v6=False, ip_header=True) for form in Form
    }
    truncated, forged, elsewhere = read[Form.TRUNCATED], read[Form.FORGED], read[Form.ELSEWHERE]
    assert truncated is not None
    assert truncated.body == NONCE[:4]
    assert forged is not None
    assert (forged.ident, forged.sequence, len(forged.body)) == (77, 3, 27)
    assert not set(forged.body[:8]) & set(NONCE)
    assert elsewhere is not None
    assert elsewhere.body[:8] == NONCE
    assert ends(answer(Form.ELSEWHERE, asked()))[0] == STRANGER
    assert read[Form.UNREACHABLE] is None


def test_unreachable_comes_from_the_router_and_quotes_the_request() -> None:
    back = answer(Form.UNREACHABLE, asked())
    assert ends(back)[0] == ROUTER
    assert back[20:22] == b"\x03\x01"
    assert back[28:] == asked()[:28]


@given(st.binary(max_size=80))
def test_any_bytes_are_read_without_an_error(data: bytes) -> None:
    for packet in (data, b"\x45" + data, ip(data), ip(data, 17), ip(b"\x08\x00" + data)):
        if echo_request_to(packet) is not None:
            assert all(answer(form, packet) for form in Form)
        datagram(packet)


@given(st.binary(max_size=60), st.integers(0, 60), st.integers(0, 255))
def test_a_packet_changed_anywhere_is_read_without_an_error(
    payload: bytes, place: int, value: int
) -> None:
    for packet in (bytearray(asked()), bytearray(udp(payload))):
        packet[place % len(packet)] = value
        echo_request_to(bytes(packet))
        datagram(bytes(packet))


@given(st.binary(max_size=99))
@example(b"")
@example(b"\xff\xff" * 9)
def test_the_checksum_is_the_collectors(data: bytes) -> None:
    assert checksum(data) == collectors.checksum(data)


@given(st.binary(max_size=99))
def test_a_datagram_is_answered_from_port_to_port(payload: bytes) -> None:
    read = datagram(udp(b"question"))
    assert read == Datagram(WE, 40_000, SITE, 161, b"question")
    back = datagram_back(read, payload)
    assert datagram(back) == Datagram(SITE, 161, WE, 40_000, payload)
    pseudo = back[12:20] + struct.pack("!HH", 17, len(back) - 20)
    assert collectors.checksum(pseudo + back[20:]) == 0
    assert back[26:28] != b"\0\0"


@pytest.mark.parametrize("length", [0, 7, 17, 0xFFFF])
def test_a_datagram_of_impossible_length_is_nobodys(length: int) -> None:
    assert datagram(udp(b"question", length=length)) is None
