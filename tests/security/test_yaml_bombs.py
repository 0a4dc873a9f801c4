"""Files that are small and mean much, or large and mean nothing: one problem, no memory."""

import pytest

from pantau.inventory import parse_inventory

_N = 200_000

BOMBS = {
    "billion laughs": b"a: &a [x, x, x, x, x, x, x, x, x]\n"
    + b"".join(
        b"%c: &%c [%s]\n" % (n, n, b", ".join([b"*%c" % (n - 1)] * 9)) for n in range(98, 108)
    ),
    "merged again and again": b"a: &a {b: c}\nd:\n" + b"  - <<: [*a, *a, *a, *a]\n" * _N,
    "itself": b"a: &a [*a]\n",
    "deep": b"[" * _N,
    "deep in keys": b"{a: " * _N,
    "deep by indentation": b"- " * _N,
    "documents": b"---\n" * _N,
    "a python object": b"!!python/object/apply:os.getcwd []\n",
    "anchors": b"".join(b"- &a%d x\n" % n for n in range(_N * 2)),
    "too large": b"#" * 20_000_001,
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS.keys())
def test_a_bomb_is_one_problem(bomb: bytes) -> None:
    reading = parse_inventory(bomb, "inventory.yaml")
    assert reading.inventory is None
    assert 1 <= len(reading.problems) <= 3


def test_a_scalar_of_megabytes_is_not_repeated() -> None:
    text = b"version: " + b"1" * 5_000_000
    said = [str(each) for each in parse_inventory(text, "inventory.yaml").problems]
    assert said
    assert max(map(len, said)) < 500
