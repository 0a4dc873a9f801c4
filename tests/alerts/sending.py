"""A sender in virtual time, with receivers that behave as they are told."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from alerts.message import Message
from alerts.queue import letter_of
from alerts.receivers.port import Delivered, Line, Outcome
from alerts.sender import Tools, deliver
from pantau.inventory.alerting import Receiver, ReceiverKind
from tests.fakes.queues import MemoryQueue
from tests.fakes.virtual_time import LoopClock, run_virtually

Behave = Callable[[Message, Line], Awaitable[Outcome]]


@dataclass
class Told:
    at_s: float
    receiver: str
    message: Message
    late_s: int | None


async def takes_all(_message: Message, _line: Line) -> Outcome:
    return Delivered("77")


@dataclass
class Scene:
    """``told``: each attempt, and when (seconds from the beginning)."""

    queue: MemoryQueue = field(default_factory=MemoryQueue)
    receivers: dict[str, Receiver] = field(default_factory=dict)
    behave: dict[str, Behave] = field(default_factory=dict)
    told: list[Told] = field(default_factory=list)
    environment: dict[str, str] = field(default_factory=dict)
    chance: Callable[[], float] = lambda: 1.0
    poll_s: float = 0.25

    def receiver(
        self, name: str, behave: Behave = takes_all, settings: Any = (), **more: Any
    ) -> None:
        written = {"name": name, **dict(settings)}
        self.receivers[name] = Receiver(name, ReceiverKind.WEBHOOK, written, **more)
        self.behave[name] = behave

    def put(self, receiver: str, *messages: Message) -> None:
        for message in messages:
            self.queue.put(receiver, letter_of(message))

    def run(self, seconds: float, *events: tuple[float, Callable[[], Any]]) -> float:
        """Send for so long, with ``events`` at their seconds; how long it took until it ended."""
        return float(run_virtually(self._run(seconds, events)))

    async def _run(self, seconds: float, events: Any) -> float:
        loop = asyncio.get_running_loop()
        begun, stop = loop.time(), asyncio.Event()
        for at, event in events:
            loop.call_later(at, event)
        loop.call_later(seconds, stop.set)

        async def send(message: Message, line: Line) -> Outcome:
            name = line.settings["name"]
            self.told.append(Told(loop.time() - begun, name, message, line.late_s))
            return await self.behave[name](message, line)

        tools = Tools(
            sends={ReceiverKind.WEBHOOK: send},
            session=None,  # type: ignore[arg-type]
            environment=self.environment,
            chance=self.chance,
            ack=lambda _message: None,
            poll_s=self.poll_s,
        )
        await deliver(self.queue, self.receivers, LoopClock(loop), tools, stop)
        return loop.time() - begun

    def titles(self, receiver: str) -> list[str]:
        return [each.message.title for each in self.told if each.receiver == receiver]

    def moments(self, receiver: str) -> list[float]:
        return [round(each.at_s, 1) for each in self.told if each.receiver == receiver]
