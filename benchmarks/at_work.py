"""What those at work feel, and how long others wait, as rows of the page."""

from collections.abc import Sequence
from statistics import median

from benchmarks.rows import Row
from benchmarks.viewers import Viewer


def spread_of(what: str, taken: Sequence[float], share: float, how: str) -> Row:
    """Of so many waits (seconds) the one below which ``share`` of them lie."""
    ordered = sorted(each * 1000 for each in taken)
    value = ordered[int(len(ordered) * share)]
    return Row(what, value, "ms", how, (ordered[0], ordered[-1]))


def refresh_of(what: str, seen: Sequence[Viewer], seconds: float) -> Row:
    """How long the viewers waited for what the page asked anew, over so many seconds."""
    waited = [each * 1000 for viewer in seen for each in viewer.waited_s[1:]]
    how = f"{len(seen)} viewers for {seconds:g} s"
    return Row(what, median(waited), "ms", how, (min(waited), max(waited)))
