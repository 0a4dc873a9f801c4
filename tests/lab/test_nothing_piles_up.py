"""What the collector keeps in memory does not grow with the days that it works."""

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from benchmarks.soak_curve import Curve
from benchmarks.soak_virtual import Order, play

_MEMORY_DISK = Path("/dev/shm")  # the disk is not what is looked at
_TARGETS = 13  # three sites, and the links that they share


@pytest.fixture
def folder() -> Iterator[Path]:
    place = _MEMORY_DISK if os.access(_MEMORY_DISK, os.W_OK) else None
    with TemporaryDirectory(dir=place) as found:
        yield Path(found)


@pytest.mark.timeout(180)
def test_the_second_day_leaves_hardly_any_objects(folder: Path) -> None:
    order = Order(
        step=100, days=2, heartbeat_s=60, tick_ms=2_000, months=4, often=0.1,
        curve=str(folder / "curve.csv"),
    )  # fmt: skip
    play(order, folder / "data")
    curve = Curve.read(Path(order.curve))
    objects = dict(zip(curve.at, curve.values["objects"], strict=True))
    # What is learned of lines fills up on the first day. A quarter of what would stay, did each
    # heartbeat or each minute of a line leave one object.
    assert objects[2.0] - objects[1.0] < _TARGETS * 1_440 / 4
