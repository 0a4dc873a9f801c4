"""A clock that goes only when told to."""


class FakeClock:
    """Wall and boot time move together until the wall is made to jump."""

    def __init__(self, wall_ns: int = 1_790_000_000_000_000_000) -> None:
        self._wall_ns = wall_ns
        self._boot_ns = 1_000_000_000_000

    def wall_ns(self) -> int:
        return self._wall_ns

    def boot_ns(self) -> int:
        return self._boot_ns

    def advance(self, ns: int) -> None:
        self._wall_ns += ns
        self._boot_ns += ns

    def jump_wall(self, ns: int) -> None:
        self._wall_ns += ns
