"""Who may come in, as what, and when they were seen last. Without streamlit."""

from dataclasses import dataclass

from dashboard.settings import Settings
from pantau.actions.sessions import holds
from pantau.facts.accounts import SignInWay
from pantau.facts.said import Account
from pantau.store import Access, StoreMissing

_BUSY_MS = 500


@dataclass(frozen=True, slots=True)
class Listed:
    """An account. ``seen``: microseconds UTC, None where it never came in; ``sessions``: how many
    count now; ``waits``: whether it has no password yet."""

    account: Account
    seen: int | None
    sessions: int
    waits: bool


def read_accounts(settings: Settings, now: int) -> list[Listed]:
    """Those that are open first, each by name. Raises StoreError."""
    with settings.store() as store, store.view() as view:
        accounts = view.accounts()
    try:
        with Access.open(settings.data, readonly=True, busy_ms=_BUSY_MS) as access:
            kept, with_password = access.sessions(), access.has_password()
    except StoreMissing:
        kept, with_password = [], frozenset()
    found = []
    for each in accounts:
        own = [session for session in kept if session.name == each.name]
        found.append(
            Listed(
                each,
                max((session.seen for session in own), default=None),
                sum(holds(session, each, now) for session in own),
                each.way is SignInWay.PASSWORD and each.name not in with_password,
            )
        )
    return sorted(found, key=lambda each: (each.account.closed is not None, each.account.name))
