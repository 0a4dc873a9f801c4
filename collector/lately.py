"""When anybody answered lately: what proves that our own uplink was there."""

_GRAIN_US = 20_000
_GRAINS = 1 << 14  # five and a half minutes


class Lately:
    """Send times of answered echoes, to the fiftieth of a second. Noting one costs next to nothing,
    for it is done with every answer; asking is for the few that are lost."""

    __slots__ = ("_grains",)

    def __init__(self) -> None:
        self._grains = [0] * _GRAINS

    def note(self, at: int) -> None:
        """An echo sent at ``at`` was answered."""
        grain = at // _GRAIN_US
        self._grains[grain % _GRAINS] = grain

    def between(self, begin: int, end: int) -> bool:
        """Whether one that was sent from ``begin`` to ``end`` was."""
        grains = self._grains
        return any(
            grains[grain % _GRAINS] == grain
            for grain in range(begin // _GRAIN_US, end // _GRAIN_US + 1)
        )

    def clear(self) -> None:
        """Forget all."""
        self._grains = [0] * _GRAINS
