"""When whose turn is: spread evenly over the interval, the same minute after minute."""

from collections import defaultdict
from collections.abc import Iterable

from collector.beside.question import Question
from pantau.facts.instant import MINUTE


def phases(questions: Iterable[Question]) -> dict[Question, int]:
    """Microseconds after the begin of its interval at which each is asked.

    In the middle of its share: where an interval is a minute, no turn lies on the edge of one.
    """
    alike: dict[int, list[Question]] = defaultdict(list)
    for each in questions:
        alike[each.probe.every_us].append(each)
    found = {}
    for every_us, group in alike.items():
        in_order = sorted(group, key=lambda each: each.name)
        for place, each in enumerate(in_order):
            found[each] = (2 * place + 1) * every_us // (2 * len(in_order))
    return found


def next_turn(now: int, last: int | None, every_us: int, phase_us: int) -> int:
    """The first turn after ``now`` and after the ``last`` one. Microseconds UTC.

    The very first comes within a minute, however rarely it is asked later: somebody may be waiting
    for it. A timer that wakes a little early does not ask twice, a clock that was set back does not
    stop the asking.
    """
    if last is None:
        return now + phase_us * min(every_us, MINUTE) // every_us
    after = now if last - now > every_us else max(now, last)
    return (after - phase_us) // every_us * every_us + every_us + phase_us
