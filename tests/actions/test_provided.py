"""The store as one provider may read it: whatever is asked, the other's is not in the answer."""

import inspect
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dashboard.settings import Settings
from pantau.actions.accounts import Opening, change_role, open_account
from pantau.actions.acting import Act, Actor, Refused, may
from pantau.actions.dealings import Objectionable, object_to
from pantau.actions.on_behalf import own_share, why_nothing
from pantau.actions.provided import ProvidedStore
from pantau.actions.provided_view import ProvidedView
from pantau.facts.instant import HOUR
from pantau.facts.kinds import EntryKind
from pantau.facts.words import Role
from pantau.inventory.share import Share, share_of
from pantau.store import Access, Store
from pantau.store.pen import View
from tests.dashboard.two_providers import CANARY, much_happened, text
from tests.dashboard.world import World, parsed

EVER = (0, 2**61)

# What tells nothing of anybody: how the file is opened and written, how long the journal is, when
# the collector ran, which months have samples.
TELLS_NOTHING = {
    *(
        "open",
        "opened",
        "readonly",
        "is_as_opened",
        "close",
        "data",
        "record",
        "keep",
        "begin_watch",
        "commit",
        "commit_all",
    ),
    *("together", "write_samples", "write_readings", "write_alike_minutes", "pen"),
    *("rebuild_projections", "head", "anchors", "last_watch", "last_inventory", "newest"),
    *("sealed_days", "thinned_months", "sample_sizes", "share"),
    # By what is narrowed itself.
    *("curves", "samples", "thinned", "sample_frames", "histogram"),
}
VIEW_TELLS_NOTHING = {"head", "last_inventory", "closed_over"}


@pytest.fixture(scope="module")
def happened(tmp_path_factory: pytest.TempPathFactory) -> tuple[World, dict[str, str]]:
    folder = tmp_path_factory.mktemp("two")
    world = World(Settings(folder / "data", folder / "inventory.yaml"))
    return world, much_happened(world)


@pytest.fixture
def world(happened: tuple[World, dict[str, str]]) -> World:
    return happened[0]


@pytest.fixture
def theirs(happened: tuple[World, dict[str, str]]) -> dict[str, str]:
    return happened[1]


def share(world: World, provider: str = "Telkom") -> Share:
    return share_of(world.inventory, provider, world.inventory.local_day(world.now))


@pytest.fixture
def ours(world: World) -> Iterator[ProvidedStore]:
    with ProvidedStore.opened(world.settings.data, share(world)) as store:
        yield store


@pytest.mark.parametrize(
    ("narrow", "whole", "known"),
    [(ProvidedStore, Store, TELLS_NOTHING), (ProvidedView, View, VIEW_TELLS_NOTHING)],
)
def test_every_way_to_read_is_narrowed_or_known_to_tell_nothing(
    narrow: type, whole: type, known: set[str]
) -> None:
    ways = {name for name, _ in inspect.getmembers(whole) if not name.startswith("_")}
    assert {name for name in ways if name not in vars(narrow)} <= known


