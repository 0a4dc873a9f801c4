"""A collector process from its first breath to its last."""

import asyncio
import logging
import os
import signal
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from collector.beside.keeper import Keeper
from collector.causes.keeper import CausesKeeper
from collector.dense.keeper import DenseKeeper
from collector.exporter import registry_of
from collector.figures import Figures
from collector.health import Health
from collector.icmp.sockets import IcmpRefusedError
from collector.icmp.transport import IcmpTransport
from collector.recorder import Recorder
from collector.reload import Reloader, begun_with
from collector.saver import Saver
from collector.sealer import Sealer
from collector.shell import Collector
from collector.transport import Transport
from collector.watchdog import Watchdog
from collector.web import serve
from pantau.actions.author import via
from pantau.facts.clock import Clock, SystemClock
from pantau.inventory.model import Inventory
from pantau.store import CollectorLock, Store

log = logging.getLogger(__name__)

_TRY_SOCKETS_EVERY_S = 30

OpenTransport = Callable[[Clock], Transport]
"""Called in the event loop's thread. Raises IcmpRefusedError, and is then called again later."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the collector works. ``parent_pipe``: it ends when this file descriptor closes.

    ``metrics_socket``: a listening socket that was handed over, by its file descriptor; ``host``
    and ``port`` count only without one.
    """

    inventory_path: Path
    data: Path
    host: str
    port: int
    parent_pipe: int | None = None
    metrics_socket: int | None = None


def run(
    settings: Settings, file: Inventory, open_transport: OpenTransport = IcmpTransport.open
) -> None:
    """Collect until SIGTERM, SIGINT or the parent's end; ``file``: as it is at the start.

    Raises StoreError (another collector, a damaged store) and PortTakenError before measuring.
    """
    clock = SystemClock()
    with CollectorLock(settings.data), Store.open(settings.data) as store:
        recorder = Recorder(store, clock, author="collector", via=via())
        health = Health(clock, settings.data, recorder)
        inventory = begun_with(store, file, health)
        health.follow(inventory)
        figures = Figures()
        registry = registry_of(health, figures)
        server = serve(settings.host, settings.port, registry, health, _handed(settings))
        log.info("metrics on http://%s:%d/metrics", *server.server_address[:2])
        recorder.start()
        figures.keep_computing(settings.data, health)
        sealer = Sealer(
            settings.data,
            clock,
            lambda: (health.inventory or inventory).keeping,
            lambda: (health.inventory or inventory).pages.people.keep_days,
            author="collector",
            via=via(),
        )
        sealer.start()
        keepers = (
            Keeper(settings.data, health),
            CausesKeeper(settings.data, health),
            DenseKeeper(settings.data, health),
            Saver(settings.data, health),
        )
        for keeper in keepers:
            keeper.start()
        try:
            asyncio.run(_measure(settings, inventory, recorder, health, open_transport))
        finally:
            for keeper in keepers:
                keeper.stop()
            sealer.stop()
            figures.stop()
            server.shutdown()
            server.server_close()
            if not recorder.stop():
                log.error("the last seconds could not be written: %s", recorder.last_error)


def _handed(settings: Settings) -> socket.socket | None:
    number = settings.metrics_socket
    return None if number is None else socket.socket(fileno=number)


async def _measure(
    settings: Settings,
    inventory: Inventory,
    recorder: Recorder,
    health: Health,
    open_transport: OpenTransport,
) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    # Until there is something to reload: its default would end us.
    loop.add_signal_handler(signal.SIGHUP, lambda: None)
    if settings.parent_pipe is not None:
        loop.add_reader(settings.parent_pipe, _on_parent, settings.parent_pipe, stop.set)
    watchdog = Watchdog.of(os.environ, os.getpid())
    watchdog.ready()
    feeding = asyncio.create_task(watchdog.feed(stop))
    try:
        await _measure_until(stop, settings, inventory, recorder, health, open_transport)
    finally:
        watchdog.stopping()
        feeding.cancel()


async def _measure_until(
    stop: asyncio.Event,
    settings: Settings,
    inventory: Inventory,
    recorder: Recorder,
    health: Health,
    open_transport: OpenTransport,
) -> None:
    transport = await _opened(open_transport, inventory, health, stop)
    if transport is None:
        return
    loop = asyncio.get_running_loop()
    try:
        collector = Collector(
            inventory, transport, recorder, health.clock, "collector", via(), health, settings.data
        )
        reloader = Reloader(settings.inventory_path, settings.data, health, collector)
        loop.add_signal_handler(signal.SIGHUP, reloader.wake)
        looking = asyncio.create_task(reloader.run())
        try:
            await collector.run(stop)
        finally:
            looking.cancel()
    finally:
        transport.close()


def _on_parent(pipe: int, stop: Callable[[], None]) -> None:
    """Nobody ever writes into this pipe: readable means closed."""
    if not os.read(pipe, 1):
        asyncio.get_running_loop().remove_reader(pipe)
        stop()


async def _opened(
    open_transport: OpenTransport, inventory: Inventory, health: Health, stop: asyncio.Event
) -> Transport | None:
    """Until the machine lets us: say what to grant, and go on serving all else meanwhile."""
    while not stop.is_set():
        health.follow(inventory)  # a day may have begun on which sites change
        try:
            transport = open_transport(health.clock)
        except IcmpRefusedError as error:
            if health.refused is None:
                log.error("%s", error)  # noqa: TRY400 - the message says all, a traceback would hide it
            health.refused = str(error)
        else:
            health.refused = None
            return transport
        try:
            async with asyncio.timeout(_TRY_SOCKETS_EVERY_S):
                await stop.wait()
        except TimeoutError:
            continue
    return None
