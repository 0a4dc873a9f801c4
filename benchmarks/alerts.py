"""From the true begin of an outage to the message at its receiver, with real packets."""

import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from benchmarks import prometheus
from benchmarks.alert_scene import LASTS_S, OUTAGES, alerts, failures, scenario, without_alerts
from benchmarks.children import ChildFailedError, module
from benchmarks.heard import Delays, Span, delays, from_alertmanager, from_pantau
from benchmarks.rows import Part, Row, Target
from pantau.inventory import parse_inventory
from pantau.inventory.model import Inventory
from pantau.lab.namespace import LabRefusedError
from pantau.lab.outside import LabEndedError
from pantau.lab.packet_lab import PacketLab, Play
from pantau.lab.truth import truth_of

_ROOT = Path(__file__).parents[1]
_SEED = 5
_US_A_S = 1e6


def measure() -> Iterator[Row]:
    """One run, in which both are told of the same outages."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            ours, theirs = _run(Path(folder))
        except LabRefusedError as refused:
            yield Row("begin, median", None, "s", str(refused))
            return
        except LabEndedError as error:
            raise ChildFailedError(str(error)) from None
    yield from _rows("Pantau", ours, "default settings, clean links", (8.0, 11.0), 5.0)
    if isinstance(theirs, str):
        yield Row("Prometheus: begin, median", None, "s", theirs)
        return
    yield from _rows("Prometheus", theirs, prometheus.SETTINGS)


def _run(folder: Path) -> tuple[Delays, Delays | str]:
    """What Pantau told, and what Alertmanager did, or why there is none."""
    shipped = without_alerts((_ROOT / "inventory.yaml").read_text("utf-8"))
    found = failures(_parsed(shipped), _SEED)
    heard, port = folder / "pantau.jsonl", _free_port()
    play = Play(
        shipped + alerts(found, f"http://127.0.0.1:{port}/"), scenario(found, _SEED), folder / "lab"
    )
    play.folder.mkdir()
    absent = prometheus.missing()
    with ExitStack() as stack:
        stack.enter_context(_process(module("benchmarks.hook", port, heard), folder))
        lab = stack.enter_context(PacketLab(play))
        network = lab.ready()
        place = ("--data", lab.data, "--inventory", play.folder / "inventory.yaml")
        stack.enter_context(_process(module("pantau", "alert", *place), folder))
        there = None
        if absent is None:
            there = stack.enter_context(prometheus.running(network, lab.inventory, folder))
        began_ns = lab.outcome().began_ns
    truth = truth_of(lab.script, lab.inventory, lambda at: (began_ns + at) // 1_000)
    spans = [Span(s, each.begin, each.end) for s, all_ in truth.outages.items() for each in all_]
    ours = delays(from_pantau(heard), spans)
    return ours, delays(from_alertmanager(there), spans) if there else str(absent)


@contextmanager
def _process(command: Sequence[str], folder: Path) -> Iterator[None]:
    with (folder / "output").open("ab") as output:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output)
        try:
            yield
        finally:
            process.terminate()
            process.wait(20)


def _rows(
    who: str,
    found: Delays,
    how: str,
    begin: tuple[float | None, float | None] = (None, None),
    end: float | None = None,
) -> Iterator[Row]:
    how = f"{OUTAGES} outages of single sites among 300 in {LASTS_S} s; {how}"
    truly = f"true begin to arrival, {how}"
    yield _row(f"{who}: begin, median", found.begins, 50, truly, begin[0])
    yield _row(f"{who}: begin, 99th percentile", found.begins, 99, truly, begin[1])
    yield _row(f"{who}: begin, most", found.begins, 100, truly)
    # Alertmanager tells an end five minutes after the begin: of the last ones the run sees none.
    over = f"true end to arrival, {len(found.ends)} of {how}"
    yield _row(f"{who}: end, median", found.ends, 50, over)
    yield _row(f"{who}: end, most", found.ends, 100, over, end)
    none = None if end is None else Target(0)
    untold = OUTAGES - len(found.begins)
    yield Row(f"{who}: outages untold", untold, "", how, target=none)
    yield Row(f"{who}: messages of no outage", found.untrue, "", how, target=none)


def _row(what: str, us: Sequence[int], percent: int, how: str, most: float | None = None) -> Row:
    if not us:
        return Row(what, None, "s", how)
    value = us[-(-len(us) * percent // 100) - 1] / _US_A_S
    least_to_most = (us[0] / _US_A_S, us[-1] / _US_A_S) if percent == 50 else None
    return Row(what, value, "s", how, least_to_most, None if most is None else Target(most))


def _parsed(text: str) -> Inventory:
    reading = parse_inventory(text.encode(), "inventory.yaml")
    if reading.inventory is None:
        raise ChildFailedError(str(reading.problems[0]))
    return reading.inventory


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port


PART = Part(
    "alerts",
    "From the true begin of an outage to the message at a webhook: the collector in a lab with 300 "
    "sites, the alerter beside it, both as they are started. Beside them in the same network, told "
    "of the same outages: Prometheus, its blackbox exporter (ICMP) and Alertmanager.",
    measure,
)