def asked(store: Store, world: World) -> Iterator[tuple[str, object]]:
    """Every answer that a store gives without being asked for something by its id."""
    sites = [site.id for site in world.inventory.judged]
    yield "states", store.states()
    yield "outages", store.outages(*EVER)
    yield "open outages", store.open_outages()
    yield "suggestions", store.suggestions([each.id for each in store.outages(*EVER)])
    yield "degraded", [*store.degraded(*EVER), *store.open_degraded()]
    yield "gaps", store.gaps(*EVER)
    yield "facts", store.ledger_facts(*EVER)
    yield "spans", store.outage_spans(*EVER, now=world.now)
    yield "entries", [(each.subject, each.payload) for each in store.entries()]
    yield "entry", [store.entry(seq) for seq in range(1, store.head()[0] + 1)]
    yield "reserve", [*store.on_reserve(), *store.last_readings()]
    yield "samples", store.last_samples()
    yield "heartbeats", [name for name, _ in store.heartbeats(0, world.now, sites)]
    yield "frames", [frame.to_csv() for frame in store.sample_frames(0, world.now, sites)]
    yield "counts", store.histogram(0, world.now, sites, [10_000]).to_csv()
    yield "rows", [store.samples(name, 0, world.now) for name in sites]
    yield "recent", store.recent_heartbeats(0, world.now)
    yield "sampled", store.sampled_sites(world.now - 1, world.now)
    yield "applied", [store.applied(), store.inventory_text(store.last_inventory() or "")]
    with store.view() as view:
        yield "view outages", view.outages(*EVER)
        yield (
            "view entries",
            [(each.subject, each.payload) for each in view.entries(set(EntryKind))],
        )
        yield "view facts", [view.ledger_facts(*EVER), view.gaps(*EVER)]
        yield "proposals", [*view.exclusions(*EVER), *view.voids(*EVER)]
        yield "maintenance", view.maintenances(*EVER)
        yield "objections", view.objections()
        yield "invoices", view.invoices()
        yield "lists", view.provider_lists(*EVER)
        yield "months", [view.months(), view.month("2026-03")]
        yield "tickets", view.tickets()
        yield "people", [*view.silences(*EVER), *view.accounts()]
        yield "reports of people", [*view.people_reports(*EVER), *view.degraded(*EVER)]
        closed = view.month("2026-03").closed
    assert closed is not None
    yield "frozen month", store.kept(closed.data()["result"])


def test_no_answer_names_the_other(world: World, ours: ProvidedStore) -> None:
    for what, answer in asked(ours, world):
        assert CANARY not in repr(answer).casefold(), what


def test_the_whole_store_names_it_nearly_everywhere_so_the_canary_sings(world: World) -> None:
    with Store.open(world.settings.data, readonly=True) as store:
        singing = {what for what, each in asked(store, world) if CANARY in repr(each).casefold()}
    assert singing >= {
        *("states", "outages", "open outages", "gaps", "facts", "spans", "entries", "entry"),
        *(
            "samples",
            "heartbeats",
            "frames",
            "counts",
            "rows",
            "recent",
            "sampled",
            "applied",
            "view outages",
            "view entries",
        ),
        *("view facts", "proposals", "maintenance", "objections", "invoices", "frozen month"),
        "months",
    }


def test_its_own_is_there(world: World, ours: ProvidedStore) -> None:
    assert {each.site for each in ours.open_outages()} == {"s-1", "s-2", "upstream/hub-kuaro"}
    with ours.view() as view:
        [shared] = view.exclusions(*EVER)
        assert shared.proposed.data()["sites"] == ["s-1"]
        assert (shared.proposed.subject, shared.proposed.data()["scope"]) == ("s-1", "s-1")
        # Other tests of this world object too, for themselves.
        assert {each.objected.subject for each in view.objections()} == {"s-1"}
        assert [each.subject for each in view.invoices()] == ["T-1"]
        assert len(view.voids(*EVER)) == 1
        assert len(view.maintenances(*EVER)) == 1
    # What changed hands is its own until then.
    past = ours.outages(*EVER, "pindah")
    assert [world.inventory.local_day(each.started_at) for each in past] == [date(2026, 3, 7)]


def test_nothing_of_the_others_is_had_by_its_id(
    world: World, ours: ProvidedStore, theirs: dict[str, str]
) -> None:
    assert [ours.outage(theirs[each]) for each in ("outage", "link", "past")] == [None] * 3
    with ours.view() as view:
        assert view.outage(theirs["outage"]) is None
        assert [view.proposal(theirs[each]) for each in ("claim", "void")] == [None] * 2
        assert view.voids_of(theirs["past"]) == []
        assert view.maintenance(theirs["work"]) is None
        assert view.objection(theirs["objection"]) is None
    assert ours.entries(subject="kenari-1") == []
    assert ours.samples("kenari-1", *EVER) == []
    since, until = world.now - HOUR, world.now + HOUR
    for site, answered in (("kenari-1", 0), ("s-1", 11)):
        assert int(ours.thinned(site, since, until, 10).received.sum()) == answered


