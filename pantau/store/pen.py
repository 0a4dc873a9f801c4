"""An act of a person in one transaction: look at what stands, decide, write or leave it."""

import secrets
from collections.abc import Collection

import apsw

from pantau.facts.causes import CauseSuggested
from pantau.facts.degraded import Spell
from pantau.facts.journal import Entry, Fact
from pantau.facts.kinds import EntryKind
from pantau.facts.measured import Gap, LedgerFacts, Outage
from pantau.facts.region import ReportChannel
from pantau.facts.said import (
    Account,
    Maintenance,
    Meeting,
    MonthStanding,
    Objection,
    PeopleReport,
    Proposal,
    ShiftChange,
    Silence,
)
from pantau.store import (
    accounts,
    chain,
    degraded,
    ledger,
    meetings,
    oncall,
    people,
    reading,
    suggestions,
    villages,
)
from pantau.store.connection import row


class View:
    """What people said, as of one moment; valid inside the block that gave it. See people.py."""

    def __init__(self, db: apsw.Connection) -> None:
        """Use ``Store.view`` or ``Store.pen``."""
        self._db = db

    def outage(self, name: str) -> Outage | None:
        """One outage, a voided one too; None where its import was revoked."""
        return reading.outage(self._db, name)

    def outages(self, begin: int, end: int, site: str | None = None) -> list[Outage]:
        """Those that overlap [begin, end), of one site or all; voided ones left out."""
        return reading.outages(self._db, begin, end, site)

    def suggestions(self, outages: Collection[str]) -> dict[str, CauseSuggested]:
        """By id, what the collector suggests as the cause of these outages, where it does."""
        return suggestions.suggestions(self._db, outages)

    def entries(self, kinds: Collection[EntryKind], subject: str | None = None) -> list[Entry]:
        """All entries of these kinds, of one subject or all, the oldest first."""
        return reading.entries(
            self._db, kinds=kinds, subject=subject, begin=None, end=None, after=0, limit=None
        )

    def gaps(self, begin: int, end: int) -> list[Gap]:
        """Gaps that overlap [begin, end), open ones included."""
        return reading.gaps(self._db, begin, end)

    def ledger_facts(self, begin: int, end: int, site: str | None = None) -> LedgerFacts:
        """All that the time ledger of [begin, end) needs, not clipped; of all sites or of one."""
        return ledger.ledger_facts(self._db, begin, end, site)

    def last_inventory(self) -> str | None:
        """The digest of the inventory applied last."""
        return reading.last_inventory(self._db)

    def head(self) -> tuple[int, bytes]:
        """Number and hash of the last entry."""
        seq, _, digest = chain.head(self._db)
        return seq, digest

    def proposal(self, name: str) -> Proposal | None:
        """An exclusion or a void by its id."""
        return people.proposal(self._db, name)

    def exclusions(self, begin: int, end: int) -> list[Proposal]:
        """Exclusions of any standing that overlap [begin, end), in the order of time."""
        return people.exclusions(self._db, begin, end)

    def voids(self, begin: int, end: int) -> list[Proposal]:
        """Voids of any standing whose outage overlaps [begin, end), in the order of time."""
        return people.voids(self._db, begin, end)

    def voids_of(self, outage: str) -> list[Proposal]:
        """What was proposed about one outage, the oldest first."""
        return people.voids_of(self._db, outage)

    def maintenance(self, name: str) -> Maintenance | None:
        """One by its id."""
        return people.maintenance(self._db, name)

    def maintenances(self, begin: int, end: int) -> list[Maintenance]:
        """Those that overlap [begin, end), cancelled ones included."""
        return people.maintenances(self._db, begin, end)

    def silence(self, name: str) -> Silence | None:
        """One by its id."""
        return oncall.silence(self._db, name)

    def silences(self, begin: int, end: int) -> list[Silence]:
        """Those set for a time that overlaps [begin, end), ended ones included."""
        return oncall.silences(self._db, begin, end)

    def shift_changes(self, rota: str, begin: int, end: int) -> list[ShiftChange]:
        """What was planned for a rota and overlaps [begin, end), as said: the last one holds."""
        return oncall.shift_changes(self._db, rota, begin, end)

    def meeting(self, name: str) -> Meeting | None:
        """One by its id."""
        return meetings.meeting(self._db, name)

    def meetings(self, begin: int, end: int) -> list[Meeting]:
        """Those that overlap [begin, end), cancelled ones included, in the order of time."""
        return meetings.meetings(self._db, begin, end)

    def account(self, name: str) -> Account | None:
        """One by its sign-in name, a closed one too."""
        return accounts.account(self._db, name)

    def accounts(self) -> list[Account]:
        """All, closed ones too, by name."""
        return accounts.accounts(self._db)

    def ticket(self, number: str) -> Entry | None:
        """The newest entry of a ticket."""
        return people.ticket(self._db, number)

    def tickets(self) -> list[Entry]:
        """The newest entry of each ticket."""
        return people.tickets(self._db)

    def objection(self, name: str) -> Objection | None:
        """One by its id."""
        return people.objection(self._db, name)

    def objections(self, month: str | None = None) -> list[Objection]:
        """Those about a month ("2026-10"), or all, the oldest first."""
        return people.objections(self._db, month)

    def invoices(self, month: str | None = None) -> list[Entry]:
        """The newest entry of each invoice of a month, or of all."""
        return people.invoices(self._db, month)

    def provider_lists(self, begin: int, end: int) -> list[Entry]:
        """Lists of the provider that count and overlap [begin, end)."""
        return people.provider_lists(self._db, begin, end)

    def month(self, name: str) -> MonthStanding:
        """How far a month ("2026-10") has got."""
        return people.month(self._db, name)

    def months(self) -> list[MonthStanding]:
        """All of which anybody has said anything."""
        return people.months(self._db)

    def closed_over(self, begin: int, end: int) -> str | None:
        """The first closed month that shares any time with [begin, end)."""
        return people.closed_over(self._db, begin, end)

    def degraded(self, begin: int, end: int, site: str | None = None) -> list[Spell]:
        """Spells of degradation that overlap [begin, end), of one site or all."""
        return degraded.spells(self._db, begin, end, site)

    def people_report(self, name: str) -> PeopleReport | None:
        """A report of people by its id."""
        return villages.report(self._db, name)

    def people_report_of(self, code: str) -> PeopleReport | None:
        """A report of people by the code that whoever told it has."""
        return villages.report_of(self._db, code)

    def people_reports(self, begin: int, end: int) -> list[PeopleReport]:
        """Those told in [begin, end), the oldest first, spam too."""
        return villages.reports(self._db, begin, end)

    def people_reports_told(self, channel: ReportChannel, since: int) -> int:
        """How many came this way since then."""
        return villages.told_since(self._db, channel, since)

    def people_reports_to_erase(self, before: int, most: int) -> list[PeopleReport]:
        """Those told before then whose phone or words are still kept, the oldest first."""
        return villages.to_erase(self._db, before, most)

    def person(self, name: str) -> str | None:
        """What is kept of a person; None where it was erased or never was."""
        found = row(self._db, "SELECT text FROM person WHERE id = ?", (name,))
        return found[0] if found else None


class Pen(View):
    """A View that can write. What is not recorded leaves no trace."""

    def __init__(self, db: apsw.Connection, at: int, author: str, via: str) -> None:
        """Use ``Store.pen``."""
        super().__init__(db)
        self._at, self._author, self._via = at, author, via

    def record(self, fact: Fact) -> Entry:
        """Append a fact to the journal. Raises FactRefused; the block is then to be left."""
        return chain.append(self._db, [fact], at=self._at, author=self._author, via=self._via)[0]

    def keep_person(self, text: str) -> str:
        """Keep a person's name or number beside the chain; returns the id to put into a fact."""
        name = f"P-{secrets.token_hex(6)}"
        self._db.execute("INSERT INTO person VALUES (?, ?)", (name, text))
        return name

    def erase_person(self, name: str) -> bool:
        """Forget what was kept under an id; whether there was anything."""
        self._db.execute("UPDATE person SET text = NULL WHERE id = ? AND text IS NOT NULL", (name,))
        return self._db.changes() == 1
