"""The sign-in page."""

from urllib.parse import urlencode

from starlette.responses import RedirectResponse, Response

from dashboard.door import DOOR
from dashboard.markup import Html, element
from dashboard.reach import own_path
from dashboard.sign_in.addresses import OIDC, SIGN_IN
from dashboard.sign_in.asked import Asked, desk, holding
from dashboard.sign_in.page import done, field, form, hidden, page
from dashboard.sign_in.told import why
from pantau.actions.sessions import TurnedAway
from pantau.actions.sign_in import sign_in
from pantau.language import DEFAULT_LANGUAGE


def shown(ask: Asked) -> Response:
    """The form; who is in already goes on."""
    goes_to = own_path(ask.query.get("next", "/"))
    if ask.known is not None:
        return RedirectResponse(goes_to, 303)
    ready = done(ask.say("Your password is set. Sign in with it.")) if "siap" in ask.query else ""
    return _form(ask, goes_to, ready)


def tried(ask: Asked) -> Response:
    """A name and a password."""
    goes_to = own_path(ask.typed.get("next", "/"))
    with desk() as now_open:
        found = sign_in(
            now_open, ask.typed.get("name", ""), ask.typed.get("password", ""), ask.guest
        )
    if isinstance(found, TurnedAway):
        return _form(ask, goes_to, why(ask.say, found, ask.guest.now), 403)
    return holding(RedirectResponse(goes_to, 303), found, secure=ask.secure)


def turned_away(ask: Asked, away: TurnedAway) -> Response:
    """The form again, with why another way did not lead in."""
    return _form(ask, "/", why(ask.say, away, ask.guest.now), 403)


def _form(ask: Asked, goes_to: str, above: Html | str = "", status: int = 200) -> Response:
    say = ask.say
    pages = DOOR.roll().pages
    language = {} if say.language == DEFAULT_LANGUAGE else {"lang": say.language}
    onward = element(
        "a", say("Single sign-on"), class_="go second", href=_oidc_url(goes_to, say.language)
    )
    body = form(
        SIGN_IN,
        say("Sign in"),
        hidden("next", goes_to),
        *(hidden(*each) for each in language.items()),
        field("name", say("Sign-in name"), "text", "username", ask.typed.get("name", "")[:64]),
        field("password", say("Password"), "password", "current-password"),
    )
    help_ = element("p", say("No account, or no password any more? Ask an admin for a link."))
    return page(
        say,
        say("Sign in"),
        element("p", say("Internet service monitoring, Kabupaten Paser")),
        above,
        body,
        onward if pages.oidc else "",
        element("h2", say("Help")),
        help_,
        here=SIGN_IN,
        kept={"next": goes_to},
        status=status,
    )


def _oidc_url(goes_to: str, language: str) -> str:
    return f"{OIDC}?{urlencode({'next': goes_to, 'lang': language})}"
