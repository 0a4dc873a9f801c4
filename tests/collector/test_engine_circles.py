"""Echoes that know each other are let go of, without Python having to look for circles."""

import gc

from tests.collector.simulation import Simulation, outside, site

_STORM = range(60, 300)


def comes_and_goes(_: str, t: float) -> bool:
    return int(t) not in _STORM or int(t) % 9 < 2


def test_an_uplink_that_comes_and_goes_leaves_no_circles() -> None:
    sim = Simulation([*(site(n) for n in range(10)), outside()], comes_and_goes).run(30)
    gc.collect()
    gc.disable()
    try:
        sim.run(300)
        assert gc.collect() < 20  # of 992 that pairs of lost echoes would leave
    finally:
        gc.enable()
