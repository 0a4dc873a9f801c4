"""The pages as people have them: in Chromium, and with many viewers at once."""

import asyncio
import time
from collections.abc import Awaitable, Iterator, Sequence
from statistics import median

from playwright.sync_api import sync_playwright

from benchmarks.browser import opened
from benchmarks.pages_demo import calm_down, demo, processor_s, resident_mb
from benchmarks.pages_seen import WHAT, seen
from benchmarks.rows import Part, Row, Target
from benchmarks.viewers import Viewer, watch

_VIEWERS, _VIEWED_S = 50, 60.0
# The running month is judged once in that time, for whoever looks.
_ALONE_S = 120.0
# The overview's own name in addresses is none. Its first refresh comes after five seconds.
_REFRESHED, _FIRST_VIEW_S = ("", "dinding"), 4.0
_IDLE_S, _BETWEEN_S = 30.0, 5


def measure() -> Iterator[Row]:
    """What somebody in front of a browser waits for; then the many."""
    with demo() as (address, server):
        calm_down(server)
        with sync_playwright() as playwright:
            browser = opened(playwright)
            yield from seen(browser, address)
            browser.close()
        idle_ms = _idle_ms(server)
        how = f"{WHAT}; of {_IDLE_S:g} s without a session; not a refresh's own"
        yield Row("server's processor time in 5 s while nobody looks", idle_ms, "ms", how)
        for page in _REFRESHED:
            yield from _alone(address, server, page, idle_ms)
        yield from _many(address, server)


def _idle_ms(server: int) -> float:
    """What the server works between two refreshes whether anybody looks or not."""
    before = processor_s(server)
    time.sleep(_IDLE_S)  # noqa: TID251 - a load has its own time
    return (processor_s(server) - before) / _IDLE_S * _BETWEEN_S * 1000


def _alone(address: str, server: int, page: str, idle_ms: float) -> Iterator[Row]:
    """Nobody else has just had the same picture made: the dearest case.

    What the server's process works meanwhile is all counted as the refreshes', the month that it
    judges anew beside them too; but for ``idle_ms``, which it spends between two of
    them though nobody looks. What it works in all stands beside it.
    """
    [viewer], spent = asyncio.run(_busy(watch(address, page, 1, _ALONE_S), server))
    taken = [each * 1000 for each in viewer.waited_s[1:]]
    name = page or "ringkasan"
    how = f"{WHAT}; one session on {name} for {_ALONE_S:g} s, {len(taken)} refreshes"
    in_all = spent / len(taken) * 1000
    yield Row(
        f"refresh of {name}, server's processor time",
        in_all - idle_ms,
        "ms",
        f"{how}; all that the server worked after the first view, less what it does unasked",
        target=Target(20.0),
    )
    yield Row(f"refresh of {name}, with what the server does unasked", in_all, "ms", how)
    spread = (min(taken), max(taken))
    yield Row(f"refresh of {name}, until it is there", median(taken), "ms", how, spread)


async def _busy(
    watching: Awaitable[Sequence[Viewer]], server: int
) -> tuple[Sequence[Viewer], float]:
    """Who watched, and the processor time of the server since the first view was made (s)."""
    watched = asyncio.ensure_future(watching)
    await asyncio.sleep(_FIRST_VIEW_S)  # noqa: TID251 - a load has its own time
    before = processor_s(server)
    return await watched, processor_s(server) - before


def _many(address: str, server: int) -> Iterator[Row]:
    """Sessions without browsers, which would take the processors for themselves."""
    before, began = processor_s(server), time.monotonic()
    watched = asyncio.run(watch(address, "", _VIEWERS, _VIEWED_S))
    share = (processor_s(server) - before) / (time.monotonic() - began) * 100
    waited = [each for viewer in watched for each in viewer.waited_s[1:]]
    how = f"{WHAT}; {_VIEWERS} sessions on the overview for {_VIEWED_S:g} s"
    yield Row("50 viewers, processor", share, "% of one core", how, target=Target(25.0))
    yield Row("50 viewers, memory", resident_mb(server), "MB", how, target=Target(300.0))
    spread = (min(waited) * 1000, max(waited) * 1000)
    yield Row("refresh for one of 50, until it is there", median(waited) * 1000, "ms", how, spread)
    yield Row("sessions that saw an error", sum(each.exceptions > 0 for each in watched), "", how)


PART = Part("pages", "The pages in a real browser, and under many viewers.", measure)
