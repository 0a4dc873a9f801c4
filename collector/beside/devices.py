"""What devices said, on its way into the store: readings, and what they give reason to write."""

from collections.abc import Iterable
from dataclasses import dataclass

from collector.beside.question import Question
from collector.minutes import minute_of
from collector.probes.answer import Answer
from pantau.facts.device import Quantity, Reading
from pantau.facts.device_entries import Fact
from pantau.facts.instant import SECOND
from pantau.facts.words import ProbeOutcome
from pantau.verdict.device import noticed

KIND = "snmp"


@dataclass(frozen=True, slots=True)
class Seen:
    """A reading, and when it was taken (microseconds UTC)."""

    reading: Reading
    at: int


def seen(question: Question, at: int, answer: Answer) -> Seen | None:
    """What a device answered; None where it did not, or is none."""
    if question.probe.kind != KIND or answer.outcome is not ProbeOutcome.ANSWERED:
        return None
    values = {
        quantity: value
        for quantity in Quantity
        if isinstance(value := answer.details.get(quantity.value), int)
    }
    minute = minute_of(at)
    if Quantity.UPTIME_S in values:
        # As of the minute's begin, so that a row tells by itself when the device began.
        values[Quantity.UPTIME_S] -= (at - minute) // SECOND
    return Seen(Reading(question.site, question.probe.name, minute, values), at)


class Devices:
    """What each device said last, and which run on their reserve."""

    def __init__(self, last: Iterable[Reading], on_reserve: Iterable[tuple[str, str]]) -> None:
        self._last = {(each.site, each.probe): each for each in last}
        self._on_reserve = set(on_reserve)

    def facts(self, each: Seen) -> list[Fact]:
        """What is to be written into the journal. Each is told once."""
        key = (each.reading.site, each.reading.probe)
        before = self._last.get(key)
        found = noticed(before, each.reading, each.at, was_on_reserve=key in self._on_reserve)
        self._last[key] = each.reading
        mains = each.reading.values.get(Quantity.MAINS)
        if mains == 0:
            self._on_reserve.add(key)
        elif mains == 1:
            self._on_reserve.discard(key)
        return found
