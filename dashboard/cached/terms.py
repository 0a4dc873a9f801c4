"""What all looks have in common: the time, where the store is, how long each is kept, by what."""

import os
from collections.abc import Callable
from typing import Any

from dashboard import settings as places_of_all
from dashboard.settings import Settings
from dashboard.whose import from_environment
from pantau.facts.clock import SystemClock, now_us
from pantau.inventory import Inventory

_CLOCK = SystemClock()
# A little less than the commits' 5 s, so that a page lags by no more than one of them.
LOOK_SECONDS = 2
LIST_SECONDS = 5
MONTH_SECONDS = 60
# Of the running month so far the overview tells hundredths of a percent: seconds move none of them,
# and judging all sites costs as much as two refreshes.
RUNNING_SECONDS = 120
FILE_SECONDS = 5


def now() -> int:
    """The wall time, microseconds UTC: this is the pages' entry point, so it is asked here."""
    return now_us(_CLOCK)


def settings_now() -> Settings:
    """Where the store and the inventory are, and what who looks may see of them."""
    return from_environment(os.environ)


def whole_settings() -> Settings:
    """The same with everything to be seen: for the server's own questions."""
    return places_of_all.from_environment(os.environ)


def places(settings: Settings) -> tuple[str, ...]:
    """Two that name the same files, and show the same share of them, are the same."""
    found = (str(settings.data), str(settings.inventory))
    share = settings.share
    return found if share is None else (*found, share.provider, *digest(share.inventory))


def digest(inventory: Inventory) -> tuple[str, ...]:
    """The same text may be in force again after other sites departed."""
    return inventory.digest, *(site.id for site in inventory.departed)


# What looks are kept by.
HASHES: dict[str | type, Callable[[Any], Any]] = {Settings: places, Inventory: digest}
