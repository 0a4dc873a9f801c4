"""How the papers look, who signs them, and which are made by themselves.

Nothing of persons is written here: without the section, papers leave room for names. Texts that
hold where nothing is written are the regency's own, in its own language.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from pantau.facts.papers import PaperFormat, PaperKind, PaperOffice, company_word
from pantau.inventory.choices import PaperSize
from pantau.language import Language

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
NUMBER_NAMES = frozenset({"n", "month", "roman", "year"})
"""What a number's template may name in braces."""

_BLANK = "…"


class Occasion(StrEnum):
    """What papers are made by themselves on."""

    REVIEWED = "reviewed"
    CLOSED = "closed"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """``lines``: from the top, the last one is the office's own. ``logo``: a file beside the
    inventory, PNG or SVG, or None."""

    lines: tuple[str, ...] = (
        "PEMERINTAH KABUPATEN PASER",
        "DINAS KOMUNIKASI, INFORMATIKA, STATISTIK DAN PERSANDIAN",
    )
    address: str = ""
    logo: str | None = None


@dataclass(frozen=True, slots=True)
class Signatory:
    """Somebody who signs. Each text may be empty: then room is left for it.

    ``title``: the post ("Kepala Dinas"); ``rank``: pangkat; ``nip``: 18 digits;
    ``organisation``: where it is not the regency's own office.
    """

    office: PaperOffice
    title: str = ""
    name: str = ""
    rank: str = ""
    nip: str = ""
    organisation: str = ""

    @property
    def spaced_nip(self) -> str:
        """The NIP as it is written: birth, appointment, sex, number."""
        nip = self.nip
        return " ".join((nip[:8], nip[8:14], nip[14:15], nip[15:])) if nip else ""


@dataclass(frozen=True, slots=True)
class Wording:
    """What a kind of paper says instead of ours; empty: ours. Blank lines part paragraphs.

    ``subject``: Hal. ``basis``: on what the paper rests (laws, contract). ``note``: at the end,
    before the signatures.
    """

    title: str = ""
    subject: str = ""
    basis: str = ""
    opening: str = ""
    closing: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class PaperOrder:
    """One paper that is made by itself."""

    kind: PaperKind
    format: PaperFormat


@dataclass(frozen=True, slots=True)
class ByItself:
    """When papers of a month are made without anybody asking, and who gets them.

    ``day`` and ``at`` (local) belong to Occasion.DAY: that day of the next month. ``send``: names
    of receivers of the section ``alerts``.
    """

    occasion: Occasion
    papers: tuple[PaperOrder, ...]
    send: tuple[str, ...] = ()
    day: int = 1
    at: time = time(7)


_SIGNATORIES = (
    Signatory(PaperOffice.MAKER, title="Pejabat Pelaksana Teknis Kegiatan"),
    Signatory(PaperOffice.PROVIDER, title="Penyedia Layanan"),
    Signatory(PaperOffice.APPROVER, title="Pejabat Pembuat Komitmen"),
)


@dataclass(frozen=True, slots=True)
class Reports:
    """All of it. ``place``: before the date. ``signatories``: in the order of the file.
    ``providers``: who signs for each, by ``company_word``, where one signatory is not enough."""

    language: Language = "id"
    paper: PaperSize = PaperSize.F4
    place: str = "Tana Paser"
    letterhead: Letterhead = field(default_factory=Letterhead)
    number: str = "…/{n}/DKISP/{roman}/{year}"
    signatories: tuple[Signatory, ...] = _SIGNATORIES
    providers: Mapping[str, Signatory] = field(default_factory=dict)
    wording: Mapping[PaperKind, Wording] = field(default_factory=dict)
    itself: ByItself | None = None

    def wording_of(self, kind: PaperKind) -> Wording:
        """What this kind of paper says instead of ours."""
        return self.wording.get(kind, Wording())

    def signatory(self, office: PaperOffice) -> Signatory | None:
        """Who signs as this, or None."""
        return next((each for each in self.signatories if each.office is office), None)

    def signatory_of(self, provider: str, *, several: bool) -> Signatory | None:
        """Who signs for ``provider``, or None. ``several``: others sign for others, so that the
        one provider's signatory of the file need not be theirs."""
        own = self.providers.get(company_word(provider))
        usual = self.signatory(PaperOffice.PROVIDER)
        if own is not None or not several or usual is None:
            return own or usual
        same = company_word(usual.organisation) == company_word(provider)
        # Another company's post is not this one's either.
        return usual if same else Signatory(usual.office, "" if usual.name else usual.title)

    def number_on(self, day: date, running: str = "") -> str:
        """The paper's number on its ``day``; without a running number, dots to write it on."""
        return self.number.format(
            n=running or _BLANK,
            month=f"{day.month:02}",
            roman=_ROMAN[day.month - 1],
            year=day.year,
        )
