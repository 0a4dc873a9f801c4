"""The part about what was told and goes on: who knows, who answers, who is told next."""

from zoneinfo import ZoneInfo

import streamlit as st

from dashboard.act import allowed, perform
from dashboard.columns import Column
from dashboard.grid import grid
from dashboard.scene import Scene
from dashboard.siaga.desk import Desk
from dashboard.siaga.told import Alert
from pantau.actions.acting import Act, Actor, Refused
from pantau.actions.outages import acknowledge
from pantau.actions.services import how_to_start
from pantau.facts.telling import AlertSeverity
from pantau.inventory import Inventory
from pantau.inventory.alerting import Target, TargetKind
from pantau.language import Language, label, number, recent, translator
from pantau.store import Store

_SIGNS = {AlertSeverity.INFO: "i", AlertSeverity.WARNING: "!", AlertSeverity.CRITICAL: "‼"}
_RANK = {severity: rank for rank, severity in enumerate(AlertSeverity)}


def alerts_part(here: Scene, desk: Desk) -> None:
    """What the alerter told and nobody has seen the end of; staff take it in hand here."""
    say = here.say
    if desk.trouble and not desk.alerts:
        # Said above. Nothing that cannot be read is no calm.
        return
    empty = (
        say("Nothing that was told goes on.")
        if desk.told_ever
        else say(
            "No alerter has ever run here, so nobody is told. Start it with: {start}",
            start=how_to_start(services=here.snapshot.services),
        )
    )
    chosen = grid(
        desk.alerts,
        _columns(here),
        key="peringatan",
        title=say("Active alerts"),
        select="multi" if allowed(Act.ACKNOWLEDGE) else None,
        empty=empty,
    )
    if not allowed(Act.ACKNOWLEDGE) or not desk.alerts:
        return
    still_open = {each.id for each in here.snapshot.open_outages}
    wanted = [
        outage
        for alert in chosen
        for outage in alert.outages
        if outage in still_open and outage not in here.snapshot.in_hand
    ]
    if chosen and not wanted:
        st.caption(say("Somebody has these in hand, or there is no open outage in them."))
    elif not chosen:
        st.caption(say("Choose alerts to take their outages in hand: then nobody else is told."))
    else:
        _take(here, wanted)


def _take(here: Scene, outages: list[str]) -> None:
    say = here.say
    with st.form("peringatan_tangani", border=False):
        note, button = st.columns([3, 1], vertical_alignment="bottom")
        text = note.text_input(say("Note (may be empty)"), key="peringatan_catatan", max_chars=500)
        sent = button.form_submit_button(
            say.plural("Take {n} outage in hand", "Take {n} outages in hand", len(outages)),
            type="primary",
            width="stretch",
        )
    if sent:
        perform(
            lambda store, actor: _acknowledge(store, actor, outages, text),
            say("It is in your hands now."),
        )


def _acknowledge(store: Store, actor: Actor, outages: list[str], text: str) -> list[str] | Refused:
    """Each of them; one that ended meanwhile is no fault, where another is taken."""
    outcomes = [acknowledge(store, actor, outage, text) for outage in outages]
    taken = [each for each in outcomes if not isinstance(each, Refused)]
    refused = [each for each in outcomes if isinstance(each, Refused)]
    return taken or refused[0]


def _columns(here: Scene) -> tuple[Column[Alert], ...]:
    say, language, now, zone = here.say, here.language, here.now, here.zone
    return (
        Column[Alert](
            say("Severity"),
            lambda each: f"{_SIGNS[each.severity]} {label(each.severity, language)}",
            lambda each: _RANK[each.severity],
            left=True,
        ),
        Column[Alert](say("Alert"), lambda each: label(each.kind, language)),
        Column[Alert](say("About"), lambda each: about(each, here.inventory, language)),
        Column[Alert](
            say("Since"),
            lambda each: recent(each.begin, now, zone, language),
            lambda each: each.begin,
            left=True,
        ),
        Column[Alert](
            say("First told"),
            lambda each: recent(each.told_at, now, zone, language),
            lambda each: each.told_at,
            left=True,
        ),
        Column[Alert](say("Told to"), lambda each: ", ".join(each.receivers)),
        Column[Alert](say("In hand"), lambda each: each.in_hand or say("nobody")),
        Column[Alert](say("Told next"), lambda each: _next(each, here.inventory, here, zone)),
        Column[Alert](say("Route"), lambda each: each.route),
    )


def about(alert: Alert, inventory: Inventory, language: Language) -> str:
    """What it is about: the link's or area's name, else the sites."""
    say = translator(language)
    sites = [inventory.site(each) for each in alert.sites]
    names = [site.name if site else id for site, id in zip(sites, alert.sites, strict=True)]
    if not alert.name and len(names) == 1:
        return names[0]
    count = say.plural("{n} site", "{n} sites", len(names)) if names else ""
    if alert.name:
        return f"{alert.name} · {count}" if count else alert.name
    if not names:
        return "–"
    return f"{names[0]} +{number(len(names) - 1, language)}"


def _next(alert: Alert, inventory: Inventory, here: Scene, zone: ZoneInfo) -> str:
    if alert.escalates is None:
        return "–"
    at = recent(alert.escalates.at, here.now, zone, here.language)
    return f"{at} → {', '.join(_target(each, inventory, here) for each in alert.escalates.to)}"


def _target(target: Target, inventory: Inventory, here: Scene) -> str:
    if target.kind is TargetKind.ONCALL:
        return here.say("on call: {rota}", rota=target.name)
    person = inventory.alerting.people.get(target.name)
    return person.name if target.kind is TargetKind.PERSON and person else target.name
