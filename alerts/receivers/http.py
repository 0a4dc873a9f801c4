"""One POST to a receiver, and what its answer means: the part that all of them share."""

import asyncio
import errno
import json
import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from secrets import token_hex
from typing import Any

import aiohttp

from alerts.receivers.port import Line, Rejected, Unavailable
from alerts.receivers.text import cut, plain
from alerts.receivers.why import Why

SECRETS = ("token", "password", "secret", "url", "topic")
"""Settings that never appear in a reason. Nor does a phone number, wherever it stands."""

_MOST_READ = 65_536
_MOST_SAID = 200
_A_SECRET = 6  # letters at least: shorter parts of an address are words
_CONNECTING = 0.6  # of the deadline: what is left is enough to know whether the message left us
_LONGEST_WAIT_S = 86_400  # four hundred digits of it are no float
_PHONE = re.compile(r"\+?\d{8,15}")
_NOT_NOW = frozenset({408, 425, 429})


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. ``body``: its beginning, perhaps cut or without an end."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def data(self) -> dict[str, Any]:
        """The body as a JSON object; empty where it is none."""
        try:
            data = json.loads(self.body)
        except (ValueError, RecursionError):
            return {}
        return data if isinstance(data, dict) else {}


def open_session() -> aiohttp.ClientSession:
    """The session for all receivers; to be closed by who opens it.

    Messages are rare: a connection kept open would mostly be found dead when it is needed, with
    no way to know whether the message was read. No cookies, no redirects, no proxies.
    """
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(force_close=True),
        cookie_jar=aiohttp.DummyCookieJar(),
        timeout=aiohttp.ClientTimeout(total=None),
    )


Refused = Rejected | Unavailable
Part = tuple[str, str, str, bytes]

Judge = Callable[[Answer, Line], Refused | None]


async def post(
    line: Line,
    url: str,
    content: object,
    headers: Mapping[str, str] | None = None,
    judge: Judge = lambda _answer, _line: None,
) -> Answer | Refused:
    """Send ``content`` (JSON, or bytes as they are) within ``line.timeout_s``.

    An Answer has a status of 200 to 299. A status is enough to know: a body that drips, breaks off
    or never ends costs no more than the deadline and 64 kB. ``judge`` goes before what the status
    means to everybody.
    """
    body = content if isinstance(content, bytes) else as_json(content)
    sending = {"Content-Type": "application/json", **(headers or {})}
    deadline = asyncio.get_running_loop().time() + line.timeout_s
    timeout = aiohttp.ClientTimeout(total=None, connect=line.timeout_s * _CONNECTING)
    try:
        async with asyncio.timeout_at(deadline):
            response = await line.session.post(
                url, data=body, headers=sending, allow_redirects=False, timeout=timeout
            )
    except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as problem:
        return Unavailable(_why_no_connection(problem))
    except (aiohttp.InvalidURL, aiohttp.NonHttpUrlClientError, ValueError):
        return Rejected(Why.UNUSABLE.of())
    except TimeoutError:
        return Unavailable(Why.NO_ANSWER.of(seconds=f"{line.timeout_s:g}"), perhaps_delivered=True)
    except (aiohttp.ClientError, OSError):
        return Unavailable(Why.BROKE.of(), perhaps_delivered=True)
    try:
        read = await _beginning(response, deadline)
    finally:
        response.close()
    answer = Answer(response.status, response.headers, read)
    return judge(answer, line) or judged(answer, line)


def as_json(content: object) -> bytes:
    """As sent. Lone surrogates, which UTF-8 does not know, are escaped."""
    return json.dumps(content, ensure_ascii=False).encode("utf-8", "backslashreplace")


