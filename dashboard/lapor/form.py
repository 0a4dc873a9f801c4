"""The page with the form: one of less than 10 KB, for cheap phones and slow lines."""

from base64 import b64encode
from collections import defaultdict
from functools import cache
from hashlib import sha256

from dashboard.lapor.fields import PREFIX, SINCE_WORDS, TRAP, Filled
from dashboard.markup import Html, element, joined
from dashboard.theme import TOKENS, Mode, colour
from pantau.actions.people_reports import LONGEST_PHONE, LONGEST_WORDS
from pantau.facts.region import Complaint
from pantau.inventory.gazetteer.names import gazetteer
from pantau.language import Language, label, translator

ROOT = "/lapor"
_OTHER: dict[Language, Language] = {"id": "en", "en": "id"}
_OWN_NAME: dict[Language, str] = {"id": "Bahasa Indonesia", "en": "English"}
_USED = ("page", "panel", "text", "soft", "line", "accent", "down", "up")
_RULES = (
    "*{box-sizing:border-box}body{margin:0;background:var(--page);color:var(--text);"
    "font:1rem/1.5 system-ui,sans-serif}main{max-width:32rem;margin:auto;padding:.75rem 1rem}"
    "h1{font-size:1.3rem;margin:.5rem 0}label,.f{display:block;margin:.8rem 0 0;font-weight:600}"
    "input,select,textarea,button{font:inherit;font-weight:400;width:100%;padding:.5rem;margin-top:.2rem;"
    "border:1px solid var(--soft);border-radius:6px;background:var(--panel);color:var(--text)}"
    "button{background:var(--accent);color:var(--panel);border-color:var(--accent);"
    "font-weight:700;margin-top:1rem}.soft,small{color:var(--soft);font-weight:400}"
    ".bad{color:var(--down);font-weight:700}.code{font:700 1.5rem monospace;letter-spacing:.1em;"
    "overflow-wrap:anywhere}dt{color:var(--soft)}dd{margin:0 0 .6rem;overflow-wrap:anywhere}"
    "a{color:var(--accent)}.no{position:absolute;left:-99em}"
    ".sim{background:#ffd23d;color:#1b1400;text-align:center;font-weight:700;padding:.3rem}"
)


def form_page(
    language: Language, token: str, typed: Filled, fault: str = "", *, simulation: bool = False
) -> Html:
    """The form. ``typed``: shown again; ``fault``: what is wrong with it, in a sentence."""
    say = translator(language)
    whats = [(each.value, label(each, language)) for each in Complaint]
    since = [(each.value, say(words)) for each, words in SINCE_WORDS.items()]
    inside = joined(
        Html(f'<input type="hidden" name="t" value="{token}">'),
        _field(say("Village"), _villages(language, typed.village)),
        _field(say("What is wrong?"), _select("keluhan", whats, typed.what, language)),
        _field(say("Since when?"), _select("sejak", since, typed.since, language)),
        _field(
            say("In a few words"),
            element(
                "textarea", typed.words, name="keterangan", rows="3", maxlength=str(LONGEST_WORDS)
            ),
            say("may stay empty"),
        ),
        _field(
            say("Phone"),
            _input("telepon", typed.phone, type="tel", maxlength=str(LONGEST_PHONE)),
            say("may stay empty; only for our staff, erased later"),
        ),
        element(
            "label",
            say("Leave this empty"),
            _input(TRAP, "", tabindex="-1", autocomplete="off"),
            class_="no",
            aria_hidden="true",
        ),
        element("button", say("Send the report")),
    )
    action = ROOT if language == "id" else f"{ROOT}?lang={language}"
    return page(
        language,
        say("Report that the internet does not serve"),
        element("p", fault, class_="bad", role="alert") if fault else Html(),
        element(
            "p",
            say(
                "For internet of government offices, schools and health centres, and for villages "
                "without a signal. No name is asked for."
            ),
            class_="soft",
        ),
        element("form", inside, method="post", action=action),
        simulation=simulation,
    )


def page(
    language: Language, title: str, *body: Html, here: str = ROOT, simulation: bool = False
) -> Html:
    """A whole page of this room. ``here``: its address, to be read in the other language."""
    say = translator(language)
    other = _OTHER[language]
    there = here if other == "id" else f"{here}?lang={other}"
    head = joined(
        Html('<meta charset="utf-8">'),
        Html('<meta name="viewport" content="width=device-width,initial-scale=1">'),
        Html('<meta name="robots" content="noindex">'),
        Html('<link rel="icon" href="data:,">'),
        element("title", f"{title} · Pantau"),
        Html(f"<style>{style_sheet()}</style>"),
    )
    mark = element("div", say("SIMULATION – not real data"), class_="sim", role="note")
    inside = element(
        "main",
        element("a", _OWN_NAME[other], href=there, lang=other, hreflang=other),
        element("h1", title),
        *body,
    )
    whole = element("body", mark if simulation else Html(), inside)
    return joined(
        Html("<!doctype html>"), element("html", element("head", head), whole, lang=language)
    )


def headers(language: Language) -> dict[str, str]:
    """Nothing but our own style sheet is used, nothing is kept by anybody, and the form comes back
    to us; where from is told to us, for an old browser proves by it that the page was ours."""
    digest = b64encode(sha256(style_sheet().encode()).digest()).decode()
    return {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Language": language,
        "Cache-Control": "no-store",
        "Content-Security-Policy": f"default-src 'none'; style-src 'sha256-{digest}'; "
        "img-src data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "X-Robots-Tag": "noindex",
    }


@cache
def style_sheet() -> str:
    """Our colours, by day and by night, and few rules."""

    def tokens(mode: Mode) -> str:
        return "".join(f"--{name}:{colour(name, mode)};" for name in TOKENS if name in _USED)

    return (
        f":root{{color-scheme:light dark;{tokens('light')}}}"
        f"@media(prefers-color-scheme:dark){{:root{{{tokens('dark')}}}}}{_RULES}"
    )


def _field(title: str, inside: Html, about: str = "") -> Html:
    words = joined(title, " ", element("small", f"({about})")) if about else joined(title)
    return element("label", words, inside)


def _input(name: str, value: str, **attributes: str) -> Html:
    made = element("input", name=name, value=value or None, **attributes)
    return Html(made.removesuffix("</input>"))


def _select(name: str, choices: list[tuple[str, str]], chosen: str, language: Language) -> Html:
    options = [
        element("option", words, value=value, selected="" if value == chosen else None)
        for value, words in choices
    ]
    return element("select", _none(language), *options, name=name, required="")


def _none(language: Language) -> Html:
    say = translator(language)
    return element("option", say("Choose …"), value="")


def _villages(language: Language, chosen: str) -> Html:
    options = _options()
    short = chosen.removeprefix(PREFIX)
    mark = f"<option value={short}>"
    if short and mark in options:
        options = Html(options.replace(mark, f"<option value={short} selected>", 1))
    return element("select", _none(language), options, name="desa", required="")


@cache
def _options() -> Html:
    """All villages by kecamatan. Ends that HTML need not have are left out, for 2 KB less."""
    districts: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for each in gazetteer().villages.values():
        districts[each.kecamatan].append((each.name, each.code.removeprefix(PREFIX)))
    parts = []
    for name in sorted(districts):
        rows = "".join(
            f"<option value={code}>{joined(village)}" for village, code in sorted(districts[name])
        )
        parts.append(f'<optgroup label="{joined(name)}">{rows}</optgroup>')
    return Html("".join(parts))
