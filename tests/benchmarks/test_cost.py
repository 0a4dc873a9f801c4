"""What a command is said to cost is its own."""

import pytest

from benchmarks.children import ChildFailedError
from benchmarks.cost import cost

SMALL_MB, LARGE_MB = 60, 200


def test_the_memory_of_who_asks_is_not_counted() -> None:
    held = bytearray(b"x" * (LARGE_MB * 1_000_000))
    assert cost("this").most_mb < SMALL_MB
    assert held[-1]


def test_the_memory_of_the_command_is_counted() -> None:
    found = cost("timeit", "-n", "1", "-r", "1", f"b'x' * {LARGE_MB}_000_000")
    assert found.most_mb > LARGE_MB
    assert found.passed > 0 < found.spent


def test_a_command_that_fails_says_why() -> None:
    with pytest.raises(ChildFailedError, match=r"nosuchmodule ended with 1: .*nosuchmodule"):
        cost("nosuchmodule")
