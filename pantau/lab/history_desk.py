"""The acts of a simulated office, done through the doors that people take: roles, rules, four eyes.

What people's own doors refuse is refused here too, and then the past contradicts itself.
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import replace

from pantau.actions.acting import Actor, Refused
from pantau.actions.certificates import certify
from pantau.actions.dealings import (
    Objectionable,
    answer_objection,
    object_to,
    record_invoice,
)
from pantau.actions.duties import DutyNews, state_duty
from pantau.actions.meetings import plan_meeting
from pantau.actions.months import close_month, review_month
from pantau.actions.outages import TicketNews, acknowledge, classify, record_ticket
from pantau.actions.people_reports import (
    answer_report,
    close_report,
    code_of,
    mark_spam,
    take_report,
)
from pantau.actions.proposals import decide, propose_exclusion, propose_void
from pantau.actions.remarks import announce_maintenance, cancel_maintenance, keep_evidence, note
from pantau.actions.scope import Scope, read_scope
from pantau.facts.instant import MINUTE, to_iso
from pantau.facts.people import EvidenceFile
from pantau.facts.region import ReportStanding
from pantau.facts.said import MonthStanding
from pantau.inventory.model import Inventory
from pantau.lab.history_acts import (
    Acknowledge,
    Act,
    Announce,
    Answer,
    Bill,
    Cancel,
    Certify,
    Classify,
    Close,
    Decide,
    Deed,
    Exclude,
    Known,
    Meet,
    Object,
    Paper,
    Remark,
    Report,
    Review,
    Settle,
    SettleReport,
    StateDuty,
    Tell,
    Void,
)
from pantau.lab.history_money import Money
from pantau.reports.meeting.document import certificate_pdf
from pantau.store import Dense, Store

_EVER = 2**62

Outcome = str | MonthStanding | Refused


class Acting:
    """Does acts in the order of time, each at its own. Not before the store knows what they name.

    Everything raises StoreError, and ValueError where an act is refused.
    """

    def __init__(self, store: Store, inventory: Inventory, acts: Iterable[Act]) -> None:
        """``acts``: in the order of time."""
        self._store = store
        self._inventory = inventory
        self._left = deque(acts)
        self._money = Money(store, inventory)
        self._ids: dict[tuple[str, str], str] = {}
        self._outages: dict[Known, str] = {}
        self._learned = 0

    def has_before(self, at: int) -> bool:
        """Whether there is anything to do before ``at`` (instant)."""
        return bool(self._left) and self._left[0].at < at

    def until(self, at: int) -> None:
        """Do what comes before ``at`` (instant)."""
        while self.has_before(at):
            act = self._left.popleft()
            outcome = self._done(Actor(act.by.name, act.by.via, act.by.role, act.at), act.deed)
            if isinstance(outcome, Refused):
                why = f"{act.by.name} could not {act.deed}: {outcome.message}"
                raise ValueError(why)  # noqa: TRY004 - its time is wrong, not its type

    def _done(self, actor: Actor, deed: Deed) -> Outcome:
        match deed:
            case Classify() | Acknowledge() | Report() | Remark():
                return self._outage(actor, deed)
            case Announce() | Cancel():
                return self._maintenance(actor, deed)
            case Exclude() | Void() | Decide():
                return self._claim(actor, deed)
            case Object() | Answer() | Bill() | Settle():
                return self._dealing(actor, deed)
            case Tell() | SettleReport():
                return self._people(actor, deed)
            case Meet() | Certify():
                return self._meeting(actor, deed)
            case Review(month, text):
                return review_month(self._store, actor, self._inventory, month, text)
            case StateDuty(duty, state, note_text, paper):
                news = DutyNews(state, note_text, evidence=self._kept(paper) if paper else None)
                return state_duty(self._store, actor, self._inventory, duty, news)
            case Close(month):
                return close_month(self._store, actor, self._inventory, month)

    def _outage(self, actor: Actor, deed: Classify | Acknowledge | Report | Remark) -> Outcome:
        match deed:
            case Classify(outage, cause, liability, reason):
                return classify(self._store, actor, self._called(outage), cause, liability, reason)
            case Acknowledge(outage, text):
                return acknowledge(self._store, actor, self._called(outage), text)
            case Report():
                news = TicketNews(
                    tuple(map(self._called, deed.outages)),
                    deed.reported_at,
                    deed.opened_at,
                    deed.closed_at,
                    deed.channel,
                    deed.text,
                )
                return record_ticket(self._store, actor, deed.number, news)
            case Remark(about, text):
                name = about if isinstance(about, str) else self._called(about)
                return note(self._store, actor, name, text)

    def _maintenance(self, actor: Actor, deed: Announce | Cancel) -> Outcome:
        if isinstance(deed, Cancel):
            name = self._ids["M", deed.key]
            return cancel_maintenance(self._store, actor, name, deed.reason)
        scope, kept = self._scope(upstream=deed.upstream), self._kept(deed.paper)
        made = announce_maintenance(self._store, actor, scope, deed.span, deed.reason, kept)
        return self._named("M", deed.key, made)

    def _claim(self, actor: Actor, deed: Exclude | Void | Decide) -> Outcome:
        match deed:
            case Exclude():
                scope = self._scope(deed.sites, deed.upstream)
                if deed.scope:
                    scope = replace(scope, words=deed.scope)
                kept = self._kept(deed.paper) if deed.paper else None
                made = propose_exclusion(
                    self._store, actor, scope, deed.span, deed.category, deed.reason, kept
                )
                return self._named("P", deed.key, made)
            case Void(key, outage, reason):
                made = propose_void(self._store, actor, self._called(outage), reason)
                return self._named("P", key, made)
            case Decide(key, decision, reason):
                name = self._ids["P", key]
                return decide(self._store, actor, self._inventory, name, decision, reason)

    def _dealing(self, actor: Actor, deed: Object | Answer | Bill | Settle) -> Outcome:
        match deed:
            case Object(key, month, outage, reason):
                what = Objectionable(month, outage[0], self._called(outage))
                made = object_to(self._store, actor, self._inventory, what, reason)
                return self._named("K", key, made)
            case Answer(key, settlement, reason):
                name = self._ids["K", key]
                return answer_objection(self._store, actor, name, settlement, reason)
            case Bill():
                invoice = self._money.billed(deed, actor.at)
            case Settle():
                invoice = self._money.settled(deed, actor.at)
        return record_invoice(self._store, actor, self._inventory, invoice)

    def _people(self, actor: Actor, deed: Tell | SettleReport) -> Outcome:
        if isinstance(deed, Tell):
            made = code_of(f"{deed.key} {deed.told.at}".encode())
            code = take_report(self._store, deed.told, a_day=_EVER, via=actor.via, code=made)
            if isinstance(code, Refused):
                return code
            with self._store.view() as view:
                found = view.people_report_of(code)
            return self._named("W", deed.key, found.id if found else "")
        name = self._ids["W", deed.key]
        match deed.standing:
            case ReportStanding.SPAM:
                return mark_spam(self._store, actor, name)
            case ReportStanding.CLOSED:
                return close_report(self._store, actor, name, deed.text)
        return answer_report(self._store, actor, name, deed.text)

    def _meeting(self, actor: Actor, deed: Meet | Certify) -> Outcome:
        if isinstance(deed, Meet):
            made = plan_meeting(self._store, actor, self._inventory, deed.plan)
            return self._named("R", deed.key, made)
        with Dense.open(self._store.data) as dense:
            dense.write(deed.windows)
        name = self._ids["R", deed.key]
        paper = certify(self._store, actor, self._inventory, name, "id", certificate_pdf)
        return paper if isinstance(paper, Refused) else paper.name

    def _named(self, kind: str, key: str, made: str | Refused) -> str | Refused:
        if isinstance(made, str):
            self._ids[kind, key] = made
        return made

    def _called(self, known: Known) -> str:
        """The id of an outage; where it is not known yet, all that is new is learned."""
        if known not in self._outages:
            new = self._store.outages(self._learned - MINUTE, _EVER)
            self._outages |= {(each.site, each.started_at): each.id for each in new}
            self._learned = max((each.started_at for each in new), default=self._learned)
        if known not in self._outages:
            raise ValueError(f"no outage of {known[0]} began at {to_iso(known[1])}")
        return self._outages[known]

    def _scope(self, sites: tuple[str, ...] = (), upstream: str | None = None) -> Scope:
        scope = read_scope(self._inventory, sites, upstream=upstream)
        if isinstance(scope, Refused):
            raise ValueError(scope.message)  # noqa: TRY004 - its words are wrong, not its type
        return scope

    def _kept(self, paper: Paper) -> EvidenceFile:
        kept = keep_evidence(self._store, paper.name, paper.text.encode())
        if isinstance(kept, Refused):
            raise ValueError(kept.message)  # noqa: TRY004 - its bytes are wrong, not its type
        return kept
