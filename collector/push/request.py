"""A call as bytes: one small HTTP request, and what is answered to it. Pure; any bytes will do."""

import re
from dataclasses import dataclass
from enum import Enum

MOST_HEAD = 4_096
MOST_BODY = 1_024
_LINE = re.compile(rb"(GET|HEAD|POST|PUT) /beat/([a-z0-9-]{1,64}) HTTP/1\.[01]")
_ANY_LINE = re.compile(rb"[A-Z]{1,20} \S{1,2000} HTTP/1\.[01]")
_BEARER = re.compile(rb"(?i:bearer) +([!-~]{1,200})")


class Said(Enum):
    """What a caller is answered: status and reason."""

    HEARD = (204, "No Content")
    MALFORMED = (400, "Bad Request")
    REFUSED = (401, "Unauthorized")
    NOT_FOUND = (404, "Not Found")
    TOO_SLOW = (408, "Request Timeout")
    TOO_LARGE = (413, "Content Too Large")
    TOO_OFTEN = (429, "Too Many Requests")

    @property
    def response(self) -> bytes:
        """The same bytes whoever asked: nothing tells an unknown site from a wrong secret."""
        status, reason = self.value
        more = "WWW-Authenticate: Bearer\r\n" if self is Said.REFUSED else ""
        length = "" if self is Said.HEARD else "Content-Length: 0\r\n"
        return f"HTTP/1.1 {status} {reason}\r\n{more}{length}Connection: close\r\n\r\n".encode()


@dataclass(frozen=True, slots=True)
class Call:
    """A site says that it lives. ``body``: how many bytes follow, of which nothing is kept."""

    site: str
    secret: bytes
    body: int


def parse_call(head: bytes) -> Call | Said:
    """``head``: up to and with the empty line, at most MOST_HEAD bytes."""
    lines = head.removesuffix(b"\r\n\r\n").split(b"\r\n")
    found = _LINE.fullmatch(lines[0])
    if found is None:
        return Said.NOT_FOUND if _ANY_LINE.fullmatch(lines[0]) else Said.MALFORMED
    headers: dict[bytes, bytes] = {}
    for line in lines[1:]:
        name, colon, value = line.partition(b":")
        key = name.lower()
        if not colon or not name or name != name.strip() or key in headers:
            return Said.MALFORMED
        headers[key] = value.strip()
    length = headers.get(b"content-length", b"0")
    if not length.isdigit() or b"transfer-encoding" in headers:
        return Said.MALFORMED
    if len(length) > 9 or int(length) > MOST_BODY:
        return Said.TOO_LARGE
    bearer = _BEARER.fullmatch(headers.get(b"authorization", b""))
    if bearer is None:
        return Said.REFUSED
    return Call(found[2].decode(), bearer[1], int(length))
