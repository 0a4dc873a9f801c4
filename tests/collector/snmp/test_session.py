"""Long questions are cut as the agent can answer them, and no walk is endless."""

import asyncio
from collections.abc import Callable

from collector.probes.snmp.credentials import Community
from collector.probes.snmp.line import Line
from collector.probes.snmp.message import RESPONSE, TOO_BIG, Oid, Pdu
from collector.probes.snmp.session import Session
from pantau.facts.clock import SystemClock

COLUMN: Oid = (1, 3, 6, 1)
NOBODY: Line = None  # type: ignore[assignment]


class Agent:
    """Answers by a function of what was asked."""

    def __init__(self, answers: Callable[[tuple[Oid, ...]], Pdu]) -> None:
        self._answers = answers
        self.asked: list[int] = []

    async def ask(self, *asked: object, **_: object) -> Pdu:
        names = asked[2]
        assert isinstance(names, tuple)
        self.asked.append(len(names))
        return self._answers(names)

    def forget(self) -> None:
        """Nothing is known."""


def session(agent: Agent) -> Session:
    made = Session(Community("x"), SystemClock())
    made._security = agent
    return made


def test_an_agent_that_can_answer_little_is_asked_little_from_then_on() -> None:
    def answers(names: tuple[Oid, ...]) -> Pdu:
        if len(names) > 7:
            return Pdu(RESPONSE, 1, TOO_BIG, ())
        return Pdu(RESPONSE, 1, 0, tuple((name, name[-1]) for name in names))

    agent = Agent(answers)
    asking = session(agent)
    names = tuple((*COLUMN, n) for n in range(30))
    found = asyncio.run(asking.get(NOBODY, names, 1))
    assert found == {name: name[-1] for name in names}
    assert agent.asked == [24, 12, 6, 6, 6, 6, 6]
    asyncio.run(asking.get(NOBODY, names[:7], 1))
    assert agent.asked[-2:] == [6, 1]


def test_an_error_and_names_not_asked_for_are_no_values() -> None:
    names = ((*COLUMN, 1), (*COLUMN, 2))
    error = Agent(lambda _: Pdu(RESPONSE, 1, 5, ((names[0], 7),)))
    assert asyncio.run(session(error).get(NOBODY, names, 1)) == dict.fromkeys(names)
    other = Agent(lambda _: Pdu(RESPONSE, 1, 0, (((*COLUMN, 9), 7), (names[1], 8))))
    assert asyncio.run(session(other).get(NOBODY, names, 1)) == {names[0]: None, names[1]: 8}


def test_a_walk_ends_where_names_do_not_rise_or_nothing_comes() -> None:
    for bindings in (((COLUMN, 1),), (((*COLUMN, 1), None),), (((2, 1), 5),), ()):
        agent = Agent(lambda _, said=bindings: Pdu(RESPONSE, 1, 0, said))
        assert asyncio.run(session(agent).column(NOBODY, COLUMN, 100, 1)) == []
        assert len(agent.asked) == 1
    circling = Agent(lambda _: Pdu(RESPONSE, 1, 0, (((*COLUMN, 1), 5),)))
    assert asyncio.run(session(circling).column(NOBODY, COLUMN, 100, 1)) == [((1,), 5)]


def test_a_walk_takes_no_more_than_was_wanted() -> None:
    def rows(names: tuple[Oid, ...]) -> Pdu:
        first = names[0][len(COLUMN)] + 1 if len(names[0]) > len(COLUMN) else 1
        return Pdu(RESPONSE, 1, 0, tuple(((*COLUMN, n), n) for n in range(first, first + 20)))

    found = asyncio.run(session(Agent(rows)).column(NOBODY, COLUMN, 50, 1))
    assert found == [((n,), n) for n in range(1, 51)]
