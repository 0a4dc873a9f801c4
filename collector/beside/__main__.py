"""The process that asks further probes: ``python -m collector.beside DATA``.

Reads a plan from standard input, a line each time it changes, and ends when that closes.
"""

import asyncio
import logging
import signal
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from collector.beside.asking import Asking
from collector.beside.question import from_line
from collector.beside.tally import Tally
from collector.beside.writing import Writing
from collector.child import begin
from pantau.facts.clock import SystemClock, now_us

log = logging.getLogger("collector.beside")

_WRITE_EVERY_S = 2.0
_LONGEST_LINE = 64 * 1024 * 1024
_LOOK_UPS = 64  # at once: each holds a thread for as long as the resolver hangs


async def run(data: Path) -> None:
    """Ask until standard input closes or SIGTERM. Raises StoreError at the start."""
    loop = asyncio.get_running_loop()
    loop.set_default_executor(ThreadPoolExecutor(_LOOK_UPS, "resolver"))
    writer = ThreadPoolExecutor(1, "writer")
    writing = await loop.run_in_executor(writer, Writing, data)
    clock, tally = SystemClock(), Tally()
    asking = Asking(clock, tally, _pause)
    told = asyncio.StreamReader(limit=_LONGEST_LINE)
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(told), sys.stdin)
    loop.add_signal_handler(signal.SIGTERM, told.feed_eof)

    async def keep_writing() -> None:
        while True:
            await _pause(_WRITE_EVERY_S)
            await loop.run_in_executor(writer, writing.write, tally.take(now_us(clock)))

    keeping = asyncio.create_task(keep_writing())
    try:
        while line := await told.readline():
            try:
                plan = from_line(line)
            except ValueError:
                log.error("the plan is not understood; start the collector again")  # noqa: TRY400
                continue
            asking.follow(plan)
            names = {each.name for each in plan}
            tally.forget_others(names)
            await loop.run_in_executor(writer, writing.forget_others, names)
    finally:
        keeping.cancel()
        await asking.stop()
        await loop.run_in_executor(writer, writing.write, tally.take_all())
        await loop.run_in_executor(writer, writing.close)
        writer.shutdown()


async def _pause(seconds: float) -> None:
    await asyncio.sleep(seconds)  # noqa: TID251 - this process is a shell of its own


def main(data: Path) -> None:
    """Until standard input closes. Raises StoreError at the start."""
    asyncio.run(run(data))


if __name__ == "__main__":
    begin(main, log)
