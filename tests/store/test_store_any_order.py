"""In whatever order samples come, are packed, go and are read: it is as if they were one list."""

import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from pantau.actions.keeping import let_one_go
from pantau.facts.device import Quantity, Reading
from pantau.facts.instant import DAY, HOUR, MINUTE, from_datetime, to_datetime
from pantau.facts.measured import Sample
from pantau.facts.minutes import COLUMNS, NOTHING, Minutes
from pantau.facts.sealed import AROUND_US
from pantau.inventory.keeping import Keeping
from pantau.store import Keeper, Store, verify
from tests.store.making import T0, WHO, down, up_again
from tests.store.naive import points, slowly

EVER = 2**62
SITES = ("a", "b", "upstream/hub")
# Around the border of a month, the ends of days, and the outage of site a.
BEGINS = [T0 - DAY, T0 - 3 * MINUTE, T0, T0 + 12 * HOUR, T0 + DAY - MINUTE, T0 + DAY]
DOWN, UP = T0 + 12 * HOUR, T0 + 13 * HOUR
TERMS = [from_datetime(to_datetime(T0).replace(year=year)) for year in (2026, 2029, 2037)]
KEEPING = Keeping(13, 60)

AT = st.builds(lambda begin, n: begin + n * MINUTE, st.sampled_from(BEGINS), st.integers(0, 40))
SAMPLES = st.lists(
    st.builds(
        lambda site, probe, at, received, rtt: Sample(
            site, probe, at, 12, received, rtt, rtt and rtt + 5, rtt and rtt + 9, None
        ),
        st.sampled_from(SITES),
        st.sampled_from(["icmp", "icmp", "icmp", "http"]),
        AT,
        st.integers(0, 12),
        st.none() | st.integers(1, 2**33),
    ),
    min_size=1,
    max_size=30,
)
READINGS = st.lists(
    st.builds(
        lambda site, at, value: Reading(site, "router", at, {Quantity.UPTIME_S: value}),
        st.sampled_from(SITES),
        AT,
        st.integers(0, 2**40),
    ),
    min_size=1,
    max_size=5,
)
Key = tuple[str, str, int]


