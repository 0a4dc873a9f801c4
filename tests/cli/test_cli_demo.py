"""``pantau demo``: what it refuses to play with, before anything starts."""

import asyncio
from urllib.request import Request, urlopen

import pytest

from pantau.cli.demo_mailbox import mailbox
from tests.cli.story import Desk


def test_an_inventory_of_a_real_network_is_never_played_with(desk: Desk) -> None:
    desk.inventory.write_text(desk.inventory.read_text().replace("127.64.1.2", "10.64.1.2"))
    done = desk.run("demo")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "10.64.1.2" in done.stderr
    assert "127.64." in done.stderr


@pytest.mark.parametrize(
    "alerts",
    [
        '{receivers: {grup: {kind: webhook, url: "https://contoh.go.id/kail"}}}',
        "{receivers: {grup: {kind: telegram, chat: '-1', token: env:X}}}",
        "{dead_man: {url: env:PANTAU_DEADMAN_URL}}",
    ],
)
def test_an_inventory_that_tells_anybody_outside_is_never_played_with(
    desk: Desk, alerts: str
) -> None:
    desk.inventory.write_text(f"{desk.inventory.read_text()}\nalerts: {alerts}\n")
    done = desk.run("demo")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "nobody outside" in done.stderr


def test_the_messages_of_a_demo_are_taken_on_this_machine() -> None:
    async def told() -> tuple[str, object, int]:
        async with mailbox() as address:
            send = Request(address + "grup-noc", b'{"title": "MATI"}')  # noqa: S310 - our own
            with await asyncio.to_thread(urlopen, send, timeout=10) as answer:
                return address, answer.read(), answer.status

    address, body, status = asyncio.run(told())
    assert address.startswith("http://127.0.0.1:")
    assert (body, status) == (b"", 204)


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
