"""Passwords: which ones will do, and how they are kept (argon2id; RFC 9106)."""

from functools import cached_property

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from pantau.facts.accounts import PasswordFault

LEAST = 12
MOST = 256
_FEWEST_LETTERS = 5

# The commonest of those that are long enough, and what people here would think of first.
_COMMON = frozenset(
    (
        *("123456789012", "1234567890123", "12345678901234", "123456789012345", "1234567890abc"),
        *("password1234", "password12345", "passwordpassword", "password123456", "adminadmin123"),
        *(
            "administrator",
            "administrator1",
            "administrator123",
            "admin12345678",
            "adminadminadmin",
        ),
        *("qwertyuiop123", "qwertyuiop12", "qwertyuiopasdfghjkl", "1q2w3e4r5t6y", "1qaz2wsx3edc"),
        *("zaq12wsxcde3", "asdfghjkl123", "letmeinletmein", "changeme1234", "welcome12345"),
        *("iloveyou1234", "indonesia123", "indonesia1945", "indonesiaraya", "indonesiamerdeka"),
        *(
            "bismillah123",
            "bismillahirrahmanirrahim",
            "alhamdulillah",
            "sayangku1234",
            "rahasia12345",
        ),
        *("katasandi123", "katasandi1234", "sandirahasia", "katasandiku12", "kabupatenpaser"),
        *("pemkabpaser1", "pemkabpaser123", "tanahgrogot1", "tanahgrogot123", "paserkaltim12"),
        *(
            "diskominfo123",
            "diskominfopaser",
            "diskominfostaper",
            "telkomindonesia",
            "telkom123456",
        ),
        *("pantau123456", "pantaupantau", "monitoring123", "internet12345", "kalimantantimur"),
    )
)


def fault_of(password: str, *names: str) -> PasswordFault | None:
    """Why this password will not do for somebody of these names; None where it will."""
    if len(password) < LEAST:
        return PasswordFault.SHORT
    if len(password) > MOST:
        return PasswordFault.LONG
    plain = password.casefold()
    if plain in _COMMON or len(set(plain)) < _FEWEST_LETTERS:
        return PasswordFault.COMMON
    parts = {part for name in names for part in name.casefold().split() if len(part) > 3}
    squeezed = {name.casefold().replace(" ", "") for name in names if len(name) > 3}
    left = plain
    for part in sorted(parts | squeezed, key=len, reverse=True):
        left = left.replace(part, "")
    return PasswordFault.NAMED if len(left) < LEAST // 2 else None


class Passwords:
    """Hashes and checks. Each check costs the same, whether there is a password or not."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        """``hasher``: argon2-cffi's own measure (64 MiB, three rounds) where none is given."""
        self._hasher = hasher or PasswordHasher()

    @cached_property
    def _nobodys(self) -> str:
        """What a password is compared with where there is none to compare with."""
        return self._hasher.hash("nobody has this password")

    def warm_up(self) -> None:
        """Make what would else cost the first unknown name twice the time."""
        _ = self._nobodys

    def hash(self, password: str) -> str:
        """A new salted hash."""
        return self._hasher.hash(password)

    def matches(self, password: str, kept: str | None) -> bool:
        """Whether it is the one; never where nothing is kept, and that takes as long."""
        try:
            self._hasher.verify(kept or self._nobodys, password)
        except (VerificationError, InvalidHashError):
            return False
        return kept is not None

    def is_outdated(self, kept: str) -> bool:
        """Whether it was made with a smaller measure than today's."""
        return self._hasher.check_needs_rehash(kept)
