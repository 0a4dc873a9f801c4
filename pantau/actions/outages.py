"""What people say about an outage: what caused it, who has it in hand, its ticket."""

import re
from dataclasses import dataclass

from pantau.actions.acting import Act, Actor, Refused, may, not_closed
from pantau.facts.dealings import Ticket
from pantau.facts.measured import Outage
from pantau.facts.people import Acknowledged, OutageClassified
from pantau.facts.words import Cause, Liability
from pantau.language import Sentence, to_say
from pantau.store import Store
from pantau.store.pen import View

_USUAL_NUMBER = re.compile(r"(INC|IN)\d{6,12}", re.ASCII)


def classify(
    store: Store, actor: Actor, outage: str, cause: Cause, liability: Liability, reason: str
) -> str | Refused:
    """Say what made a site go down and who answers for it; returns the outage's id.

    It changes no figure: only an approved exclusion does.
    """
    refused = may(actor, Act.CLASSIFY, reason=reason)
    if refused:
        return refused
    with store.pen(at=actor.at, author=actor.name, via=actor.via) as pen:
        found = _known(pen, outage)
        if isinstance(found, Refused):
            return found
        refused = not_closed(pen, found.started_at, _end(found, actor))
        if refused:
            return refused
        pen.record(OutageClassified(outage, cause, liability, reason.strip(), actor.role))
        return outage


def acknowledge(store: Store, actor: Actor, outage: str, text: str = "") -> str | Refused:
    """Say that somebody has an outage in hand; returns the outage's id."""
    refused = may(actor, Act.ACKNOWLEDGE, **({"note": text} if text else {}))
    if refused:
        return refused
    with store.pen(at=actor.at, author=actor.name, via=actor.via) as pen:
        found = _known(pen, outage)
        if isinstance(found, Refused):
            return found
        if found.ended_at is not None:
            return Refused(
                to_say("outage {id} has ended; write a note about it instead"), id=outage
            )
        pen.record(Acknowledged(outage, text.strip(), actor.role))
        return outage


@dataclass(frozen=True, slots=True)
class TicketNews:
    """What is new about a ticket; None leaves what was known. Instants are microseconds UTC.

    ``outages``: those that it is about, added to those known. ``person``: who reported; kept
    beside the chain.
    """

    outages: tuple[str, ...] = ()
    reported_at: int | None = None
    opened_at: int | None = None
    closed_at: int | None = None
    channel: str = ""
    text: str = ""
    person: str = ""


def record_ticket(store: Store, actor: Actor, number: str, news: TicketNews) -> str | Refused:
    """Write down what is known of a provider's ticket; returns its number.

    The time at which it was reported can start the contract's clock for repairs, so it is not
    changed for outages of a closed month.
    """
    texts = {"channel": news.channel, "note": news.text, "reporter": news.person}
    given = {name: text for name, text in texts.items() if text}
    refused = may(actor, Act.TICKET, ticket=number, **given) or _times_fault(news, actor)
    if refused:
        return refused
    number = number.strip().upper() if usual_number(number) else number.strip()
    with store.pen(at=actor.at, author=actor.name, via=actor.via) as pen:
        before = pen.ticket(number)
        known = before.data() if before else {}
        outages = tuple(dict.fromkeys([*known.get("outages", ()), *news.outages]))
        if not outages:
            return Refused(
                to_say("ticket {number} names no outage; give it at least one"), number=number
            )
        for outage in outages:
            found = _known(pen, outage)
            if isinstance(found, Refused):
                return found
            touched = outage not in known.get("outages", ()) or (
                news.reported_at not in (None, known.get("reported_at"))
            )
            refused = not_closed(pen, found.started_at, _end(found, actor)) if touched else None
            if refused:
                return refused
        person = pen.keep_person(news.person.strip()) if news.person else known.get("person")
        fact = Ticket(
            number=number,
            outages=outages,
            role=actor.role,
            reported_at=_newer(news.reported_at, known.get("reported_at")),
            opened_at=_newer(news.opened_at, known.get("opened_at")),
            closed_at=_newer(news.closed_at, known.get("closed_at")),
            channel=news.channel.strip() or known.get("channel", ""),
            text=news.text.strip() or known.get("text", ""),
            person=person,
        )
        refused = _order_fault(fact)
        if refused:
            return refused
        pen.record(fact)
        return number


def usual_number(number: str) -> bool:
    """Whether a ticket is numbered as Telkom does: INC or IN and digits. Others do otherwise."""
    return _USUAL_NUMBER.fullmatch(number.strip().upper()) is not None


def _newer(new: int | None, old: int | None) -> int | None:
    return old if new is None else new


def _times_fault(news: TicketNews, actor: Actor) -> Refused | None:
    for what, at in (
        (to_say("reported"), news.reported_at),
        (to_say("opened"), news.opened_at),
        (to_say("closed"), news.closed_at),
    ):
        if at is not None and not 0 <= at <= actor.at:
            return Refused(
                to_say("{what}: lies before 1970 or in the future; write a time that is past"),
                what=Sentence(what),
            )
    return None


def _order_fault(ticket: Ticket) -> Refused | None:
    begun = [at for at in (ticket.reported_at, ticket.opened_at) if at is not None]
    if ticket.closed_at is not None and begun and ticket.closed_at < min(begun):
        return Refused(to_say("closed: lies before the ticket was opened; look at the times again"))
    return None


def _known(view: View, outage: str) -> Outage | Refused:
    found = view.outage(outage)
    if found is None:
        return Refused(
            to_say("outage '{id}' is not known; `pantau outages` shows the ids"), id=outage
        )
    return found


def _end(outage: Outage, actor: Actor) -> int:
    """An open one runs to now."""
    return max(outage.started_at + 1, outage.ended_at or actor.at)
