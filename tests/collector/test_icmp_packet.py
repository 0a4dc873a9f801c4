"""Bytes to packets and back."""

import struct

from hypothesis import given
from hypothesis import strategies as st

from collector.icmp import packet


def as_reply(request: bytes, *, v6: bool) -> bytes:
    return bytes([packet.REPLY_V6 if v6 else packet.REPLY_V4]) + request[1:]


@given(
    st.integers(0, 65535), st.integers(0, 65535), st.binary(min_size=8, max_size=8), st.booleans()
)
def test_an_echo_comes_back_as_it_was_sent(ident: int, seq: int, nonce: bytes, v6: bool) -> None:
    sent = packet.request(ident, seq, nonce, v6=v6)
    back = packet.reply(as_reply(sent, v6=v6), v6=v6, ip_header=False)
    assert back is not None
    assert (back.ident, back.sequence, back.body[:8]) == (ident, seq, nonce)


@given(st.integers(0, 65535), st.binary(min_size=8, max_size=8), st.integers(5, 15))
def test_the_ip_header_of_a_raw_socket_is_skipped_whatever_its_length(
    ident: int, nonce: bytes, words: int
) -> None:
    header = bytes([0x40 | words]) + b"\xff" * (words * 4 - 1)
    data = header + as_reply(packet.request(ident, 1, nonce, v6=False), v6=False)
    back = packet.reply(data, v6=False, ip_header=True)
    assert back is not None
    assert back.body[:8] == nonce


@given(st.binary(max_size=128), st.booleans(), st.booleans())
def test_no_bytes_make_it_raise(data: bytes, v6: bool, ip_header: bool) -> None:
    packet.reply(data, v6=v6, ip_header=ip_header)


@given(st.binary(min_size=8, max_size=8))
def test_requests_and_unreachables_are_no_replies(nonce: bytes) -> None:
    request = packet.request(1, 1, nonce, v6=False)
    assert packet.reply(request, v6=False, ip_header=False) is None
    assert packet.reply(b"\x03\x01" + request[2:], v6=False, ip_header=False) is None


@given(st.binary(max_size=99))
def test_the_checksum_verifies_to_zero(data: bytes) -> None:
    padded = data if len(data) % 2 == 0 else data + b"\x00"
    total = packet.checksum(data)
    assert packet.checksum(padded + struct.pack("!H", total)) == 0


def test_the_example_of_rfc_1071() -> None:
    assert packet.checksum(bytes.fromhex("0001f203f4f5f6f7")) == 0xFFFF ^ 0xDDF2


@given(st.integers(0, 65535), st.integers(0, 65535), st.binary(min_size=8, max_size=8))
def test_the_checksum_is_right(ident: int, seq: int, nonce: bytes) -> None:
    # RFC 1071: over a packet with its checksum in place the sum is 0.
    assert packet.checksum(packet.request(ident, seq, nonce, v6=False)) == 0
