"""The chosen meeting: what it is, and its places by where it stands."""

import streamlit as st

from dashboard import cached
from dashboard.act import allowed
from dashboard.grid import grid
from dashboard.live import card, share
from dashboard.markup import Html, element, joined
from dashboard.rapat.certificate_part import certificate_part
from dashboard.rapat.change_form import change_form
from dashboard.rapat.columns import (
    SIGNS,
    ahead_columns,
    now_columns,
    poorest_first,
    then_columns,
    worst_first,
)
from dashboard.rapat.reading import Phase, Places, lights, phase
from dashboard.scene import Scene, scene
from pantau.actions.acting import Act
from pantau.facts.meetings import Light
from pantau.facts.said import Meeting
from pantau.language import Language, label, moment, number

_CARDS = {Light.GREEN: "p-up", Light.YELLOW: "p-degraded", Light.RED: "p-down"}


def places_part(here: Scene, meeting: Meeting) -> None:
    """Its head, its places, and what can be done with it."""
    say = here.say
    st.html(element("h2", meeting.name, class_="p-heading"))
    st.html(element("p", _about(here, meeting), class_="p-rest"))
    match phase(meeting, here.now):
        case Phase.LIVE:
            _live(meeting)
        case Phase.CANCELLED:
            st.info(say("This meeting was cancelled: nothing was measured for it."))
        case _:
            _quiet(here, meeting)
    if phase(meeting, here.now) is Phase.OVER:
        certificate_part(here, meeting)
    elif phase(meeting, here.now) is not Phase.CANCELLED and allowed(Act.MEETING):
        change_form(here, meeting)


def _about(here: Scene, meeting: Meeting) -> str:
    say = here.say
    parts = [
        meeting.id,
        label(meeting.kind, here.language),
        f"{moment(meeting.begin, here.zone, here.language)} – "
        f"{moment(meeting.until, here.zone, here.language)}",
        say.plural("{n} site", "{n} sites", len(meeting.sites)),
        say("planned by {who}", who=meeting.planned.author),
    ]
    if meeting.cancelled is not None:
        parts.append(say("cancelled by {who}", who=meeting.cancelled.author))
    return " · ".join(parts)


@st.fragment(run_every="5s")
def _live(meeting: Meeting) -> None:
    """The board: anew every five seconds."""
    here = scene()
    say = here.say
    found = cached.places_of_meeting(here.inventory, meeting)
    if _told_trouble(here, found):
        return
    st.html(light_cards(lights(found.now), here.language))
    begun = here.now >= meeting.begin
    text = (
        say(
            "The meeting runs. Each place is asked up to ten times a second; "
            "this is the last minute."
        )
        if begun
        else say(
            "The meeting begins soon. Each place is measured densely; this is the last minute."
        )
    )
    st.caption(f"{text} {_of_bandwidth(here)}")
    rows = sorted(found.now, key=lambda each: worst_first(each.judged.light))
    grid(rows, now_columns(here), key="papan", title=say("Places of the meeting"), tall=True)


def _quiet(here: Scene, meeting: Meeting) -> None:
    say = here.say
    found = cached.places_of_meeting(here.inventory, meeting)
    if _told_trouble(here, found):
        return
    if phase(meeting, here.now) is Phase.OVER:
        rows = sorted(found.then, key=lambda each: poorest_first(each.fitness))
        st.caption(say("The meeting is over. Of each place the whole minutes of it are counted."))
        grid(rows, then_columns(here), key="hasil", title=say("Places of the meeting"), tall=True)
        return
    ahead_table(here, found)


def ahead_table(here: Scene, found: Places) -> None:
    """The forecast: what the same hours of the last four weeks were like."""
    say = here.say
    st.html(light_cards(lights(found.ahead), here.language))
    text = say(
        "Forecast: the same weekday and time of day in the last four weeks, minute by minute. "
        "Half an hour before the begin each place is measured densely."
    )
    st.caption(f"{text} {_of_bandwidth(here)}")
    rows = sorted(found.ahead, key=lambda each: worst_first(each.forecast.judged.light))
    grid(rows, ahead_columns(here), key="prakiraan", title=say("Places of the meeting"), tall=True)


def _of_bandwidth(here: Scene) -> str:
    return here.say("How much a line can carry is not measured.")


def _told_trouble(here: Scene, found: Places) -> bool:
    if found.trouble is None:
        return False
    st.error(
        f"{here.say('The places cannot be read now.')} {found.trouble.said(here.say)}",
        icon=":material/error:",
    )
    return True


def light_cards(found: dict[Light, int], language: Language) -> Html:
    """How many places have which light."""
    whole = sum(found.values())
    cards = (
        card(
            f"{SIGNS[light]} {label(light, language)}",
            number(count, language),
            share(count, whole, language),
            _CARDS.get(light, "p-unknown") if count else "p-none",
        )
        for light, count in found.items()
    )
    return element("div", joined(*cards), class_="p-cards")
