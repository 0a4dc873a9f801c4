"""What people said, as one provider may read it: see provided.py."""

from collections.abc import Collection, Iterable
from dataclasses import replace

import pantau.store.pen as pens
from pantau.actions.provided_entries import of_own_sites, retold, shown_entry, without_words
from pantau.facts.causes import CauseSuggested
from pantau.facts.degraded import Spell
from pantau.facts.journal import Entry
from pantau.facts.kinds import EntryKind
from pantau.facts.measured import ALL_SITES, Gap, LedgerFacts, Outage
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
from pantau.inventory.share import Share
from pantau.sla.month import month_window


class ProvidedView(pens.View):
    """``share``: what is the provider's. Each as told in View, of its own sites."""

    def __init__(self, db: object, share: Share) -> None:
        """Use ``ProvidedStore.view``."""
        super().__init__(db)  # type: ignore[arg-type] # no SQL's words are known here
        self._share = share

    def outage(self, name: str) -> Outage | None:
        """None for another's."""
        found = super().outage(name)
        return found if found is not None and self._is_own(found) else None

    def outages(self, begin: int, end: int, site: str | None = None) -> list[Outage]:
        """Its own."""
        return [each for each in super().outages(begin, end, site) if self._is_own(each)]

    def suggestions(self, outages: Collection[str]) -> dict[str, CauseSuggested]:
        """Without what others shared with the site."""
        found = super().suggestions([each for each in outages if self.outage(each)])
        return {id: without_others(each) for id, each in found.items()}

    def entries(self, kinds: Collection[EntryKind], subject: str | None = None) -> list[Entry]:
        """Of the kinds that it may read."""
        found = super().entries(kinds, subject)
        shown = (shown_entry(each, self._share, self.outage) for each in found)
        return [each for each in shown if each is not None]

    def gaps(self, begin: int, end: int) -> list[Gap]:
        """Of its own sites, or of all."""
        return _gaps(super().gaps(begin, end), self._share)

    def ledger_facts(self, begin: int, end: int, site: str | None = None) -> LedgerFacts:
        """Of its own sites."""
        return narrowed_facts(super().ledger_facts(begin, end, site), self._share)

    def proposal(self, name: str) -> Proposal | None:
        """None for what is not about its sites."""
        found = super().proposal(name)
        return self._proposal(found) if found else None

    def exclusions(self, begin: int, end: int) -> list[Proposal]:
        """Those about its sites."""
        return self._proposals(super().exclusions(begin, end))

    def voids(self, begin: int, end: int) -> list[Proposal]:
        """Those of its outages."""
        return self._proposals(super().voids(begin, end))

    def voids_of(self, outage: str) -> list[Proposal]:
        """Nothing where the outage is another's."""
        return self._proposals(super().voids_of(outage))

    def maintenance(self, name: str) -> Maintenance | None:
        """None for what is not about its sites."""
        found = super().maintenance(name)
        return self._maintenance(found) if found else None

    def maintenances(self, begin: int, end: int) -> list[Maintenance]:
        """Those about its sites."""
        found = map(self._maintenance, super().maintenances(begin, end))
        return [each for each in found if each is not None]

    def silence(self, name: str) -> Silence | None:  # noqa: ARG002 - as there, and below
        """None: whom we tell is not its business."""
        return None

    def silences(self, begin: int, end: int) -> list[Silence]:  # noqa: ARG002
        """None of them."""
        return []

    def shift_changes(self, rota: str, begin: int, end: int) -> list[ShiftChange]:  # noqa: ARG002
        """None of them."""
        return []

    def meeting(self, name: str) -> Meeting | None:  # noqa: ARG002
        """None: whom we meet is not its business."""
        return None

    def meetings(self, begin: int, end: int) -> list[Meeting]:  # noqa: ARG002
        """None of them."""
        return []

    def account(self, name: str) -> Account | None:  # noqa: ARG002
        """None: accounts are for admins."""
        return None

    def accounts(self) -> list[Account]:
        """None of them."""
        return []

    def ticket(self, number: str) -> Entry | None:
        """None where none of its outages is among those of the ticket."""
        found = super().ticket(number)
        return self._ticket(found) if found else None

    def tickets(self) -> list[Entry]:
        """Those of its outages."""
        found = map(self._ticket, super().tickets())
        return [each for each in found if each is not None]

    def objection(self, name: str) -> Objection | None:
        """None for another's."""
        found = super().objection(name)
        return found if found is not None and self._is_about_own(found) else None

    def objections(self, month: str | None = None) -> list[Objection]:
        """Those about its sites."""
        return [each for each in super().objections(month) if self._is_about_own(each)]

    def invoices(self, month: str | None = None) -> list[Entry]:
        """Those of its contracts."""
        own = self._share.contracts
        return [each for each in super().invoices(month) if each.data()["contract"] in own]

    def provider_lists(self, begin: int, end: int) -> list[Entry]:
        """Its own."""
        own = self._share.provider.casefold().strip()
        found = super().provider_lists(begin, end)
        return [each for each in found if own and each.data()["provider"].casefold() == own]

    def month(self, name: str) -> MonthStanding:
        """Without the words in which it was closed."""
        return _standing(super().month(name))

    def months(self) -> list[MonthStanding]:
        """Without the words in which they were closed."""
        return [_standing(each) for each in super().months()]

    def degraded(self, begin: int, end: int, site: str | None = None) -> list[Spell]:
        """Of its own sites."""
        found = super().degraded(begin, end, site)
        return [
            each for each in found if self._share.sees(each.site, each.started_at, each.ended_at)
        ]

    def people_report(self, name: str) -> PeopleReport | None:  # noqa: ARG002
        """None: what people tell the regency is not its business."""
        return None

    def people_report_of(self, code: str) -> PeopleReport | None:  # noqa: ARG002
        """None, as above."""
        return None

    def people_reports(self, begin: int, end: int) -> list[PeopleReport]:  # noqa: ARG002
        """None of them."""
        return []

    def people_reports_told(self, channel: ReportChannel, since: int) -> int:  # noqa: ARG002
        """None of them."""
        return 0

    def people_reports_to_erase(self, before: int, most: int) -> list[PeopleReport]:  # noqa: ARG002
        """None of them."""
        return []

    def person(self, name: str) -> str | None:  # noqa: ARG002
        """None: who told us something is not its business."""
        return None

    def _is_own(self, outage: Outage) -> bool:
        return self._share.sees(outage.site, outage.started_at, outage.ended_at)

    def _is_about_own(self, objection: Objection) -> bool:
        data = objection.objected.data()
        window = month_window(data["month"], self._share.inventory.timezone)
        return self._share.sees(data["site"], window.begin, window.end)

    def _proposals(self, found: Iterable[Proposal]) -> list[Proposal]:
        shown = map(self._proposal, found)
        return [each for each in shown if each is not None]

    def _proposal(self, found: Proposal) -> Proposal | None:
        if found.proposed.kind is EntryKind.VOID_PROPOSED:
            data = found.proposed.data()
            is_own = self._share.sees(data["site"], data["started_at"], data["ended_at"])
            return found if is_own else None
        shown = of_own_sites(found.proposed, self._share)
        return None if shown is None else replace(found, proposed=shown)

    def _maintenance(self, found: Maintenance) -> Maintenance | None:
        shown = of_own_sites(found.announced, self._share)
        return None if shown is None else replace(found, announced=shown)

    def _ticket(self, entry: Entry) -> Entry | None:
        own = [each for each in entry.data()["outages"] if self.outage(each) is not None]
        return retold(entry, outages=own, person=None) if own else None


