"""Samples of others: brought in, beside ours, taken out again, whatever a kill leaves undone."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pantau.facts.instant import DAY, MINUTE
from pantau.facts.journal import ImportRevoked
from pantau.facts.kinds import EntryKind
from pantau.facts.measured import Sample
from pantau.store import Keeper, Store, StoreDamaged, spool
from pantau.store.bringing import Bringer
from pantau.store.bundle import BundleWriter, Piece, read_bundle
from pantau.store.sealed_days import Blocks
from pantau.store.verify import verify
from tests.store.brought import bring, spool_of, theirs
from tests.store.making import T0, WHO, plain, sample, seal_one

EVER = 2**62
DAY0 = T0 // DAY


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path) as opened:
        yield opened


def revoke(store: Store, name: str) -> None:
    store.record([ImportRevoked(name, "wrong")], at=T0 + DAY, **WHO)
    with Bringer(store, **WHO) as bringer:
        assert bringer.settle(at=T0 + DAY) == 1


def all_of(store: Store, *sites: str) -> list[Sample]:
    return [each for site in sites for each in store.samples(site, 0, EVER)]


def is_sound(store: Store) -> bool:
    return verify(store.data).faults == ()


def test_what_is_new_comes_in_and_what_is_here_stays(store: Store) -> None:
    ours = [sample("a", T0), sample("a", T0 + 5 * MINUTE)]
    store.write_samples(ours)
    seal_one(store, EVER)
    store.write_samples([sample("a", T0 + 9 * MINUTE)])  # late: a row beside the block
    given = [theirs("a", T0 + n * MINUTE) for n in range(10)] + [theirs("b", T0)]
    bring(store, given)
    found = store.samples("a", 0, EVER)
    assert [each for each in found if each.rtt_median_us == 7_000] == [
        each for each in given[:10] if each.at // MINUTE - T0 // MINUTE not in {0, 5, 9}
    ]
    assert found[0] == ours[0]
    assert store.samples("b", 0, EVER) == [given[10]]
    assert is_sound(store)
    seal_one(store, EVER)
    assert store.samples("a", 0, EVER) == found
    assert is_sound(store)


def test_a_revoked_import_leaves_what_was_here_before(store: Store) -> None:
    store.write_samples([sample("a", T0), sample("a", T0 + DAY)])
    seal_one(store, EVER)
    before = all_of(store, "a", "b")
    name = bring(store, [theirs(s, T0 + n * 7 * MINUTE) for s in "ab" for n in range(400)])
    assert len(all_of(store, "a", "b")) == 2 + 2 * 400 - 1
    revoke(store, name)
    assert all_of(store, "a", "b") == before
    assert is_sound(store)
    reasons = [
        day["reason"]
        for entry in store.entries(kinds=[EntryKind.SAMPLES_SEALED])
        for day in entry.data()["days"]
    ]
    assert reasons == ["over", "imported", "imported", "revoked", "revoked"]
    bring(store, [theirs("b", T0)])
    assert is_sound(store)


def test_the_collector_finishes_what_a_kill_cut_off(store: Store) -> None:
    name = bring(store, [theirs("a", T0 + n * DAY) for n in range(3)], settle=False)
    assert all_of(store, "a") == []
    assert is_sound(store)

    def stop_after_one(bringer: Bringer) -> None:
        change, left = bringer._files.change_day, 1

        def once(*args: object) -> None:
            nonlocal left
            if not left:
                raise KeyboardInterrupt
            left -= 1
            change(*args)  # type: ignore[arg-type]

        bringer._files.change_day = once  # type: ignore[assignment, method-assign]

    with Bringer(store, **WHO) as bringer:
        stop_after_one(bringer)
        with pytest.raises(KeyboardInterrupt):
            bringer.settle(at=T0 + DAY)
    assert len(all_of(store, "a")) == 1
    assert is_sound(store)
    with Bringer(store, **WHO) as bringer:
        assert [each.import_id for each in bringer.unsettled()] == [name]
        assert bringer.settle(at=T0 + DAY) == 1
        assert bringer.settle(at=T0 + DAY) == 0
    assert len(all_of(store, "a")) == 3
    assert is_sound(store)


def test_a_kill_behind_the_entry_of_a_day_is_made_good(store: Store) -> None:
    """The day was named and its blocks never came to stand."""
    bring(store, [theirs("a", T0)], settle=False)
    with Bringer(store, **WHO) as bringer:
        change = bringer._files.change_day

        def cut(day: int, work: object, tell: object) -> None:
            def told(before: Blocks, after: Blocks) -> None:
                tell(before, after)  # type: ignore[operator]
                raise KeyboardInterrupt

            change(day, work, told)  # type: ignore[arg-type]

        bringer._files.change_day = cut  # type: ignore[assignment, method-assign]
        with pytest.raises(KeyboardInterrupt):
            bringer.settle(at=T0 + DAY)
    with Bringer(store, **WHO) as bringer:
        bringer.settle(at=T0 + DAY)
    assert len(all_of(store, "a")) == 1
    assert is_sound(store)


def test_a_day_that_somebody_changed_takes_no_import(store: Store) -> None:
    store.write_samples([sample("a", T0), sample("b", T0)])
    seal_one(store, EVER)
    db = plain(store.data, "samples/2026-10.sqlite")
    db.execute("DELETE FROM sealed WHERE site_no = (SELECT no FROM site WHERE id = 'b')")
    db.close()
    with (
        spool_of(store, [theirs("c", T0)]) as held,
        Bringer(store, **WHO) as bringer,
        pytest.raises(StoreDamaged, match="are not those that the journal names"),
    ):
        bringer.weigh(held, keep=True)


def test_the_kept_file_is_part_of_what_verify_looks_at(store: Store) -> None:
    bring(store, [theirs("a", T0)])
    (kept,) = (store.data / "kept").iterdir()
    kept.write_bytes(kept.read_bytes() + b"x")
    assert [each.reason.value for each in verify(store.data).faults] == ["kept"]


def test_rows_of_the_same_minute_are_found_whatever_their_order(store: Store) -> None:
    with spool_of(store, [theirs("a", T0), theirs("b", T0), theirs("a", T0, 9)]) as held:
        (twice,) = Bringer(store, **WHO).twice(held, 10)
        assert (twice.site, twice.line, twice.first) == ("a", 4, 2)


ROWS = st.lists(
    st.tuples(
        st.sampled_from("abc"), st.sampled_from(["icmp", "web"]), st.integers(0, 3 * 1440),
        st.integers(0, 2**40) | st.none(),
    ),
    min_size=1, unique_by=lambda row: row[:3],
)  # fmt: skip


@settings(deadline=None, max_examples=30)
@given(ours=ROWS, given=ROWS, seal=st.booleans())
def test_bringing_and_revoking_equals_dictionaries(
    tmp_path_factory: pytest.TempPathFactory, ours: list, given: list, seal: bool
) -> None:
    def samples(rows: list) -> list[Sample]:
        return [
            Sample(s, p, T0 + m * MINUTE, 2, 0 if v is None else 2, v, v, v, None)
            for s, p, m, v in rows
        ]

    def by_key(found: list[Sample]) -> dict:
        return {(each.site, each.probe, each.at): each for each in found}

    # So few are held at once that the spool lays parts aside.
    with Store.open(tmp_path_factory.mktemp("store")) as store, patch.object(spool, "_HELD", 7):
        store.write_samples(samples(ours))
        while seal and seal_one(store, EVER):
            pass
        with spool_of(store, samples(given)) as held:
            new = Bringer(store, **WHO).weigh(held, keep=False).brought
        assert new == len({row[:3] for row in given} - {row[:3] for row in ours})
        if new:
            name = bring(store, samples(given))
            assert by_key(all_of(store, *"abc")) == by_key(samples(given)) | by_key(samples(ours))
            while seal_one(store, EVER):
                pass
            assert is_sound(store)
            revoke(store, name)
        assert by_key(all_of(store, *"abc")) == by_key(samples(ours))
        assert is_sound(store)


def test_a_bundle_is_read_as_it_was_written(tmp_path: Path, store: Store) -> None:
    with spool_of(store, [theirs("a", T0), sample("é", T0)]) as held:
        pieces, _ = held.of_day(held.days()[0])
    file = tmp_path / "bundle"
    with file.open("wb") as into:
        writer = BundleWriter(into, ["a", "é"], ["icmp"])
        for piece in pieces:
            writer.add(piece)
    with file.open("rb") as stream:
        again = list(read_bundle(stream))
    for piece, found in zip(pieces, again, strict=True):
        assert isinstance(found, Piece)
        assert (piece.day, piece.site, piece.probe) == (found.day, found.site, found.probe)
        assert (piece.found.columns == found.found.columns).all()
    for wrong in (b"", b"pantau samples 1\n{}\nxxxx", file.read_bytes()[:-3]):
        file.write_bytes(wrong)
        with file.open("rb") as stream, pytest.raises(ValueError, match="imported samples"):
            list(read_bundle(stream))


def test_days_packed_before_any_was_named_are_not_taken_for_forged(store: Store) -> None:
    """A store of an older Pantau, in which somebody imports before its collector runs."""
    store.write_samples([sample("a", T0), sample("a", T0 + DAY)])
    with patch.object(Keeper, "_record"):
        while seal_one(store, EVER):
            pass
    bring(store, [theirs("b", T0)])
    assert is_sound(store)
    assert len(all_of(store, "a", "b")) == 3


@pytest.mark.parametrize("steps", range(8))
def test_a_kill_at_any_step_loses_nothing_and_brings_nothing_twice(
    store: Store, steps: int
) -> None:
    """Killed at each writing to the journal, of bringing in and of taking out."""
    store.write_samples([sample("a", T0)])
    seal_one(store, EVER)
    name = bring(store, [theirs("a", T0 + n * DAY) for n in range(3)], settle=False)
    for revoked in (False, True):
        if revoked:
            store.record([ImportRevoked(name, "wrong")], at=T0 + DAY, **WHO)
        record, left = store.record, steps

        def killed(*args: object, record: Any = record, **rest: object) -> object:
            nonlocal left
            if not left:
                raise KeyboardInterrupt
            left -= 1
            return record(*args, **rest)

        with (
            patch.object(store, "record", killed),
            Bringer(store, **WHO) as bringer,
            suppress(KeyboardInterrupt),
        ):
            bringer.settle(at=T0 + DAY)
        assert is_sound(store)
        with Bringer(store, **WHO) as bringer:
            bringer.settle(at=T0 + DAY)
            assert bringer.unsettled() == []
        assert is_sound(store)
        assert len(all_of(store, "a")) == (1 if revoked else 3)
    assert all_of(store, "a") == [sample("a", T0)]
