"""``pantau demo``: what it refuses to play with, before anything starts."""

import pytest

from tests.cli.story import Desk


def test_an_inventory_of_a_real_network_is_never_played_with(desk: Desk) -> None:
    desk.inventory.write_text(desk.inventory.read_text().replace("127.64.1.2", "10.64.1.2"))
    done = desk.run("demo")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "10.64.1.2" in done.stderr
    assert "127.64." in done.stderr


def test_a_store_that_is_there_is_never_written_to(desk: Desk) -> None:
    desk.data.mkdir()
    (desk.data / "journal.sqlite").write_bytes(b"ours")
    done = desk.run("demo")
    assert done.exit_code == 1
    assert f"{desk.data} is not empty" in done.stderr
    assert (desk.data / "journal.sqlite").read_bytes() == b"ours"


def test_an_inventory_that_is_not_there_is_said(desk: Desk) -> None:
    desk.inventory.unlink()
    done = desk.run("demo")
    assert done.exit_code == 1
    assert str(desk.inventory) in done.stderr


@pytest.mark.parametrize("words", [("--minutes", "0"), ("--months", "1"), ("--days", "0")])
def test_too_little_is_wrong_usage(desk: Desk, words: tuple[str, str]) -> None:
    assert desk.run("demo", *words).exit_code == 2
