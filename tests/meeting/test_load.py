"""No line ever bears more than 32 kbit/s, whoever shares it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.icmp.packet import REQUEST_BYTES
from pantau.facts.instant import SECOND
from pantau.meeting.load import (
    BITS_AN_ECHO,
    ECHO_BYTES,
    EVERY_US,
    MOST_BITS,
    MOST_ECHOES,
    OTHER_ECHOES,
    bits_a_second,
    lines_of,
    paces,
)


def test_what_is_reckoned_with_is_what_the_collector_sends_over_ipv6() -> None:
    assert ECHO_BYTES == 40 + REQUEST_BYTES


def test_a_place_alone_is_asked_ten_times_a_second_at_half_of_what_is_allowed() -> None:
    found = paces({"a": None}, ["a"])
    assert found == {"a": EVERY_US}
    assert bits_a_second({"a": None}, found) == {"a": 15_840.0}


def test_places_that_share_a_line_share_what_it_may_bear() -> None:
    above = {f"v{n}": "office" for n in range(20)}
    found = paces(above, [*above, "office"])
    assert bits_a_second(above, found)["office"] <= MOST_BITS - OTHER_ECHOES * BITS_AN_ECHO + 1
    assert min(found.values()) == max(found.values()) > EVERY_US


def test_all_places_together_are_asked_a_thousand_times_a_second_at_most() -> None:
    sites = [f"s{n}" for n in range(300)]
    found = paces({}, sites)
    assert set(found.values()) == {300 * SECOND // MOST_ECHOES}


def test_a_ring_of_lines_is_walked_once() -> None:
    assert lines_of({"a": "b", "b": "a"}, "a") == ("a", "b")


@given(
    st.dictionaries(
        st.integers(0, 30).map(str), st.none() | st.integers(0, 30).map(str), max_size=31
    ),
    st.lists(st.integers(0, 30).map(str), max_size=60),
)
def test_no_line_ever_bears_more(above: dict[str, str | None], asked: list[str]) -> None:
    found = paces(above, asked)
    assert found.keys() == set(asked)
    for bits in bits_a_second(above, found).values():
        assert bits + OTHER_ECHOES * BITS_AN_ECHO <= MOST_BITS


@pytest.mark.parametrize("twice", [["a", "a"]])
def test_a_place_of_two_meetings_is_asked_once(twice: list[str]) -> None:
    assert paces({}, twice) == paces({}, ["a"])
