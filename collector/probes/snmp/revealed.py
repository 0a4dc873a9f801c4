"""Credentials with their secrets, read anew each time: a changed key holds from the next look."""

from collections.abc import Mapping
from functools import partial

from collector.probes.snmp.credentials import Community, Credentials, User
from pantau.inventory.credentials import SnmpCredentials
from pantau.inventory.secrets import Missing, reveal


class Revealed:
    """By name, as an Asker wants them. Keeps the stretched keys of a user while it is the same."""

    def __init__(
        self, credentials: Mapping[str, SnmpCredentials], environment: Mapping[str, str]
    ) -> None:
        self._credentials = credentials
        self._environment = environment
        self._kept: dict[str, Credentials] = {}

    def __call__(self, name: str) -> Credentials | str:
        """The credentials of that name; else why there are none, without any secret."""
        named = self._credentials.get(name)
        if named is None:
            return f"there are no credentials '{name}' in the inventory"
        secrets = named.revealed(partial(reveal, environment=self._environment))
        if isinstance(secrets, Missing):
            return secrets.reason
        found = _with(named, secrets)
        if self._kept.get(name) != found:
            self._kept[name] = found
        return self._kept[name]


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
