"""Accounts and sessions as the command line shows them, and where the pages are."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from pantau.actions.in_force import in_force
from pantau.actions.sessions import LIMITS, holds
from pantau.cli.place import Place
from pantau.facts.access import Session
from pantau.facts.accounts import SignInWay
from pantau.facts.said import Account
from pantau.facts.words import Role
from pantau.inventory import Inventory, read_inventory
from pantau.store import Access, Store, StoreMissing

_HERE = ZoneInfo("Asia/Makassar")


@dataclass(frozen=True, slots=True)
class Listed:
    """An account, when it was seen last (microseconds UTC), and whether it can come in."""

    account: Account
    seen: int | None
    can_come_in: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """A session that counts now, and when it ends if nobody uses it (microseconds UTC)."""

    session: Session
    ends: int


def accounts(place: Place, store: Store) -> tuple[list[Listed], ZoneInfo]:
    """All of them, and the zone in which to say times. Raises StoreError."""
    with store.view() as view:
        found = view.accounts()
    kept, with_password = _kept(place)
    seen: dict[str, int] = {}
    for each in kept:
        seen[each.name] = max(each.seen, seen.get(each.name, 0))
    listed = [
        Listed(each, seen.get(each.name), each.closed is None and _has_key(each, with_password))
        for each in found
    ]
    return listed, _zone(place, store)


def sessions(place: Place, store: Store, now: int) -> tuple[list[Seen], ZoneInfo]:
    """Those that count at ``now``, and the zone in which to say times. Raises StoreError."""
    with store.view() as view:
        found = {each.name: each for each in view.accounts()}
    kept, _ = _kept(place)
    seen = [
        Seen(each, min(each.expires, each.seen + LIMITS[each.way].idle))
        for each in kept
        if holds(each, found.get(each.name), now)
    ]
    return seen, _zone(place, store)


def has_admin(store: Store) -> bool:
    """Whether somebody may let others in. Raises StoreError."""
    with store.view() as view:
        return any(each.role is Role.ADMIN and each.closed is None for each in view.accounts())


def address_of_pages(place: Place, store: Store) -> str | None:
    """As people reach them, without a slash behind; None where the inventory does not say it."""
    found = _inventory(place, store)
    link = found.alerting.link if found else None
    return link.rstrip("/") if link else None


def _has_key(account: Account, with_password: frozenset[str]) -> bool:
    return account.way is not SignInWay.PASSWORD or account.name in with_password


def _kept(place: Place) -> tuple[list[Session], frozenset[str]]:
    try:
        with Access.open(place.data, readonly=True) as access:
            return access.sessions(), access.has_password()
    except StoreMissing:
        return [], frozenset()


def _inventory(place: Place, store: Store) -> Inventory | None:
    """What is in force; the file where nothing is. Nothing of it is worth ending the command."""
    found = in_force(store)
    return found if isinstance(found, Inventory) else read_inventory(place.inventory).inventory


def _zone(place: Place, store: Store) -> ZoneInfo:
    found = _inventory(place, store)
    return found.timezone if found else _HERE
