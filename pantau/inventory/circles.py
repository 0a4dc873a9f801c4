"""Things that lead to one another and back to the first."""

from collections.abc import Iterator, Mapping


def circles(leads_to: Mapping[str, str | None]) -> Iterator[list[str]]:
    """Each circle once, from the first of its members in the mapping's order."""
    done: set[str] = set()
    for start in leads_to:
        route: dict[str, None] = {}
        here: str | None = start
        while here is not None and here in leads_to and here not in done and here not in route:
            route[here] = None
            here = leads_to[here]
        if here in route:
            members = list(route)
            yield members[members.index(here) :]
        done.update(route)


def circle_text(members: list[str]) -> str:
    """A circle in one line, also a long one."""
    shown = [*members[:8], *(["…"] if len(members) > 8 else []), members[0]]
    return " -> ".join(shown)
