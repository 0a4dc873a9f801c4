"""By what devices let us in: what the file names of it. The secrets themselves stand elsewhere."""

from collections.abc import Callable
from dataclasses import dataclass

from pantau.inventory.secrets import Missing
from pantau.language import Sentence, to_say

AUTHENTICATION = ("md5", "sha", "sha224", "sha256", "sha384", "sha512")
"""HMAC of RFC 3414 and 7860."""

PRIVACY = ("des", "aes", "aes256", "aes256c")
"""RFC 3414 and 3826; aes256 as Net-SNMP and Huawei stretch keys, aes256c as Cisco does."""

SHORTEST_KEY = 8
"""Characters of a passphrase, RFC 3414, 11.2."""


@dataclass(frozen=True, slots=True)
class SnmpCredentials:
    """SNMP v2c where there is a community, else v3 with authentication and privacy.

    ``community`` and the keys say where the secret is: ``env:NAME`` or ``file:PATH``.
    """

    id: str
    community: str | None
    user: str | None
    authentication: str
    authentication_key: str | None
    privacy: str
    privacy_key: str | None

    def revealed(self, reveal: Callable[[str], str | Missing]) -> dict[str, str] | Missing:
        """The secrets by the names of their keys. Missing names what is wrong, never a secret."""
        found = {}
        for name in ("community", "authentication_key", "privacy_key"):
            written = getattr(self, name)
            if written is None:
                continue
            value = reveal(written)
            if isinstance(value, Missing):
                return value
            if name != "community" and len(value) < SHORTEST_KEY:
                text = to_say("{secret} is shorter than {n} characters; no agent takes such a key")
                return Missing(Sentence(text, secret=written, n=SHORTEST_KEY))
            found[name] = value
        return found