def as_form(fields: Mapping[str, str], files: Sequence[Part]) -> tuple[bytes, dict[str, str]]:
    """As multipart/form-data: the body and its headers. ``files``: field, name, media type, bytes;
    names have safe characters only."""
    border = token_hex(16)
    parts = [
        f'--{border}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode(
            "utf-8", "backslashreplace"
        )
        for name, value in fields.items()
    ]
    for field, name, media_type, content in files:
        head = (
            f'--{border}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n'
            f"Content-Type: {media_type}\r\n\r\n"
        )
        parts += [head.encode(), content, b"\r\n"]
    parts.append(f"--{border}--\r\n".encode())
    return b"".join(parts), {"Content-Type": f"multipart/form-data; boundary={border}"}


def judged(answer: Answer, line: Line) -> Answer | Refused:
    """What a status means: 2xx taken, other 4xx never, all else (a proxy's redirect too) later."""
    status = answer.status
    if 200 <= status < 300:
        return answer
    said = said_by(answer, line)
    if 300 <= status < 400:
        why = Why.REDIRECTED_SAYING if said else Why.REDIRECTED
        return Unavailable(why.of(status=status, said=said))
    reason = (Why.ANSWERED_SAYING if said else Why.ANSWERED).of(status=status, said=said)
    if 400 <= status < 500 and status not in _NOT_NOW:
        return Rejected(reason)
    return Unavailable(reason, retry_after_s=retry_after(answer))


def said_by(answer: Answer, line: Line) -> str:
    """The reason in the other side's words, where its JSON has some; secrets blanked."""
    data = answer.data()
    error = data.get("error")
    nested = error.get("message") if isinstance(error, dict) else error
    said = next((each for each in (data.get("description"), nested) if isinstance(each, str)), "")
    return without_secrets(said, line)


def without_secrets(text: str, line: Line) -> str:
    """``text`` as one short line in which no secret of ``line`` stands, whole or as a part of its
    address."""
    secrets = {line.settings[key] for key in SECRETS if key in line.settings}
    secrets |= {value for value in line.settings.values() if _PHONE.fullmatch(value)}
    if url := line.settings.get("url"):
        secrets.update(piece for piece in re.split(r"[/?&=:@#]+", url) if len(piece) >= _A_SECRET)
    for secret in sorted(secrets, key=len, reverse=True):
        text = text.replace(secret, "…") if secret else text
    return cut(plain(text), _MOST_SAID)


def retry_after(answer: Answer) -> float | None:
    """How many seconds the other side wants us to wait; a date is read against its own clock."""
    match answer.data():
        case {"parameters": {"retry_after": int(seconds)}}:  # Telegram's own way
            return float(min(max(seconds, 0), _LONGEST_WAIT_S))
    asked = answer.headers.get("Retry-After", "").strip()
    if asked.isascii() and asked.isdigit():
        return float(min(int(asked[:9]), _LONGEST_WAIT_S))
    try:
        then = parsedate_to_datetime(asked)
        now = parsedate_to_datetime(answer.headers.get("Date", ""))
        return min(max(0.0, (then - now).total_seconds()), _LONGEST_WAIT_S)
    except (TypeError, ValueError):
        return None


async def _beginning(response: aiohttp.ClientResponse, deadline: float) -> bytes:
    """Up to 64 kB of the body. Its status is known, so no fault of the body is one."""
    read = bytearray()
    try:
        async with asyncio.timeout_at(deadline):
            while piece := await response.content.read(_MOST_READ - len(read)):
                read += piece
    except (TimeoutError, aiohttp.ClientError, OSError):
        pass
    return bytes(read)


def _why_no_connection(problem: Exception) -> str:
    """In our own words: a library's may hold the address, and the address a secret."""
    match problem:
        case aiohttp.ClientConnectorDNSError():
            return Why.NAME_UNKNOWN.of()
        case aiohttp.ClientSSLError():
            return Why.NOT_SECURE.of()
        case aiohttp.ConnectionTimeoutError():
            return Why.NO_CONNECTION_IN_TIME.of()
        case _:
            number = getattr(problem, "errno", None) or errno.ECONNREFUSED
            return Why.NO_CONNECTION.of(why=os.strerror(number))
