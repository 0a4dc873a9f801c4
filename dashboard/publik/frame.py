"""What stands around every public view: head, heading, what must be known first, foot."""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

from dashboard.markup import Html, element, joined
from dashboard.publik.fields import LICENCE_URL
from dashboard.publik.look import Look
from dashboard.publik.wanted import Wanted, address
from dashboard.theme import TOKENS, Mode, colour
from pantau.facts.instant import to_datetime
from pantau.facts.words import GapReason
from pantau.language import Language, clock_time, day, translator

_HERE = Path(__file__).parent
_OTHER: dict[Language, Language] = {"id": "en", "en": "id"}
_OWN_NAME: dict[Language, str] = {"id": "Bahasa Indonesia", "en": "English"}


def document(look: Look, asked: Wanted, title: str, *parts: Html, live: bool = False) -> Html:
    """A whole page. ``live``: it shows states, so a browser that keeps it open is warned."""
    language = asked.language
    return _page(
        language,
        title,
        _simulation(look, language),
        _header(asked, people=look.inventory.pages.people.form),
        element("main", element("h1", title, class_="name"), _alarm(look, language), *parts),
        _footer(look, language),
        _old(language) if live else Html(),
    )


def notice(language: Language, title: str, text: str) -> Html:
    """A page that says that there is nothing to see, and why."""
    say = translator(language)
    way = element("a", say("To the public page"), href=address("front", language=language))
    return _page(
        language,
        title,
        element("main", element("h1", title), element("p", text), element("p", way)),
    )


def as_of(look: Look, language: Language) -> str:
    """Up to when was measured, as day and time to the second."""
    say = translator(language)
    if look.seen.last_commit is None:
        return say("Nothing has been measured yet.")
    zone, at = look.inventory.timezone, look.seen.last_commit
    then = f"{day(to_datetime(at, zone).date(), language)} "
    return say("Measured up to {time}.", time=then + clock_time(at, zone, language, seconds=True))


def security_headers() -> dict[str, str]:
    """Nothing but our own style sheet may be used by a page."""
    digest = b64encode(sha256(style_sheet().encode()).digest()).decode()
    return {
        "Content-Security-Policy": f"default-src 'none'; style-src 'sha256-{digest}'; "
        "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
    }


@cache
def style_sheet() -> str:
    """The shared colours as phones of many years ago know them too, and the rules of this page."""
    light, dark = _tokens("light"), _tokens("dark")
    rules = (_HERE / "style.css").read_text()
    return (
        f":root{{color-scheme:light dark;{light}}}\n"
        f"@media(prefers-color-scheme:dark){{:root{{{dark}}}}}\n{rules}"
    )


def _tokens(mode: Mode) -> str:
    return "".join(f"--{name}:{colour(name, mode)};" for name in TOKENS)


@cache
def _icon() -> str:
    svg = (_HERE.parent / "icon.svg").read_text().strip()
    return f"data:image/svg+xml,{quote(svg)}"


def _page(language: Language, title: str, *body: Html) -> Html:
    head = joined(
        Html('<meta charset="utf-8">'),
        Html('<meta name="viewport" content="width=device-width,initial-scale=1">'),
        element("title", f"{title} · Pantau"),
        Html(f'<link rel="icon" href="{_icon()}">'),
        element(
            "link",
            rel="alternate",
            type="application/atom+xml",
            href=address("feed", "feed.atom", language),
        ),
        Html(f"<style>{style_sheet()}</style>"),
    )
    return joined(
        Html("<!doctype html>"),
        element("html", element("head", head), element("body", *body), lang=language),
    )


def _header(asked: Wanted, *, people: bool) -> Html:
    language = asked.language
    other = _OTHER[language]
    say = translator(language)
    there = address(asked.view, asked.name, other)
    form = "/lapor" if language == "id" else f"/lapor?lang={language}"
    lapor = [element("a", say("Report a problem"), href=form)] if people else []
    return element(
        "header",
        element(
            "div",
            element("a", "Pantau", href=address("front", language=language), class_="home"),
            element("a", say("Open data"), href=address("data", language=language)),
            *lapor,
            element("a", _OWN_NAME[other], href=there, lang=other, hreflang=other),
        ),
    )


def _simulation(look: Look, language: Language) -> Html:
    if not look.inventory.simulation:
        return Html()
    say = translator(language)
    return element("div", say("SIMULATION – not real data"), class_="sim", role="note")


def _alarm(look: Look, language: Language) -> Html:
    """What must be known before a state is believed; the insides of the house are not told."""
    say = translator(language)
    if not look.known:
        title = say("The present state is not known")
        text = say(
            "Measurements do not reach this page at the moment. "
            "Every site is shown as unknown until they do; nothing old is shown as the present."
        )
    elif look.blind:
        title = say("We cannot see at the moment")
        begun = [
            gap.started_at
            for gap in look.snapshot.open_gaps
            if gap.reason is GapReason.VANTAGE_BLIND
        ]
        since = clock_time(min(begun), look.inventory.timezone, language)
        text = say(
            "The monitor's own connection has been down since {time}. "
            "What it cannot see counts as unknown, neither up nor down.",
            time=since,
        )
    else:
        return Html()
    return element(
        "div",
        element("strong", f"⚠ {title}"),
        element("p", text),
        element("p", as_of(look, language)),
        class_="alarm",
        role="alert",
    )


def _old(language: Language) -> Html:
    """The style sheet shows it after three minutes: the page does not change by itself."""
    say = translator(language)
    text = say("This page is some minutes old. Load it again to see the present state.")
    return element("div", text, class_="old")


def _footer(look: Look, language: Language) -> Html:
    say = translator(language)
    licence = element("a", "CC BY 4.0", href=LICENCE_URL, rel="license")
    return element(
        "footer",
        element(
            "div",
            element("p", as_of(look, language)),
            element(
                "p",
                say(
                    "Availability is the time up out of the time up and down. Time that the "
                    "contract leaves out and time that nobody could see are in neither. "
                    "Percentages are cut, never rounded up."
                ),
            ),
            element(
                "p",
                say("Public information under Law 14/2008, free to use with attribution:"),
                " ",
                licence,
                ". ",
                element(
                    "a", say("Files and their fields"), href=address("data", language=language)
                ),
            ),
        ),
    )
