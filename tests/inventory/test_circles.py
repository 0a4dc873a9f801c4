"""Circles among things of which each leads to at most one other."""

from hypothesis import given
from hypothesis import strategies as st

from pantau.inventory.circles import circle_text, circles

NAMES = st.sampled_from("abcdefgh")


def on_a_circle(leads_to: dict[str, str | None], start: str) -> bool:
    here = leads_to.get(start)
    for _ in leads_to:
        if here == start:
            return True
        here = leads_to.get(here) if here is not None else None
    return False


@given(st.dictionaries(NAMES, st.none() | NAMES))
def test_each_member_of_a_circle_is_in_exactly_one_and_nothing_else_is(
    leads_to: dict[str, str | None],
) -> None:
    found = list(circles(leads_to))
    members = [name for circle in found for name in circle]
    assert sorted(members) == sorted(name for name in leads_to if on_a_circle(leads_to, name))
    for circle in found:
        assert [leads_to[name] for name in circle] == [*circle[1:], circle[0]]


def test_a_long_circle_is_shown_by_its_beginning() -> None:
    assert circle_text(["a"]) == "a -> a"
    assert circle_text(list("abcdefghij")) == "a -> b -> c -> d -> e -> f -> g -> h -> … -> a"
