"""Short lives of a store, each run once and recorded.

A scene says what it is about to write and what came back; tests.store.power.checks knows by that
what has to be there after a power cut.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from pantau.actions.keeping import let_one_go
from pantau.facts.device import Quantity, Reading
from pantau.facts.instant import DAY, HOUR, MINUTE, SECOND, from_datetime
from pantau.facts.measured import Sample
from pantau.inventory.keeping import Keeping
from pantau.store import Keeper, Store, backup, restore, write_anchor
from tests.store.making import T0, WHO, commit, down, inventory, up_again, watched

Says = Callable[..., None]

SITES = ("a", "b", "upstream/hub")
OVER = T0 + 3 * DAY
LATE = from_datetime(datetime(2029, 6, 1, tzinfo=UTC))
VERY_LATE = from_datetime(datetime(2037, 6, 1, tzinfo=UTC))
KEEPING = Keeping(13, 60)


def samples(begin: int, minutes: int, value: int = 1_000) -> list[Sample]:
    """Of all sites, one a minute; ``value`` tells a later writing of the same minute apart."""
    return [
        Sample(site, "icmp", begin + n * MINUTE, 12, 12, 900, value + n, 9_000, None)
        for n in range(minutes)
        for site in SITES
    ]


def append(root: Path, says: Says) -> None:
    """A collector from its first start, with kept files and anchors; ended, and begun again."""
    data = root / "data"
    now = T0
    for life in range(2):
        with Store.open(data) as store:
            run = store.begin_watch(at=now, **WHO).run
            store.commit(commit(run, now, watched(run, now, *SITES)))
            says("head", store.head())
            for count in range(4):
                now += 30 * SECOND
                _write(store, says, samples(T0 + (now - T0) // MINUTE * MINUTE, 1, now % 977))
                turn = up_again if count % 2 else down
                store.commit(commit(run, now, turn("a", now)))
                says("head", store.head())
            says("kept", store.keep(bytes([life]) * 9_000))
            store.record([inventory(f"{life}" * 6_000)], at=now, **WHO)
            says("head", store.head())
            write_anchor(data, store.head(), now)
            says("anchor", store.head())


def seal(root: Path, says: Says) -> None:
    """Two days are packed, while their collector writes on; what came late is packed too."""
    with Store.open(root / "data") as store:
        for day in (0, 1):
            _write(store, says, samples(T0 + day * DAY, 40))
        store.write_readings([Reading("a", "router", T0, {Quantity.UPTIME_S: 1})])
        _pack(store, says)
        says("late")
        _write(store, says, samples(T0 + 10 * MINUTE, 2, 5_000))
        _write(store, says, samples(OVER, 1))
        _pack(store, says)
        _write(store, says, samples(T0 - DAY, 3))
        _pack(store, says)


def parts(root: Path, says: Says) -> None:
    """Days are packed one site after the other; what came late is packed so too."""
    with Store.open(root / "data") as store:
        for day in (0, 1):
            _write(store, says, samples(T0 + day * DAY, 40))
        store.write_readings([Reading("a", "router", T0, {Quantity.UPTIME_S: 1})])
        _pack(store, says, lines=1)
        says("late")
        _write(store, says, samples(T0 + 10 * MINUTE, 2, 5_000))
        _pack(store, says, lines=1)


def let_go(root: Path, says: Says) -> None:
    """A month is thinned to its evidence, gets one more sample, and years later its file goes."""
    with Store.open(root / "data") as store:
        store.record([down("a", T0 + HOUR)], at=T0 + HOUR, **WHO)
        store.record([up_again("a", T0 + 2 * HOUR)], at=T0 + 2 * HOUR, **WHO)
        says("head", store.head())
        for day in (0, 1):
            _write(store, says, samples(T0 + day * DAY, 40))
        _pack(store, says)
        says("late")
        _write(store, says, samples(T0 + 5 * MINUTE, 2, 5_000))
        _pack(store, says)
        says("thins")
        _let_go(store, LATE)
        _write(store, says, samples(T0 + 10 * MINUTE, 1, 7_000)[:1])
        _pack(store, says)
        says("thins")
        _let_go(store, VERY_LATE)


def copy(root: Path, says: Says) -> None:
    """A backup, a second one in its place while somebody writes, and one brought back."""
    data, target = root / "data", root / "backup.zip"
    with Store.open(data) as store:
        _write(store, says, samples(T0, 40))
        _pack(store, says)
        store.keep(b"paper" * 2_000)
        for count in (1, 2):
            store.record([inventory(f"{count}" * 5_000)], at=T0 + count, **WHO)
            write_anchor(data, store.head(), T0)
            says("head", store.head())
            says("anchor", store.head())
            _write(store, says, samples(OVER + count * MINUTE, 1))
            says("backup", backup(data, target).entries)
        says("restored", restore(target, root / "back").entries)


SCENES: dict[str, Callable[[Path, Says], None]] = {
    each.__name__: each for each in (append, seal, parts, let_go, copy)
}


def finish(store: Store, now: int) -> None:
    """What the collector does by itself: packs what is over, lets go what is over its term."""
    with Keeper(store, **WHO) as keeper:
        keeper.name_found_days(at=now)
        while keeper.seal_one_day(OVER - DAY, at=now):
            pass
    _let_go(store, now)


def _write(store: Store, says: Says, each: list[Sample]) -> None:
    says("writes", each)
    store.write_samples(each)
    says("wrote", each)


def _pack(store: Store, says: Says, lines: int | None = None) -> None:
    with Keeper(store, lines=lines, **WHO) as keeper:
        while keeper.seal_one_day(OVER - DAY, at=T0):
            says("head", store.head())


def _let_go(store: Store, now: int) -> None:
    with Keeper(store, **WHO) as keeper:
        while let_one_go(keeper, KEEPING, now=now):
            pass
