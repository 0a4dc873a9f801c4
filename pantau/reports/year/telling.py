"""A year's facts and the words of one language."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from pantau.language import Language, Translator, month_name, translator
from pantau.reports.cell import Count, Plain, shown
from pantau.reports.year.facts import YearFacts, YearMonth
from pantau.sla import Total


@dataclass(frozen=True, slots=True)
class Telling:
    """``facts`` in ``language``."""

    facts: YearFacts
    language: Language

    @property
    def say(self) -> Translator:
        """The translator."""
        return translator(self.language)

    @property
    def zone(self) -> ZoneInfo:
        """The zone of all times in the paper."""
        return self.facts.inventory.timezone

    def shown(self, cell: Plain) -> str:
        """A figure in words."""
        return shown(cell, self.language, self.zone)

    def named(self, month: YearMonth) -> str:
        """ "Oktober 2026"."""
        return month_name(month.first_day, self.language)

    def compliant(self, total: Total) -> str:
        """ "287 dari 300"."""
        return self.say(
            "{n} of {all}",
            n=self.shown(Count(total.compliant)),
            all=self.shown(Count(total.compliant + total.not_compliant)),
        )
