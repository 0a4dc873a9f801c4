"""The further parts of the page of plans, in the conditions that all pages are tested in."""

from collections.abc import Callable

import pytest

from dashboard.pages import page_named
from pantau.facts.words import Role
from tests.dashboard.test_every_page import (
    complaints,
    damaged,
    empty,
    first_day,
    hostile,
    opened,
    words,
)
from tests.dashboard.world import World


@pytest.mark.parametrize("part", ["pemakaian", "kewajiban"])
@pytest.mark.parametrize(
    "condition", [empty, first_day, hostile, damaged], ids=lambda each: each.__name__
)
def test_no_part_fails(
    world: World,
    signed_in: Callable[[Role], None],
    part: str,
    condition: Callable[[World], None],
) -> None:
    condition(world)
    signed_in(Role.ADMIN)
    page = page_named("rencana")
    assert page is not None
    app = opened(page, bagian=part)
    assert complaints(app) == []
    assert "<script" not in words(app)
    assert "Traceback" not in words(app)
