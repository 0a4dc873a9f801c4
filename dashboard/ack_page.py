"""The page behind the link of a message: whoever has the link can take its outages in hand.

Opening it changes nothing: mail servers open links too. Pressing the button does.
"""

import os
from html import escape
from pathlib import Path
from urllib.parse import parse_qs

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from pantau.actions.ack_link import AckLinks
from pantau.actions.acting import Actor, Refused
from pantau.actions.in_force import in_force
from pantau.actions.outages import acknowledge
from pantau.facts.clock import SystemClock, now_us
from pantau.facts.words import Role
from pantau.inventory import Inventory
from pantau.language import Translator, choose_language, translator
from pantau.store import Store, StoreError

_MOST_BODY = 10_000
_PAGE = """<!doctype html><html lang="{lang}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>Pantau</title><style>
body{{font:18px/1.5 system-ui,sans-serif;max-width:32rem;margin:2rem auto;padding:0 1rem}}
input,button{{font:inherit;width:100%;box-sizing:border-box;padding:.7rem;margin:.4rem 0}}
button{{background:#0b5394;color:#fff;border:0;border-radius:.4rem}}
</style></head><body><h1>{title}</h1>{body}</body></html>"""


async def ack_page(request: Request) -> Response:
    """GET shows what it is about; POST, with a name, is the act."""
    say = translator(choose_language(request.query_params.get("lang")))
    token = request.query_params.get("t", "")
    data = Path(os.environ.get("PANTAU_DATA", "data"))
    if request.method != "POST":
        return await to_thread.run_sync(_shown, say, data, token)
    body = await request.body()
    fields = parse_qs(body[:_MOST_BODY].decode(errors="replace"))
    name = fields.get("name", [""])[0].strip()
    return await to_thread.run_sync(_taken, say, data, token, name)


def _shown(say: Translator, data: Path, token: str) -> Response:
    try:
        outages = AckLinks.of(data).outages(token)
        if outages is None:
            return _page(say, say("This link is not valid"), "", 404)
        with Store.open(data, readonly=True) as store:
            found = in_force(store)
            known = [each for each in map(store.outage, outages) if each]
    except StoreError as error:
        return _page(say, say("THE DATA CANNOT BE READ"), f"<p>{escape(str(error))}</p>", 503)
    names = [_name(found, each.site) for each in known if each.ended_at is None]
    if not names:
        return _page(say, say("All of it is over"), "", 200)
    listed = "".join(f"<li>{escape(name)}</li>" for name in names)
    form = (
        f'<ul>{listed}</ul><form method="post"><label>{escape(say("Your name"))}'
        '<input name="name" required maxlength="100" autocomplete="name"></label>'
        f"<button>{escape(say('I take it in hand'))}</button></form>"
    )
    return _page(say, say("Take in hand"), form, 200)


def _taken(say: Translator, data: Path, token: str, name: str) -> Response:
    try:
        outages = AckLinks.of(data).outages(token)
        if outages is None:
            return _page(say, say("This link is not valid"), "", 404)
        now = now_us(SystemClock())
        actor = Actor(name=name, via="link", role=Role.TECHNICIAN, at=now)
        with Store.open(data) as store:
            done = [acknowledge(store, actor, outage) for outage in outages]
    except StoreError as error:
        return _page(say, say("THE DATA CANNOT BE READ"), f"<p>{escape(str(error))}</p>", 503)
    refused = [each.said(say) for each in done if isinstance(each, Refused)]
    if len(refused) == len(done):
        return _page(say, say("Nothing was written"), f"<p>{escape(refused[0])}</p>", 400)
    return _page(say, say("Noted: {who} has it in hand", who=name), "", 200)


def _name(found: object, site: str) -> str:
    known = found.site(site) if isinstance(found, Inventory) else None
    return f"{known.name} ({known.kecamatan})" if known else site


def _page(say: Translator, title: str, body: str, status: int) -> Response:
    page = _PAGE.format(lang=say.language, title=escape(title), body=body)
    headers = {
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; "
        "form-action 'self'; frame-ancestors 'none'",
    }
    return HTMLResponse(page, status_code=status, headers=headers)
