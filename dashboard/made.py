"""What is made of the same as last time is not made again.

Unlike a cache by hash it looks at the parts only as far as they are other objects than before: of
300 sites nearly all are the very same from one look to the next, and hashing them all costs more
than writing the few that changed.
"""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Made(Generic[Value]):
    """By key the value made last, of at most ``most`` keys. May be shared by threads."""

    def __init__(self, most: int) -> None:
        """Nothing is made yet."""
        self._most = most
        self._last: dict[Hashable, tuple[tuple[object, ...], Value]] = {}

    def of(self, key: Hashable, parts: tuple[object, ...], make: Callable[[], Value]) -> Value:
        """What ``make`` makes of ``parts``, all that it depends on."""
        last = self._last.get(key)
        # Python compares the parts of two tuples only where they are not the same objects.
        if last is not None and last[0] == parts:
            return last[1]
        value = make()
        if len(self._last) >= self._most and key not in self._last:
            self._last.clear()
        self._last[key] = (parts, value)
        return value
