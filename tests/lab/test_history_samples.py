"""Samples of a past: one a site and minute where we watched, silent where the site was."""

from dataclasses import replace
from pathlib import Path

import pytest

from pantau.facts.instant import DAY, HOUR, MINUTE, to_datetime
from pantau.facts.measured import Interval, Sample
from pantau.facts.words import Cause
from pantau.inventory import Inventory
from pantau.lab.history import Blindness, Past, Run, past
from pantau.lab.history_faults import Silence
from pantau.lab.history_maker import Order
from pantau.lab.history_samples import months, stock, write_samples
from pantau.store import Store
from tests.lab.small_regency import UNTIL, small

BEGIN = UNTIL - UNTIL % MINUTE - 6 * HOUR


@pytest.fixture(scope="module")
def inventory() -> Inventory:
    return small(sites=8)


@pytest.fixture(scope="module")
def happened(inventory: Inventory) -> Past:
    """Two runs with a quarter of an hour between; blind for three minutes; a site down for ten."""
    silent = Silence("site-2", BEGIN + HOUR + 30_000_000, BEGIN + HOUR + 10 * MINUTE, Cause.LINE)
    none: dict[str, tuple[Silence, ...]] = {site.id: () for site in inventory.sites}
    return replace(
        past(inventory, 7, UNTIL, 2),
        runs=(
            Run(BEGIN - DAY, BEGIN + 4 * HOUR, died=True),
            Run(BEGIN + 4 * HOUR + 15 * MINUTE + 1, UNTIL, died=False),
        ),
        blind=(Blindness(BEGIN + 2 * HOUR, BEGIN + 2 * HOUR + 3 * MINUTE, own_line=False),),
        silences={**none, "site-2": (silent,)},
    )


@pytest.fixture(scope="module")
def samples(
    inventory: Inventory, happened: Past, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, dict[int, Sample]]:
    """By site and by minutes since BEGIN."""
    with Store.open(tmp_path_factory.mktemp("samples") / "data") as store:
        write_samples(store, happened, inventory, Interval(BEGIN, UNTIL))
        return {
            site.id: {(s.at - BEGIN) // MINUTE: s for s in store.samples(site.id, 0, UNTIL)}
            for site in inventory.sites
        }


def test_every_watched_whole_minute_has_a_sample_of_every_site(
    samples: dict[str, dict[int, Sample]],
) -> None:
    expected = {*range(4 * 60), *range(4 * 60 + 16, 6 * 60)}
    for found in samples.values():
        assert set(found) == expected
        assert {sample.sent for sample in found.values()} == {12}


def test_a_silent_site_answers_nothing_and_its_first_minute_half(
    samples: dict[str, dict[int, Sample]],
) -> None:
    received = [samples["site-2"][60 + minute].received for minute in range(-1, 11)]
    assert received[1:11] == [6, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    assert min(received[0], received[11]) > 8
    assert samples["site-2"][65].rtt_median_us is None
    assert samples["site-1"][65].received > 8


def test_while_we_were_blind_nobody_answered(samples: dict[str, dict[int, Sample]]) -> None:
    for found in samples.values():
        assert [found[120 + minute].received for minute in range(3)] == [0, 0, 0]


def test_round_trips_are_ordered_and_of_their_medium(
    inventory: Inventory, samples: dict[str, dict[int, Sample]]
) -> None:
    for found in samples.values():
        for sample in found.values():
            if sample.received:
                assert sample.rtt_min_us is not None
                assert sample.rtt_median_us is not None
                assert sample.rtt_max_us is not None
                assert 0 < sample.rtt_min_us <= sample.rtt_median_us <= sample.rtt_max_us
    fibre, satellite = samples["site-0"][5], samples["site-5"][5]
    assert (fibre.rtt_median_us or 0) < 30_000
    assert (satellite.rtt_median_us or 0) > 500_000


def test_evenings_lose_more_and_take_longer(inventory: Inventory, happened: Past) -> None:
    rows = [row for row in stock(happened, inventory) if row[1] == "site-4"]
    by_hour = {hour: [row for row in rows if row[0] // 20 == hour] for hour in range(24)}
    assert all(len(found) == 20 for found in by_hour.values())

    def mean_median(hours: range) -> float:
        found = [row[5] or 0 for hour in hours for row in by_hour[hour]]
        return sum(found) / len(found)

    assert mean_median(range(18, 23)) > 1.3 * mean_median(range(5))


def test_months_cut_the_last_days_at_the_borders_of_utc_months(happened: Past) -> None:
    newest, before = months(replace(happened, installed_at=0), days=20)
    assert newest.end == UNTIL
    assert to_datetime(newest.begin).isoformat() == "2026-11-01T00:00:00+00:00"
    assert (before.begin, before.end) == (UNTIL - 20 * DAY, newest.begin)


def test_nobody_sampled_before_the_installation(happened: Past) -> None:
    spans = months(replace(happened, installed_at=UNTIL - DAY), days=20)
    assert spans == [Interval(UNTIL - DAY, UNTIL)]


def test_parts_made_one_by_one_are_one_store(inventory: Inventory, tmp_path: Path) -> None:
    (tmp_path / "inventory.yaml").write_text(inventory.text)
    order = Order(str(tmp_path / "data"), str(tmp_path / "inventory.yaml"), 7, UNTIL, 2, 1)
    for part in (0, order.part):
        replace(order, part=part).make()
    with Store.open(tmp_path / "data", readonly=True) as store:
        assert len(store.states()) == 8 + 1  # the hub is asked too
        assert len(store.samples("site-1", UNTIL - 10 * MINUTE, UNTIL)) == 9


def test_an_order_on_a_broken_inventory_is_refused(tmp_path: Path) -> None:
    (tmp_path / "inventory.yaml").write_text("sites: [")
    order = Order(str(tmp_path / "data"), str(tmp_path / "inventory.yaml"), 7, UNTIL, 2, 1)
    with pytest.raises(ValueError, match="has errors"):
        order.make()
