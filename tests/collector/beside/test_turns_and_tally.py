"""Whose turn it is, and what a minute of answers says."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from collector.beside.question import Question, from_line, plan_of, to_line
from collector.beside.tally import Tally
from collector.beside.turns import next_turn, phases
from collector.probes.answer import Answer
from pantau.facts.instant import DAY, HOUR, MINUTE, SECOND
from pantau.facts.measured import Sample
from pantau.facts.words import ProbeOutcome
from pantau.inventory.asking import DnsQuery, Probe
from tests.fakes.inventories import small_inventory

T0 = 29_000_000 * MINUTE
PORT = Question("desa-lolo", "127.0.0.1", Probe("tcp", "tcp", port=80))


def question(number: int, every_us: int = MINUTE) -> Question:
    return Question(f"s-{number}", "127.0.0.1", Probe("tcp", "tcp", port=80, every_us=every_us))


@given(st.integers(1, 200), st.integers(1, 3))
def test_turns_are_spread_evenly_over_each_interval(number: int, rates: int) -> None:
    asked = [question(each, MINUTE * (each % rates + 1)) for each in range(number)]
    found = phases(asked)
    assert set(found) == set(asked)
    for every_us in {each.probe.every_us for each in asked}:
        alike = sorted(found[each] for each in asked if each.probe.every_us == every_us)
        steps = {b - a for a, b in pairwise(alike)}
        assert all(0 < each < every_us for each in alike)
        assert not steps or max(steps) - min(steps) <= 1


@given(st.integers(0, 2**50), st.integers(1, DAY), st.data())
def test_a_turn_comes_once_in_its_interval(now: int, every_us: int, data: st.DataObject) -> None:
    phase = data.draw(st.integers(0, every_us - 1))
    first = next_turn(now, None, every_us, phase)
    assert now <= first <= now + min(every_us, MINUTE)
    second = next_turn(first, first, every_us, phase)
    assert first < second <= first + every_us
    # Woken a little early, asked no second time; and from then on once in each interval.
    assert next_turn(second - 1, second, every_us, phase) == second + every_us


def test_a_clock_that_was_set_back_does_not_stop_the_asking() -> None:
    assert next_turn(T0, T0 + HOUR, MINUTE, SECOND) == T0 + SECOND


def test_a_plan_comes_back_as_it_went() -> None:
    plan = (
        PORT,
        Question("b", "::1", Probe("dns", "dns", query=DnsQuery("paser.test", "MX", "é"))),
        Question("c", "h", Probe("http", "http", url="http://127.0.0.1/", status=(200, 401))),
    )
    assert from_line(to_line(plan)) == plan
    assert to_line(plan).count(b"\n") == 1


def test_the_heartbeat_is_no_further_probe() -> None:
    inventory = small_inventory(2)
    assert plan_of(inventory) == ()


def test_a_minute_holds_what_was_sent_in_it() -> None:
    tally = Tally()
    for second, answer in enumerate(
        [
            Answer(ProbeOutcome.ANSWERED, 900),
            Answer(ProbeOutcome.REFUSED),
            Answer(ProbeOutcome.NOT_ASKED),
            Answer(ProbeOutcome.ANSWERED, 700),
        ]
    ):
        at = T0 + second * SECOND
        tally.ended(tally.begun(PORT, at), PORT, at, answer)
    begun = tally.begun(PORT, T0 + 5 * SECOND)
    tally.dropped(begun)
    assert tally.take(T0 + MINUTE - 1).samples == []
    assert tally.take(T0 + MINUTE).samples == [
        Sample("desa-lolo", "tcp", T0, 3, 2, 700, 700, 900, None)
    ]
    assert tally.take(T0 + HOUR).samples == []


def test_a_minute_waits_for_what_is_under_way() -> None:
    tally = Tally()
    at = T0 + 59 * SECOND
    begun = tally.begun(PORT, at)
    assert tally.take(T0 + MINUTE).samples == []
    tally.ended(begun, PORT, at, Answer(ProbeOutcome.TIMEOUT))
    assert tally.take(T0 + MINUTE).samples == [
        Sample("desa-lolo", "tcp", T0, 1, 0, None, None, None, None)
    ]


def test_the_last_answer_is_told_once() -> None:
    tally = Tally()
    for outcome in (ProbeOutcome.TIMEOUT, ProbeOutcome.REFUSED):
        tally.ended(tally.begun(PORT, T0), PORT, T0, Answer(outcome, None, {"x": 1}))
    (found,) = tally.take(T0).answers
    assert (found.outcome, found.at, found.details) == (ProbeOutcome.REFUSED, T0, {"x": 1})
    assert tally.take(T0).answers == []


def test_an_answer_to_what_is_asked_no_more_is_dropped() -> None:
    tally = Tally()
    tally.ended(tally.begun(PORT, T0), PORT, T0, Answer(ProbeOutcome.REFUSED))
    tally.forget_others({("desa-lolo", "http")})
    assert tally.take(T0).answers == []


def test_at_the_end_everything_is_taken() -> None:
    tally = Tally()
    tally.ended(tally.begun(PORT, T0), PORT, T0, Answer(ProbeOutcome.ANSWERED, 5))
    assert len(tally.take_all().samples) == 1
