"""Who acts where nobody gave a name."""

import os

import pytest

from pantau.actions.author import system_user, via


def test_a_user_without_a_name_is_known_by_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(os, "getuid", lambda: 54321)
    assert system_user() == "uid-54321"
    assert via().startswith("uid-54321@")
