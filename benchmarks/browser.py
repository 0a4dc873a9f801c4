"""A real browser for measuring, without a screen."""

import os
import shutil

from playwright.sync_api import Browser, Playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_QUIET = (
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Without a graphics card: Chromium draws by itself, and does not play a card that it lacks.
    "--disable-gpu",
)


def opened(playwright: Playwright) -> Browser:
    """The machine's own Chromium. Raises FileNotFoundError where there is none."""
    path = next(filter(None, map(shutil.which, _NAMES)), None)
    if path is None:
        raise FileNotFoundError(f"none of {', '.join(_NAMES)} is on the PATH")
    # Chromium refuses its sandbox to root; nobody else gives it up.
    alone = ("--no-sandbox",) if os.geteuid() == 0 else ()
    return playwright.chromium.launch(executable_path=path, args=[*_QUIET, *alone])
