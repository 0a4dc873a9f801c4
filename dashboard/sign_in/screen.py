"""The address of a screen: its token becomes what the screen's browser holds."""

from starlette.responses import RedirectResponse, Response

from dashboard.sign_in.addresses import SCREEN
from dashboard.sign_in.asked import Asked, desk, holding
from dashboard.sign_in.page import page
from dashboard.sign_in.told import why
from pantau.actions.sessions import TurnedAway
from pantau.actions.sign_in import show_screen

_WALL = "/dinding"


def lit(ask: Asked) -> Response:
    """On to the wall."""
    with desk() as now_open:
        found = show_screen(now_open, ask.query.get("t", ""), ask.guest)
    if isinstance(found, TurnedAway):
        text = why(ask.say, found, ask.guest.now)
        return page(ask.say, ask.say("This link is not valid"), text, here=SCREEN, status=404)
    return holding(RedirectResponse(_WALL, 303), found, secure=ask.secure)
