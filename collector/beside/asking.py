"""Asks each question in its turn, many at once, none for longer than its time."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

from collector.beside.question import Plan, Question
from collector.beside.tally import Tally
from collector.beside.turns import next_turn, phases
from collector.probes.answer import Answer, Asked
from collector.probes.table import ASKERS
from pantau.facts.clock import Clock, now_us
from pantau.facts.instant import SECOND
from pantau.facts.words import ProbeOutcome

log = logging.getLogger(__name__)

MOST_AT_ONCE = 200
"""A thousand a minute need a hundred even where none of them answers in its five seconds."""

Pause = Callable[[float], Coroutine[Any, Any, None]]


class Asking:
    """One task a question: it is never asked twice at a time, and a late one skips its turn."""

    def __init__(self, clock: Clock, tally: Tally, pause: Pause) -> None:
        self._clock = clock
        self._tally = tally
        self._pause = pause
        self._room = asyncio.Semaphore(MOST_AT_ONCE)
        self._phases: dict[Question, int] = {}
        self._tasks: dict[Question, asyncio.Task[None]] = {}

    def follow(self, plan: Plan) -> None:
        """Ask these from now on. What was asked already goes on, at its new place."""
        self._phases = phases(each for each in plan if each.probe.kind in ASKERS)
        for gone in self._tasks.keys() - self._phases.keys():
            self._tasks.pop(gone).cancel()
        for new in self._phases.keys() - self._tasks.keys():
            self._tasks[new] = asyncio.create_task(self._keep_asking(new))

    async def stop(self) -> None:
        """Call off what is under way."""
        tasks = list(self._tasks.values())
        self._tasks.clear()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _keep_asking(self, question: Question) -> None:
        turn: int | None = None
        while True:
            now = now_us(self._clock)
            turn = next_turn(now, turn, question.probe.every_us, self._phases[question])
            await self._pause((turn - now) / SECOND)
            async with self._room:
                await self._ask(question)

    async def _ask(self, question: Question) -> None:
        at, probe = now_us(self._clock), question.probe
        begun = self._tally.begun(question, at)
        try:
            answer = await ASKERS[probe.kind](
                Asked(question.address, probe, probe.timeout_us), self._clock
            )
        except asyncio.CancelledError:
            self._tally.dropped(begun)
            raise
        except Exception:
            # Whatever it was: it is ours, and the other questions go on.
            log.exception("probe %s of %s stumbled", probe.name, question.site)
            answer = Answer(ProbeOutcome.NOT_ASKED)
        self._tally.ended(begun, question, at, answer)
