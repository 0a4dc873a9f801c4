"""The look of the pages of our own: plain HTML in the colours of all others."""

from base64 import b64encode
from functools import cache
from html import escape
from pathlib import Path
from urllib.parse import urlencode

from starlette.responses import HTMLResponse, Response

from dashboard.markup import Html, element, joined
from dashboard.theme import style_sheet
from pantau.language import LANGUAGES, Translator
from pantau.language.isolate import isolated

_SHEET = """
* { box-sizing: border-box; }
:root { color-scheme: light dark; }
body { margin: 0; min-height: 100vh; display: grid; grid-template-columns: minmax(0, 26rem);
  place-items: center; place-content: center; padding: 1rem;
  background: var(--p-page); color: var(--p-text); font: 1.0625rem/1.5 system-ui, sans-serif; }
main { width: 100%; max-width: 26rem; min-width: 0; overflow-wrap: anywhere;
  background: var(--p-panel); border: 1px solid var(--p-line); border-radius: 10px;
  padding: 1.75rem 1.75rem 1.5rem; }
h1 { font-size: 1.4rem; margin: 0 0 .25rem; }
h2 { font-size: 1.05rem; margin: 1.75rem 0 .25rem; padding-top: 1.25rem;
  border-top: 1px solid var(--p-line); }
p { margin: .25rem 0 .75rem; color: var(--p-soft); }
label { display: block; margin: .9rem 0 0; font-weight: 600; }
input { font: inherit; width: 100%; margin-top: .25rem; padding: .6rem .75rem; border-radius: 6px;
  border: 1px solid var(--p-soft); background: var(--p-page); color: var(--p-text); }
button, .go { display: block; width: 100%; margin-top: 1.25rem; padding: .7rem 1rem; font: inherit;
  font-weight: 650; text-align: center; text-decoration: none; cursor: pointer; border-radius: 6px;
  border: 1px solid var(--p-accent); background: var(--p-accent); color: var(--p-panel); }
.second { background: none; color: var(--p-accent); margin-top: .6rem; }
:focus-visible { outline: 3px solid var(--p-accent); outline-offset: 2px; }
.wrong { color: var(--p-down); font-weight: 600; border-left: 4px solid var(--p-down);
  padding: .1rem 0 .1rem .75rem; margin: .75rem 0; }
.done { color: var(--p-up); font-weight: 600; border-left: 4px solid var(--p-up);
  padding: .1rem 0 .1rem .75rem; margin: .75rem 0; }
nav { margin-top: 1.25rem; font-size: .95rem; display: flex; gap: 1rem;
  justify-content: space-between; }
a { color: var(--p-accent); }
"""
_NAMES = {"id": "Bahasa Indonesia", "en": "English"}
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
}


def page(
    say: Translator,
    title: str,
    *body: str,
    here: str,
    kept: dict[str, str] | None = None,
    status: int = 200,
) -> HTMLResponse:
    """A whole page. ``here`` and ``kept``: its path and what of its address stays in other
    languages."""
    others = [
        element("a", _NAMES[each], href=f"{here}?{urlencode({**(kept or {}), 'lang': each})}")
        for each in LANGUAGES
        if each != say.language
    ]
    inside = joined(
        element("h1", title),
        *body,
        element("nav", element("span", "Pantau"), *others),
    )
    text = (
        f'<!doctype html><html lang="{say.language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="robots" content="noindex"><title>{escape(isolated(title))} · Pantau</title>'
        f'<link rel="icon" href="{_icon()}">'
        f"<style>{style_sheet()}{_SHEET}</style></head>"
        f"<body>{element('main', inside)}</body></html>"
    )
    return HTMLResponse(text, status, headers=_HEADERS)


@cache
def _icon() -> str:
    """The icon in the page itself: a browser would ask for one, and be told to sign in."""
    svg = (Path(__file__).parents[1] / "icon.svg").read_bytes()
    return f"data:image/svg+xml;base64,{b64encode(svg).decode()}"


def form(action: str, button: str, *inside: str, second: bool = False) -> Html:
    """A form that is posted to ``action``."""
    pressed = element("button", button, class_="second" if second else None)
    return element("form", *inside, pressed, method="post", action=action)


def field(name: str, title: str, kind: str, complete: str, value: str = "") -> Html:
    """One thing to type. ``complete``: what browsers may fill in."""
    typed = element(
        "input",
        name=name,
        type=kind,
        autocomplete=complete,
        required="",
        maxlength="256",
        value=value or None,
        autocapitalize="none",
        spellcheck="false",
        minlength="12" if complete == "new-password" else None,
    )
    return element("label", title, Html(typed.removesuffix("</input>")))


def hidden(name: str, value: str) -> Html:
    """Something that goes along."""
    made = element("input", type="hidden", name=name, value=value)
    return Html(made.removesuffix("</input>"))


def wrong(text: str) -> Html:
    """Why it did not work, read aloud at once."""
    return element("p", text, class_="wrong", role="alert")


def done(text: str) -> Html:
    """That it worked."""
    return element("p", text, class_="done", role="status")


def with_cookie(response: Response, name: str, value: str, lasts: int, *, secure: bool) -> Response:
    """Let the browser hold something for ``lasts`` seconds; 0 takes it away."""
    response.set_cookie(name, value, lasts, secure=secure, httponly=True, samesite="lax")
    return response
