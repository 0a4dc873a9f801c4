"""Children that are kept alive, and that end with us however we end."""

import asyncio
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import click

PARENT_PIPE = "PANTAU_PARENT_PIPE"
_LIVED_LONG_S = 60.0
_LONGEST_PAUSE_S = 60.0
_TERM_PATIENCE_S = 20.0


@dataclass(frozen=True, slots=True)
class Child:
    """One process: its name, and its arguments for ``python -m``.

    ``environment``: what it has beside ours. ``handed``: file descriptors that it inherits.
    ``log``: where its output goes; ours where there is none.
    """

    name: str
    arguments: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    handed: tuple[int, ...] = ()
    log: Path | None = None


def pause_after(failures: int) -> float:
    """Seconds to wait before the next start: 1, 2, 4, … 60."""
    return min(2.0 ** (failures - 1), _LONGEST_PAUSE_S)


def stop_on_signals() -> asyncio.Event:
    """An event that SIGINT and SIGTERM set."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    return stop


async def keep_alive(children: Sequence[Child], stop: asyncio.Event) -> None:
    """Run the children until ``stop``; one that dies is started again, later each time."""
    with _Pipe() as pipe:
        async with asyncio.TaskGroup() as group:
            for child in children:
                group.create_task(_keep_one_alive(child, pipe, stop))


async def run_to_end(children: Sequence[Child], stop: asyncio.Event) -> list[int]:
    """Run the children side by side until each has ended by itself, or ``stop``; their codes."""
    with _Pipe() as pipe:
        processes = [await _start(child, pipe) for child in children]
        return list(await asyncio.gather(*(_until_end(each, stop) for each in processes)))


class _Pipe:
    """Only we hold the writing end: it closes when we die, however that comes about."""

    def __enter__(self) -> int:
        self._ends = os.pipe()
        return self._ends[0]

    def __exit__(self, *_: object) -> None:
        for end in self._ends:
            os.close(end)


async def _keep_one_alive(child: Child, pipe: int, stop: asyncio.Event) -> None:
    failures = 0
    loop = asyncio.get_running_loop()
    while not stop.is_set():
        began = loop.time()
        process = await _start(child, pipe)
        code = await _until_end(process, stop)
        if stop.is_set():
            return
        failures = 1 if loop.time() - began > _LIVED_LONG_S else failures + 1
        pause = pause_after(failures)
        click.echo(
            f"pantau: {child.name} ended with code {code}; starting it again in {pause:.0f} s",
            err=True,
        )
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), pause)


async def _start(child: Child, pipe: int) -> asyncio.subprocess.Process:
    output = None if child.log is None else os.open(child.log, _APPENDING, 0o600)
    try:
        return await asyncio.create_subprocess_exec(
            sys.executable,
            "-P",  # nothing is imported from the directory in which somebody started us
            "-m",
            *child.arguments,
            env={**os.environ, **child.environment, PARENT_PIPE: str(pipe)},
            pass_fds=[pipe, *child.handed],
            stdout=output,
            stderr=output,
            # Ctrl-C in a terminal reaches us alone; we end the others in good order.
            start_new_session=True,
        )
    finally:
        if output is not None:
            os.close(output)


_APPENDING = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC


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
