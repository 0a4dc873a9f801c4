"""The pages as people have them: in Chromium, and with many viewers at once."""

import asyncio
import time
from collections.abc import Iterator
from statistics import median

from playwright.sync_api import sync_playwright

from benchmarks.browser import opened
from benchmarks.pages_demo import demo, processor_s, resident_mb
from benchmarks.pages_seen import WHAT, seen
from benchmarks.rows import Part, Row, Target
from benchmarks.viewers import watch

_VIEWERS, _VIEWED_S = 50, 60.0


def measure() -> Iterator[Row]:
    """What somebody in front of a browser waits for; then the many."""
    with demo() as (address, server):
        with sync_playwright() as playwright:
            browser = opened(playwright)
            yield from seen(browser, address)
            browser.close()
        yield _alone(address)
        yield from _many(address, server)


def _alone(address: str) -> Row:
    """Nobody else has just had the same picture made: the dearest case."""
    [viewer] = asyncio.run(watch(address, "", 1, _VIEWED_S))
    taken = [each * 1000 for each in viewer.waited_s[1:]]
    how = f"{WHAT}; one session on the overview for {_VIEWED_S:g} s, median of {len(taken)}"
    return Row(
        "refresh for one viewer", median(taken), "ms", how, (min(taken), max(taken)), Target(20.0)
    )


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
