"""What may be shown to who looks: everything, or one provider's part of it.

The pages' scripts take their settings from here, so whatever they read is narrowed before it is
judged, counted or kept for others. The server's own work, which nobody looks at, reads everything.
"""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard import settings
from dashboard.settings import Settings
from pantau.actions.on_behalf import why_nothing
from pantau.facts.words import Role
from pantau.inventory import Inventory
from pantau.inventory.share import Share, nothing, share_of
from pantau.language import Sentence, to_say

if TYPE_CHECKING:
    from dashboard.visitor import Visitor


def from_environment(environ: Mapping[str, str]) -> Settings:
    """As ``settings.from_environment``, with the share of who looks."""
    found = settings.from_environment(environ)
    share = share_now()
    return found if share is None else Settings(found.data, found.inventory, share)


def share_now() -> Share | None:
    """What may be shown to who looks at the page that is being made; None: everything."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return None
    # Imported here: who looks is asked of accounts, and these are read through the cache.
    from dashboard import cached  # noqa: PLC0415 - see above
    from dashboard.visitor import visitor  # noqa: PLC0415 - see above

    who = visitor()
    if who.role is not Role.PROVIDER:
        return None
    return share_in(cached.whole_snapshot().inventory, who.provider or "", cached.now())


def share_in(inventory: Inventory | None, provider: str, now: int) -> Share:
    """A provider's part of an inventory, worked out once for a text and a day.

    Where no inventory can be read nothing is anybody's.
    """
    if inventory is None:
        return nothing(provider)
    return _share(_Text(inventory), provider, inventory.local_day(now))


def shown_nothing(who: "Visitor") -> Sentence | None:
    """Why nothing at all can be shown to who looks, for a provider; None where something is."""
    share = share_now()
    if share is None:
        return None
    from dashboard import cached  # noqa: PLC0415 - as above

    if cached.whole_snapshot().inventory is None:
        return Sentence(to_say("The inventory cannot be read just now, so nothing is shown."))
    return why_nothing(share, who.name)


class _Text:
    """An inventory as a key: by its text and the sites that departed since."""

    __slots__ = ("inventory", "key")

    def __init__(self, inventory: Inventory) -> None:
        self.inventory = inventory
        self.key = (inventory.digest, tuple(site.id for site in inventory.departed))

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Text) and other.key == self.key


@lru_cache(maxsize=16)
def _share(text: _Text, provider: str, today: date) -> Share:
    return share_of(text.inventory, provider, today)
