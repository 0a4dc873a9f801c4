"""A TCP server on loopback that says what a test wants."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from typing import Any

Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Coroutine[Any, Any, None]]
HOST = "127.0.0.1"


@asynccontextmanager
async def listening(
    talk: Talk,
    tls: ssl.SSLContext | None = None,
    end: Callable[[asyncio.StreamWriter], None] = asyncio.StreamWriter.close,
) -> AsyncIterator[int]:
    """Its port. ``end``: what is done with a connection when its talk is over."""
    talking: set[asyncio.Task[None]] = set()

    async def met(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        talking.add(task)
        try:
            with suppress(OSError, asyncio.IncompleteReadError):
                await talk(reader, writer)
        except asyncio.CancelledError:
            pass
        finally:
            end(writer)
            talking.discard(task)

    server = await asyncio.start_server(met, HOST, 0, ssl=tls)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for task in list(talking):
            task.cancel()
        await asyncio.gather(*talking, return_exceptions=True)
