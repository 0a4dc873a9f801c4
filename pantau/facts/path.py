"""The way of packets to an address: which routers answered, in order."""

from dataclasses import dataclass

MOST_HOPS = 16


@dataclass(frozen=True, slots=True)
class Path:
    """What echoes found whose time to live ran out on the way.

    ``hops``: who answered at the first, second, ... hop; None where nobody did, or somebody who
    only says that there is no way on. With ``reached`` the last one is the address itself.
    ``asked_at``: microseconds UTC.
    """

    asked_at: int
    hops: tuple[str | None, ...]
    reached: bool

    @property
    def last(self) -> int:
        """The number of the last hop that answered, counted from 1; 0 where none did."""
        answered = (place for place, host in enumerate(self.hops, 1) if host is not None)
        return max(answered, default=0)

    @property
    def last_host(self) -> str | None:
        """The last hop that answered."""
        return self.hops[self.last - 1] if self.last else None
