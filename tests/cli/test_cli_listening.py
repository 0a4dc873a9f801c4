"""``pantau run``, ``collect`` and ``dashboard``: what is refused before anything starts.

Never called here with arguments that are right: they would go on, or take the place of the test.
"""

import socket

import click
import pytest

from pantau.cli.address import Listen, ListenType
from tests.cli.story import Desk, commands

PAGES = [("run", "--pages"), ("dashboard", "--listen")]
PORTS = [*PAGES, ("run", "--metrics"), ("collect", "--listen")]
STRANGERS = ["0.0.0.0:8501", "10.64.2.3:80", "[::]:8501", "monitor.example:80", "[2001:db8::1]:80"]


@pytest.mark.parametrize(("command", "option"), PAGES)
@pytest.mark.parametrize("listen", STRANGERS)
def test_pages_are_not_served_beyond_this_machine(
    desk: Desk, command: str, option: str, listen: str
) -> None:
    done = desk.run(command, option, listen)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "no admin's account" in done.stderr
    assert "127.0.0.1:8501" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(("command", "option"), PORTS)
@pytest.mark.parametrize(
    "listen", ["8501", "127.0.0.1", "127.0.0.1:", "127.0.0.1:http", "127.0.0.1:65536", "a:-1", ""]
)
def test_what_is_no_host_and_port_is_wrong_usage(
    desk: Desk, command: str, option: str, listen: str
) -> None:
    done = desk.run(command, option, listen)
    assert (done.exit_code, done.stdout) == (2, "")
    assert f"'{listen}' is not an address" in done.stderr
    assert "HOST:PORT" in done.stderr
    assert option in done.stderr


@pytest.mark.parametrize("command", ["run", "collect"])
def test_a_broken_inventory_is_told_line_by_line(desk: Desk, command: str) -> None:
    text = desk.inventory.read_text()
    desk.inventory.write_text(
        text.replace("127.64.1.1", "127.64.1").replace("kind: desa", "kind: x")
    )
    done = desk.run(command)
    assert (done.exit_code, done.stdout) == (1, "")
    *lines, last = done.stderr.splitlines()
    assert len(lines) == 2
    assert all(line.startswith(f"{desk.inventory}:") for line in lines)
    assert f"pantau check {desk.inventory}" in last
    assert not desk.data.exists()


def test_a_taken_port_is_said_in_one_line(desk: Desk) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        place = f"127.0.0.1:{taken.getsockname()[1]}"
        done = desk.run("collect", "--listen", place)
    assert (done.exit_code, done.stdout) == (1, "")
    assert f"cannot serve metrics on {place}" in done.stderr
    assert "--listen" in done.stderr


@pytest.mark.parametrize("command", ["run", "collect", "dashboard"])
def test_there_are_no_arguments(desk: Desk, command: str) -> None:
    assert desk.run(command, "now").exit_code == 2
    assert desk.run(command, "--port", "80").exit_code == 2


@pytest.mark.parametrize(
    ("text", "host", "port", "url"),
    [
        ("127.0.0.1:9464", "127.0.0.1", 9464, "http://127.0.0.1:9464"),
        (":8501", "127.0.0.1", 8501, "http://127.0.0.1:8501"),
        ("[::1]:8501", "::1", 8501, "http://[::1]:8501"),
        ("::1:8501", "::1", 8501, "http://[::1]:8501"),
        ("localhost:0", "localhost", 0, "http://localhost:0"),
    ],
)
def test_an_address_is_read(text: str, host: str, port: int, url: str) -> None:
    found = ListenType().convert(text, None, None)
    assert (found.host, found.port, found.url) == (host, port, url)
    assert found.is_loopback
    assert ListenType().convert(found, None, None) is found


@pytest.mark.parametrize(("name", "option"), PORTS)
def test_without_a_word_only_this_machine_is_served(name: str, option: str) -> None:
    [found] = [each for each in commands()[name].params if option in each.opts]
    assert ListenType().convert(found.default, None, None).host == "127.0.0.1"


def test_a_name_that_only_looks_like_loopback_is_none() -> None:
    for host in ("localhost.example", "127.0.0.1.example", "0.0.0.0", "::"):
        assert not Listen(host, 80).is_loopback
    with pytest.raises(click.BadParameter):
        ListenType().convert("x", None, None)
