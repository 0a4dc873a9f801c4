"""A page in parts, of which one is shown: the one that the address names."""

from collections.abc import Callable, Mapping

from dashboard.choice import choice
from dashboard.scene import Scene, scene

Part = tuple[str, Callable[[Scene], None]]
"""Its title, to be said, and what shows it."""


def show_part(parts: Mapping[str, Part]) -> None:
    """Buttons for all, by their names in the address, and the chosen one; the first without."""
    here = scene()
    name = choice(
        here.say("Section"),
        tuple(parts),
        key="bagian",
        shown=lambda each: here.say(parts[each][0]),
        look="buttons",
        hide_label=True,
        width="content",
    )
    parts[name][1](here)
