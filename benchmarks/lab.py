"""How promptly the lab itself answers: everything that is compared with its truth rests on it."""

from collections.abc import Iterator

from benchmarks.children import in_lab, module
from benchmarks.rows import Part, Row, Target, us_per
from pantau.lab.namespace import LabRefusedError

_RATES, _SECONDS, _PATIENCE_S = (1_000, 5_000, 20_000), 4, 60
_PROMISED = 20_000


def measure() -> Iterator[Row]:
    """Lateness, loss and cost at each rate."""
    for rate in _RATES:
        at = f"{rate:,} echoes/s"
        try:
            asked, counts = in_lab(module("benchmarks.asking", rate, _SECONDS), _PATIENCE_S)
        except LabRefusedError as refused:
            yield Row(f"{at}: lateness", None, "ms", str(refused))
            return
        late = counts["late_us"]
        how = f"{_SECONDS} s; from the time an answer was due to the write into the TUN device"
        millisecond = Target(1.0) if rate == _PROMISED else None
        yield Row(f"{at}: lateness, median", late["median"] / 1e3, "ms", how, target=millisecond)
        yield Row(f"{at}: lateness, 99th percentile", late["p99"] / 1e3, "ms", how)
        beyond = "kernel's round trip as whoever asks sees it, less the delay that was scripted"
        yield Row(f"{at}: round trip beyond the truth, median", asked["median"] / 1e3, "ms", beyond)
        lost = f"of {asked['sent']:,} asked by plain Python"
        yield Row(f"{at}: lost", asked["lost"], "", lost, target=Target(0))
        cost = us_per(counts["cpu_s"], counts["requests"])
        yield Row(f"{at}: processor time of the lab", cost, "us an echo", "user and system time")


PART = Part("lab", "How promptly the lab answers, whoever asks.", measure)
