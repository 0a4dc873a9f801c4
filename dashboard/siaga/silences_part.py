"""The part about silences: what is not told of, until when, and why."""

from enum import StrEnum

import streamlit as st

from dashboard.act import allowed, perform
from dashboard.columns import Column
from dashboard.grid import grid
from dashboard.scene import Scene
from dashboard.siaga.desk import Desk
from dashboard.siaga.silence_form import silence_form
from dashboard.time_columns import at_column
from pantau.actions.acting import Act
from pantau.actions.silences import end_silence
from pantau.facts.said import Silence
from pantau.language import Translator, label, to_say


class Phase(StrEnum):
    """Where a silence stands now."""

    RUNNING = "running"
    COMING = "coming"
    OVER = "over"


_PHASES = {
    Phase.RUNNING: to_say("● running"),
    Phase.COMING: to_say("◷ coming"),
    Phase.OVER: to_say("✓ over"),
}
_ORDER = list(Phase)


def phase(silence: Silence, now: int) -> Phase:
    """Of a silence at ``now``, microseconds UTC."""
    if silence.until <= now:
        return Phase.OVER
    return Phase.COMING if silence.begin > now else Phase.RUNNING


def silences_part(here: Scene, desk: Desk) -> None:
    """Those that run, come, or ended in the last seven days; for staff, a new one and an end."""
    say, may = here.say, allowed(Act.SILENCE)
    if desk.trouble and not desk.silences:
        return
    rows = sorted(desk.silences, key=lambda each: (_ORDER.index(phase(each, here.now)), each.until))
    chosen = grid(
        rows,
        _columns(here),
        key="senyap",
        title=say("Silences"),
        select="single" if may else None,
        empty=say("Nothing is silenced, and nothing was in the last seven days."),
    )
    if not may:
        return
    for silence in chosen:
        if phase(silence, here.now) is Phase.OVER:
            st.caption(say("{id} is over already.", id=silence.id))
        else:
            _end(here, silence)
    with st.expander(say("Silence something"), icon=":material/notifications_off:"):
        silence_form(here)


def _end(here: Scene, silence: Silence) -> None:
    say = here.say
    with st.form("senyap_akhiri", border=False):
        words, button = st.columns([3, 1], vertical_alignment="bottom")
        reason = words.text_input(
            say("Why {id} ends now", id=silence.id), key="senyap_akhiri_alasan", max_chars=500
        )
        sent = button.form_submit_button(say("End {id}", id=silence.id), width="stretch")
    if sent:
        perform(
            lambda store, actor: end_silence(store, actor, silence.id, reason),
            say("{id} has ended: alerts are told again.", id=silence.id),
        )


def _columns(here: Scene) -> tuple[Column[Silence], ...]:
    say, language, now = here.say, here.language, here.now
    return (
        Column[Silence](
            say("State"),
            lambda each: say(_PHASES[phase(each, now)]),
            lambda each: _ORDER.index(phase(each, now)),
            left=True,
        ),
        Column[Silence]("Id", lambda each: each.id, width="small"),
        Column[Silence](say("Scope"), lambda each: scope_words(each, say)),
        Column[Silence](
            say("Alerts"),
            lambda each: ", ".join(label(kind, language) for kind in each.kinds) or say("All"),
        ),
        at_column(say("From"), lambda each: each.begin, here),
        at_column(say("To"), lambda each: each.until, here),
        Column[Silence](say("Reason"), lambda each: str(each.made.data()["reason"])),
        Column[Silence](say("Set by"), lambda each: each.made.author),
        Column[Silence](say("Ended by"), lambda each: each.ended.author if each.ended else "–"),
    )


def scope_words(silence: Silence, say: Translator) -> str:
    """What it was said to be about, and how many sites that are."""
    if silence.all_sites:
        return say("All sites")
    count = say.plural("{n} site", "{n} sites", len(silence.sites))
    return f"{silence.made.subject} · {count}"
