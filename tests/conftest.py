"""Rules for every test: nothing leaves the machine, and the environment is nobody's."""

import ipaddress
import os
import sys
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings

pytest_plugins = ["tests.slow"]

_DEMANDS = {"PANTAU_REQUIRE_BROWSER", "PANTAU_REQUIRE_LAB", "PANTAU_REQUIRE_OFFICE"}
for name in [n for n in os.environ if n.startswith("PANTAU_") and n not in _DEMANDS]:
    del os.environ[name]

# The same examples every time, so that a failure is never chance; make accept draws fresh ones.
settings.register_profile(
    "ci",
    derandomize=True,
    max_examples=50,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "explore", max_examples=1_000, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
# Few examples and no search for the smallest: a mutant is dead or it is not.
settings.register_profile(
    "mutants",
    derandomize=True,
    max_examples=30,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("ci")

_SENDING = {"socket.connect", "socket.sendto", "socket.sendmsg", "socket.bind"}
_RESOLVING = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}


def _is_ours(host: object) -> bool:
    if host in ("", "localhost", None):
        return True
    try:
        ip = ipaddress.ip_address(str(host).partition("%")[0])
    except ValueError:
        return False
    return ip.is_loopback or ip.is_unspecified


def _guard(event: str, args: tuple[Any, ...]) -> None:
    """An audit hook cannot be forgotten, patched away or bypassed by another library."""
    if event in _SENDING and isinstance(args[1], tuple) and not _is_ours(args[1][0]):
        raise AssertionError(f"a test tried to reach {args[1]} ({event})")
    if event in _RESOLVING and not _is_ours(args[0]):
        raise AssertionError(f"a test tried to look up {args[0]} ({event})")


sys.addaudithook(_guard)


@pytest.fixture(autouse=True)
def _no_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test sees no display language and no time zone of the machine."""
    for variable in ("LANG", "LC_ALL", "LANGUAGE"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("TZ", "UTC")
