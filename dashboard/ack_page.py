"""The page behind the link of a message: whoever has the link can take its outages in hand.

Opening it changes nothing: mail servers open links too. Pressing the button does. Who has signed
in need not say who they are.
"""

import os
from collections.abc import Sequence

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response

from dashboard.markup import Html, element, joined
from dashboard.settings import from_environment
from dashboard.sign_in.asked import Asked, asked
from dashboard.sign_in.page import field, form, page, wrong
from dashboard.whose import share_in
from pantau.actions.ack_link import PATH, AckLinks
from pantau.actions.acting import MAY, Act, Actor, Refused
from pantau.actions.in_force import in_force
from pantau.actions.outages import acknowledge
from pantau.actions.sign_in import acting
from pantau.facts.measured import Outage
from pantau.facts.words import Role
from pantau.inventory import Inventory
from pantau.store import Store, StoreError


async def ack_page(request: Request) -> Response:
    """GET shows what it is about; POST, with a name, is the act."""
    ask = await asked(request)
    return await to_thread.run_sync(_taken if request.method == "POST" else _shown, ask)


def _shown(ask: Asked) -> Response:
    data = from_environment(os.environ).data
    try:
        outages = AckLinks.of(data).outages(ask.query.get("t", ""))
        if outages is None:
            return _page(ask, ask.say("This link is not valid"), status=404)
        with Store.open(data, readonly=True) as store:
            found = in_force(store)
            known = _theirs(ask, store, found, outages)
    except StoreError as error:
        return _unreadable(ask, error)
    if isinstance(found, Inventory):
        found = found.on(found.local_day(ask.guest.now))
    names = [_name(found, each.site) for each in known if each.ended_at is None]
    if not names:
        return _page(ask, ask.say("All of it is over"))
    return _page(
        ask,
        ask.say("Take in hand"),
        element("ul", joined(*(element("li", name) for name in names))),
        form("", ask.say("I take it in hand"), _who(ask)),
    )


def _theirs(ask: Asked, store: Store, found: object, outages: Sequence[str]) -> list[Outage]:
    """The outages of the link; who is in for a provider is told of its own sites alone."""
    known = [each for each in map(store.outage, outages) if each]
    if ask.known is None or ask.known.account.role is not Role.PROVIDER:
        return known
    inventory = found if isinstance(found, Inventory) else None
    share = share_in(inventory, ask.known.account.provider or "", ask.guest.now)
    return [each for each in known if share.sees(each.site, each.started_at, each.ended_at)]


def _who(ask: Asked) -> Html:
    known = ask.known
    if known is not None:
        return element("p", known.account.full_name)
    return field("name", ask.say("Your name"), "text", "name")


def _taken(ask: Asked) -> Response:
    data = from_environment(os.environ).data
    try:
        outages = AckLinks.of(data).outages(ask.query.get("t", ""))
        if outages is None:
            return _page(ask, ask.say("This link is not valid"), status=404)
        actor = _actor(ask)
        with Store.open(data) as store:
            theirs = _theirs(ask, store, in_force(store), outages)
            done = [acknowledge(store, actor, outage.id) for outage in theirs]
    except StoreError as error:
        return _unreadable(ask, error)
    if not done:
        return _page(ask, ask.say("All of it is over"))
    refused = [each.said(ask.say) for each in done if isinstance(each, Refused)]
    if len(refused) == len(done):
        return _page(ask, ask.say("Nothing was written"), wrong(refused[0]), status=400)
    return _page(ask, ask.say("Noted: {who} has it in hand", who=actor.name))


def _actor(ask: Asked) -> Actor:
    """Who is in acts as they may; the link lets everybody else do this one thing."""
    known, now = ask.known, ask.guest.now
    if known is None:
        return Actor(ask.typed.get("name", "").strip(), "link", Role.TECHNICIAN, now)
    if Act.ACKNOWLEDGE in MAY[known.account.role]:
        return acting(known.session, known.account, now)
    return Actor(known.account.name, "link", Role.TECHNICIAN, now)


def _name(found: object, site: str) -> str:
    known = found.site(site) if isinstance(found, Inventory) else None
    return f"{known.name} ({known.kecamatan})" if known else site


def _unreadable(ask: Asked, error: StoreError) -> Response:
    return _page(ask, ask.say("THE DATA CANNOT BE READ"), wrong(error.said(ask.say)), status=503)


def _page(ask: Asked, title: str, *body: str, status: int = 200) -> Response:
    kept = {"t": ask.query.get("t", "")}
    return page(ask.say, title, *body, here=PATH, kept=kept, status=status)
