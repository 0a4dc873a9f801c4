"""What takes the messages of a demo: it says yes to each and keeps none."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

_YES = b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"
_LONGEST_S = 10.0


@asynccontextmanager
async def mailbox() -> AsyncIterator[str]:
    """The address that takes a POST, on a free port of this machine, until the block ends."""
    server = await asyncio.start_server(_take, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}/"


async def _take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """One message. Whoever says no word of HTTP is hung up on."""
    with suppress(OSError, ValueError, EOFError, asyncio.LimitOverrunError):
        async with asyncio.timeout(_LONGEST_S):
            head = await reader.readuntil(b"\r\n\r\n")
            await reader.readexactly(_length(head))
            writer.write(_YES)
            await writer.drain()
    writer.close()


def _length(head: bytes) -> int:
    """Of the body that follows; 0 where none is told."""
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    return 0
