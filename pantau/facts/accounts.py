"""Who may come in, as what, and who came: accounts and their use, as payloads of the journal.

What people.py says holds here: ``role`` is the one in which the author acted; the role that an
account has is ``granted``. No password, token or session stands in the journal: ``session`` is the
first eight digits of a digest, enough to tell two apart and to nobody's use.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from pantau.facts.kinds import EntryKind
from pantau.facts.words import Role


class SignInWay(StrEnum):
    """How an account comes in."""

    PASSWORD = "password"  # noqa: S105 - a word, no password
    OIDC = "oidc"
    SCREEN = "screen"  # a wall: an address that is kept there, and reading only


class SignInRefusal(StrEnum):
    """Why somebody is not let in."""

    WRONG = "wrong"
    LOCKED = "locked"  # too many wrong passwords for this name
    TOO_OFTEN = "too_often"  # too many from this address
    BUSY = "busy"
    LINK_INVALID = "link_invalid"
    OIDC_FAILED = "oidc_failed"
    OIDC_NO_ROLE = "oidc_no_role"  # the provider names no role that is one of ours
    OIDC_NAME_TAKEN = "oidc_name_taken"  # by an account that comes in another way
    OIDC_CLOSED = "oidc_closed"


class PasswordFault(StrEnum):
    """Why a password will not do."""

    SHORT = "short"
    LONG = "long"
    COMMON = "common"
    NAMED = "named"
    DIFFERENT = "different"  # typed twice, and not the same
    OLD_WRONG = "old_wrong"


@dataclass(frozen=True, slots=True)
class AccountOpened:
    """Somebody, or a screen on a wall, may come in; a closed account of this name comes back.

    ``provider``: on whose behalf, for the role provider.
    """

    KIND: ClassVar = EntryKind.ACCOUNT_OPENED
    name: str
    full_name: str
    granted: Role
    way: SignInWay
    role: Role
    provider: str | None = None

    @property
    def subject(self) -> str:
        """The account."""
        return self.name


@dataclass(frozen=True, slots=True)
class AccountRoleChanged:
    """An account may do something else from now on."""

    KIND: ClassVar = EntryKind.ACCOUNT_ROLE_CHANGED
    name: str
    granted: Role
    role: Role
    provider: str | None = None

    @property
    def subject(self) -> str:
        """The account."""
        return self.name


@dataclass(frozen=True, slots=True)
class AccountClosed:
    """Nobody comes in by this account any more."""

    KIND: ClassVar = EntryKind.ACCOUNT_CLOSED
    name: str
    reason: str
    role: Role

    @property
    def subject(self) -> str:
        """The account."""
        return self.name


@dataclass(frozen=True, slots=True)
class AccountInvited:
    """A way to set a password was handed out, or the address of a screen: by whom, to whom."""

    KIND: ClassVar = EntryKind.ACCOUNT_INVITED
    name: str
    role: Role

    @property
    def subject(self) -> str:
        """The account."""
        return self.name


@dataclass(frozen=True, slots=True)
class PasswordSet:
    """An account has a new password; sessions that it had are over."""

    KIND: ClassVar = EntryKind.PASSWORD_SET
    name: str
    role: Role

    @property
    def subject(self) -> str:
        """The account."""
        return self.name


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session began."""

    KIND: ClassVar = EntryKind.SIGNED_IN
    name: str
    way: SignInWay
    session: str
    role: Role

    @property
    def subject(self) -> str:
        """The account."""
        return self.name


@dataclass(frozen=True, slots=True)
class SignedOut:
    """Sessions of an account were ended: one by its owner, or all of them by anybody allowed."""

    KIND: ClassVar = EntryKind.SIGNED_OUT
    name: str
    sessions: tuple[str, ...]
    role: Role

    @property
    def subject(self) -> str:
        """The account."""
        return self.name


@dataclass(frozen=True, slots=True)
class SignInLocked:
    """Too many wrong passwords: until then (microseconds UTC) none is looked at."""

    KIND: ClassVar = EntryKind.SIGN_IN_LOCKED
    name: str
    until: int

    @property
    def subject(self) -> str:
        """The account."""
        return self.name


Fact = (
    AccountOpened
    | AccountRoleChanged
    | AccountClosed
    | AccountInvited
    | PasswordSet
    | SignedIn
    | SignedOut
    | SignInLocked
)
