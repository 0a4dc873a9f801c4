"""The public form under a flood, and what those at work feel of it."""

import asyncio
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from gzip import compress
from urllib.parse import urlencode

import aiohttp

from benchmarks.at_work import refresh_of, spread_of
from benchmarks.pages_demo import demo, processor_s
from benchmarks.rows import Part, Row, Target
from benchmarks.viewers import Viewer, watch

_POSTS, _A_SECOND, _AT_WORK = 10_000, 200, 5
_SECONDS = _POSTS / _A_SECOND
_SOONEST_S = 3.5
_HEADERS = {
    "Sec-Fetch-Site": "same-origin",
    "Content-Type": "application/x-www-form-urlencoded",
}


def measure() -> Iterator[Row]:
    """How large the form is; how many posts of one address are stored; what the others feel."""
    with demo("--months", "2", "--days", "2") as (address, server):
        for packed in (False, True):
            what = "the form, packed by a proxy" if packed else "the form"
            size = asyncio.run(_size(address, packed=packed))
            yield Row(what, size / 1000, "KB", "one page, all of it", target=Target(10.0))
        alone = asyncio.run(watch(address, "", _AT_WORK, _SECONDS))
        before, began = processor_s(server), time.monotonic()
        (statuses, taken, others), beside = asyncio.run(_both(address))
        share = (processor_s(server) - before) / (time.monotonic() - began) * 100
        how = (
            f"{_POSTS} posts from one address, {_A_SECOND} a second, a filled form with script in "
            f"it; {_AT_WORK} viewers at work beside them"
        )
        yield Row("reports stored", statuses[303], "", how, target=Target(10))
        yield Row("posts refused with 429", statuses[429], "", how)
        yield Row("processor of the page server", share, "% of one core", how)
        yield spread_of("answer to a post, median", taken, 0.5, how)
        yield spread_of("answer to a post, 99th percentile", taken, 0.99, how)
        yield spread_of(
            "/healthz meanwhile, 99th percentile", others, 0.99, "asked ten times a second"
        )
        yield refresh_of("overview's refresh, no posts", alone, _SECONDS)
        yield refresh_of("overview's refresh, with them", beside, _SECONDS)


async def _size(address: str, *, packed: bool) -> int:

    async with aiohttp.ClientSession() as session, session.get(f"{address}/lapor") as reply:
        body = await reply.read()
    return len(compress(body)) if packed else len(body)


async def _both(
    address: str,
) -> tuple[tuple[Counter[int], list[float], list[float]], Sequence[Viewer]]:
    watching = asyncio.create_task(watch(address, "", _AT_WORK, _SECONDS))
    return await _flood(address), await watching


async def _flood(address: str) -> tuple[Counter[int], list[float], list[float]]:
    # Of its own, so that a look waits for no post on our side.
    async with aiohttp.ClientSession() as session, aiohttp.ClientSession() as looking:
        async with session.get(f"{address}/lapor") as reply:
            found = re.search(r'name="t" value="([^"]+)"', await reply.text())
        token = found[1] if found else ""
        await asyncio.sleep(_SOONEST_S)  # noqa: TID251 - a person takes as long
        body = urlencode(
            {
                "desa": "05.2002",
                "keluhan": "down",
                "sejak": "jam",
                "website": "",
                "keterangan": "<script>alert(1)</script>",
                "telepon": "",
                "t": token,
            }
        )
        began, statuses = time.monotonic(), Counter[int]()
        posts = [
            _post(session, address, body, began + n / _A_SECOND, statuses) for n in range(_POSTS)
        ]
        looks = [_look(looking, address, began + n / 10) for n in range(int(_SECONDS * 10))]
        taken, others = await asyncio.gather(asyncio.gather(*posts), asyncio.gather(*looks))
    return statuses, list(taken), list(others)


async def _post(
    session: aiohttp.ClientSession, address: str, body: str, at: float, statuses: Counter[int]
) -> float:
    await asyncio.sleep(max(0.0, at - time.monotonic()))  # noqa: TID251 - a load has its own time
    began = time.monotonic()
    url = f"{address}/lapor"
    async with session.post(url, data=body, headers=_HEADERS, allow_redirects=False) as reply:
        await reply.read()
        statuses[reply.status] += 1
    return time.monotonic() - began


async def _look(session: aiohttp.ClientSession, address: str, at: float) -> float:
    await asyncio.sleep(max(0.0, at - time.monotonic()))  # noqa: TID251 - as above
    began = time.monotonic()
    async with session.get(f"{address}/healthz") as reply:
        reply.raise_for_status()
    return time.monotonic() - began


PART = Part("people", "The public form under a flood, beside those at work.", measure)
