"""Every page, in every condition, for every role: none fails, and none shows what it must not."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import dashboard
from dashboard.pages import FIRST, PAGES, Listed
from pantau.facts.instant import DAY, HOUR, SECOND
from pantau.facts.words import Role
from pantau.language import LANGUAGES, Language
from tests.dashboard.conditions import SITES
from tests.dashboard.world import HOSTILE, World, inventory_text

ROUTER = Path(dashboard.__file__).with_name("router.py")


def empty(world: World) -> None:
    """Nobody ever measured."""


def first_day(world: World) -> None:
    world.began(ago=30 * SECOND)
    world.committed()


def normal(world: World) -> None:
    world.began(ago=2 * DAY)
    world.went_down(SITES[:2])
    world.suspected(SITES[2])
    world.degraded(SITES[3])
    world.committed()


def all_down(world: World) -> None:
    world.began(ago=2 * DAY)
    world.went_down(SITES)
    world.committed()


def stale(world: World) -> None:
    world.began(ago=5 * HOUR)
    world.went_down(SITES[:1], ago=4 * HOUR)
    world.committed(ago=3 * HOUR)


def blind(world: World) -> None:
    normal(world)
    world.blind()
    world.committed(ago=SECOND)


def damaged(world: World) -> None:
    world.settings.data.mkdir()
    (world.settings.data / "journal.sqlite").write_bytes(b"this is not a database" * 100)


def no_inventory(world: World) -> None:
    world.settings.inventory.write_text("sites: [")


def hostile(world: World) -> None:
    world.text = inventory_text(12, first=HOSTILE)
    world.write_inventory()
    normal(world)


CONDITIONS = (
    empty,
    first_day,
    normal,
    all_down,
    stale,
    blind,
    damaged,
    no_inventory,
    hostile,
)


def opened(page: Listed, language: Language = "id", **asked: str) -> AppTest:
    app = AppTest.from_file(str(ROUTER), default_timeout=30)
    if page is not FIRST:
        app.switch_page(f"views/{page.name}.py")
    app.query_params["lang"] = language
    for key, value in asked.items():
        app.query_params[key] = value
    return app.run()


def words(app: AppTest) -> str:
    """All that the page says as HTML, its style sheets left out."""
    said = [each.proto.body for each in app.get("html") if "<style" not in each.proto.body]
    return "\n".join(said)


def complaints(app: AppTest) -> list[str]:
    return [f"{each.message}\n{each.stack_trace}" for each in app.exception]


@pytest.mark.parametrize("condition", CONDITIONS, ids=lambda each: each.__name__)
@pytest.mark.parametrize("page", PAGES, ids=lambda each: each.name)
def test_no_page_fails_in_any_condition(
    world: World,
    signed_in: Callable[[Role], None],
    page: Listed,
    condition: Callable[[World], None],
) -> None:
    condition(world)
    signed_in(Role.ADMIN)
    # Both languages take turns: each page is seen in both, each condition too.
    turn = PAGES.index(page) + CONDITIONS.index(condition)
    app = opened(page, LANGUAGES[turn % len(LANGUAGES)], site="s-1")
    assert complaints(app) == []
    assert "<script" not in words(app)
    assert "Traceback" not in words(app)


@pytest.mark.parametrize("role", [None, *Role], ids=str)
def test_who_may_not_see_a_page_gets_none_of_it(
    world: World, signed_in: Callable[[Role], None], role: Role | None
) -> None:
    normal(world)
    if role is not None:
        signed_in(role)
    for page in PAGES:
        if page.bare:
            continue
        app = opened(page, "en")
        assert complaints(app) == []
        heading = f'class="p-page">{page.title}</h1>'
        assert (heading in words(app)) is ((role or Role.VIEWER) in page.roles)
