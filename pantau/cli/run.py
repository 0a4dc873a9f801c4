"""``pantau run``: the supervisor of the processes."""

import asyncio
import os
import signal
import sys
from dataclasses import dataclass

import click

from pantau.cli.address import METRICS, PAGES, Listen, ListenType
from pantau.cli.dashboard import refuse_strangers
from pantau.cli.place import Place, load_inventory, placed

_LIVED_LONG_S = 60.0
_LONGEST_PAUSE_S = 60.0
_TERM_PATIENCE_S = 20.0


@click.command("run")
@click.option("--metrics", type=ListenType(), default=METRICS, show_default="127.0.0.1:9464")
@click.option("--pages", type=ListenType(), default=PAGES, show_default="127.0.0.1:8501")
@placed
def run_command(place: Place, metrics: Listen, pages: Listen) -> None:
    """Collector and pages on the inventory, until Ctrl-C.

    A process that dies is started again; all of them end with this one.
    """
    refuse_strangers(pages)
    load_inventory(place.inventory)
    where = ["--data", str(place.data), "--inventory", str(place.inventory)]
    children = [
        Child("collector", ["collect", "--listen", f"{metrics.host}:{metrics.port}", *where]),
        Child("dashboard", ["dashboard", "--listen", f"{pages.host}:{pages.port}", *where]),
    ]
    say = place.say
    click.echo(say("Pages: {url}", url=pages.url))
    click.echo(say("Metrics: {url}", url=f"{metrics.url}/metrics"))
    click.echo(say("Ctrl-C ends everything."))
    asyncio.run(_supervise(children))


@dataclass(frozen=True, slots=True)
class Child:
    """One process: its name, and its arguments for ``python -m pantau``."""

    name: str
    arguments: list[str]


def pause_after(failures: int) -> float:
    """Seconds to wait before the next start: 1, 2, 4, … 60."""
    return min(2.0 ** (failures - 1), _LONGEST_PAUSE_S)


async def _supervise(children: list[Child]) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    # Only we hold the writing end: it closes when we die, however that comes about.
    ours, theirs = os.pipe()
    try:
        async with asyncio.TaskGroup() as group:
            for child in children:
                group.create_task(_keep_alive(child, ours, stop))
    finally:
        os.close(theirs)
        os.close(ours)


async def _keep_alive(child: Child, pipe: int, stop: asyncio.Event) -> None:
    failures = 0
    loop = asyncio.get_running_loop()
    while not stop.is_set():
        began = loop.time()
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "pantau",
            *child.arguments,
            env=os.environ | {"PANTAU_PARENT_PIPE": str(pipe)},
            pass_fds=[pipe],
            # Ctrl-C in a terminal reaches us alone; we end the others in good order.
            start_new_session=True,
        )
        code = await _until_end(process, stop)
        if stop.is_set():
            return
        failures = 1 if loop.time() - began > _LIVED_LONG_S else failures + 1
        pause = pause_after(failures)
        click.echo(
            f"pantau: {child.name} ended with code {code}; starting it again in {pause:.0f} s",
            err=True,
        )
        try:
            await asyncio.wait_for(stop.wait(), pause)
        except TimeoutError:
            continue


async def _until_end(process: asyncio.subprocess.Process, stop: asyncio.Event) -> int:
    ended = asyncio.create_task(process.wait())
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait([ended, stopping], return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if not ended.done():
        process.terminate()
        try:
            await asyncio.wait_for(asyncio.shield(ended), _TERM_PATIENCE_S)
        except TimeoutError:
            process.kill()
    return await ended
