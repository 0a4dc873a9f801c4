"""What passes between the regency and its provider: objections, answers, invoices."""

from dataclasses import dataclass
from datetime import date

from pantau.actions.acting import Act, Actor, Refused, may, same_person
from pantau.actions.on_behalf import own_share
from pantau.actions.proposals import sites_and_span
from pantau.actions.scope import no_site
from pantau.actions.spans import is_no_month
from pantau.actions.table import nearest
from pantau.facts.dealings import Invoiced, Objected, ObjectionAnswered
from pantau.facts.people import EvidenceFile
from pantau.facts.words import Settlement
from pantau.inventory.model import Inventory
from pantau.inventory.share import Share
from pantau.language import Sentence, to_say
from pantau.sla.month import month_days
from pantau.store import Store
from pantau.store.pen import View

_TOO_MUCH = 10**15


@dataclass(frozen=True, slots=True)
class Objectionable:
    """What an objection is about: a site's month, or (``about``) an outage or exclusion in it."""

    month: str
    site: str
    about: str = ""


def object_to(
    store: Store,
    actor: Actor,
    inventory: Inventory,
    what: Objectionable,
    reason: str,
    evidence: EvidenceFile | None = None,
) -> str | Refused:
    """Say that a figure is not agreed with; returns the objection's id, like "K17".

    Possible after the month was closed too: that is when objections come.
    """
    refused = may(actor, Act.OBJECT, reason=reason) or _month_fault(what.month)
    if refused:
        return refused
    share = own_share(inventory, actor)
    if isinstance(share, Refused):
        return share
    ids = tuple(each.id for each in (share.inventory if share else inventory).judged)
    if what.site not in ids:
        return no_site(what.site, ids)
    with store.pen(at=actor.at, author=actor.name, via=actor.via) as pen:
        about = what.about
        if about and not _is_known(pen, about, share):
            return Refused(
                to_say("'{about}' is no outage and no exclusion; leave it out or mend it"),
                about=about,
            )
        fact = Objected(what.month, what.site, reason.strip(), actor.role, about, evidence)
        return f"K{pen.record(fact).seq}"


def _is_known(view: View, about: str, share: Share | None) -> bool:
    """Whether it is an outage or a proposal; for who acts for a provider, about its sites."""
    outage, proposal = view.outage(about), view.proposal(about)
    if share is None:
        return outage is not None or proposal is not None
    if outage is not None:
        return share.sees(outage.site, outage.started_at, outage.ended_at)
    if proposal is None:
        return False
    sites, begin, end = sites_and_span(proposal)
    return any(share.sees(each, begin, end) for each in sites)


def answer_objection(
    store: Store, actor: Actor, objection: str, settlement: Settlement, reason: str
) -> str | Refused:
    """Settle an objection; returns its id. It changes no figure by itself."""
    refused = may(actor, Act.ANSWER, reason=reason)
    if refused:
        return refused
    with store.pen(at=actor.at, author=actor.name, via=actor.via) as pen:
        found = pen.objection(objection)
        if found is None:
            return Refused(
                to_say("objection '{id}' is not known; the list shows the ids"), id=objection
            )
        if found.settlement is not None:
            return Refused(
                to_say("objection {id} was answered already ({settlement})"),
                id=objection,
                settlement=found.settlement,
            )
        if same_person(found.objected.author, actor.name):
            return Refused(
                to_say("'{who}' raised this objection; let somebody else answer it"),
                who=actor.name,
            )
        pen.record(ObjectionAnswered(objection, settlement, reason.strip(), actor.role))
        return objection


@dataclass(frozen=True, slots=True)
class Invoice:
    """An invoice and what became of it, in whole rupiah.

    ``deducted``: held back of what was ``billed``. ``paid_on``: a day, ISO 8601.
    """

    number: str
    contract: str
    month: str
    billed: int
    deducted: int = 0
    paid: int | None = None
    paid_on: str | None = None
    text: str = ""


def record_invoice(
    store: Store, actor: Actor, inventory: Inventory, invoice: Invoice
) -> str | Refused:
    """Write down an invoice; the newest entry of its number holds. Returns the number."""
    given = {"note": invoice.text} if invoice.text else {}
    refused = (
        may(actor, Act.PAYMENT, invoice=invoice.number, **given)
        or _month_fault(invoice.month)
        or _amounts_fault(invoice)
    )
    if refused:
        return refused
    departed = (term.contract for site in inventory.departed for term in site.terms)
    names = tuple(dict.fromkeys((*inventory.contracts, *departed)))
    if invoice.contract not in names:
        return Refused(
            to_say("contract '{contract}' is not in the inventory{near}"),
            contract=invoice.contract,
            near=nearest(invoice.contract, names),
        )
    fact = Invoiced(
        invoice=invoice.number.strip(),
        contract=invoice.contract,
        month=invoice.month,
        billed=invoice.billed,
        deducted=invoice.deducted,
        role=actor.role,
        paid=invoice.paid,
        paid_on=invoice.paid_on,
        text=invoice.text.strip(),
    )
    with store.pen(at=actor.at, author=actor.name, via=actor.via) as pen:
        pen.record(fact)
    return fact.invoice


def _amounts_fault(invoice: Invoice) -> Refused | None:
    for what, value in (
        (to_say("amount billed"), invoice.billed),
        (to_say("amount deducted"), invoice.deducted),
        (to_say("amount paid"), invoice.paid),
    ):
        if value is not None and not 0 <= value < _TOO_MUCH:
            return Refused(
                to_say("{what}: '{value}' is not an amount; write whole rupiah, 0 or more"),
                what=Sentence(what),
                value=value,
            )
    if invoice.deducted > invoice.billed:
        return Refused(to_say("more is deducted than was billed; look at both amounts"))
    if invoice.paid_on is not None:
        if invoice.paid is None:
            return Refused(
                to_say("this says when it was paid, but not how much; write the amount paid too")
            )
        try:
            date.fromisoformat(invoice.paid_on)
        except ValueError:
            return Refused(
                to_say("day of payment: '{day}' is not a day; write it like 2026-11-25"),
                day=invoice.paid_on,
            )
    return None


def _month_fault(month: str) -> Refused | None:
    try:
        month_days(month)
    except ValueError:
        return is_no_month(month)
    return None
