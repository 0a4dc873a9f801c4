"""The server of the pages: ``streamlit run dashboard/asgi.py`` (see dashboard/flags.py)."""

import gc
import logging
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

import pandas as pd
import streamlit as st
from anyio import to_thread
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route

import dashboard
from dashboard.ack_page import ack_page
from dashboard.first_page import FirstPage
from dashboard.guard import Guard
from dashboard.health import health
from dashboard.lapor.counts import COUNTS
from dashboard.lapor.routes import lapor_routes
from dashboard.listening import listening
from dashboard.no_delay import no_delay
from dashboard.no_watching import no_watching
from dashboard.packed import Packed
from dashboard.parent import end_with_parent
from dashboard.publik.routes import public_routes
from dashboard.sign_in.asked import PASSWORDS
from dashboard.sign_in.routes import ROUTES as SIGN_IN_ROUTES
from pantau.actions.ack_link import PATH
from pantau.logs import log_to_stderr

_log = logging.getLogger("pantau.dashboard")

end_with_parent(os.environ)


def _warm_up() -> None:
    """Import what pages import and take the first look, so that no viewer waits for it."""
    # Imported here: caches want the server's runtime, which stands only now.
    from dashboard import cached  # noqa: PLC0415 - see above

    for name in _modules_of_pages():
        import_module(name)
    # The first table imports as much again.
    pd.DataFrame({"": ["–"]}).style.format(str).to_html()
    cached.serving_since()
    PASSWORDS.warm_up()
    inventory = cached.snapshot().inventory
    if inventory is not None and inventory.pages.oidc is not None:
        import_module("dashboard.sign_in.oidc")
    if inventory is not None:
        cached.month_so_far(inventory)
    # Streamlit collects garbage after every run: 80 ms each over all that was imported, unless
    # that is taken out of the collector's sight.
    gc.collect()
    gc.freeze()


def _modules_of_pages() -> Iterator[str]:
    """All of the dashboard, but what Streamlit runs itself and what not every server needs."""
    for found in walk_packages(dashboard.__path__, "dashboard."):
        room = found.name.removeprefix("dashboard.")
        if not room.startswith("views.") and room not in {"asgi", "router", "sign_in.oidc"}:
            yield found.name


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[dict[str, Any]]:
    """Warm up before the first viewer."""
    log_to_stderr("pantau")
    no_delay()
    no_watching()
    await to_thread.run_sync(_warm_up)
    yield {}


def healthz(_: Request) -> JSONResponse:
    """Whether the page server works (it answers), and how old the data is that it would show."""
    return JSONResponse(health())


def metrics(_: Request) -> PlainTextResponse:
    """What the page server alone can count, for Prometheus; all else is on the collector's port."""
    return PlainTextResponse(COUNTS.metrics(), media_type="text/plain; version=0.0.4")


def tell(error: Exception) -> bool:
    """A page that failed says so in a sentence; the traceback goes to the log, never to people."""
    from dashboard.chosen import chosen_language  # noqa: PLC0415 - only inside of a run
    from pantau.language import translator  # noqa: PLC0415 - only inside of a run

    _log.error("a page failed", exc_info=error)
    say = translator(chosen_language())
    st.error(
        say(
            "This part of the page failed. Reload the page; if it fails again, tell whoever runs "
            "Pantau: the reason is in the log of the page server."
        )
    )
    return True


app = st.App(
    Path(__file__).with_name("router.py"),
    lifespan=lifespan,
    routes=[
        Route("/healthz", healthz),
        Route("/metrics", metrics),
        Route(PATH, ack_page, methods=["GET", "POST"]),
        *SIGN_IN_ROUTES,
        *public_routes(),
        *lapor_routes(),
    ],
    middleware=[
        Middleware(Guard, listening=listening),
        Middleware(Packed),
        Middleware(FirstPage),
    ],
    on_script_error=tell,
)
