"""A month's facts and the words of one language: what each part of the paper is told with."""

from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from pantau.actions.quality import RowQuality
from pantau.facts.instant import to_datetime
from pantau.facts.words import MonthState
from pantau.inventory import Inventory
from pantau.language import Language, Translator, full_day, label, month_name, translator
from pantau.reports.cell import NOTHING, Plain, shown
from pantau.reports.month.facts import MonthFacts
from pantau.sla.result import RowKey


@dataclass(frozen=True, slots=True)
class Telling:
    """``facts`` in ``language``."""

    facts: MonthFacts
    language: Language

    @property
    def say(self) -> Translator:
        """The translator."""
        return translator(self.language)

    @property
    def inventory(self) -> Inventory:
        """The inventory that judges the month."""
        return self.facts.inventory

    @property
    def zone(self) -> ZoneInfo:
        """The zone of all times in the paper."""
        return self.facts.inventory.timezone

    @property
    def month(self) -> str:
        """ "Oktober 2026"."""
        return month_name(self.facts.first_day, self.language)

    @property
    def running(self) -> bool:
        """Whether the month is not over."""
        return self.facts.result.upto < self.facts.result.window.end

    @property
    def state(self) -> str:
        """ "Draf, revisi 1", "Draf (sudah ditinjau), revisi 1", "Ditutup, revisi 2"."""
        standing = self.facts.standing
        state = label(standing.state, self.language)
        if standing.state is MonthState.REVIEWED:  # still a draft: its figures are not frozen
            state = f"{label(MonthState.DRAFT, self.language)} ({state.lower()})"
        return self.say("{state}, revision {n}", state=state, n=standing.revision)

    def quality(self, key: RowKey) -> RowQuality | None:
        """What a row's line was like; None where nothing tells."""
        return (self.facts.quality or {}).get(key)

    def districts(self, of_rows: Iterable[str]) -> tuple[tuple[int, str], ...]:
        """Bands for a table whose rows come by district: over the first row of each."""
        found, before = [], None
        for at, kecamatan in enumerate(of_rows):
            if kecamatan != before:
                before = kecamatan
                named = self.say("{kecamatan} district", kecamatan=before) if before else NOTHING
                found.append((at, named))
        return tuple(found)

    def shown(self, cell: Plain) -> str:
        """A figure in words."""
        return shown(cell, self.language, self.zone)

    def day_of(self, at: int) -> str:
        """The day of an instant: "31 Oktober 2026"."""
        return full_day(to_datetime(at, self.zone).date(), self.language)
