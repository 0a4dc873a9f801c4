"""Clocks that go as a test wants."""


class SetClock:
    """Set by hand. ``now``: microseconds."""

    def __init__(self, now: int) -> None:
        self.now = now

    def wall_ns(self) -> int:
        return self.now * 1_000

    def boot_ns(self) -> int:
        return self.now * 1_000
