"""To the OpenID provider and back; what comes of it is a session of our own, as of a password."""

import logging
from collections.abc import Mapping
from importlib import import_module
from secrets import compare_digest, token_urlsafe
from types import ModuleType

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dashboard.door import DOOR
from dashboard.reach import own_path
from dashboard.sign_in.addresses import OIDC_BACK
from dashboard.sign_in.asked import Asked, asked, desk, holding
from dashboard.sign_in.entrance import turned_away
from dashboard.sign_in.oidc_error import OidcError
from dashboard.sign_in.page import with_cookie
from pantau.actions.sessions import TurnedAway, digest_of, new_token
from pantau.actions.sign_in import Claimed, LetIn, come_by_oidc
from pantau.facts.access import Trip
from pantau.facts.accounts import SignInRefusal
from pantau.facts.instant import MINUTE
from pantau.inventory.pages import Oidc
from pantau.store import StoreError

_TRIP = "pantau_trip"
_TRIP_LASTS = 10 * MINUTE
_TRIP_LASTS_S = 600
_FAILED = TurnedAway(SignInRefusal.OIDC_FAILED)

_log = logging.getLogger("pantau.dashboard")


async def depart(request: Request) -> Response:
    """Off to the provider; the browser holds what shows that it was the one that began."""
    ask = await asked(request)
    oidc, back = _settings()
    if oidc is None:
        return turned_away(ask, _FAILED)
    token = new_token()
    trip = Trip(
        digest_of(token),
        state=token_urlsafe(24),
        nonce=token_urlsafe(24),
        verifier=token_urlsafe(48),
        goes_to=own_path(ask.query.get("next", "/")),
        expires=ask.guest.now + _TRIP_LASTS,
    )
    try:
        url = await _talking().address_to_go_to(oidc, trip, back)
        await to_thread.run_sync(_note, trip, ask.guest.now)
    except (OidcError, StoreError) as error:
        return _failed(ask, error)
    answer = RedirectResponse(url, 303, headers={"Cache-Control": "no-store"})
    return with_cookie(answer, _TRIP, token, _TRIP_LASTS_S, secure=ask.secure)


async def arrive(request: Request) -> Response:
    """Back with a code, or with why there is none."""
    ask = await asked(request)
    oidc, back = _settings()
    if oidc is None:
        return turned_away(ask, _FAILED)
    held = request.cookies.get(_TRIP, "")
    try:
        trip = _sound(await to_thread.run_sync(_take, held, ask.guest.now), ask.query)
        claimed = await _talking().who_came(oidc, trip, back, ask.query["code"], ask.guest.now)
        found = await to_thread.run_sync(_come, claimed, ask)
    except (OidcError, StoreError) as error:
        return _failed(ask, error)
    if isinstance(found, TurnedAway):
        return turned_away(ask, found)
    answer = RedirectResponse(trip.goes_to, 303, headers={"Cache-Control": "no-store"})
    with_cookie(answer, _TRIP, "", 0, secure=ask.secure)
    return holding(answer, found, secure=ask.secure)


def _talking() -> ModuleType:
    """Only where there is a provider: importing this takes a good part of a second."""
    return import_module("dashboard.sign_in.oidc")


def _sound(trip: Trip | None, query: Mapping[str, str]) -> Trip:
    """The trip that this browser began and that the provider answers. Raises OidcError."""
    if trip is None:
        raise OidcError("nobody of this browser is on the way, or not any more")
    if not compare_digest(trip.state.encode(), query.get("state", "").encode()):
        raise OidcError("the state is not the one that was sent along")
    if "code" not in query:
        raise OidcError(f"the provider says: {query.get('error', 'nothing')[:80]!r}")
    return trip


def _settings() -> tuple[Oidc | None, str]:
    roll = DOOR.roll()
    return roll.pages.oidc, f"{(roll.link or '').rstrip('/')}{OIDC_BACK}"


def _note(trip: Trip, now: int) -> None:
    with desk() as now_open:
        now_open.access.depart(trip, now)


def _take(held: str, now: int) -> Trip | None:
    with desk() as now_open:
        return now_open.access.arrive(digest_of(held), now)


def _come(claimed: Claimed, ask: Asked) -> LetIn | TurnedAway:
    with desk() as now_open:
        return come_by_oidc(now_open, claimed, ask.guest)


def _failed(ask: Asked, error: Exception) -> Response:
    _log.warning("single sign-on failed: %s", error)
    return turned_away(ask, _FAILED)
