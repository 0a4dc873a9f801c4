"""By what an agent lets us in. Neither a key nor a community is ever part of a representation."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from pysnmp.entity import config
from pysnmp.proto.rfc1902 import OctetString

AUTHENTICATION: dict[str, tuple[int, ...]] = {
    "md5": config.USM_AUTH_HMAC96_MD5,
    "sha": config.USM_AUTH_HMAC96_SHA,
    "sha224": config.USM_AUTH_HMAC128_SHA224,
    "sha256": config.USM_AUTH_HMAC192_SHA256,
    "sha384": config.USM_AUTH_HMAC256_SHA384,
    "sha512": config.USM_AUTH_HMAC384_SHA512,
}
"""RFC 3414 and 7860, by the names that technicians know."""

PRIVACY: dict[str, tuple[int, ...]] = {
    "des": config.USM_PRIV_CBC56_DES,
    "aes": config.USM_PRIV_CFB128_AES,
    "aes256": config.USM_PRIV_CFB256_AES_BLUMENTHAL,
    "aes256c": config.USM_PRIV_CFB256_AES,
}
"""RFC 3414 and 3826; aes256 as Net-SNMP stretches keys, aes256c as Cisco does."""

_HASHES = {"md5": "md5", "sha": "sha1"}


@dataclass(frozen=True, slots=True)
class Community:
    """SNMP v2c."""

    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Keys:
    """A user's keys as one engine knows them, and what they are used with."""

    authentication: bytes = field(repr=False)
    privacy: Any = field(repr=False)
    hash: str
    mac_bytes: int
    cipher: Any = field(repr=False)


@dataclass(frozen=True)
class User:
    """SNMP v3 with authentication and privacy (authPriv); nothing less is spoken.

    ``authentication`` and ``privacy`` are names of AUTHENTICATION and PRIVACY.
    """

    name: str
    authentication: str
    authentication_key: str = field(repr=False)
    privacy: str
    privacy_key: str = field(repr=False)

    def keys(self, engine_id: bytes) -> Keys:
        """The keys for one engine (RFC 3414, 2.6): two short hashes, once the passphrases are
        stretched."""
        auth_protocol = AUTHENTICATION[self.authentication]
        service, cipher = config.AUTH_SERVICES[auth_protocol], config.PRIV_SERVICES[self._privacy]
        stretched, private = self._stretched
        engine = OctetString(engine_id)
        return Keys(
            authentication=service.localize_key(stretched, engine).asOctets(),
            privacy=cipher.localize_key(auth_protocol, private, engine),
            hash=_HASHES.get(self.authentication, self.authentication),
            mac_bytes=service.digest_length,
            cipher=cipher,
        )

    @property
    def _privacy(self) -> tuple[int, ...]:
        return PRIVACY[self.privacy]

    @cached_property
    def _stretched(self) -> tuple[Any, Any]:
        """A megabyte is hashed for each: milliseconds, spent once for all devices."""
        auth_protocol = AUTHENTICATION[self.authentication]
        service, cipher = config.AUTH_SERVICES[auth_protocol], config.PRIV_SERVICES[self._privacy]
        return (
            service.hash_passphrase(self.authentication_key.encode()),
            cipher.hash_passphrase(auth_protocol, self.privacy_key.encode()),
        )


Credentials = Community | User
