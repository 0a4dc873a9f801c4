"""Every reader of samples against a plain list, whatever became of the samples meanwhile."""

from collections.abc import Iterable
from fractions import Fraction
from math import ceil
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pantau.facts.instant import DAY, HOUR, MINUTE
from pantau.facts.measured import Sample
from pantau.facts.minutes import COLUMNS, NOTHING, Minutes
from pantau.facts.sealed import AROUND_US
from pantau.facts.words import Left
from pantau.store import Keeper, Store
from tests.store.making import T0, WHO, down, sample, seal_one, up_again

EVER = 2**62
MONTH = "2026-10"
SITES = ("a", "b", "upstream/hub")
DOWN, UP = T0 + 5 * HOUR, T0 + 6 * HOUR
UPTO_US = (1_000, 50_000)

_US = st.none() | st.integers(0, 100_000) | st.just(2**40)
_SAMPLE = st.builds(
    Sample,
    site=st.sampled_from(SITES),
    probe=st.sampled_from(("icmp", "tcp")),
    # Both sides of an end of a month, and many near the outage.
    at=(st.integers(-1_500, 3_000) | st.integers(250, 420)).map(lambda at: T0 + at * MINUTE),
    sent=st.integers(0, 60),
    received=st.integers(0, 60),
    rtt_min_us=_US,
    rtt_median_us=_US,
    rtt_max_us=_US,
    jitter_us=_US,
)
_STEPS = st.lists(
    st.one_of(
        st.lists(_SAMPLE, min_size=1, max_size=15),
        st.integers(-1, 3),  # days since T0 that are over: they are packed
        st.just(Left.EVIDENCE),
        st.just(Left.NOTHING),
    ),
    max_size=6,
)
Key = tuple[str, str, int]


