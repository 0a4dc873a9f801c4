"""The public page under strangers, and what those at work feel of it."""

import asyncio
import time
from collections.abc import Iterator, Sequence

import aiohttp

from benchmarks.at_work import refresh_of, spread_of
from benchmarks.pages_demo import demo, processor_s
from benchmarks.rows import Part, Row, Target
from benchmarks.viewers import Viewer, watch

_A_SECOND, _REQUESTS, _AT_WORK = 200, 2000, 5
_WHAT = "demo with 300 sites and 13 months, collector and alerter running beside it"
_LATE = 0.99


def measure() -> Iterator[Row]:
    """How large, how dear, how quick; and the overview's refresh with and without them."""
    with demo() as (address, server):
        for packed in (False, True):
            size = asyncio.run(_size(f"{address}/publik", packed=packed))
            what = "first view, packed" if packed else "first view"
            yield Row(what, size / 1000, "KB", _WHAT, target=Target(40.0))
        alone = asyncio.run(watch(address, "", _AT_WORK, _REQUESTS / _A_SECOND))
        before, began = processor_s(server), time.monotonic()
        taken, beside = asyncio.run(_both(address))
        share = (processor_s(server) - before) / (time.monotonic() - began) * 100
        how = f"{_REQUESTS} requests, {_A_SECOND} a second; {_AT_WORK} viewers at work beside them"
        yield Row("processor of the page server", share, "% of one core", how)
        yield spread_of("public answer, median", taken, 0.5, how)
        yield spread_of("public answer, 99th percentile", taken, _LATE, how)
        yield refresh_of("overview's refresh, no strangers", alone, _REQUESTS / _A_SECOND)
        yield refresh_of("overview's refresh, with them", beside, _REQUESTS / _A_SECOND)


async def _size(url: str, *, packed: bool) -> int:
    headers = {"Accept-Encoding": "gzip" if packed else "identity"}
    async with (
        aiohttp.ClientSession(auto_decompress=False) as session,
        session.get(url, headers=headers) as reply,
    ):
        return len(await reply.read())


async def _both(address: str) -> tuple[list[float], Sequence[Viewer]]:
    watching = asyncio.create_task(watch(address, "", _AT_WORK, _REQUESTS / _A_SECOND))
    return await _ask(f"{address}/publik"), await watching


async def _ask(url: str) -> list[float]:
    """Seconds to each answer. Each is asked at its time, however the others fare."""
    async with aiohttp.ClientSession() as session:
        began = time.monotonic()
        asked = [_one(session, url, began + n / _A_SECOND) for n in range(_REQUESTS)]
        return await asyncio.gather(*asked)


async def _one(session: aiohttp.ClientSession, url: str, at: float) -> float:
    await asyncio.sleep(max(0.0, at - time.monotonic()))  # noqa: TID251 - a load has its own time
    began = time.monotonic()
    async with session.get(url) as reply:
        reply.raise_for_status()
        await reply.read()
    return time.monotonic() - began


PART = Part("public", "The public page under strangers, beside those at work.", measure)
