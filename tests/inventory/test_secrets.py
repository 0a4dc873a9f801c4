"""Secrets come from places that only their owner can read, and are never shown."""

import os
from pathlib import Path

import pytest

from pantau.inventory.secrets import Missing, reveal, reveal_all
from pantau.language import translator

VALUE = "rahasia-7b1f"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "token"
    path.write_text(f"{VALUE}\n")
    path.chmod(0o600)
    return path


def missing(written: str, environment: dict[str, str] | None = None) -> str:
    found = reveal(written, environment or {})
    assert isinstance(found, Missing)
    assert VALUE not in found.reason
    return found.reason


def test_a_secret_is_read_from_where_it_is_kept(file: Path) -> None:
    assert reveal("env:TOKEN", {"TOKEN": f" {VALUE}\n"}) == VALUE
    assert reveal(f"file:{file}", {}) == VALUE


def test_any_other_text_stands_for_itself() -> None:
    for text in ("-1001234", "http://127.0.0.1:9093", "envelope", ""):
        assert reveal(text, {}) == text


def test_what_is_not_there_is_named() -> None:
    assert missing("env:TOKEN") == "the environment variable TOKEN is not set"
    assert missing("env:TOKEN", {"TOKEN": " \n"}) == "env:TOKEN is empty"
    assert missing("file:/tidak/ada") == (
        "the file /tidak/ada cannot be read: No such file or directory"
    )
    assert "not a path" in missing("file:\0")


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o660, 0o644])
def test_a_file_that_others_can_read_is_refused(file: Path, mode: int) -> None:
    file.chmod(mode)
    assert missing(f"file:{file}") == (
        f"the file {file} can be read by others; run: chmod 600 {file}"
    )


def test_a_link_is_judged_by_what_it_leads_to(file: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(file)
    assert reveal(f"file:{link}", {}) == VALUE
    file.chmod(0o644)
    assert "can be read by others" in missing(f"file:{link}")


def test_what_is_no_file_is_refused_at_once(tmp_path: Path) -> None:
    assert "is not a file" in missing(f"file:{tmp_path}")
    os.mkfifo(tmp_path / "pipe", 0o600)
    assert "is not a file" in missing(f"file:{tmp_path / 'pipe'}")
    assert "is not a file" in missing("file:/dev/zero")


def test_what_can_be_no_secret_is_refused(file: Path) -> None:
    file.write_bytes(b"x" * 65_537)
    assert "larger than 64 kB" in missing(f"file:{file}")
    file.write_bytes(b"\xff\xfe")
    assert "is not text" in missing(f"file:{file}")
    file.write_bytes(b"\n")
    assert missing(f"file:{file}") == f"file:{file} is empty"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_somebody_else_s_file_is_refused(file: Path) -> None:
    os.chown(file, 65_534, 65_534)
    assert "belongs to somebody else" in missing(f"file:{file}")


def test_the_first_secret_that_is_missing_is_told() -> None:
    written = {"chat": "-1001", "token": "env:TOKEN"}
    assert reveal_all(written, {"TOKEN": VALUE}) == {"chat": "-1001", "token": VALUE}
    unset = reveal_all(written, {})
    assert isinstance(unset, Missing)
    assert unset.reason == "the environment variable TOKEN is not set"
    assert unset.why.said(translator("id")) == "variabel lingkungan TOKEN tidak diisi"
