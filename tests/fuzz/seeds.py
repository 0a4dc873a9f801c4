"""What is really said, for the fuzzer to begin with, made by the ones who say it."""

import datetime
import struct
from collections.abc import Mapping

import dns.message
import dns.rrset
import trustme
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from collector.icmp import packet
from collector.probes.snmp import message, oids, usm
from collector.probes.snmp.message import octets, question, sequence, tlv, whole
from tests.fuzz.targets import ENGINE, KEYS, USER

_PAGES = (
    b"HTTP/1.1 200 OK\r\nContent-Length: 14\r\n\r\nSelamat datang",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    b"3\r\nSel\r\n5;x\r\namat \r\n0\r\nx: y\r\n\r\n",
    b"HTTP/1.1 302 Found\r\nLocation: /beranda?a=b#c\r\nContent-Length: 0\r\n\r\n",
    b"HTTP/1.1 301 Moved\r\nLocation: https://[::1]:8443/\r\n\r\n",
    b"HTTP/1.1 307 Moved\r\nLocation: http://b\xc3\xbccher.test/\xc3\xa9\r\n\r\n",
    b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.0 404 Not Found\r\nConnection: close\r\n\r\nTidak ada",
    b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n",
)
_CALLS = (
    b"POST /beat/desa-lolo HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer secret\r\n\r\n",
    b"PUT /beat/a HTTP/1.0\r\nauthorization: bearer  x~\r\nContent-Length: 1024\r\n\r\n",
    b"GET /beat/A HTTP/1.1\r\n\r\n",
    b"GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n",
)


def _echoes() -> list[bytes]:
    asked = packet.request(7, 9, b"12345678", v6=False)
    asked_v6 = packet.request(7, 9, b"12345678", v6=True)
    ip = struct.pack("!BBHHHBBH4s4s", 0x45, 0, 55, 1, 0, 64, 1, 0, b"\x7f\0\0\1", b"\x7f\0\0\1")
    ip_v6 = struct.pack("!IHBB16s16s", 6 << 28, len(asked_v6), 58, 64, bytes(16), bytes(16))
    exceeded, unreachable = bytes((11, 0, *bytes(6))), bytes((3, 1, *bytes(6)))
    return [
        b"\x00" + asked[1:],
        ip + b"\x00" + asked[1:],
        b"\x81" + asked_v6[1:],
        exceeded + ip + asked,
        ip + unreachable + ip + asked,
        bytes((3, 0, *bytes(6))) + ip_v6 + asked_v6,
    ]


def _answers() -> list[bytes]:
    found = []
    for kind, records in (
        ("A", ["127.64.0.7", "127.64.0.8"]),
        ("TXT", ['"halo" "lagi"']),
        ("MX", ["10 mail.paser.test."]),
    ):
        reply = dns.message.make_response(dns.message.make_query("paser.test", kind, id=0x6162))
        reply.answer.append(dns.rrset.from_text("paser.test.", 60, "IN", kind, *records))
        found.append(reply.to_wire())
    return found


def _agents() -> list[bytes]:
    bindings = sequence(
        *(
            sequence(message._oid(name), value)
            for name, value in (
                (oids.SYS_UPTIME, tlv(0x43, b"\x01\x00\x00")),
                (oids.SYS_OBJECT_ID, message._oid((1, 3, 6, 1, 4, 1, 14988, 1))),
                ((*oids.IF_NAME, 2), octets(b"ether1")),
                ((*oids.IF_HC_IN_OCTETS, 2), tlv(0x46, b"\x7f" * 8)),
                ((*oids.IF_HIGH_SPEED, 2), tlv(0x42, b"\x03\xe8")),
                ((*oids.PROCESSOR_LOAD, 1), whole(10)),
                ((*oids.IF_OPER_STATUS, 2), tlv(0x80)),
            )
        )
    )
    response = tlv(message.RESPONSE, whole(5), whole(0), whole(0), bindings)
    report = tlv(message.REPORT, whole(5), whole(0), whole(0), bindings)
    return [
        response,
        message.with_community(b"public", response),
        usm.discovery(5, report),
        usm.protected(5, response, USER, KEYS, ENGINE, 4),
        usm.protected(5, question(message.GET, 5, (oids.SYS_UPTIME,)), USER, KEYS, ENGINE, 4),
    ]


def _certificate() -> bytes:
    until = datetime.datetime(2035, 1, 1, tzinfo=datetime.UTC)
    pem = trustme.CA().issue_cert("127.0.0.1", not_after=until).cert_chain_pems[0].bytes()
    return x509.load_pem_x509_certificate(pem).public_bytes(Encoding.DER)


def seeds() -> Mapping[str, list[bytes]]:
    """By target."""
    return {
        "icmp": _echoes(),
        "name_server": _answers(),
        "web_server": [bytes((size,)) + page for page in _PAGES for size in (1, 255)],
        "certificate": [_certificate()],
        "agent": _agents(),
        "caller": list(_CALLS),
    }
