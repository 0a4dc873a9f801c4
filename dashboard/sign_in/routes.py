"""The routes of the ways in and out."""

from collections.abc import Callable

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dashboard.sign_in import account, addresses, entrance, invitation, oidc_routes, screen
from dashboard.sign_in.asked import Asked, asked
from dashboard.sign_in.page import page, wrong
from pantau.facts.accounts import SignInRefusal
from pantau.language import label
from pantau.store import StoreError

_AT_ONCE = 2
"""Each password that is looked at takes 64 MiB and a core for a tenth of a second."""
_WAITING = 20

_Answer = Callable[[Asked], Response]


class _Queue:
    """Those whose password is being looked at; made once the server's loop runs."""

    def __init__(self) -> None:
        self._limiter: CapacityLimiter | None = None

    @property
    def limiter(self) -> CapacityLimiter:
        if self._limiter is None:
            self._limiter = CapacityLimiter(_AT_ONCE)
        return self._limiter

    @property
    def is_full(self) -> bool:
        return self.limiter.statistics().tasks_waiting >= _WAITING


_queue = _Queue()


def _route(path: str, *, get: _Answer | None = None, post: _Answer | None = None) -> Route:
    answers = {"GET": get, "HEAD": get, "POST": post}

    async def endpoint(request: Request) -> Response:
        ask = await asked(request)
        answer = answers[request.method]
        if answer is None:  # pragma: no cover - Starlette refuses other methods
            raise RuntimeError(request.method)
        if request.method == "POST" and _queue.is_full:
            text = label(SignInRefusal.BUSY, ask.say.language)
            return page(ask.say, ask.say("Sign in"), wrong(text), here=path, status=503)
        try:
            limiter = _queue.limiter if request.method == "POST" else None
            return await to_thread.run_sync(answer, ask, limiter=limiter)
        except StoreError as error:
            say = ask.say
            return page(
                say, say("THE DATA CANNOT BE READ"), wrong(error.said(say)), here=path, status=503
            )

    methods = [name for name, answer in answers.items() if answer is not None]
    return Route(path, endpoint, methods=methods)


ROUTES = [
    _route(addresses.SIGN_IN, get=entrance.shown, post=entrance.tried),
    _route(addresses.ACCOUNT, get=account.shown, post=account.changed),
    _route(addresses.SIGN_OUT, get=account.to_account, post=account.left),
    _route(addresses.INVITATION, get=invitation.shown, post=invitation.taken),
    _route(addresses.SCREEN, get=screen.lit),
    Route(addresses.OIDC, oidc_routes.depart, methods=["GET"]),
    Route(addresses.OIDC_BACK, oidc_routes.arrive, methods=["GET"]),
]
