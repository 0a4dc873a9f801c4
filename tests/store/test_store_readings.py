"""What devices said is kept like the samples: hot, packed, and read alike."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pantau.facts.curves import curves
from pantau.facts.device import Quantity, Reading
from pantau.facts.instant import DAY, MINUTE
from pantau.facts.minutes import NOTHING, Minutes
from pantau.store import Store
from pantau.store.block import FORM_COUNTED, pack, unpack
from pantau.store.migrate import migrate, migrations
from tests.store.making import T0, plain, sample, seal_one

EVER = 2**62
_VALUES = st.dictionaries(
    st.sampled_from(Quantity), st.integers(-1_000, 2**40), min_size=1, max_size=5
)
_READINGS = st.lists(
    st.builds(
        Reading,
        site=st.sampled_from(("a", "b")),
        probe=st.sampled_from(("snmp", "ups")),
        at=st.integers(-3_000, 3_000).map(lambda minute: T0 + minute * MINUTE),
        values=_VALUES,
    ),
    max_size=30,
)


def reading(minute: int, **values: int) -> Reading:
    given = {Quantity(name): value for name, value in values.items()}
    return Reading("a", "snmp", T0 + minute * MINUTE, given)


def told(found: Minutes) -> dict[int, dict[Quantity, int]]:
    """By minute, as it was written."""
    return {
        int(minute) * MINUTE: {
            quantity: value
            for quantity, value in zip(Quantity, row, strict=True)
            if value != NOTHING
        }
        for minute, row in zip(found.minutes, found.columns.T.tolist(), strict=True)
    }


@settings(max_examples=20, deadline=None)
@given(_READINGS, _READINGS)
def test_what_was_written_is_read_before_and_after_packing(
    tmp_path_factory: pytest.TempPathFactory, first: list[Reading], later: list[Reading]
) -> None:
    expected: dict[tuple[str, str], dict[int, dict[Quantity, int]]] = {}
    for each in [*first, *later]:
        expected.setdefault((each.site, each.probe), {})[each.at] = dict(each.values)

    with Store.open(tmp_path_factory.mktemp("data")) as store:

        def check() -> None:
            for key in (("a", "snmp"), ("a", "ups"), ("b", "snmp"), ("b", "ups")):
                assert told(store.readings(*key, 0, EVER)) == expected.get(key, {})

        store.write_readings(first)
        while seal_one(store, EVER):
            pass
        store.write_readings(later)
        check()
        while seal_one(store, EVER):
            pass
        check()
        begin, end = T0, T0 + 100 * MINUTE
        inside = {at: v for at, v in expected.get(("a", "snmp"), {}).items() if begin <= at < end}
        assert told(store.readings("a", "snmp", begin, end)) == inside


def test_the_newest_is_known_of_each_device(store: Store) -> None:
    other = Reading("b", "ups", T0 - 30 * DAY, {Quantity.MAINS: 0})
    store.write_readings([reading(1, uptime_s=5), reading(2, uptime_s=65), other])
    assert {(each.site, each.probe): each for each in store.last_readings()} == {
        ("a", "snmp"): reading(2, uptime_s=65),
        ("b", "ups"): other,
    }


def test_a_day_of_samples_and_readings_is_packed_as_one(store: Store, data: Path) -> None:
    store.write_samples([sample("a", T0)])
    store.write_readings([reading(0, uptime_s=5)])
    assert seal_one(store, T0 + DAY)
    assert not seal_one(store, T0 + DAY)
    db = plain(data, "samples/2026-10.sqlite")
    counts = [
        db.execute(f"SELECT count(*) FROM {table}").get
        for table in ("hot", "sealed", "reading_hot", "reading_sealed")
    ]
    db.close()
    assert counts == [0, 1, 0, 1]


def test_a_file_of_before_takes_readings(data: Path) -> None:
    """Its samples stay, hot and packed."""
    folder = data / "samples"
    folder.mkdir(parents=True)
    db = plain(data, "samples/2026-10.sqlite")
    migrate(db, migrations("samples")[:2])
    db.execute("INSERT INTO site VALUES (1, 'a'); INSERT INTO probe VALUES (1, 'icmp')")
    minute = T0 // MINUTE
    db.execute("INSERT INTO hot VALUES (?, 1, 1, 12, 12, 1, 2, 3, NULL)", (minute,))
    db.close()
    with Store.open(data) as store:
        store.write_readings([reading(0, uptime_s=5)])
        assert [each.sent for each in store.samples("a", T0, T0 + MINUTE)] == [12]
        assert told(store.readings("a", "snmp", 0, EVER)) == {T0: {Quantity.UPTIME_S: 5}}


def test_a_block_of_before_a_quantity_was_known_is_read() -> None:
    old = Minutes(np.array([T0 // MINUTE]), np.array([[7], [1]], np.int64))
    day = T0 // DAY
    found = unpack([(day, pack(day, old, FORM_COUNTED))], FORM_COUNTED, ("a", "b", "c", "d"))
    assert found.columns.tolist() == [[7], [1], [NOTHING], [NOTHING]]
    with pytest.raises(ValueError, match="columns that this Pantau does not know"):
        unpack([(day, pack(day, old, FORM_COUNTED))], FORM_COUNTED, ("a",))


@given(
    values=st.dictionaries(st.integers(0, 300), st.integers(-5, 2**40), max_size=60),
    most=st.integers(2, 50),
)
def test_a_curve_has_the_least_the_middle_and_the_most_of_each_bucket(
    values: dict[int, int], most: int
) -> None:
    column = Quantity.IN_BPS
    in_order = sorted(values)
    rows = [[values[m] if each is column else NOTHING for m in in_order] for each in Quantity]
    columns = np.array(rows, np.int64).reshape(len(Quantity), len(in_order))
    found = Minutes(np.array(in_order, np.int64) + T0 // MINUTE, columns)
    end = T0 + 301 * MINUTE
    drawn = curves(found, T0, end, most)
    assert len(drawn.begins) <= most
    curve = drawn.of[column]
    for number, begin in enumerate(drawn.begins.tolist()):
        inside = sorted(
            value
            for minute, value in values.items()
            if begin <= T0 + minute * MINUTE < begin + drawn.length_us
        )
        expected = (
            (inside[0], inside[(len(inside) - 1) // 2], inside[-1]) if inside else (NOTHING,) * 3
        )
        assert (curve.least[number], curve.middle[number], curve.most[number]) == expected
    assert bool(curve) == bool(values)
    assert not drawn.of[Quantity.OUT_BPS]
