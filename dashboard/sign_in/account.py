"""The page of one's own account: who one is here, another password, the way out."""

from starlette.responses import RedirectResponse, Response

from dashboard.door import Known
from dashboard.markup import Html, element
from dashboard.sign_in.addresses import ACCOUNT, SIGN_IN, SIGN_OUT
from dashboard.sign_in.asked import Asked, desk, holding, letting_go
from dashboard.sign_in.page import done, field, form, hidden, page
from dashboard.sign_in.told import why
from pantau.actions.accounts import end_sessions
from pantau.actions.sessions import TurnedAway
from pantau.actions.sign_in import acting, change_password, sign_out
from pantau.facts.accounts import PasswordFault, SignInWay
from pantau.language import label


def shown(ask: Asked) -> Response:
    """Who one is."""
    return _page(ask, ask.known) if ask.known else _to_sign_in()


def to_account(_: Asked) -> Response:
    """Looking at the way out is not going: links are opened by others too."""
    return RedirectResponse(ACCOUNT, 303)


def changed(ask: Asked) -> Response:
    """Another password."""
    known = ask.known
    if known is None:
        return _to_sign_in()
    with desk() as now_open:
        found = change_password(
            now_open,
            known.session,
            ask.typed.get("old", ""),
            ask.typed.get("password", ""),
            ask.typed.get("again", ""),
            ask.guest,
        )
    if isinstance(found, TurnedAway | PasswordFault):
        return _page(ask, known, why(ask.say, found, ask.guest.now), 400)
    text = ask.say("Your password is changed. Your other sessions have ended.")
    return holding(_page(ask, known, done(text)), found, secure=ask.secure)


def left(ask: Asked) -> Response:
    """Out: of this browser, or of all others."""
    known = ask.known
    with desk() as now_open:
        if known is not None and "others" in ask.typed:
            actor = acting(known.session, known.account, ask.guest.now)
            end_sessions(now_open.store, now_open.access, actor, actor.name, known.session.digest)
            return _page(ask, known, done(ask.say("Your other sessions have ended.")))
        if ask.guest.held is not None:
            sign_out(now_open, ask.guest.held, ask.guest.now)
    return letting_go(_to_sign_in(), secure=ask.secure)


def _page(ask: Asked, known: Known, above: Html | str = "", status: int = 200) -> Response:
    say, account = ask.say, known.account
    kept = hidden("lang", say.language)
    password = (
        element("h2", say("Change the password")),
        form(
            ACCOUNT,
            say("Change the password"),
            kept,
            hidden("username", account.name),
            field("old", say("Present password"), "password", "current-password"),
            field("password", say("New password"), "password", "new-password"),
            field("again", say("The same again"), "password", "new-password"),
        ),
    )
    return page(
        say,
        account.full_name,
        element("p", f"{account.name} · {label(account.role, say.language)}"),
        above,
        form(SIGN_OUT, say("Sign out"), kept),
        form(SIGN_OUT, say("End my other sessions"), kept, hidden("others", "1"), second=True),
        element("a", say("Back to the pages"), class_="go second", href="/"),
        *(password if account.way is SignInWay.PASSWORD else ()),
        here=ACCOUNT,
        status=status,
    )


def _to_sign_in() -> Response:
    return RedirectResponse(SIGN_IN, 303)
