"""Whatever order of acts and crashes: the outbox is a list for each receiver, in order."""

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from pantau.facts.instant import SECOND
from pantau.facts.letters import Letter, Told
from pantau.facts.telling import LetterState
from pantau.store import Outbox
from tests.store.making import T0

RECEIVERS = st.sampled_from(["r", "s"])
SOME = st.lists(st.integers(0, 30), min_size=1, max_size=4, unique=True)
LEASE = 10


@dataclass
class Row:
    id: str
    receiver: str
    state: LetterState = LetterState.WAITING
    attempts: int = 0
    not_before: int = 0
    handed: bool = False


class OutboxMachine(RuleBasedStateMachine):
    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.outbox = Outbox.open(self.folder)
        self.rows: list[Row] = []  # in the order of the queues
        self.told: dict[tuple[str, str], Told] = {}
        self.now, self.cursor, self.made = T0, 0, 0

    def teardown(self) -> None:
        self.outbox.close()
        shutil.rmtree(self.folder)

    def _new(self) -> Letter:
        self.made += 1
        return Letter(str(self.made), "g", self.now, f'"{self.made}"')

    def _known(self, id: str) -> bool:
        return any(row.id == id for row in self.rows)

    def _queue(self, receiver: str) -> list[Row]:
        waits = LetterState.WAITING
        return [row for row in self.rows if row.receiver == receiver and row.state is waits]

    def _waiting(self, ids: list[str]) -> list[Row]:
        waits = LetterState.WAITING
        return [row for row in self.rows if row.id in ids and row.state is waits]

    @rule(receiver=RECEIVERS, episodes=SOME, over=SOME, again=st.integers(1, 30))
    def remember(self, receiver: str, episodes: list[int], over: list[int], again: int) -> None:
        told = [Told(f"e{n}", receiver, "route", "g", self.now, self.now) for n in episodes]
        ends = [(f"e{n}", receiver) for n in over]
        letters = [self._new(), Letter(str(again), "g", self.now, f'"{again}"'), self._new()]
        self.cursor += 1
        queued = [(receiver, letter) for letter in letters]
        self.outbox.remember(told, ends, queued, cursor=self.cursor, at=self.now)
        self.told |= {(each.episode, receiver): each for each in told}
        for end in ends:
            self.told.pop(end, None)
        for letter in letters:
            if not self._known(letter.id):
                self.rows.append(Row(letter.id, receiver))

    @rule(receiver=RECEIVERS, most=st.integers(1, 4))
    def lease(self, receiver: str, most: int) -> None:
        due = []
        for row in self._queue(receiver)[:most]:
            if row.not_before > self.now:
                break
            due.append(row)
        found = self.outbox.lease(receiver, self.now, LEASE * SECOND, most)
        assert [(each.id, each.attempts) for each in found] == [(r.id, r.attempts) for r in due]
        for row in due:
            row.not_before = self.now + LEASE * SECOND

    @rule(numbers=SOME)
    def sent(self, numbers: list[int]) -> None:
        ids = [str(number) for number in numbers]
        self.outbox.sent(ids, self.now, "")
        for row in self._waiting(ids):
            row.state = LetterState.SENT

    @rule(number=st.integers(1, 30), wait=st.integers(0, 20), attempts=st.integers(1, 5))
    def later(self, number: int, wait: int, attempts: int) -> None:
        at = self.now + wait * SECOND
        self.outbox.later(str(number), at, "refused", attempts)
        for row in self._waiting([str(number)]):
            row.not_before, row.attempts = at, attempts

    @rule(number=st.integers(1, 30))
    def dead(self, number: int) -> None:
        self.outbox.dead(str(number), self.now, "gone")
        for row in self._waiting([str(number)]):
            row.state = LetterState.DEAD

    @rule(receiver=RECEIVERS, skip=st.integers(0, 2), count=st.integers(1, 4))
    def fold(self, receiver: str, skip: int, count: int) -> None:
        folded = self._queue(receiver)[skip : skip + count]
        into = self._new()
        if self._known(into.id):
            return
        self.outbox.fold([row.id for row in folded], into, self.now)
        if folded:
            handed = all(row.handed for row in folded)
            row = Row(into.id, receiver, handed=handed)
            self.rows.insert(self.rows.index(folded[0]), row)
        for row in folded:
            row.state = LetterState.FOLDED

    @rule(number=st.integers(1, 30), to=RECEIVERS)
    def hand_over(self, number: int, to: str) -> None:
        letter = self._new()
        self.outbox.hand_over(str(number), to, letter, self.now)
        for row in self.rows:
            alive = row.state in {LetterState.WAITING, LetterState.DEAD}
            if row.id == str(number) and alive and not row.handed:
                row.handed = True
                if not self._known(letter.id):
                    self.rows.append(Row(letter.id, to))
                break

    @rule(seconds=st.integers(1, 15))
    def time_passes(self, seconds: int) -> None:
        self.now += seconds * SECOND

    @rule(clean=st.booleans())
    def another_process_takes_over(self, clean: bool) -> None:
        gone = self.outbox
        if clean:
            gone.close()
        self.outbox = Outbox.open(self.folder)
        gone.close()

    @invariant()
    def it_is_what_the_list_says(self) -> None:
        for receiver in ("r", "s"):
            queue = self._queue(receiver)
            assert self.outbox.depth(receiver) == len(queue)
            rest = [row.id for row in queue if not row.handed]
            assert [each.id for each in self.outbox.not_handed_over(receiver, 999)] == rest
        found = {each.id: each.state for each in self.outbox.letters()}
        assert found == {row.id: row.state for row in self.rows}
        memory = {(each.episode, each.receiver): each for each in self.outbox.memory()}
        assert (memory, self.outbox.cursor()) == (self.told, self.cursor)


OutboxMachine.TestCase.settings = settings(stateful_step_count=20)
TestOutboxMachine = OutboxMachine.TestCase