def narrowed_facts(facts: LedgerFacts, share: Share) -> LedgerFacts:
    """Of the provider's own sites."""

    def own(found: Iterable[Outage]) -> tuple[Outage, ...]:
        return tuple(
            each for each in found if share.sees(each.site, each.started_at, each.ended_at)
        )

    ids = {site.id for site in share.inventory.judged}
    left_out = []
    for each in facts.excluded:
        sites = tuple(site for site in each.sites if share.sees(site, each.begin, each.end))
        if sites:
            left_out.append(replace(each, sites=sites))
    return LedgerFacts(
        watched={name: spans for name, spans in facts.watched.items() if name in ids},
        imported=tuple(each for each in facts.imported if each.site in ids),
        outages=own(facts.outages),
        gaps=tuple(_gaps(facts.gaps, share)),
        voided=own(facts.voided),
        excluded=tuple(left_out),
    )


def without_others(suggested: CauseSuggested) -> CauseSuggested:
    """Without the sites and links that share something with this one: others' may be among them."""
    return replace(suggested, facts=replace(suggested.facts, neighbours=(), link=None))


def _gaps(found: Iterable[Gap], share: Share) -> list[Gap]:
    ids = {site.id for site in share.inventory.judged}
    return [
        # A remark on a gap of all may name anybody.
        replace(
            each,
            but_sites=tuple(site for site in each.but_sites if site in ids),
            note=each.note if each.site in ids else None,
        )
        for each in found
        if each.site in {ALL_SITES, *ids}
    ]


def _standing(found: MonthStanding) -> MonthStanding:
    return replace(found, closed=without_words(found.closed) if found.closed else None)
