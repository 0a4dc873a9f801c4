"""How far the duties of agreements are, as people say it."""

from dataclasses import dataclass
from datetime import date

from pantau.actions.acting import Act, Actor, Refused, may
from pantau.facts.kinds import EntryKind
from pantau.facts.people import DutyStated, EvidenceFile
from pantau.facts.region import DutyState
from pantau.inventory.model import Inventory
from pantau.language import to_say
from pantau.planning.duties import DutyStanding, duty_standings
from pantau.store import Store

SAYABLE = (DutyState.IN_PROGRESS, DutyState.DONE, DutyState.NOT_DONE, DutyState.WAIVED)


@dataclass(frozen=True, slots=True)
class DutyNews:
    """What is said of a duty. ``on``: since which day of the inventory's zone; None: today."""

    state: DutyState
    note: str = ""
    on: date | None = None
    evidence: EvidenceFile | None = None


def read_duties(store: Store, inventory: Inventory, now: int) -> tuple[DutyStanding, ...]:
    """All of them, by their days, as of ``now`` (microseconds UTC)."""
    said = store.entries(kinds=[EntryKind.DUTY_STATED])
    return duty_standings(inventory.contracts, said, inventory.local_day(now))


def state_duty(
    store: Store, actor: Actor, inventory: Inventory, duty: str, news: DutyNews
) -> str | Refused:
    """Say how far a duty is; returns its id. What was said before stays in the journal.

    Done wants evidence or a note; not done and waived want a note.
    """
    refused = may(actor, Act.DUTY, **({"note": news.note} if news.note.strip() else {}))
    if refused:
        return refused
    if not any(each.id == duty for one in inventory.contracts.values() for each in one.duties):
        return Refused(to_say("duty '{id}' is not known; the list shows the ids"), id=duty)
    if news.state is DutyState.OPEN:
        return Refused(to_say("that nothing was told is no news; say how far the duty is"))
    today = inventory.local_day(actor.at)
    on = news.on or today
    if on > today:
        return Refused(
            to_say("{day} lies in the future; write the day since which it is so"), day=on
        )
    shown = news.evidence is not None and news.state is DutyState.DONE
    if news.state is not DutyState.IN_PROGRESS and not (news.note.strip() or shown):
        return Refused(
            to_say("nothing shows it; write a note, or for what is done name a file as evidence")
        )
    with store.pen(at=actor.at, author=actor.name, via=actor.via) as pen:
        pen.record(
            DutyStated(
                duty, news.state, on.isoformat(), news.note.strip(), actor.role, news.evidence
            )
        )
    return duty
