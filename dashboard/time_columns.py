"""Columns of times and of lengths of time, alike in all tables."""

from collections.abc import Callable
from typing import TypeVar

from dashboard.columns import Column
from dashboard.scene import Scene
from pantau.language import moment, short_duration

R = TypeVar("R")


def at_column(heading: str, at: Callable[[R], int], here: Scene) -> Column[R]:
    """Instants (microseconds UTC) in the inventory's zone; sorts by time."""

    def shown(row: R) -> str:
        return moment(at(row), here.zone, here.language)

    return Column(heading, shown, at, left=True, width=165)


def length_column(heading: str, seconds: Callable[[R], int], here: Scene) -> Column[R]:
    """Whole seconds as people say them; files hold the number."""

    def shown(row: R) -> str:
        return short_duration(seconds(row), here.language)

    return Column(heading, shown, seconds, unit=here.say("seconds"), width=110)
