"""The last good path of each site."""

from pathlib import Path as File

import pytest

from pantau.facts.path import Path
from pantau.store import GoodPath, Paths, StoreDamaged, StoreMissing, StoreUnwritable, good_path
from tests.store.making import T0, plain

GOOD = GoodPath("127.64.0.9", Path(T0, ("127.64.255.1", None, "127.64.0.9"), reached=True))


def test_a_path_comes_back_as_it_went_and_the_newest_holds(data: File) -> None:
    newer = GoodPath("127.64.0.9", Path(T0 + 1, ("127.64.0.9",), reached=True))
    with Paths.open(data) as paths:
        paths.write({"sd-001": GOOD, "sd-002": GOOD})
        paths.write({"sd-002": newer})
        assert paths.all() == {"sd-001": GOOD, "sd-002": newer}
        paths.keep_only({"sd-001"})
    assert good_path(data, "sd-001") == GOOD
    assert good_path(data, "sd-002") is None


def test_nothing_is_known_where_nothing_is(data: File) -> None:
    assert good_path(data, "sd-001") is None
    with pytest.raises(StoreMissing, match="no path"):
        Paths.open(data, readonly=True)


def test_a_reader_of_paths_writes_nothing(data: File) -> None:
    Paths.open(data).close()
    with Paths.open(data, readonly=True) as paths, pytest.raises(StoreUnwritable):
        paths.write({"sd-001": GOOD})


@pytest.mark.parametrize("hops", ["[1]", "{}", "no JSON"])
def test_what_we_never_wrote_is_damage(data: File, hops: str) -> None:
    with Paths.open(data) as paths:
        paths.write({"sd-001": GOOD})
    db = plain(data, "paths.sqlite")
    db.execute("UPDATE path SET hops = ?", (hops,))
    db.close()
    with pytest.raises(StoreDamaged, match="remove the file"):
        good_path(data, "sd-001")


def test_the_last_hop_that_answered_is_counted_from_one() -> None:
    assert (GOOD.path.last, GOOD.path.last_host) == (3, "127.64.0.9")
    nobody = Path(T0, (None, None), reached=False)
    assert (nobody.last, nobody.last_host) == (0, None)
