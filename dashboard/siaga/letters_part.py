"""The part about messages: what waits, what no receiver took, what was sent; and each receiver."""

import streamlit as st

from alerts.message import Message, from_json
from alerts.receivers.why import said_again
from dashboard import visitor
from dashboard.columns import Column
from dashboard.grid import grid
from dashboard.markup import element
from dashboard.pages import STAFF
from dashboard.scene import Scene
from dashboard.siaga.desk import MOST_LETTERS, Desk
from dashboard.siaga.receivers_list import receivers_list
from dashboard.siaga.trying import try_part
from pantau.facts.letters import Kept
from pantau.facts.telling import LetterState
from pantau.language import label, moment, number, recent

_SIGNS = {
    LetterState.WAITING: "◷",
    LetterState.SENT: "✓",
    LetterState.DEAD: "✕",
    LetterState.FOLDED: "⊂",
}
_ORDER = [LetterState.DEAD, LetterState.WAITING, LetterState.SENT, LetterState.FOLDED]


def letters_part(here: Scene, desk: Desk) -> None:
    """Receivers and their letters; what stands in a letter is for staff."""
    say, staff = here.say, visitor.visitor().role in STAFF
    receivers_list(here, desk)
    try_part(here)
    if desk.trouble and not desk.letters:
        return
    st.html(element("h2", say("Messages"), class_="p-heading"))
    chosen = grid(
        desk.letters,
        _letter_columns(here),
        key="pesan",
        title=say("Messages"),
        select="single" if staff else None,
        empty=say("Nothing was to be told in the last day, and nothing waits."),
    )
    if len(desk.letters) >= MOST_LETTERS:
        most = number(MOST_LETTERS, here.language)
        st.caption(say("Only the newest {n} are shown.", n=most))
    for letter in chosen:
        _one(here, letter)


def message_of(letter: Kept) -> Message | None:
    """What it says; None where this version cannot read it."""
    try:
        return from_json(letter.body)
    except ValueError:
        return None


def _one(here: Scene, letter: Kept) -> None:
    """A letter in full, as plain text."""
    say, message = here.say, message_of(letter)
    rows = [
        (say("Failed attempts"), number(letter.attempts, here.language)),
        (say("True since"), moment(letter.at, here.zone, here.language)),
        (say("Error"), said_again(letter.error or "–", say)),
        (say("Their reference"), letter.reference or "–"),
        (say("Told by"), letter.folded_into or "–"),
        (say("Handed over"), say("yes") if letter.handed_over else say("no")),
    ]
    if letter.state is LetterState.WAITING:
        rows.append((say("Next try"), moment(letter.retry_at, here.zone, here.language)))
    lines = [message.title, *message.lines] if message else [say("It cannot be read.")]
    facts = [each for name, value in rows for each in (element("dt", name), element("dd", value))]
    st.html(
        element(
            "div",
            element("pre", "\n".join(lines), class_="p-letter"),
            element("dl", *facts, class_="p-facts"),
            class_="p-panel p-two",
        )
    )


def _letter_columns(here: Scene) -> tuple[Column[Kept], ...]:
    say, language, now, zone = here.say, here.language, here.now, here.zone

    def title(each: Kept) -> str:
        message = message_of(each)
        return message.title if message else say("It cannot be read.")

    def reason(each: Kept) -> str:
        message = message_of(each)
        return label(message.reason, language) if message else "–"

    return (
        Column[Kept](
            say("Queued"),
            lambda each: recent(each.queued_at, now, zone, language),
            lambda each: each.queued_at,
            left=True,
        ),
        Column[Kept](
            say("State"),
            lambda each: f"{_SIGNS[each.state]} {label(each.state, language)}",
            lambda each: _ORDER.index(each.state),
            left=True,
        ),
        Column[Kept](say("Receiver"), lambda each: each.receiver),
        Column[Kept](say("Reason"), reason),
        Column[Kept](say("Message"), title, width="large"),
        Column[Kept](
            say("Failed attempts"),
            lambda each: number(each.attempts, language),
            lambda each: each.attempts,
            width="small",
        ),
        Column[Kept](say("Error"), lambda each: said_again(each.error or "–", say)),
    )
