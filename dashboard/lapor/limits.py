"""How often something may be done in an hour: by each address, and by all together. Pure.

Kept in memory and bounded: whoever comes from many addresses makes the table forget those that were
quiet for longest, and is held by the bound for all.
"""

from collections import OrderedDict, deque
from ipaddress import IPv6Address, ip_address

from pantau.facts.instant import HOUR

_MOST_KEYS = 4_096
_NETWORK_BITS = 64  # what one household or one attacker is given of IPv6
ALL = "*"
UNREADABLE = "?"


class Window:
    """Counts by key what was done in the last hour. ``now``: microseconds of any steady clock."""

    def __init__(self, span_us: int = HOUR, most_keys: int = _MOST_KEYS) -> None:
        """Nothing was done yet."""
        self._span_us = span_us
        self._most_keys = most_keys
        self._done: OrderedDict[str, deque[int]] = OrderedDict()

    def is_full(self, key: str, now: int, most: int) -> bool:
        """Whether it was done so often already."""
        done = self._done.get(key)
        if done is None:
            return False
        while done and now - done[0] >= self._span_us:
            done.popleft()
        return len(done) >= most

    def note(self, key: str, now: int, most: int) -> None:
        """Count it; ``most``: of more nothing need be known."""
        done = self._done.setdefault(key, deque())
        done.append(now)
        while len(done) > most:
            done.popleft()
        self._done.move_to_end(key)
        while len(self._done) > self._most_keys:
            self._done.popitem(last=False)

    def __len__(self) -> int:
        return len(self._done)


def address_key(address: str) -> str:
    """What one sender is known by: an IPv4 address, or the /64 of an IPv6 address.

    All that is no address is one sender.
    """
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return UNREADABLE
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped is not None:
            return str(found.ipv4_mapped)
        return f"{int(found) >> _NETWORK_BITS:x}/64"
    return str(found)
