"""When a session counts, and when a password is not even looked at. Pure: now is passed in."""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Network, ip_address

from pantau.facts.access import Session
from pantau.facts.accounts import SignInRefusal, SignInWay
from pantau.facts.instant import DAY, HOUR, MINUTE
from pantau.facts.said import Account

MOST_SESSIONS = 20
"""Of one account: more than that many devices nobody has."""

_SEEN_EVERY = MINUTE
_SCREEN_LASTS = 400 * DAY  # the longest that browsers keep a cookie

_WRONG_AT_ONCE = 5
_FROM_ONE_ADDRESS = 30  # a whole office may stand behind one
_WINDOW = 15 * MINUTE
_LONGEST_WAIT = HOUR
_DIGEST_OF_A_NAME = 8
_LONGEST_AGENT = 120


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a session lasts unused, and from its begin (``rolling``: from its last use)."""

    idle: int
    lasts: int
    rolling: bool = False


LIMITS: Mapping[SignInWay, Limits] = {
    SignInWay.PASSWORD: Limits(12 * HOUR, 7 * DAY),
    SignInWay.OIDC: Limits(12 * HOUR, 7 * DAY),
    SignInWay.SCREEN: Limits(_SCREEN_LASTS, _SCREEN_LASTS, rolling=True),
}


@dataclass(frozen=True, slots=True)
class TurnedAway:
    """Nobody was let in. ``until``: not before then (microseconds UTC), where time mends it."""

    reason: SignInRefusal
    until: int | None = None


def digest_of(token: str) -> bytes:
    """What is kept of a token."""
    return hashlib.sha256(token.encode(errors="replace")).digest()


def mark_of(text: str) -> bytes:
    """What is kept of a name or an address at which attempts failed."""
    return digest_of(text)[:_DIGEST_OF_A_NAME]


def whereabouts(address: str) -> str:
    """What an address is counted under: of IPv6 the first 64 bits, for a home has all of the rest.

    What is no address counts as it is.
    """
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv4Address):
        return str(found)
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return str(IPv6Network((int(found), 64), strict=False))


def new_token() -> str:
    """256 bits that nobody guesses."""
    return secrets.token_urlsafe(32)


def new_session(token: str, account: Account, agent: str, now: int) -> Session:
    """The session of who holds ``token``."""
    expires = now + LIMITS[account.way].lasts
    said = "".join(each for each in agent if each.isprintable())[:_LONGEST_AGENT]
    return Session(digest_of(token), account.name, account.way, now, now, expires, said)


def holds(session: Session, account: Account | None, now: int) -> bool:
    """Whether a session lets its account in now."""
    if account is None or account.closed is not None or account.way is not session.way:
        return False
    return now < session.expires and now - session.seen < LIMITS[session.way].idle


def use_of(session: Session, now: int) -> tuple[int, int] | None:
    """What to note of a session in use: when seen and when it ends; None where that can wait."""
    if now - session.seen < _SEEN_EVERY:
        return None
    limits = LIMITS[session.way]
    return now, now + limits.lasts if limits.rolling else session.expires


def locked_until(failures: Sequence[int]) -> int | None:
    """Until when a name is locked; None where it never was.

    ``failures``: instants of the last day, in order. Five within a quarter of an hour lock it for a
    minute, each further one twice as long, up to an hour.
    """
    for last in range(_WRONG_AT_ONCE - 1, len(failures)):
        if failures[last] - failures[last - _WRONG_AT_ONCE + 1] <= _WINDOW:
            more = len(failures) - 1 - last
            return failures[-1] + min(MINUTE << min(more, 10), _LONGEST_WAIT)
    return None


def turned_away(by_name: Sequence[int], by_address: Sequence[int], now: int) -> TurnedAway | None:
    """Whether a password is not even looked at now, from the failures of the last day."""
    until = locked_until(by_name)
    if until is not None and now < until:
        return TurnedAway(SignInRefusal.LOCKED, until)
    recent = [at for at in by_address if now - at < _WINDOW]
    if len(recent) >= _FROM_ONE_ADDRESS:
        return TurnedAway(SignInRefusal.TOO_OFTEN, recent[-_FROM_ONE_ADDRESS] + _WINDOW)
    return None
