"""The collector against a regency that knows the truth, in virtual time."""

from dataclasses import replace
from pathlib import Path

import pytest

from pantau.facts.instant import SECOND
from pantau.inventory.model import Inventory
from pantau.lab.compare import Comparison, Kind, compare
from pantau.lab.recorded import Played, judged, play
from pantau.lab.scenario_lively import Often, lively
from pantau.lab.script import MINUTE, Script
from pantau.store import verify
from tests.lab.shipped import every

_OFTEN = Often(20, 120, 60, 200, 40)


@pytest.fixture(scope="module")
def inventory() -> Inventory:
    return every(12)


def story(seed: int, inventory: Inventory) -> Script:
    return lively(seed, inventory, 24 * MINUTE, _OFTEN)


def compared(played: Played, inventory: Inventory, **changed: object) -> Comparison:
    """What is found where the journal said something else."""
    return compare(played.truth, replace(played.recorded, **changed), judged(inventory))


@pytest.fixture(scope="module")
def played(inventory: Inventory, tmp_path_factory: pytest.TempPathFactory) -> Played:
    return play(inventory, story(2, inventory), tmp_path_factory.mktemp("played"))


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_what_is_written_is_what_happened(seed: int, inventory: Inventory, tmp_path: Path) -> None:
    played = play(inventory, story(seed, inventory), tmp_path)
    found = played.comparison
    assert [each for each in found.findings if each.kind is not Kind.BURST] == []
    assert found.seen > 0
    assert max(found.ends) <= 1.5 * SECOND
    assert max(found.spans) <= 5.2 * SECOND
    assert max(found.delays) <= 15 * SECOND
    assert verify(tmp_path).sound


def test_the_same_seed_gives_the_same_journal(
    played: Played, inventory: Inventory, tmp_path: Path
) -> None:
    again = play(inventory, story(2, inventory), tmp_path / "again")
    other = play(inventory, story(3, inventory), tmp_path / "other")
    assert again.head == played.head
    assert other.head != played.head


def test_an_outage_that_is_left_out_is_missed(played: Played, inventory: Inventory) -> None:
    facts = played.recorded.facts
    longest = max(facts.outages, key=lambda each: (each.ended_at or 0) - each.started_at)
    poorer = tuple(each for each in facts.outages if each is not longest)
    wrong = compared(played, inventory, facts=replace(facts, outages=poorer))
    assert Kind.MISSED in {each.kind for each in wrong.findings}


def test_an_outage_that_is_invented_is_false(played: Played, inventory: Inventory) -> None:
    facts = played.recorded.facts
    down = {each.site for each in facts.outages}
    quiet = next(name for name in judged(inventory) if name not in down)
    begin = facts.watched[quiet][-1].end - 60 * SECOND
    invented = replace(
        facts.outages[0],
        id="O0",
        site=quiet,
        started_at=begin,
        ended_at=begin + 30 * SECOND,
        last_up_before=begin - 5 * SECOND,
        last_down_within=begin + 29 * SECOND,
    )
    wrong = compared(
        played,
        inventory,
        facts=replace(facts, outages=(*facts.outages, invented)),
        written_at={**played.recorded.written_at, "O0": begin},
    )
    [finding] = wrong.findings
    assert (finding.kind, finding.site) == (Kind.FALSE, quiet)


def test_an_outage_drawn_out_is_longer_than_the_truth(played: Played, inventory: Inventory) -> None:
    facts = played.recorded.facts
    first = max(facts.outages, key=lambda each: (each.ended_at or 0) - each.started_at)
    assert first.ended_at is not None
    longer = replace(first, ended_at=first.ended_at + 20 * SECOND)
    outages = tuple(longer if each is first else each for each in facts.outages)
    wrong = compared(played, inventory, facts=replace(facts, outages=outages))
    assert Kind.LONGER in {each.kind for each in wrong.findings}
