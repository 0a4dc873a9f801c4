"""Addresses that permit to take outages in hand: ours are read, all others are not."""

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pantau.actions.ack_link import KEY_FILE, AckLinks
from pantau.store import StoreUnwritable

LINK = "https://pantau.example/"


def token(url: str | None) -> str:
    assert url is not None
    return url.partition("?t=")[2]


def test_an_address_says_which_outages_and_keeps_its_key_to_itself(tmp_path: Path) -> None:
    links = AckLinks.of(tmp_path)
    url = links.url(LINK, ["O17", "O18"])
    assert url is not None
    assert url.startswith("https://pantau.example/tangani?t=")
    assert AckLinks.of(tmp_path).outages(token(url)) == ("O17", "O18")
    assert stat.S_IMODE((tmp_path / KEY_FILE).stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [KEY_FILE]
    assert "_key" not in repr(links)


def test_without_pages_or_outages_there_is_no_address(tmp_path: Path) -> None:
    links = AckLinks.of(tmp_path)
    assert links.url(None, ["O17"]) is None
    assert links.url(LINK, []) is None


def test_an_address_of_another_installation_permits_nothing(tmp_path: Path) -> None:
    other = AckLinks.of(tmp_path / "other")
    assert AckLinks.of(tmp_path / "ours").outages(token(other.url(LINK, ["O17"]))) is None


@given(st.text(max_size=80))
def test_nothing_that_we_did_not_sign_permits_anything(text: str) -> None:
    assert AckLinks(b"key").outages(text) is None


@given(st.integers(0, 25), st.integers(1, 255))
def test_a_token_that_was_changed_permits_nothing(at: int, bits: int) -> None:
    links = AckLinks(b"key")
    good = token(links.url(LINK, ["O17"]))
    letter = chr(33 + (ord(good[at]) - 33 + bits) % 90)
    changed = good[:at] + letter + good[at + 1 :]
    assert changed == good or links.outages(changed) in {None, ("O17",)}


def test_a_key_that_cannot_be_kept_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreUnwritable, match="file"):
        AckLinks.of(tmp_path / "file")
