"""Who is in: one look into accounts and sessions for all, at most two seconds old.

Asked by the guard for each request and each message of an open page, and by the pages' scripts.
What cannot be read lets nobody in.
"""

import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock

from dashboard import cached
from dashboard.reach import Reach
from dashboard.settings import BUSY_MS, from_environment
from dashboard.standing import ACCESS, STORE
from pantau.actions.sessions import digest_of, holds, use_of
from pantau.facts.access import Session
from pantau.facts.clock import Clock, SystemClock, now_us
from pantau.facts.instant import SECOND
from pantau.facts.said import Account
from pantau.inventory.pages import Pages, SignInRule
from pantau.store import Access, StoreError, StoreMissing

COOKIE = "pantau_session"
SECURE_COOKIE = f"__Host-{COOKIE}"
"""Browsers take it over an encrypted connection alone, and from this very host."""

_LOOK_NS = 2_000_000_000
_TRUSTED_US = 60 * SECOND

_log = logging.getLogger("pantau.dashboard")


@dataclass(frozen=True, slots=True)
class Known:
    """Who holds a session that counts."""

    session: Session
    account: Account


@dataclass(frozen=True, slots=True)
class Roll:
    """Accounts and sessions at one moment (microseconds UTC), and what the inventory asks."""

    read_at: int = 0
    accounts: Mapping[str, Account] = field(default_factory=dict)
    sessions: Mapping[bytes, Session] = field(default_factory=dict)
    pages: Pages = field(default_factory=Pages)
    link: str | None = None
    head: tuple[int, bytes] | None = None


class Door:
    """May be shared by threads. ``clock`` decides what is old."""

    def __init__(self, clock: Clock | None = None) -> None:
        """Nothing is read yet."""
        self._clock = clock or SystemClock()
        self._lock = Lock()
        self._roll = Roll()
        self._looked_ns: int | None = None

    @property
    def is_stale(self) -> bool:
        """Whether the next question would look into the files."""
        looked = self._looked_ns
        return looked is None or self._clock.boot_ns() - looked >= _LOOK_NS

    def roll(self) -> Roll:
        """What is known, looked at anew where it is stale."""
        if self.is_stale:
            with self._lock:
                if self.is_stale:
                    self._look()
        return self._roll

    def forget(self) -> None:
        """Look anew at the next question: something has just changed."""
        self._looked_ns = None

    def known(self, token: str | None) -> Known | None:
        """Who holds this token; None for nobody whose session counts now."""
        if not token:
            return None
        roll, now = self.roll(), now_us(self._clock)
        session = roll.sessions.get(digest_of(token))
        if session is None or now - roll.read_at > _TRUSTED_US:
            return None
        account = roll.accounts.get(session.name)
        if account is None or not holds(session, account, now):
            return None
        return Known(session, account)

    def reach(self, listen: str) -> Reach:
        """Where the pages are, listening on ``listen``."""
        return Reach(listen, self.roll().link)

    def demands_sign_in(self, listen: str, headers: Mapping[str, str]) -> bool:
        """Whether who asks with these headers (names in small letters) must sign in to look."""
        if self.roll().pages.sign_in is SignInRule.ALWAYS:
            return True
        return self.reach(listen).is_from_afar(headers)

    def is_worth_noting(self, session: Session) -> bool:
        """Whether the use of a session was not noted for a minute."""
        return use_of(session, now_us(self._clock)) is not None

    def used(self, session: Session) -> None:
        """Note that a session is in use, at most once a minute; what cannot be noted can wait."""
        now = now_us(self._clock)
        noted = use_of(session, now)
        if noted is None:
            return
        try:
            with Access.open(from_environment(os.environ).data, busy_ms=BUSY_MS) as access:
                access.saw(session.digest, *noted)
        except StoreError as error:
            _log.warning("a session's use was not noted: %s", error)
            return
        with self._lock:
            if session.digest in self._roll.sessions:
                seen = replace(session, seen=noted[0], expires=noted[1])
                sessions = {**self._roll.sessions, session.digest: seen}
                self._roll = replace(self._roll, sessions=sessions)

    def _look(self) -> None:
        data = from_environment(os.environ).data
        inventory = cached.whole_snapshot().inventory
        last = self._roll
        if inventory is not None:
            last = replace(last, pages=inventory.pages, link=inventory.alerting.link)
        try:
            accounts, head = _accounts(data, last)
            sessions = _sessions(data)
            self._roll = replace(
                last,
                read_at=now_us(self._clock),
                accounts=accounts,
                sessions=sessions,
                head=head,
            )
        except StoreMissing:
            self._roll = replace(last, accounts={}, sessions={}, head=None)
        except StoreError as error:
            # The last look counts for a minute more: a lock or a copy in between is no reason.
            _log.warning("who is in could not be read: %s", error)
            self._roll = last
        self._looked_ns = self._clock.boot_ns()


def _accounts(data: Path, last: Roll) -> tuple[Mapping[str, Account], tuple[int, bytes]]:
    """Accounts change by entries of the journal alone."""
    with STORE.of(data) as store:
        # With its hash: another journal, as one that was restored, may be as long.
        head = store.head()
        if head == last.head:
            return last.accounts, head
        with store.view() as view:
            return {each.name: each for each in view.accounts()}, head


def _sessions(data: Path) -> Mapping[bytes, Session]:
    try:
        with ACCESS.of(data) as access:
            return {each.digest: each for each in access.sessions()}
    except StoreMissing:
        return {}


def token_in(cookies: Mapping[str, str], *, secure: bool) -> str | None:
    """What the browser holds."""
    return cookies.get(SECURE_COOKIE if secure else COOKIE)


DOOR = Door()
