"""What all papers have in common: letterhead, title, marks on every page, signatures."""

from dataclasses import dataclass
from datetime import date

from pantau.facts.papers import PaperKind, PaperOffice
from pantau.inventory import reports as settings
from pantau.language import Language, full_day, to_say, translator
from pantau.reports.content import (
    Block,
    Letterhead,
    Mark,
    Signatory,
    Signatures,
    Title,
)

_ROOM = "…………………………"
_ABOVE = {
    PaperOffice.MAKER: to_say("Made by,"),
    PaperOffice.APPROVER: to_say("Approved by,"),
    PaperOffice.PROVIDER: to_say("For the provider,"),
    PaperOffice.WITNESS: to_say("Known to,"),
}


@dataclass(frozen=True, slots=True)
class Frame:
    """``reports``: the settings. ``logo``: the bytes of the letterhead's picture."""

    reports: settings.Reports
    kind: PaperKind
    language: Language
    logo: bytes | None = None

    @property
    def author(self) -> str:
        """The office that writes: the last line of the letterhead; empty without one."""
        lines = self.reports.letterhead.lines
        return lines[-1] if lines else ""

    def head(self, title: str, day: date, below: tuple[str, ...] = ()) -> tuple[Block, ...]:
        """Letterhead, title and number. ``day``: of the paper, for its number."""
        say = translator(self.language)
        letterhead = self.reports.letterhead
        number = say("Number: {number}", number=self.reports.number_on(day))
        return (
            Letterhead(letterhead.lines, letterhead.address, self.logo),
            Title(self.reports.wording_of(self.kind).title or title, (*below, number)),
        )

    def dateline(self, day: date | None) -> str:
        """Place and date; room for the date while there is none."""
        written = _ROOM if day is None else full_day(day, self.language)
        return f"{self.reports.place}, {written}"

    def signatures(self, day: date | None) -> tuple[Block, ...]:
        """Everybody of the settings in their order; who knows of it stands below."""
        signing = [each for each in self.reports.signatories if not _witness(each)]
        known = [each for each in self.reports.signatories if _witness(each)]
        if not signing and not known:
            return ()
        return (
            Signatures(
                dateline=self.dateline(day),
                signatories=tuple(self._signatory(each) for each in signing),
                witness=self._signatory(known[0]) if known else None,
            ),
        )

    def _signatory(self, each: settings.Signatory) -> Signatory:
        return Signatory(
            above=translator(self.language)(_ABOVE[each.office]),
            title=each.title,
            name=each.name,
            rank=each.rank,
            nip=each.spaced_nip,
            organisation=each.organisation,
            civil=each.office is not PaperOffice.PROVIDER,
        )

    def mark(self, left: str, right: str, *, draft: bool, simulation: bool) -> Mark:
        """``left`` and ``right``: see Mark. A simulation says so before a draft does."""
        say = translator(self.language)
        watermark = say("SIMULATION") if simulation else say("DRAFT") if draft else ""
        return Mark(left, right, watermark)

    def paragraphs(self, own: str, ours: tuple[str, ...]) -> tuple[str, ...]:
        """``own`` words of the settings, parted at blank lines, else ours."""
        return tuple(part.strip() for part in own.split("\n\n") if part.strip()) or ours


def _witness(each: settings.Signatory) -> bool:
    return each.office is PaperOffice.WITNESS
