"""What arrived, beside what really happened."""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pantau.facts.telling import AlertKind

OF_OUTAGES = {AlertKind.SITE_DOWN, AlertKind.INCIDENT, AlertKind.AREA_DOWN, AlertKind.FLAPPING}


class Word(NamedTuple):
    """One site was said to be down, or up again (``over``). ``at``: microseconds UTC. ``site`` is
    empty where the message is about several."""

    at: int
    site: str
    over: bool


class Span(NamedTuple):
    """A true outage, microseconds UTC."""

    site: str
    begin: int
    end: int


class Delays(NamedTuple):
    """From the truth to the word of it, microseconds; ``untrue`` are words of nothing."""

    begins: list[int]
    ends: list[int]
    untrue: int


def from_pantau(file: Path) -> Iterator[Word]:
    """Messages about outages; those of a storm by their parts."""
    for at, said in _lines(file):
        for part in said["parts"] or [said]:
            if part["kind"] in OF_OUTAGES:
                yield Word(at, part["labels"].get("site", ""), part["resolved"])


def from_alertmanager(file: Path) -> Iterator[Word]:
    """Each alert of each notification."""
    for at, said in _lines(file):
        for alert in said["alerts"]:
            yield Word(at, alert["labels"]["site"], alert["status"] == "resolved")


def _lines(file: Path) -> Iterator[tuple[int, Any]]:
    if file.exists():
        for line in file.read_text("utf-8").splitlines():
            kept = json.loads(line)
            yield kept["at"], kept["said"]


def delays(words: Iterable[Word], truth: Sequence[Span]) -> Delays:
    """Each outage's first word, and the first of its end. A site fails once."""
    begins: dict[str, int] = {}
    ends: dict[str, int] = {}
    spans = {span.site: span for span in truth}
    untrue = 0
    for word in words:
        span = spans.get(word.site)
        if span is None or word.at < (span.end if word.over else span.begin):
            untrue += 1
        elif word.over:
            ends.setdefault(word.site, word.at - span.end)
        else:
            begins.setdefault(word.site, word.at - span.begin)
    return Delays(sorted(begins.values()), sorted(ends.values()), untrue)
