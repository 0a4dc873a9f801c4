"""How far what is measured lies from the truth, with real packets, without and with stalls."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.rows import Part, Row, Target
from pantau.lab.accuracy import Accuracy, Spread
from pantau.lab.namespace import LabRefusedError
from pantau.lab.packet_lab import Play
from pantau.lab.packet_run import play

_ROOT = Path(__file__).parents[1]
_SCENARIO = _ROOT / "pantau" / "lab" / "scenarios" / "accuracy-short.yaml"
_US_A_MS, _US_A_S = 1e3, 1e6
_BEAT_S = 5.0


def measure() -> Iterator[Row]:
    """Two labs beside one another, so that both have the same machine."""
    inventory, scenario = (_ROOT / "inventory.yaml").read_text(), _SCENARIO.read_text()
    with tempfile.TemporaryDirectory() as plain, tempfile.TemporaryDirectory() as stalled:
        asked = [Play(inventory, scenario, Path(plain))]
        asked += [Play(inventory, scenario, Path(stalled), stalled=True)]
        try:
            found = play(asked)
        except LabRefusedError as refused:
            yield Row("round trip off, median", None, "ms", str(refused))
            return
    for each in found:
        yield from _round_trips(each)
    growth = (found[1].trips.median - found[0].trips.median) / _US_A_MS
    yield Row("growth of the median through the stalls", growth, "ms", "there should be none")
    for each in found:
        yield from _outages(each)


def _round_trips(found: Accuracy) -> Iterator[Row]:
    at = _at(found)
    how = (
        f"{found.trips.count:,} echoes; the kernel's round trip beside how long the lab held the "
        f"answer; the lab itself was late by {found.late.median / _US_A_MS:.2f} ms, median"
    )
    yield _row(f"{at}: round trip off, median", found.trips.median, _US_A_MS, "ms", how, 1.0)
    yield _row(f"{at}: round trip off, 99th percentile", found.trips.p99, _US_A_MS, "ms", how)
    stored = f"medians of {found.samples.count:,} stored minutes beside those that were held"
    yield _row(f"{at}: samples off, median", found.samples.median, _US_A_MS, "ms", stored)
    yield Row(
        f"{at}: answers unheard", found.unheard, "", "of those that left the lab", target=Target(0)
    )


def _outages(found: Accuracy) -> Iterator[Row]:
    at = _at(found)
    clear = f"{found.begins.count} of {found.outages} outages: in clear sight, links without loss"
    behind = f"written less true, {clear}"
    yield from _both(f"{at}: begin", found.begins, behind, (None, None))
    apart = f"last sign of life to written begin, beats in ticks of 0.1 s, {clear}"
    most = found.bounds.most
    yield _row(f"{at}: begin's bounds apart, most", most, _US_A_S, "s", apart, _BEAT_S)
    yield from _both(f"{at}: end", found.ends, behind, (None, 1.5))
    entry = f"true begin to journal entry, {clear}"
    yield from _both(f"{at}: to the journal", found.delays, entry, (6.0, 9.0))
    rest = f"written begin to journal entry, {clear}: without the wait for the next heartbeat"
    verdicts = found.verdicts.median
    yield _row(f"{at}: to the journal from the begin, median", verdicts, _US_A_S, "s", rest)
    wrong = (
        f"outages missed, doubled, invented, too long or with wrong bounds, {found.seconds:.0f} s"
    )
    yield Row(f"{at}: findings", len(found.findings), "", wrong, target=Target(0))
    kept = "how long the machine kept the collector waiting, in any ten seconds"
    yield _row(f"{at}: held up, most", found.held_up, _US_A_S, "s", kept)


def _both(
    what: str, spread: Spread, how: str, most: tuple[float | None, float | None]
) -> Iterator[Row]:
    yield _row(f"{what}, median", spread.median, _US_A_S, "s", how, most[0])
    yield _row(f"{what}, 99th percentile", spread.p99, _US_A_S, "s", how, most[1])


def _row(what: str, us: float, scale: float, unit: str, how: str, most: float | None = None) -> Row:
    return Row(what, us / scale, unit, how, target=None if most is None else Target(most))


def _at(found: Accuracy) -> str:
    return "stalled" if found.stalled else "not stalled"


PART = Part(
    "accuracy",
    "How far round trips, begins and ends lie from the truth of real packets: the collector as a "
    "process in a lab with 300 sites, and once more beside it with an event loop that is stalled "
    "for 50 ms of every 150.",
    measure,
)
