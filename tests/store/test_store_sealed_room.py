"""How much memory a day takes while it is packed."""

import tracemalloc
from pathlib import Path

from pantau.facts.instant import MINUTE
from pantau.store import Store
from pantau.store.sealing import TOGETHER
from tests.store.making import T0, sample, seal_one

EVER = 2**62
MINUTES = 240


def most_taken(data: Path, sites: int) -> int:
    """Bytes, at the highest, for the day of so many sites."""
    with Store.open(data) as store:
        for n in range(MINUTES):
            at = T0 + n * MINUTE
            store.write_samples([sample(f"site-{number:03d}", at) for number in range(sites)])
        tracemalloc.start()
        try:
            assert seal_one(store, EVER)
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()


def test_four_times_the_sites_take_little_more_room(tmp_path: Path) -> None:
    few = most_taken(tmp_path / "few", TOGETHER)
    assert few > TOGETHER * MINUTES * 8
    assert most_taken(tmp_path / "many", 4 * TOGETHER) < 1.5 * few
