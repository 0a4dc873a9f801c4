"""Credentials with their secrets, read anew each time: a changed key holds from the next look."""

from collections.abc import Mapping
from functools import partial

from collector.probes.snmp.credentials import Community, Credentials, User
from pantau.inventory.credentials import SnmpCredentials
from pantau.inventory.secrets import Missing, reveal


class Revealed:
    """Keeps the stretched keys of a user while it is the same."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self._kept: dict[str, Credentials] = {}

    def of(self, named: SnmpCredentials) -> Credentials | Missing:
        """The credentials; else why there are none, without any secret."""
        secrets = named.revealed(partial(reveal, environment=self._environment))
        if isinstance(secrets, Missing):
            return secrets
        found = _with(named, secrets)
        if self._kept.get(named.id) != found:
            self._kept[named.id] = found
        return self._kept[named.id]


def _with(named: SnmpCredentials, secrets: Mapping[str, str]) -> Credentials:
    if "community" in secrets:
        return Community(secrets["community"])
    return User(
        named.user or "",
        named.authentication,
        secrets["authentication_key"],
        named.privacy,
        secrets["privacy_key"],
    )
