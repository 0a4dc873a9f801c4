"""Paths through real sockets on loopback; tests/lab/test_paths.py has routers on the way."""

import socket
from collections.abc import Iterator

import pytest

from collector.icmp.sockets import IcmpRefusedError
from collector.path.line import Line
from collector.path.sockets import open_path_socket, open_raw_path_socket
from collector.path.walker import AT_ONCE, Walker
from pantau.facts.clock import SystemClock
from pantau.facts.path import Path


@pytest.fixture(params=[open_path_socket, open_raw_path_socket])
def walker(request: pytest.FixtureRequest) -> Iterator[Walker]:
    try:
        lines = {f: Line(request.param(f)) for f in (socket.AF_INET, socket.AF_INET6)}
    except IcmpRefusedError as refused:
        pytest.skip(str(refused))
    walker = Walker(SystemClock(), lines)
    yield walker
    walker.close()


def walked(walker: Walker) -> dict[str, Path]:
    found: dict[str, Path] = {}
    while walker.busy:
        walker.step()
        found |= dict(walker.take())
    return found


def test_a_neighbour_is_one_hop_away(walker: Walker) -> None:
    walker.ask("four", "127.64.0.9")
    walker.ask("six", "::1")
    found = walked(walker)
    assert found["four"].hops == ("127.64.0.9",)
    assert found["six"].hops == ("::1",)
    assert all(each.reached for each in found.values())


def test_few_are_under_way_at_once_and_none_twice(walker: Walker) -> None:
    for number in range(3 * AT_ONCE):
        walker.ask(f"s{number}", f"127.64.0.{number + 1}")
        walker.ask(f"s{number}", f"127.64.0.{number + 1}")
    walker.ask("first", "127.64.1.1", first=True)
    walker.ask("no address", "a name")
    walker.step()
    assert walker.echoes == AT_ONCE
    order = list(walked(walker))
    assert len(order) == 3 * AT_ONCE + 1
    assert order.index("first") < AT_ONCE
