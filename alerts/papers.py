"""The message that goes with papers: a few figures, and which files there are."""

from alerts.message import Message
from alerts.world import World
from pantau.actions.papers_itself import PapersMade
from pantau.facts.papers import Wanted
from pantau.facts.telling import AlertSeverity, NotifyReason
from pantau.facts.words import MonthState
from pantau.language import Language, choose_language, rupiah, translator
from pantau.language.dates import month_name
from pantau.language.labels import label
from pantau.language.numbers import percent
from pantau.language.sizes import size
from pantau.sla import floor_percent
from pantau.sla.month import month_days

_SHORT = 12


def papers_message(world: World, made: PapersMade, receiver: str) -> Message:
    """For one receiver, in its language. The figures are those of the month's one result."""
    known = world.alerting.receivers.get(receiver)
    language = choose_language(known.language if known else None)
    say, total = translator(language), made.total
    rows = total.compliant + total.not_compliant + total.undecided
    share = total.availability
    lines = [
        say(
            "Availability {share}",
            share="–" if share is None else percent(floor_percent(share, None), language),
        ),
        say("{yes} of {all} keep the objective", yes=total.compliant, all=rows),
        say("Credit {amount}", amount=rupiah(total.credit, language)),
    ]
    if total.undecided:
        lines.insert(2, say("{n} are undecided", n=total.undecided))
    lines += [
        say(
            "{name}, {size}, digest {digest}",
            name=each.name,
            size=size(each.size, language),
            digest=each.digest[:_SHORT],
        )
        for each in made.files
    ]
    lines += [
        say(
            "{paper} ({form}) could not be made: {reason}",
            paper=_called(wanted, language),
            form=wanted.format.value,
            reason=reason,
        )
        for wanted, reason in made.missing
    ]
    if world.inventory.simulation:
        lines.insert(0, say("SIMULATION – not real data"))
    month = month_name(month_days(made.month)[0], language)
    closed = made.state is MonthState.CLOSED
    title = (
        say("Papers of {month}, closed, revision {n}", month=month, n=made.revision)
        if closed
        else say("Papers of {month}, draft", month=month)
    )
    return Message(
        id=made.id,
        group=f"papers/{made.month}",
        kind=None,
        severity=AlertSeverity.INFO,
        reason=NotifyReason.PAPERS,
        title=title,
        lines=tuple(lines),
        at=world.now,
        link=world.alerting.link,
        language=language,
        files=made.files,
    )


def _called(wanted: Wanted, language: Language) -> str:
    named = label(wanted.kind, language)
    return f"{named}, {wanted.provider}" if wanted.provider else named
