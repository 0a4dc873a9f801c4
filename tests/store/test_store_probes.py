"""The last answers of further probes: what holds is kept, what is not asked is forgotten."""

from dataclasses import replace
from pathlib import Path

import pytest

from pantau.facts.instant import MINUTE
from pantau.facts.probed import LastAnswer
from pantau.facts.words import ProbeOutcome
from pantau.store import Probes, StoreDamaged, StoreMissing, StoreUnwritable, last_answers
from tests.store.making import T0, plain

WEB = LastAnswer(
    "sd-001", "http", "http", T0, ProbeOutcome.ANSWERED, T0, 12_000, {"status": 200, "x": "y"}
)


def test_an_answer_comes_back_as_it_went(data: Path) -> None:
    other = LastAnswer("sd-002", "dns", "dns", T0, ProbeOutcome.TIMEOUT, T0)
    with Probes.open(data) as probes:
        probes.write([other, WEB])
        assert probes.answers() == (WEB, other)
        assert probes.answers("sd-002") == (other,)
    assert last_answers(data) == (WEB, other)
    assert (WEB.number("status"), WEB.number("x"), WEB.number("z")) == (200, None, None)


def test_since_stays_while_the_outcome_does(data: Path) -> None:
    def after(minutes: int, outcome: ProbeOutcome) -> LastAnswer:
        at = T0 + minutes * MINUTE
        return replace(WEB, at=at, since=at, outcome=outcome)

    seen = []
    with Probes.open(data) as probes:
        for number, outcome in enumerate(
            [ProbeOutcome.TIMEOUT, ProbeOutcome.TIMEOUT, ProbeOutcome.ANSWERED]
        ):
            probes.write([after(number, outcome)])
            seen.append(probes.answers()[0].since)
    assert seen == [T0, T0, T0 + 2 * MINUTE]


def test_what_is_not_asked_any_more_is_forgotten(data: Path) -> None:
    with Probes.open(data) as probes:
        probes.write([WEB, replace(WEB, probe="http-2")])
        probes.keep_only({("sd-001", "http-2"), ("sd-001", "never")})
        assert [each.probe for each in probes.answers()] == ["http-2"]


def test_nothing_was_asked_where_nothing_is(data: Path) -> None:
    assert last_answers(data) == ()
    with pytest.raises(StoreMissing, match="no further probe"):
        Probes.open(data, readonly=True)


def test_a_reader_writes_nothing(data: Path) -> None:
    Probes.open(data).close()
    with Probes.open(data, readonly=True) as probes, pytest.raises(StoreUnwritable):
        probes.write([WEB])


def test_a_value_of_somebody_else_is_damage(data: Path) -> None:
    with Probes.open(data) as probes:
        probes.write([WEB])
    db = plain(data, "probes.sqlite")
    db.execute("UPDATE answer SET outcome = 'splendid'")
    db.close()
    with pytest.raises(StoreDamaged, match="splendid"):
        last_answers(data)


def test_an_answer_is_stale_when_its_turn_was_missed_twice() -> None:
    assert not WEB.is_stale(T0 + 3 * MINUTE, MINUTE)
    assert WEB.is_stale(T0 + 3 * MINUTE + 1, MINUTE)
