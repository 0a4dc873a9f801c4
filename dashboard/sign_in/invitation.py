"""The page behind an invitation: set a password, once."""

from starlette.responses import RedirectResponse, Response

from dashboard.markup import element
from dashboard.sign_in.addresses import INVITATION, SIGN_IN
from dashboard.sign_in.asked import Asked, desk
from dashboard.sign_in.page import field, form, hidden, page
from dashboard.sign_in.told import why
from pantau.actions.sessions import TurnedAway, digest_of
from pantau.actions.sign_in import set_password
from pantau.facts.accounts import PasswordFault, SignInRefusal
from pantau.language import DEFAULT_LANGUAGE

_INVALID = TurnedAway(SignInRefusal.LINK_INVALID)


def shown(ask: Asked) -> Response:
    """The form; looking uses nothing up."""
    code = ask.query.get("t", "")
    with desk() as now_open:
        name = now_open.access.invited(digest_of(code), ask.guest.now)
    return _invalid(ask, _INVALID) if name is None else _form(ask, code, name)


def taken(ask: Asked) -> Response:
    """A new password, typed twice."""
    code = ask.typed.get("t", "")
    with desk() as now_open:
        name = now_open.access.invited(digest_of(code), ask.guest.now)
        found = set_password(
            now_open,
            code,
            ask.typed.get("password", ""),
            ask.typed.get("again", ""),
            ask.guest.now,
        )
    if isinstance(found, TurnedAway):
        return _invalid(ask, found)
    if isinstance(found, PasswordFault):
        return _form(ask, code, name or "", found)
    language = "" if ask.say.language == DEFAULT_LANGUAGE else f"&lang={ask.say.language}"
    return RedirectResponse(f"{SIGN_IN}?siap=1{language}", 303)


def _form(ask: Asked, code: str, name: str, fault: PasswordFault | None = None) -> Response:
    say = ask.say
    return page(
        say,
        say("Choose a password"),
        element("p", say("For the account {name}. 12 characters at least.", name=name)),
        why(say, fault, ask.guest.now) if fault else "",
        form(
            INVITATION,
            say("Set the password"),
            hidden("t", code),
            hidden("lang", say.language),
            hidden("username", name),
            field("password", say("New password"), "password", "new-password"),
            field("again", say("The same again"), "password", "new-password"),
        ),
        here=INVITATION,
        kept={"t": code},
        status=400 if fault else 200,
    )


def _invalid(ask: Asked, away: TurnedAway) -> Response:
    text = why(ask.say, away, ask.guest.now)
    return page(ask.say, ask.say("This link is not valid"), text, here=INVITATION, status=404)
