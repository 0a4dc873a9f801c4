"""What figures are judged by: the inventory applied last, and the sites that departed."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pantau.actions.in_force import Unreadable, in_force
from pantau.actions.months import judged
from pantau.actions.scope import Scope, read_scope, served_over
from pantau.facts.journal import InventoryApplied
from pantau.inventory import Inventory
from pantau.sla import SlaResult
from pantau.store import Store
from tests.actions.history import NOW, now_in_force, opened, site, taken_up, town, watch_october
from tests.sla.build import at, interval


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path) as found:
        yield found


def rows(store: Store, inventory: Inventory) -> dict[str, SlaResult]:
    return {row.site: row for row in judged(store, inventory, "2026-10", NOW).result.sites}


def test_nothing_is_in_force_before_anything_was_applied(store: Store) -> None:
    assert in_force(store) is None


def test_a_site_taken_out_is_judged_in_the_open_month_with_its_money(store: Store) -> None:
    taken_up(store, town(), "2026-09-01")
    taken_up(store, town("ab"), "2026-10-20T14:00")
    watch_october(store)
    found = rows(store, now_in_force(store))
    until_then = town("abc", site("c"), site("c", "contract: satu, tier: fo, to: 2026-10-20"))
    assert found == rows(store, until_then)
    assert found["c"].down_seconds == 4 * 3600
    assert found["c"].service_seconds == 20 * 8 * 3600
    assert found["c"].credit
    assert found["c"].credit == found["a"].credit


def test_the_day_on_which_it_was_taken_out_is_a_local_one(store: Store) -> None:
    taken_up(store, town(), "2026-09-01")
    taken_up(store, town("ab"), "2026-10-20T16:30Z")  # half past midnight in Makassar
    [departed] = now_in_force(store).departed
    assert departed.terms[-1].end == date(2026, 10, 21)


def test_a_site_that_came_back_is_judged_by_what_the_file_says(store: Store) -> None:
    taken_up(store, town(), "2026-09-01")
    taken_up(store, town("ab"), "2026-10-20")
    back = town("abc")
    taken_up(store, back, "2026-10-20T01:00")
    assert now_in_force(store).departed == ()
    assert now_in_force(store).sites == back.sites


def test_a_departed_site_keeps_its_calendar_and_the_others_have_theirs(store: Store) -> None:
    taken_up(store, town(), "2026-09-01")
    taken_up(store, town("ab"), "2026-10-20")
    taken_up(store, town("ab", "08:00-16:00", "08:00-12:00"), "2026-10-21")
    found = rows(store, now_in_force(store))
    assert found["c"].service_seconds == 20 * 8 * 3600
    assert found["a"].service_seconds == 31 * 4 * 3600


def test_no_more_texts_are_read_than_are_needed(store: Store) -> None:
    taken_up(store, town(), "2026-09-01")
    for number in range(9):
        taken_up(store, town("abc", "fee: 2500000", f"fee: {number}"), "2026-09-02")
    applied = store.applied()
    assert applied is not None
    assert len(applied.texts) == 1
    taken_up(store, town("b"), "2026-09-03")
    applied = store.applied()
    assert applied is not None
    assert len(applied.texts) == 2


def test_a_rebuilt_projection_says_the_same(store: Store) -> None:
    taken_up(store, town(), "2026-09-01")
    taken_up(store, town("a"), "2026-10-20")
    before = now_in_force(store)
    store.rebuild_projections()
    assert now_in_force(store) == before


@pytest.mark.parametrize("broken", [0, 1])
def test_what_this_version_cannot_read_is_said_and_nothing_takes_its_place(
    store: Store, broken: int
) -> None:
    """The one applied last, or one that a departed site is judged by."""
    texts = [town().text, town("ab").text]
    texts[broken] = "sites: ["
    facts = [
        InventoryApplied("0" * 64, texts[0]),
        InventoryApplied("1" * 64, texts[1], removed=("c",)),
    ]
    store.record(facts, at=at("2026-10-20"), author="collector", via="test")
    found = in_force(store)
    assert isinstance(found, Unreadable)
    assert found.digest == str(broken) * 64
    assert found.problems


def test_the_digest_is_that_of_the_file_though_its_mark_is_not_in_the_text(store: Store) -> None:
    fact = InventoryApplied("f" * 64, town().text)
    store.record([fact], at=at("2026-10-20"), author="collector", via="test")
    assert now_in_force(store).digest == "f" * 64


def test_departed_sites_can_be_named_where_people_say_what_happened(store: Store) -> None:
    taken_up(store, town(), "2026-09-01")
    inventory = taken_up(store, town("ab"), "2026-10-20")
    assert read_scope(inventory, ("c",)) == Scope(("c",), "c")
    found = read_scope(inventory, kecamatan="kuaro")
    assert isinstance(found, Scope)
    assert found.sites == ("a", "b", "c")
    past, later = interval("2026-10-20", "2026-10-21"), interval("2026-10-21", "2026-10-22")
    assert [site.id for site in served_over(inventory, past).departed] == ["c"]
    assert served_over(inventory, later).departed == ()


@settings(max_examples=25)
@given(
    st.lists(
        st.tuples(st.sets(st.sampled_from("abc"), min_size=1), st.sampled_from(["16:00", "12:00"])),
        min_size=1,
        max_size=6,
    )
)
def test_the_journal_alone_tells_what_each_edit_left_in_force(
    files: list[tuple[set[str], str]],
) -> None:
    with TemporaryDirectory() as folder, opened(Path(folder)) as store:
        for number, (ids, until) in enumerate(files):
            day = date(2026, 9, 1) + timedelta(days=number)
            file = town("".join(sorted(ids)), "16:00", until)
            expected = taken_up(store, file, day.isoformat())
        found = now_in_force(store)
        assert found.sites == expected.sites
        assert sorted(found.departed, key=lambda s: s.id) == sorted(
            expected.departed, key=lambda s: s.id
        )
        assert found.calendars == expected.calendars
