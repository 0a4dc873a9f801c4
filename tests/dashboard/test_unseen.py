"""Single sites that nobody can see stand by name on the overview, since when and why."""

from zoneinfo import ZoneInfo

from dashboard import cached
from dashboard.reading import read_snapshot
from dashboard.summary import overview
from dashboard.unseen import Unseen, unseen, unseen_list
from pantau.facts.instant import HOUR, MINUTE
from pantau.facts.journal import GapOpened
from pantau.facts.words import GapReason
from tests.dashboard.opened import html, opened
from tests.dashboard.world import HOSTILE, World, inventory_text


def lost_sight(world: World, *sites: str) -> None:
    """Their names have led to no address, each for an hour longer than the one before."""
    with world.store() as store:
        for hours, site in enumerate(sites, start=1):
            since = world.now - hours * HOUR
            gap = GapOpened(site=site, started_at=since, reason=GapReason.NAME_UNRESOLVED)
            store.record([gap], at=world.now - MINUTE, author="collector", via="test")


def found(world: World) -> tuple[Unseen, ...]:
    snapshot = read_snapshot(world.settings, world.now)
    return unseen(overview(snapshot, world.now), snapshot.open_gaps)


def test_the_overview_names_them_with_the_reason(world: World) -> None:
    world.text = inventory_text(12, first=HOSTILE)
    world.write_inventory()
    world.began(ago=5 * HOUR)
    world.committed()
    assert "Tidak terpantau saat ini" not in html(opened("ringkasan", lang="id"))
    cached.forget()
    lost_sight(world, "s-1", "s-2")
    page = html(opened("ringkasan", lang="id"))
    assert 'Tidak terpantau saat ini <span class="p-badge">2</span>' in page
    assert "Nama host tidak dapat ditemukan" in page
    assert HOSTILE not in page


def test_those_unseen_longest_stand_first_and_many_are_counted(world: World) -> None:
    world.began(ago=20 * HOUR)
    world.committed()
    lost_sight(world, *(f"s-{n}" for n in range(1, 9)))
    seen = found(world)
    assert [each.tile.site for each in seen] == [f"s-{n}" for n in range(8, 0, -1)]
    text = unseen_list(seen, world.now, ZoneInfo("Asia/Makassar"), "en")
    assert "and 2 more sites" in text


def test_what_the_banner_says_of_all_is_not_said_of_each(world: World) -> None:
    world.began(ago=2 * HOUR)
    world.blind()
    world.committed()
    assert found(world) == ()
    world.stopped()
    assert found(world) == ()