class World:
    """What there must be: samples as a list has them, late ones apart until they are packed."""

    def __init__(self) -> None:
        self.hot: dict[Key, Sample] = {}
        self.packed: dict[Key, Sample] = {}

    def wrote(self, samples: Iterable[Sample]) -> None:
        self.hot |= {(each.site, each.probe, each.at): each for each in samples}

    def sealed(self, upto: int) -> None:
        over = {key for key in self.hot if key[2] // DAY * DAY + DAY <= upto}
        self.packed |= {key: self.hot.pop(key) for key in over}

    def thinned(self, left: Left) -> None:
        self.packed = {key: each for key, each in self.packed.items() if self._stays(key, left)}

    def _stays(self, key: Key, left: Left) -> bool:
        site, _, at = key
        if at < T0:
            return True  # of another month
        around = site == "a" and DOWN - AROUND_US <= at < UP + AROUND_US
        return left is Left.EVIDENCE and (around or site == "upstream/hub")

    def all(self) -> list[Sample]:
        both = self.packed | self.hot
        return [both[key] for key in sorted(both, key=lambda key: (key[0], key[2], key[1]))]


class Window(NamedTuple):
    begin: int
    end: int

    def of(self, found: list[Sample], site: str, probe: str | None = None) -> list[Sample]:
        return [
            each
            for each in found
            if each.site == site
            and self.begin <= each.at < self.end
            and probe in (None, each.probe)
        ]


def lived(store: Store, steps: list[Any]) -> World:
    world = World()
    store.record([down("a", DOWN)], at=UP, **WHO)
    store.record([up_again("a", UP)], at=UP, **WHO)
    for step in steps:
        if isinstance(step, list):
            store.write_samples(step)
            world.wrote(step)
        elif isinstance(step, int):
            while seal_one(store, T0 + step * DAY):
                pass
            world.sealed(T0 + step * DAY)
        elif MONTH in store.sample_sizes():
            with Keeper(store, **WHO) as keeper:
                keeper.thin(MONTH, step, "samples_months: 25", at=UP)
            world.thinned(step)
    return world


def rows(found: Minutes) -> list[tuple[int, ...]]:
    return list(zip(*(found.minutes.tolist(), *found.columns.tolist()), strict=True))


def row(each: Sample) -> tuple[int, ...]:
    values = (getattr(each, name) for name in COLUMNS)
    return (each.at // MINUTE, *(NOTHING if value is None else value for value in values))


def as_samples(frame: pd.DataFrame) -> list[Sample]:
    plain = frame.astype(object).where(frame.notna(), None)
    at = [int(moment.timestamp()) * 1_000_000 for moment in frame["at"]]
    return [
        Sample(each.site, each.probe, instant, *each[4:])
        for each, instant in zip(plain.itertuples(), at, strict=True)
    ]


def rank(values: list[int], share: Fraction) -> int | None:
    return sorted(values)[max(1, ceil(share * len(values))) - 1] if values else None


def medians(found: list[Sample]) -> list[int]:
    return [each.rtt_median_us for each in found if each.rtt_median_us is not None]


@settings(max_examples=60, deadline=None)
@given(_STEPS, st.integers(-1_600, 3_100), st.integers(0, 4_700), st.integers(2, 40))
def test_every_reader_says_what_a_plain_list_says(
    tmp_path_factory: pytest.TempPathFactory, steps: list[Any], begins: int, lasts: int, most: int
) -> None:
    with Store.open(tmp_path_factory.mktemp("data")) as store:
        found = lived(store, steps).all()
        asked = Window(T0 + begins * MINUTE - 1, T0 + (begins + lasts) * MINUTE)
        for window in (asked, Window(0, EVER)):
            _check_rows(store, found, window)
            _check_many(store, found, window)
        for site in SITES:
            _check_thinned(store, asked.of(found, site, "icmp"), site, asked, most)
        newest = max((each.at for each in found if each.probe == "icmp"), default=0)
        if newest and newest == max(each.at for each in found):
            _check_last(store, found, newest)


def _check_rows(store: Store, found: list[Sample], window: Window) -> None:
    for site in (*SITES, "nobody"):
        assert store.samples(site, *window) == window.of(found, site)
    columns = store.heartbeats(*window, (*SITES, "nobody"))
    for site, minutes in columns:
        assert rows(minutes) == [row(each) for each in window.of(found, site, "icmp")]
    frames = list(store.sample_frames(*window, (*SITES, "nobody")))
    assert [each for frame in frames for each in as_samples(frame)] == [
        each for site in SITES for each in window.of(found, site)
    ]
    beats = [each for each in found if each.probe == "icmp" and window.begin <= each.at]
    recent = sorted(
        (each for each in beats if each.at < window.end), key=lambda each: (each.at, each.site)
    )
    assert store.recent_heartbeats(*window) == recent


def _check_many(store: Store, found: list[Sample], window: Window) -> None:
    counts = store.histogram(*window, SITES, UPTO_US)
    for site in SITES:
        own = window.of(found, site, "icmp")
        low, high = UPTO_US
        assert counts.loc[site].to_dict() == {
            str(low): sum(each <= low for each in medians(own)),
            str(high): sum(low < each <= high for each in medians(own)),
            "more": sum(each > high for each in medians(own)),
            "unanswered": len(own) - len(medians(own)),
        }


def _check_thinned(store: Store, own: list[Sample], site: str, window: Window, most: int) -> None:
    """No spike and no lost echo vanishes, each stands where it was, and no bucket makes one up."""
    found = store.thinned(site, *window, most)
    assert len(found.begins) <= most
    for place, begin in enumerate(found.begins.tolist()):
        inside = [each for each in own if begin <= each.at < begin + found.length_us]
        assert found.sent[place] == sum(each.sent for each in inside)
        assert found.received[place] == sum(each.received for each in inside)
        least = [each.rtt_min_us for each in inside if each.rtt_min_us is not None]
        longest = [each.rtt_max_us for each in inside if each.rtt_max_us is not None]
        assert found.least[place] == min(least, default=NOTHING)
        assert found.most[place] == max(longest, default=NOTHING)
        middle = rank(medians(inside), Fraction(1, 2))
        assert found.middle[place] == (NOTHING if middle is None else middle)
    assert found.sent.sum() == sum(each.sent for each in own)


def _check_last(store: Store, found: list[Sample], newest: int) -> None:
    fresh: dict[str, Sample] = {}
    for each in sorted(found, key=lambda each: each.at):
        if each.probe == "icmp" and each.at > newest - 10 * MINUTE:
            fresh[each.site] = each
    assert store.last_samples() == fresh


def test_what_is_written_after_a_month_went_is_there_for_everybody(data: Path) -> None:
    """Who had the month's file open does not go on writing into what was removed."""
    with Store.open(data) as store:
        store.write_samples([sample("a", T0)])
        while seal_one(store, EVER):
            pass
        with Keeper(store, **WHO) as keeper:
            keeper.thin(MONTH, Left.NOTHING, "evidence_months: 120", at=UP)
        with Store.open(data) as other:
            other.write_samples([sample("a", T0 + MINUTE)])
            # Whoever closes the old file leaves the new one's log alone.
            store.write_samples([sample("a", T0 + 2 * MINUTE)])
            wanted = [sample("a", T0 + n * MINUTE) for n in (1, 2)]
            assert store.samples("a", 0, EVER) == other.samples("a", 0, EVER) == wanted
            with Store.open(data, readonly=True) as third:
                assert third.samples("a", 0, EVER) == wanted


def test_a_window_that_ends_before_it_begins_holds_nothing(store: Store) -> None:
    store.write_samples([sample("a", T0)])
    assert store.samples("a", T0 + DAY, T0) == []
    assert list(store.sample_frames(T0 + DAY, T0, ("a",))) == []
    assert store.histogram(T0 + DAY, T0, ("a",), UPTO_US).loc["a"].sum() == 0


def test_no_site_is_an_empty_table(store: Store) -> None:
    assert len(store.histogram(0, EVER, (), UPTO_US)) == 0
