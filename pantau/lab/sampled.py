"""The minute samples that the collector wrote, against what is known of every echo."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import median_low

from pantau.facts.instant import HOUR, MINUTE
from pantau.lab.holds import Hold, read_holds
from pantau.store import Store

_TIMEOUT_NS = 1_000_000_000

_Minutes = Mapping[tuple[int, int], list[int]]
"""By address and minute the nonces of the echoes sent."""


class Sampled:
    """The samples in ``store``; ``numbers``: by site its address. ``began_us``: when the scenario
    began. Each method gives, for each site and minute, by how much the recorded median is too long
    (us). A minute in which a site was asked more than its heartbeats is left out: which echoes were
    these is not known here.
    """

    def __init__(
        self, store: Store, numbers: Mapping[str, int], holds: Path, notes: Path, began_us: int
    ) -> None:
        """Raises OSError and StoreError."""
        truth = list(read_holds(holds))
        noted = {each.nonce: each for each in read_holds(notes)}
        self._held = {each.nonce: each.hold_ns for each in truth if each.hold_ns >= 0}
        self._taken = {nonce: each.hold_ns for nonce, each in noted.items()}
        self._minutes = _minutes(truth, noted, began_us)
        self._samples = [
            (number, sample)
            for site, number in numbers.items()
            for sample in store.samples(site, began_us - MINUTE, began_us + HOUR)
        ]

    def off_the_truth(self) -> Iterator[int]:
        """Against how long the lab held the answers."""
        return self._errors(self._held)

    def off_the_taken(self) -> Iterator[int]:
        """Against the round trips that the collector took: what it keeps must be these."""
        return self._errors(self._taken)

    def _errors(self, times: Mapping[int, int]) -> Iterator[int]:
        for number, sample in self._samples:
            nonces = self._minutes.get((number, sample.at), [])
            timely = [times[n] for n in nonces if times.get(n, _TIMEOUT_NS + 1) <= _TIMEOUT_NS]
            if len(nonces) == sample.sent and timely and sample.rtt_median_us is not None:
                yield sample.rtt_median_us - median_low(timely) // 1_000


def _minutes(truth: list[Hold], noted: Mapping[int, Hold], began_us: int) -> _Minutes:
    """An echo belongs to the minute in which it was sent; of one without an answer only its
    arrival is known."""
    found: dict[tuple[int, int], list[int]] = defaultdict(list)
    for hold in truth:
        note = noted.get(hold.nonce)
        at = began_us + hold.at_ns // 1_000 if note is None else note.at_ns // 1_000
        found[hold.address, at - at % MINUTE].append(hold.nonce)
    return found
