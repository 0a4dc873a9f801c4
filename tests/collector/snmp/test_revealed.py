"""Credentials come from the environment or from files, and never show in a reason."""

from pathlib import Path

from collector.probes.snmp.credentials import AUTHENTICATION, PRIVACY, Community, User
from collector.probes.snmp.revealed import Revealed
from pantau.inventory import credentials
from pantau.inventory.credentials import SnmpCredentials
from pantau.inventory.secrets import Missing

V3 = SnmpCredentials("router", None, "pantau", "sha", "env:A", "aes", "env:B")


def test_a_user_is_the_same_until_a_key_changes() -> None:
    """His keys are stretched once for all devices."""
    environment = {"A": "authentication", "B": "private-key"}
    revealed = Revealed(environment)
    first = revealed.of(V3)
    assert first == User("pantau", "sha", "authentication", "aes", "private-key")
    assert revealed.of(V3) is first
    environment["B"] = "another-key"
    assert revealed.of(V3) == User("pantau", "sha", "authentication", "aes", "another-key")


def test_a_community_may_stand_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "community"
    file.write_text("public\n", "utf-8")
    file.chmod(0o600)
    named = SnmpCredentials("ups", f"file:{file}", None, "sha", None, "aes", None)
    revealed = Revealed({})
    assert revealed.of(named) == Community("public")
    file.chmod(0o644)
    assert "chmod 600" in str(revealed.of(named))


def test_what_is_missing_is_named_and_no_secret() -> None:
    revealed = Revealed({"A": "short", "B": "private-key"})
    short, unset = revealed.of(V3), Revealed({}).of(V3)
    assert isinstance(short, Missing)
    assert short.reason == "env:A is shorter than 8 characters; no agent takes such a key"
    assert isinstance(unset, Missing)
    assert unset.reason == "the environment variable A is not set"


def test_every_word_of_the_inventory_is_spoken() -> None:
    assert tuple(AUTHENTICATION) == credentials.AUTHENTICATION
    assert tuple(PRIVACY) == credentials.PRIVACY
