"""The minute samples that the collector wrote, against the lab's truth of every echo."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import median_low

from pantau.facts.instant import MINUTE, SECOND
from pantau.lab.holds import UNANSWERED, read_holds
from pantau.store import Store

_TIMEOUT_NS = 1_000_000_000


def sample_errors(
    holds: Path, store: Store, numbers: Mapping[str, int], began_us: int
) -> Iterator[int]:
    """For each site and minute by how much the recorded median is too long (us).

    ``numbers``: by site its address. ``began_us``: when the scenario began. Left out is a minute in
    which the site was asked more than its heartbeats: which echoes were these is not known here.
    """
    minutes: dict[tuple[int, int], list[int]] = defaultdict(list)
    for hold in read_holds(holds):
        at = began_us + hold.at_ns // 1_000
        minutes[hold.address, at - at % MINUTE].append(hold.hold_ns)
    for site, number in numbers.items():
        for sample in store.samples(site, began_us - MINUTE, began_us + 3_600 * SECOND):
            truth = minutes.get((number, sample.at), [])
            timely = [ns for ns in truth if UNANSWERED < ns <= _TIMEOUT_NS]
            if len(truth) == sample.sent and timely and sample.rtt_median_us is not None:
                yield sample.rtt_median_us - median_low(timely) // 1_000
