"""The section of the shift's hand-over: choose since when, add a word, copy it, keep it."""

import os

import streamlit as st

from dashboard import act, cached, visitor
from dashboard.choice import choice
from dashboard.columns import Column
from dashboard.gangguan.evidence import kept
from dashboard.gangguan.fresh import fresh, settled
from dashboard.gangguan.handover import handover, summary
from dashboard.gangguan.said import HANDED_OVER, Said
from dashboard.grid import grid
from dashboard.scene import Scene
from dashboard.whose import from_environment
from pantau.actions.acting import Act, Actor, Refused
from pantau.actions.remarks import note
from pantau.facts.instant import DAY, HOUR, MINUTE, to_datetime
from pantau.facts.journal import Entry
from pantau.language import moment
from pantau.store import Store, StoreError

_HOURS = {"8j": 8, "12j": 12, "24j": 24}
_LAST = "terakhir"
_LONGEST = 7 * DAY


def handover_part(here: Scene) -> None:
    """The text of the shift that ends now, and those that were kept."""
    say = here.say
    said = cached.said()
    if said is None:
        return
    begin = _begin(here, said)
    shift = cached.shift(here.inventory, begin)
    if shift is None:
        return
    who = visitor.visitor()
    message = ""
    if act.allowed(Act.NOTE):
        message = st.text_input(
            say("For the next shift (optional)"), max_chars=500, key=fresh("serah_pesan")
        )
    name = who.full_name or who.name or say("somebody who did not sign in")
    text = handover(shift, here.inventory, name, message, here.language)
    st.code(text, language=None, wrap_lines=True, height=460)
    if act.allowed(Act.NOTE) and st.button(
        say("Keep it in the journal"), type="primary", icon=":material/inventory:", key="serah_ya"
    ):
        day = to_datetime(shift.now, here.zone).strftime("%Y-%m-%d-%H%M")
        file = (f"{HANDED_OVER}-{day}.txt", text.encode())
        line = summary(shift, here.inventory, here.language)

        def keep(store: Store, actor: Actor) -> str | Refused:
            content = kept(store, file)
            if isinstance(content, Refused):
                return content
            return settled(note(store, actor, HANDED_OVER, line, evidence=content))

        act.perform(keep, lambda id: say("The hand-over is kept as {id}.", id=id))
    _past(here, said)


def _begin(here: Scene, said: Said) -> int:
    """Since when the shift is: so many hours, or since the last one was kept."""
    say = here.say
    last = said.handed[-1].at if said.handed else None
    recent = last is not None and here.now - last < _LONGEST
    shown = {
        word: say.plural("Last {n} hour", "Last {n} hours", hours) for word, hours in _HOURS.items()
    }
    if recent and last is not None:
        shown[_LAST] = say(
            "Since the last hand-over ({time})", time=moment(last, here.zone, here.language)
        )
    word = choice(
        say("Time"),
        tuple(shown),
        key="sejak",
        shown=lambda each: shown[each],
        look="buttons",
        hide_label=True,
        width="content",
    )
    if word == _LAST and last is not None:
        return last
    # Whole minutes: else no two looks would ask the same.
    return (here.now - _HOURS[word] * HOUR) // MINUTE * MINUTE


def _past(here: Scene, said: Said) -> None:
    """Those that were kept; one is shown in full."""
    say = here.say
    if not said.handed:
        return
    chosen = grid(
        said.handed[::-1],
        (
            Column[Entry](
                say("Kept on"),
                lambda each: moment(each.at, here.zone, here.language),
                lambda each: each.at,
                left=True,
                width=170,
            ),
            Column[Entry](say("Author"), lambda each: each.author, width=130),
            Column[Entry](say("Note"), lambda each: str(each.data()["text"]), width="large"),
            Column[Entry]("Id", lambda each: f"N{each.seq}", width=90),
        ),
        key="serah",
        title=say("Past hand-overs"),
        select="single",
    )
    for each in chosen:
        st.code(_text(each, here), language=None, wrap_lines=True, height=460)


def _text(each: Entry, here: Scene) -> str:
    """What was kept; the line of the journal where the file is gone."""
    data = each.data()
    file = data.get("evidence")
    if not file:
        return str(data["text"])
    try:
        with from_environment(os.environ).store() as store:
            return store.kept(file["digest"]).decode(errors="replace")
    except StoreError as error:
        return here.say("The text cannot be read: {reason}", reason=error.said(here.say))
