"""From answers to minute samples, and the last answer of each."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from collector.beside.question import Question
from collector.minutes import Minute, minute_of
from collector.probes.answer import Answer
from pantau.facts.instant import MINUTE
from pantau.facts.measured import Sample
from pantau.facts.probed import LastAnswer
from pantau.facts.words import ProbeOutcome

_Key = tuple[str, str, int]


@dataclass(slots=True)
class _Open:
    minute: Minute
    asked: int = 0  # and not yet answered


@dataclass(frozen=True, slots=True)
class Taken:
    """What is ready to be written."""

    samples: list[Sample] = field(default_factory=list)
    answers: list[LastAnswer] = field(default_factory=list)


class Tally:
    """Counts like the heartbeats: a minute holds what was sent in it."""

    def __init__(self) -> None:
        self._open: dict[_Key, _Open] = {}
        self._answers: dict[tuple[str, str], LastAnswer] = {}

    def begun(self, question: Question, at: int) -> tuple[_Key, int]:
        """It is being asked since ``at`` (microseconds UTC); by what its end is told."""
        key = (*question.name, minute_of(at))
        found = self._open.setdefault(key, _Open(Minute(question.site, key[2])))
        found.asked += 1
        return key, found.minute.sent()

    def dropped(self, begun: tuple[_Key, int]) -> None:
        """It was called off: as if it had never been asked."""
        key, number = begun
        self._open[key].minute.not_counted(number)
        self._open[key].asked -= 1

    def ended(self, begun: tuple[_Key, int], question: Question, at: int, answer: Answer) -> None:
        """It was asked at ``at`` and ended so. What we could not ask says nothing of the site."""
        key, number = begun
        found = self._open[key]
        found.asked -= 1
        if answer.outcome is ProbeOutcome.NOT_ASKED:
            found.minute.not_counted(number)
        elif answer.outcome is ProbeOutcome.ANSWERED:
            found.minute.answered(number, answer.rtt_us)
        self._answers[question.name] = LastAnswer(
            question.site,
            question.probe.name,
            question.probe.kind,
            at,
            answer.outcome,
            at,
            answer.rtt_us,
            answer.details,
        )

    def forget_others(self, asked: AbstractSet[tuple[str, str]]) -> None:
        """Last answers of others than these (site, probe) are not worth writing any more."""
        for gone in self._answers.keys() - asked:
            del self._answers[gone]

    def take(self, now: int) -> Taken:
        """The minutes that are over, with nothing of theirs under way, and new last answers."""
        over = [
            key for key, each in self._open.items() if key[2] + MINUTE <= now and not each.asked
        ]
        made = [self._open.pop(key).minute.sample(key[1]) for key in over]
        taken = Taken([each for each in made if each is not None], list(self._answers.values()))
        self._answers.clear()
        return taken

    def take_all(self) -> Taken:
        """Everything: nothing is asked any more."""
        for each in self._open.values():
            each.asked = 0
        return self.take(2**62)
