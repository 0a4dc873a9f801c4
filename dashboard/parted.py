"""A page in parts, of which one is shown: the one that the address names."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from dashboard.choice import choice
from dashboard.scene import Scene, scene

S = TypeVar("S")
Part = tuple[str, Callable[[Scene], None]]
"""Its title, to be said, and what shows it."""


def show_part(parts: Mapping[str, Part]) -> None:
    """Buttons for all, by their names in the address, and the chosen one; the first without."""
    here = scene()
    name = chosen_section(here, tuple(parts), {each: title for each, (title, _) in parts.items()})
    parts[name][1](here)


def chosen_section(here: Scene, sections: Sequence[S], titles: Mapping[S, str]) -> S:
    """Buttons for all of them, under their titles (to be said); the one that the address names."""
    return choice(
        here.say("Section"),
        sections,
        key="bagian",
        shown=lambda each: here.say(titles[each]),
        look="buttons",
        hide_label=True,
        width="content",
    )
