"""The other side of the receivers: servers on loopback that behave as they are told."""

import asyncio
import json
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default as reading
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.fakes.listening import listening


@dataclass(frozen=True)
class Asked:
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def data(self) -> Any:
        return json.loads(self.body)


Behave = Callable[[Asked, asyncio.StreamWriter], Awaitable[None]]


@dataclass
class HttpPlayer:
    port: int
    behave: Behave
    asked: list[Asked] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@asynccontextmanager
async def http_player(
    behave: Behave, tls: ssl.SSLContext | None = None
) -> AsyncIterator[HttpPlayer]:
    player = HttpPlayer(0, behave)

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        headers = {
            name.lower(): value.strip()
            for name, _, value in (line.partition(":") for line in head[1:] if line)
        }
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        asked = Asked(head[0].split()[1], headers, body)
        player.asked.append(asked)
        await player.behave(asked, writer)

    async with listening(talk, tls) as player.port:
        yield player


def says(status: int, body: object = b"", **headers: str) -> Behave:
    """Answer with ``body`` (JSON unless bytes)."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    lines = [f"HTTP/1.1 {status} Whatever", f"Content-Length: {len(content)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]

    async def behave(_asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write("\r\n".join([*lines, "", ""]).encode() + content)
        await writer.drain()

    return behave


async def hangs_up(_asked: Asked, writer: asyncio.StreamWriter) -> None:
    """It has read everything, and that is the last that is heard of it."""
    writer.close()


async def says_rubbish(_asked: Asked, writer: asyncio.StreamWriter) -> None:
    writer.write(b"\x00\xff\xfe no HTTP at all \r\n\r\n")
    await writer.drain()


def drips(what: bytes, first: bytes = b"") -> Behave:
    """Sends ``first`` at once, and then ``what`` for ever, byte by byte."""

    async def behave(_asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(first)
        ticking = asyncio.Event()
        loop = asyncio.get_running_loop()
        while not writer.is_closing():
            for byte in what:
                writer.write(bytes([byte]))
                await writer.drain()
                ticking.clear()
                loop.call_later(0.02, ticking.set)
                await ticking.wait()

    return behave


async def says_nothing(_asked: Asked, _writer: asyncio.StreamWriter) -> None:
    """It stays on the line until the player is ended."""
    await asyncio.Event().wait()


async def never_ends(_asked: Asked, writer: asyncio.StreamWriter) -> None:
    """A good status, and a body of as many bytes as one will take."""
    writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
    while not writer.is_closing():
        writer.write(b"x" * 65_536)
        await writer.drain()


@dataclass
class MailPlayer:
    """Plays an SMTP server. A reply that is set is given in place of the good one."""

    port: int = 0
    rcpt: dict[str, str] = field(default_factory=dict)
    end: str = "250 2.0.0 Ok: queued as 4XyZ"
    silent_after_mail: bool = False
    mails: list[EmailMessage] = field(default_factory=list)
    envelopes: list[tuple[str | None, list[str]]] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)

    @property
    def server(self) -> str:
        return f"127.0.0.1:{self.port}"

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self,
        _server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        reply = self.rcpt.get(address, "250 Ok")
        if reply.startswith("2"):
            envelope.rcpt_tos.append(address)
        return reply

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        assert isinstance(envelope.content, bytes)
        self.raw.append(envelope.content)
        mail = message_from_bytes(envelope.content, policy=reading)
        assert isinstance(mail, EmailMessage)
        self.mails.append(mail)
        self.envelopes.append((envelope.mail_from, envelope.rcpt_tos))
        if self.silent_after_mail:
            assert server.transport is not None
            server.transport.close()
        return self.end


@asynccontextmanager
async def mail_player(player: MailPlayer, **options: Any) -> AsyncIterator[MailPlayer]:
    loop = asyncio.get_running_loop()
    made: list[SMTP] = []

    def protocol() -> SMTP:
        made.append(SMTP(player, hostname="surat.contoh.go.id", loop=loop, **options))
        return made[-1]

    server = await loop.create_server(protocol, "127.0.0.1", 0)
    player.port = server.sockets[0].getsockname()[1]
    try:
        yield player
    finally:
        server.close()
        for each in made:
            if each.transport is not None:
                each.transport.close()
        handlers = [each._handler_coroutine for each in made if each._handler_coroutine]
        for handler in handlers:
            handler.cancel()
        await asyncio.gather(*handlers, return_exceptions=True)
