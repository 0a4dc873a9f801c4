"""``python -m benchmarks.web_pages PORT COUNT``: web servers on loopback, one a site; says a line
when they listen, and answers until its input closes."""

import asyncio
import sys

from benchmarks.addresses import address

_PAGE = b"HTTP/1.1 200 OK\r\nContent-Length: 14\r\nConnection: close\r\n\r\nSelamat datang"


async def _talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(_PAGE)
        await writer.drain()
    except (OSError, asyncio.IncompleteReadError):
        pass
    finally:
        writer.close()


async def serve(port: int, count: int) -> None:
    """Until the standard input closes."""
    hosts = [address(number, "127") for number in range(count)]
    async with await asyncio.start_server(_talk, hosts, port):
        print("ready", flush=True)
        await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), int(sys.argv[2])))