def test_no_words_of_ours_among_ourselves_are_told(ours: ProvidedStore) -> None:
    kinds = {each.kind for each in ours.entries()}
    assert EntryKind.NOTED not in kinds
    assert EntryKind.INVENTORY_APPLIED not in kinds
    with ours.view() as view:
        standing = view.month("2026-03")
    assert standing.closed is not None
    assert (standing.closed.data()["as_is"], standing.closed.data()["open"]) == ("", [])


def on_behalf(world: World, provider: str) -> Actor:
    return Actor("dewi", "web session 1", Role.PROVIDER, world.now, provider)


def tried(world: World, actor: Actor, site: str, about: str = "") -> str | Refused:
    with world.store() as store:
        what = Objectionable("2026-03", site, about)
        return object_to(store, actor, world.inventory, what, "tidak sesuai")


def test_it_objects_to_its_own_months_and_outages_alone(
    world: World, theirs: dict[str, str]
) -> None:
    dewi = on_behalf(world, "Telkom")
    assert isinstance(tried(world, dewi, "s-1"), str)
    with world.store() as store:
        [own] = [each.id for each in store.open_outages() if each.site == "s-1"]
    assert isinstance(tried(world, dewi, "s-1", own), str)
    refused = tried(world, dewi, "kenari-1")
    assert isinstance(refused, Refused)
    assert "kenari-2" not in str(refused)
    for name in ("outage", "past", "claim", "void"):
        again = tried(world, dewi, "s-1", theirs[name])
        # Not another answer than to what is not there at all.
        absent = tried(world, dewi, "s-1", "O999999")
        assert isinstance(again, Refused)
        assert str(again).replace(theirs[name], "O999999") == str(absent)
    assert isinstance(tried(world, on_behalf(world, "Kenari Net"), "kenari-1"), str)


@pytest.mark.parametrize("provider", ["", "Sudah Tiada"])
def test_who_is_nobodys_acts_on_nothing_and_is_told_why(world: World, provider: str) -> None:
    actor = on_behalf(world, provider)
    refused = tried(world, actor, "s-1")
    assert isinstance(refused, Refused)
    assert refused == own_share(world.inventory, actor)
    why = why_nothing(share(world, provider), "dewi")
    assert why is not None
    assert (provider or "dewi") in str(why)


def test_at_the_command_line_the_role_stands_for_any_provider(world: World) -> None:
    actor = Actor("dewi", "dewi@noc", Role.PROVIDER, world.now)
    assert may(actor, Act.OBJECT) is None
    assert isinstance(tried(world, actor, "kenari-2"), str)


def test_an_account_bears_the_name_as_the_inventory_writes_it(tmp_path: Path) -> None:
    world = World(Settings(tmp_path / "data", tmp_path / "inventory.yaml"), text=text())
    assert parsed(world.text).contracts
    admin = Actor("root", "root@monitor", Role.ADMIN, world.now)

    def opened(store: Store, access: Access, name: str, provider: str | None) -> object:
        return open_account(store, access, admin, Opening(name, name, Role.PROVIDER, provider))

    with world.store() as store, Access.open(world.settings.data) as access:
        early = opened(store, access, "dewi", "Telkom")
        assert isinstance(early, Refused)
        assert "no inventory is in force" in str(early)
    world.began()
    with world.store() as store, Access.open(world.settings.data) as access:
        wrong = opened(store, access, "dewi", "Kenari")
        assert isinstance(wrong, Refused)
        assert "Kenari Net" in str(wrong)
        assert isinstance(opened(store, access, "dewi", None), Refused)
        assert isinstance(opened(store, access, "dewi", "  kenari   NET "), str)
        with store.view() as view:
            account = view.account("dewi")
        assert account is not None
        assert account.provider == "Kenari Net"
        assert isinstance(change_role(store, admin, "dewi", Role.PROVIDER, "Telkomm"), Refused)
        assert change_role(store, admin, "dewi", Role.PROVIDER, "telkom") == "dewi"
        assert isinstance(change_role(store, admin, "dewi", Role.VIEWER, "Telkom"), Refused)
        with store.view() as view:
            account = view.account("dewi")
        assert account is not None
        assert account.provider == "Telkom"
