"""Prometheus, or what speaks its query API, as a source.

Asked are the results as they were scraped (``metric[1d]``), not a graph of them: between two
scrapes a graph repeats the last one for five minutes. A day at a time, less where a day is large.
"""

import json
from collections.abc import Iterator, Sequence
from math import isnan
from typing import Any
from urllib.parse import urlsplit

import httpx2
import numpy as np

from pantau.actions.recorded.mapping import HEARTBEAT, Target
from pantau.actions.recorded.results import Results, Status
from pantau.actions.recorded.source import Problems, Tool
from pantau.actions.table import RowProblem
from pantau.facts.instant import DAY, MINUTE, SECOND, to_iso
from pantau.facts.measured import Interval
from pantau.facts.minutes import NOTHING, Minutes
from pantau.language import Sentence, to_say

MOST_BYTES = 8_000_000
_TIMEOUT_S = 60
_MISSES = 3
_RANGE = "@range@"
# As Prometheus and VictoriaMetrics say that a query is too large for them.
_TOO_MANY = (b"too many samples", b"maxSamplesPerQuery", b"maxSamplesPerSeries")
_LEAST_PAGE = 10 * MINUTE
_LONGEST_US = 10**12


class PrometheusUnreadable(Exception):  # noqa: N818 - as the store's errors
    """Why it gave no answer that can be used. ``is_large``: less may be asked at once."""

    def __init__(self, why: Sentence, *, is_large: bool = False) -> None:
        super().__init__(why.message)
        self.why = why
        self.is_large = is_large