class SamplesMachine(RuleBasedStateMachine):
    """``self.list``: the naive one."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp(dir="/dev/shm" if Path("/dev/shm").is_dir() else None))
        self.store = Store.open(self.folder / "data")
        self.list: dict[Key, Sample] = {}
        self.readings: dict[Key, Reading] = {}
        self.term = 0
        self.store.record([down("a", DOWN)], at=UP, **WHO)
        self.store.record([up_again("a", UP)], at=UP, **WHO)
        # Opened before all that comes, never again: as a page of the dashboard that stays open.
        self.reader = Store.open(self.folder / "data", readonly=True)

    def teardown(self) -> None:
        self.store.close()
        self.reader.close()
        shutil.rmtree(self.folder)

    @rule(samples=SAMPLES)
    def write(self, samples: list[Sample]) -> None:
        self.store.write_samples(samples)
        self.list |= {(each.site, each.probe, each.at): each for each in samples}

    @rule(readings=READINGS)
    def write_readings(self, readings: list[Reading]) -> None:
        self.store.write_readings(readings)
        self.readings |= {(each.site, each.probe, each.at): each for each in readings}

    @rule(minutes=st.lists(AT, min_size=1, max_size=10, unique=True), rtt=st.integers(1, 9))
    def import_blocks(self, minutes: list[int], rtt: int) -> None:
        """A history comes in as blocks; what is there stays."""
        stock = [(0, site, 12, 12, rtt, rtt, rtt, None) for site in SITES]
        self.store.write_alike_minutes(stock, [(at, 0) for at in sorted(minutes)])
        with Keeper(self.store, **WHO) as keeper:
            keeper.name_written_days(at=T0)
        for at in minutes:
            for site in SITES:
                sample = Sample(site, "icmp", at, 12, 12, rtt, rtt, rtt, None)
                self.list.setdefault((site, "icmp", at), sample)

    @rule(upto=st.sampled_from([T0, T0 + DAY, EVER]))
    def pack_a_day(self, upto: int) -> None:
        with Keeper(self.store, **WHO) as keeper:
            keeper.seal_one_day(upto, at=T0)

    @precondition(lambda self: self.term < len(TERMS) - 1)
    @rule()
    def years_go_by(self) -> None:
        """Everything is packed, and what is over its term goes."""
        self.term += 1
        with Keeper(self.store, **WHO) as keeper:
            while keeper.seal_one_day(EVER, at=T0):
                pass
            while let_one_go(keeper, KEEPING, now=TERMS[self.term]):
                pass
        self.list = {key: each for key, each in self.list.items() if self._stays(key)}
        self.readings = {key: each for key, each in self.readings.items() if self._stays(key)}

    def _stays(self, key: Key) -> bool:
        site, _, at = key
        if self.term == 2:
            return False
        return site not in ("a", "b") or (site == "a" and DOWN - AROUND_US <= at < UP + AROUND_US)

    @rule()
    def open_anew(self) -> None:
        self.store.close()
        self.store = Store.open(self.folder / "data")

    @rule(begin=AT, minutes=st.integers(0, 3000), most=st.integers(2, 20))
    def read_a_span(self, begin: int, minutes: int, most: int) -> None:
        end = begin + minutes * MINUTE
        for site in SITES:
            here = self._of(site, "icmp", begin, end)
            found = self.reader.thinned(site, begin, end, most)
            assert points(found) == slowly(here, begin, end, found.length_us)
            assert self.store.samples(site, begin, end) == self._of(site, None, begin, end)

    @invariant()
    def it_is_a_list(self) -> None:
        fresh = Store.open(self.folder / "data", readonly=True)
        try:
            for each in (self.store, self.reader, fresh):
                self._compare(each)
        finally:
            fresh.close()

    @invariant()
    def the_journal_agrees(self) -> None:
        assert verify(self.folder / "data").faults == ()

    def _of(self, site: str, probe: str | None, begin: int = 0, end: int = EVER) -> list[Sample]:
        found = [
            each
            for each in self.list.values()
            if each.site == site and probe in (None, each.probe) and begin <= each.at < end
        ]
        return sorted(found, key=lambda each: (each.at, each.probe))

    def _compare(self, store: Store) -> None:
        for site in SITES:
            assert store.samples(site, 0, EVER) == self._of(site, None)
            minutes = store.readings(site, "router", 0, EVER)
            wanted = sorted(at for name, _, at in self.readings if name == site)
            assert (minutes.minutes * MINUTE).tolist() == wanted
            uptimes = [self.readings[site, "router", at].values[Quantity.UPTIME_S] for at in wanted]
            assert minutes.columns[list(Quantity).index(Quantity.UPTIME_S)].tolist() == uptimes
        for site, found in store.heartbeats(0, EVER, SITES):
            assert _rows(found) == _as_rows(self._of(site, "icmp"))
        heartbeats = sorted(
            (each for site in SITES for each in self._of(site, "icmp")),
            key=lambda each: (each.at, each.site),
        )
        assert store.recent_heartbeats(0, EVER) == heartbeats


def _rows(found: Minutes) -> list[tuple[int, ...]]:
    return list(zip(found.minutes.tolist(), *found.columns.tolist(), strict=True))


def _as_rows(samples: Iterable[Sample]) -> list[tuple[int, ...]]:
    return [
        (
            each.at // MINUTE,
            *(NOTHING if (v := getattr(each, name)) is None else v for name in COLUMNS),
        )
        for each in samples
    ]


TestSamplesInAnyOrder = pytest.mark.timeout(1800)(SamplesMachine.TestCase)  # on a busy machine
TestSamplesInAnyOrder.settings = settings(
    max_examples=settings.default.max_examples // 5, stateful_step_count=15
)
