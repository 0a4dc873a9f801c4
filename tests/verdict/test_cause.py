"""The rule that suggests a cause: each line of the table in docs/causes.md."""

from itertools import product

import pytest

from pantau.facts.causes import CauseFacts, Neighbours, PathSeen
from pantau.facts.device import Ran
from pantau.facts.words import Cause, CauseReason, Tie
from pantau.verdict.cause import suggest

LAST, BEFORE = PathSeen(0, 4, "a", good=4), PathSeen(0, 2, "a", good=4)
FELL = Neighbours(Tie.POWER, "p", 3, 1)
FELL_ELSEWHERE = Neighbours(Tie.DESA, "d", 3, 1, failed_elsewhere=1)
STAYED = Neighbours(Tie.POWER, "p", 0, 3)
STAYED_ELSEWHERE = Neighbours(Tie.POWER, "p", 0, 3, stayed_elsewhere=2)
FEW_FELL = Neighbours(Tie.POWER, "p", 1, 3)
MATES = Neighbours(Tie.UPSTREAM, "hub", 5, 5)
SOME_MATES = Neighbours(Tie.UPSTREAM, "hub", 4, 5)
MATES_OF_ONE_THAT_ANSWERS = Neighbours(Tie.UPSTREAM, "hub", 7, 2, link_stayed=True)
NEARLY_ALL = Neighbours(Tie.UPSTREAM, "hub", 8, 2, link_stayed=True)
ONE_MATE = Neighbours(Tie.UPSTREAM, "hub", 1, 0)
EXPLAINED = Neighbours(Tie.POWER, "p", 3, 1, explained=3)
LINK = "upstream/hub"
RESTARTED, THROUGH = Ran.RESTARTED, Ran.THROUGH


@pytest.mark.parametrize(
    ("facts", "cause"),
    [
        # The router began anew inside of it.
        (CauseFacts(ran=RESTARTED, mains=False), Cause.POWER),
        (CauseFacts(ran=RESTARTED, neighbours=(FELL,)), Cause.POWER),
        (CauseFacts(ran=RESTARTED, neighbours=(FELL,), link=LINK), Cause.POWER),
        (CauseFacts(ran=RESTARTED, neighbours=(STAYED,)), Cause.EQUIPMENT),
        (CauseFacts(ran=RESTARTED, neighbours=(STAYED,), link=LINK), Cause.UNKNOWN),
        (CauseFacts(ran=RESTARTED, neighbours=(STAYED, MATES)), Cause.UNKNOWN),
        (CauseFacts(ran=RESTARTED, neighbours=(FEW_FELL,)), Cause.UNKNOWN),
        (CauseFacts(ran=RESTARTED), Cause.UNKNOWN),
        # Neighbours whose own link failed say something only where it is the site's own, too.
        (CauseFacts(ran=RESTARTED, neighbours=(EXPLAINED,)), Cause.EQUIPMENT),
        (CauseFacts(ran=RESTARTED, neighbours=(EXPLAINED,), link=LINK), Cause.POWER),
        # It ran through.
        (CauseFacts(ran=THROUGH), Cause.LINE),
        (CauseFacts(ran=THROUGH, neighbours=(FELL_ELSEWHERE,), mains=False), Cause.LINE),
        (CauseFacts(ran=THROUGH, link=LINK), Cause.UPSTREAM),
        (CauseFacts(ran=THROUGH, neighbours=(MATES,)), Cause.UPSTREAM),
        (CauseFacts(ran=THROUGH, neighbours=(SOME_MATES,)), Cause.LINE),
        (CauseFacts(ran=THROUGH, neighbours=(ONE_MATE,)), Cause.LINE),
        (CauseFacts(ran=THROUGH, neighbours=(MATES_OF_ONE_THAT_ANSWERS,)), Cause.LINE),
        (CauseFacts(ran=THROUGH, neighbours=(NEARLY_ALL,)), Cause.UPSTREAM),
        # It says nothing.
        (CauseFacts(mains=False), Cause.POWER),
        (CauseFacts(neighbours=(FELL_ELSEWHERE,), link=LINK), Cause.POWER),
        (CauseFacts(neighbours=(FELL,)), Cause.UNKNOWN),
        (CauseFacts(link=LINK), Cause.UPSTREAM),
        (CauseFacts(link=LINK, path=BEFORE), Cause.UPSTREAM),
        (CauseFacts(link=LINK, path=LAST), Cause.UNKNOWN),
        (CauseFacts(neighbours=(STAYED_ELSEWHERE,), path=BEFORE), Cause.LINE),
        (CauseFacts(neighbours=(STAYED,), path=BEFORE), Cause.UNKNOWN),
        (CauseFacts(neighbours=(STAYED_ELSEWHERE,), path=LAST), Cause.UNKNOWN),
        (CauseFacts(path=BEFORE), Cause.UNKNOWN),
        (CauseFacts(), Cause.UNKNOWN),
    ],
)
def test_a_line_of_the_table(facts: CauseFacts, cause: Cause) -> None:
    assert suggest(facts).cause is cause


def test_a_path_that_went_another_way_says_nothing() -> None:
    other = PathSeen(0, 2, "b", good=4, same=False)
    facts = CauseFacts(neighbours=(STAYED_ELSEWHERE,), path=other)
    assert suggest(facts).cause is Cause.UNKNOWN
    assert CauseReason.PATH_BEFORE not in suggest(facts).reasons


def every() -> list[CauseFacts]:
    ties = (FELL, FELL_ELSEWHERE, STAYED, STAYED_ELSEWHERE, FEW_FELL, MATES, EXPLAINED)
    groups = [(), *((each,) for each in ties), *product(ties, ties)]
    paths = (None, LAST, BEFORE, PathSeen(0, 0, None))
    return [
        CauseFacts(path, tuple(group), link, ran, mains)
        for path, group, link, ran, mains in product(
            paths, groups, (None, LINK), Ran, (None, True, False)
        )
    ]


def test_what_is_suggested_always_has_reasons_and_none_twice() -> None:
    for facts in every():
        found = suggest(facts)
        assert found.reasons
        assert len(set(found.reasons)) == len(found.reasons)


def test_only_what_can_be_known_from_here_is_suggested() -> None:
    known = {Cause.POWER, Cause.EQUIPMENT, Cause.LINE, Cause.UPSTREAM, Cause.UNKNOWN}
    assert {suggest(facts).cause for facts in every()} == known


def test_a_router_that_ran_through_had_power() -> None:
    for facts in every():
        if facts.ran is THROUGH:
            assert suggest(facts).cause in {Cause.LINE, Cause.UPSTREAM}
