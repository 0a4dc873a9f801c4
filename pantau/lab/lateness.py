"""How late answers left, counted in steps of 10 us so that counting costs next to nothing."""

_STEP_NS = 10_000
_STEPS = 5_000  # up to 50 ms one by one


class Lateness:
    """A count for each step; what is later than all of them shares the last one."""

    def __init__(self) -> None:
        self._counts = [0] * (_STEPS + 1)
        self.most_ns = 0

    def add(self, late_ns: int) -> None:
        """One answer that left ``late_ns`` after it was due."""
        self._counts[min(late_ns // _STEP_NS, _STEPS)] += 1
        self.most_ns = max(self.most_ns, late_ns)

    @property
    def count(self) -> int:
        """How many answers were counted."""
        return sum(self._counts)

    def quantile_us(self, share: float) -> int:
        """At most this late (us) were ``share`` of the answers; 0 where there was none."""
        left = share * self.count
        for step, count in enumerate(self._counts[:_STEPS]):
            left -= count
            if left <= 0 < self.count:
                return min((step + 1) * _STEP_NS, self.most_ns) // 1_000
        return self.most_ns // 1_000