class PrometheusSource:
    """See ``Source``. ``metric``: 1 where a target answered; ``rtt``: seconds that it took.

    ``every``: how far apart results are (microseconds). Redirects are not followed: nothing is
    asked of an address that nobody named.
    """

    tool = Tool.PROMETHEUS
    lets_go = False
    digest = ""

    def __init__(self, url: str, span: Interval, *, metric: str, rtt: str, every: int) -> None:
        self.file = _without_password(url)
        self.problems = Problems()
        self._span, self._metric, self._rtt, self._every = span, metric, rtt, every
        self._client = httpx2.Client(
            base_url=url.rstrip("/") + "/", timeout=_TIMEOUT_S, trust_env=False
        )
        self._series: dict[str, dict[str, str]] = {}

    def targets(self) -> Sequence[Target]:
        """By the label instance; where several series share one, with their job beside."""
        found: dict[str, dict[str, str]] = {}
        try:
            for page in self._pages(self._span, DAY):
                for labels, _ in self._ask(f"count_over_time({self._metric}[{_RANGE}])", page):
                    found.setdefault(json.dumps(labels, sort_keys=True), labels)
        except PrometheusUnreadable as error:
            self._note(error.why)
            return ()
        self._series = {}
        for labels in found.values():
            self._series.setdefault(_key(labels, found.values()), labels)
        return [
            Target(key, labels.get("instance", key), _host(labels), _probe(labels))
            for key, labels in sorted(self._series.items())
        ]

    def results(self, target: Target, span: Interval) -> Iterator[Results]:
        """As scraped."""
        labels = self._series[target.key]
        try:
            for page in self._pages(span, DAY):
                yield self._read(labels, page)
        except PrometheusUnreadable as error:
            self._note(error.why)

    def minutes(self, target: Target, span: Interval) -> Iterator[Minutes]:  # noqa: ARG002
        """None: all single results are there."""
        return iter(())

    def watching(self, target: Target) -> tuple[int, int]:  # noqa: ARG002 - as every source
        """Prometheus judges nothing: three results without an answer in a row are an outage."""
        return 2 * self._every + MINUTE, _MISSES

    def watched_hours(self, target: Target, span: Interval) -> list[Interval]:  # noqa: ARG002
        """None."""
        return []

    def close(self) -> None:
        """End the connection."""
        self._client.close()

    def _read(self, labels: dict[str, str], page: Interval) -> Results:
        up = self._numbers(_selector(self._metric, labels), page)
        rtt: dict[int, float] = {}
        if self._rtt:
            wanted = {n: v for n, v in labels.items() if n in {"instance", "job"}}
            rtt = dict(self._numbers(_selector(self._rtt, wanted), page))
        rows = [
            (
                at,
                Status.UP if value > 0 else Status.UNSURE,
                _us(rtt.get(at)) if value > 0 else NOTHING,
            )
            for at, value in up
        ]
        table = np.array(rows, np.int64).reshape(-1, 3)
        return Results(*(np.ascontiguousarray(column) for column in table.T))

    def _numbers(self, selector: str, page: Interval) -> list[tuple[int, float]]:
        """Instant and value of each result in the page; halves it where that is too much."""
        try:
            found = self._ask(f"{selector}[{_RANGE}]", page)
        except PrometheusUnreadable as error:
            middle = (page.begin + page.end) // 2 // MINUTE * MINUTE
            if not error.is_large or page.end - page.begin <= _LEAST_PAGE:
                raise
            halves = (Interval(page.begin, middle), Interval(middle, page.end))
            return [each for half in halves for each in self._numbers(selector, half)]
        numbers = [
            each
            for _, values in found
            for each in values
            if page.begin <= each[0] < page.end and not isnan(each[1])
        ]
        return sorted(dict(numbers).items())

    def _pages(self, span: Interval, most: int) -> Iterator[Interval]:
        begin = max(span.begin, self._span.begin)
        end = min(span.end, self._span.end)
        while begin < end:
            upto = min((begin + most) // most * most, end)
            yield Interval(begin, upto)
            begin = upto

    def _ask(
        self, query: str, page: Interval
    ) -> list[tuple[dict[str, str], list[tuple[int, float]]]]:
        """The series of an answer. The range behind ``query`` is open at its begin."""
        seconds = -(-(page.end - page.begin) // SECOND)
        # The end of the page belongs to the next one; what is a millisecond before is here.
        at = f"{(page.end - 1000) / SECOND:.3f}"
        body = self._get({"query": query.replace(_RANGE, f"{seconds}s"), "time": at})
        try:
            answer = json.loads(body)
            why = None if answer["status"] == "success" else str(answer.get("error"))[:300]
            series = [] if why is not None else answer["data"]["result"]
            found = [(_labels(each["metric"]), _values(each)) for each in series]
        except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
            text = to_say("answered what is no answer of Prometheus ({begin}, query {query})")
            raise PrometheusUnreadable(
                Sentence(text, begin=to_iso(page.begin), query=query)
            ) from None
        if why is not None:
            raise PrometheusUnreadable(Sentence(to_say("refused: {why}"), why=why))
        return found

    def _get(self, query: dict[str, str]) -> bytes:
        body = bytearray()
        try:
            with self._client.stream("POST", "api/v1/query", data=query) as answer:
                for part in answer.iter_bytes():
                    body += part
                    if len(body) > MOST_BYTES:
                        text = to_say("answered more than {most} bytes for ten minutes")
                        raise PrometheusUnreadable(Sentence(text, most=MOST_BYTES), is_large=True)
                # A refusal is JSON too, with its reason.
                if answer.status_code not in {200, 400, 422, 503}:
                    text = to_say("answered {status}; is this the address of Prometheus?")
                    raise PrometheusUnreadable(Sentence(text, status=answer.status_code))
        except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError) as error:
            text = to_say("gives no answer ({error})")
            raise PrometheusUnreadable(
                Sentence(text, error=str(error) or type(error).__name__)
            ) from error
        if any(sign in body[:1000] for sign in _TOO_MANY):
            text = to_say("refused: {why}")
            why = body[:300].decode(errors="replace")
            raise PrometheusUnreadable(Sentence(text, why=why), is_large=True)
        return bytes(body)

    def _note(self, why: Sentence) -> None:
        self.problems.add(RowProblem(self.file, 1, why))


def _selector(metric: str, labels: dict[str, str]) -> str:
    """A metric, with labels beside those that it may name itself."""
    pairs = [f"{name}={json.dumps(value)}" for name, value in sorted(labels.items())]
    name, _, rest = metric.partition("{")
    inner = rest.rstrip().removesuffix("}").strip().rstrip(",")
    return f"{name}{{{','.join([inner, *pairs] if inner else pairs)}}}"


def _labels(found: dict[str, Any]) -> dict[str, str]:
    return {str(name): str(value) for name, value in found.items() if not name.startswith("__")}


def _values(series: dict[str, Any]) -> list[tuple[int, float]]:
    values = series.get("values", [series["value"]] if "value" in series else [])
    return [(round(float(at) * 1000) * 1000, float(value)) for at, value in values]


def _key(labels: dict[str, str], others: Any) -> str:
    instance = labels.get("instance", "")
    same = [each for each in others if each.get("instance", "") == instance]
    if len(same) == 1 and instance:
        return instance
    return ",".join(f"{name}={value}" for name, value in sorted(labels.items()))


def _host(labels: dict[str, str]) -> str:
    instance = labels.get("instance", "")
    try:
        host = urlsplit(instance if "//" in instance else f"//{instance}").hostname
    except ValueError:
        host = None
    return host or instance


def _probe(labels: dict[str, str]) -> str:
    instance = labels.get("instance", "")
    if instance.startswith(("http://", "https://")):
        return "http"
    host, colon, port = instance.rpartition(":")
    return "tcp" if colon and port.isdigit() and ":" not in host else HEARTBEAT


def _us(seconds: float | None) -> int:
    if seconds is None or not 0 <= seconds * SECOND < _LONGEST_US:
        return NOTHING
    return round(seconds * SECOND)


def _without_password(url: str) -> str:
    """As it may be shown and kept: what stands before an @ is a secret."""
    try:
        parts = urlsplit(url)
        return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
    except ValueError:
        return "prometheus"
