"""Which tool a file is of, and the source that reads it."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from pantau.actions.recorded.fping import FpingSource, looks_like_fping
from pantau.actions.recorded.kuma import KumaSource
from pantau.actions.recorded.prometheus import PrometheusSource
from pantau.actions.recorded.source import Source, Tool
from pantau.facts.instant import SECOND
from pantau.facts.measured import Interval
from pantau.language import Sentence, to_say
from pantau.store.uptime_kuma import KumaUnreadable

METRIC = "probe_success"
RTT = "probe_duration_seconds"
_HEAD = 4000
_EVERY_S = 60


@dataclass(frozen=True, slots=True)
class How:
    """What a source cannot say of itself. ``every``: seconds between results of Prometheus."""

    day: date | None = None
    metric: str = METRIC
    rtt: str = RTT
    every: int = _EVERY_S


def tool_of(file: str) -> Tool:
    """By the address or the first bytes; what is nothing else is a list of ours. OSError."""
    if file.startswith(("http://", "https://")):
        return Tool.PROMETHEUS
    with Path(file).open("rb") as stream:
        head = stream.read(_HEAD)
    if head.startswith(b"SQLite format 3\0"):
        return Tool.UPTIME_KUMA
    # The last line may be cut in its middle.
    text = head.decode(errors="replace").rpartition("\n")[0]
    return Tool.FPING if looks_like_fping(text) else Tool.CSV


def open_source(
    tool: Tool, file: str, zone: ZoneInfo, span: Interval, how: How
) -> Source | Sentence:
    """The reader of a tool, or why there is none. Raises OSError."""
    if tool is Tool.PROMETHEUS:
        if not file.startswith(("http://", "https://")):
            text = to_say("'{file}' is no address; write it like http://127.0.0.1:9090")
            return Sentence(text, file=file)
        every = how.every * SECOND
        return PrometheusSource(file, span, metric=how.metric, rtt=how.rtt, every=every)
    if tool is Tool.FPING:
        return FpingSource(Path(file), zone, how.day)
    try:
        with Path(file).open("rb"):
            return KumaSource(Path(file))
    except KumaUnreadable as error:
        return Sentence(to_say("{file} {why}"), file=file, why=error.why)
