"""How much room it takes to bring files somewhere, and whether there is so much. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

_MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Room:
    """``need`` and ``free``, in bytes."""

    need: int
    free: int

    @property
    def suffices(self) -> bool:
        """Whether it can be begun."""
        return self.need <= self.free

    def in_mb(self) -> dict[str, int]:
        """To be said: what is needed rounded up, what is free rounded down."""
        return {"need": -(-self.need // _MB), "free": self.free // _MB}


def room_for(sizes: Sequence[int], free: int) -> Room:
    """For files of these sizes: all of them, and the largest once more, for it is packed or brought
    up beside itself."""
    return Room(sum(sizes) + max(sizes, default=0), free)
