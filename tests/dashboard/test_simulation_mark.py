"""What is simulated says so on the page, whatever else is the matter."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import dashboard
from pantau.facts.instant import MINUTE
from pantau.language import LANGUAGES, Language, translator
from tests.dashboard.world import HEAD, World, inventory_text

ROUTER = Path(dashboard.__file__).with_name("router.py")


def marks(language: Language) -> list[str]:
    page = AppTest.from_file(str(ROUTER), default_timeout=20)
    page.query_params["lang"] = language
    page.run()
    assert not page.exception
    bodies = [each.proto.body for each in page.get("html")]
    return [body for body in bodies if 'class="p-simulation"' in body]


@pytest.fixture
def simulated(world: World) -> World:
    world.text = inventory_text().replace(
        HEAD, HEAD.replace("version: 1\n", "version: 1\nsimulation: true\n")
    )
    world.write_inventory()
    return world


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("ago", [0, 5 * MINUTE, None])
def test_a_simulation_bears_its_mark_in_every_condition(
    simulated: World, language: Language, ago: int | None
) -> None:
    if ago is not None:
        simulated.began()
        simulated.committed(ago)
    [mark] = marks(language)
    assert translator(language)("SIMULATION – not real data") in mark


def test_what_is_real_bears_none(world: World) -> None:
    world.began()
    world.committed()
    assert marks("id") == []
