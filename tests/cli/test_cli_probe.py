"""``pantau probe``: real echoes on loopback, and nothing stored."""

import socket
from collections.abc import Iterator

import pytest

from tests.cli.story import Desk

KEYS = [
    *("target", "address", "probe", "name", "sent", "received"),
    *("rtt_min_us", "rtt_median_us", "rtt_max_us", "failure", "details"),
]


def test_an_address_that_answers_exits_with_0(desk: Desk) -> None:
    done = desk.run("probe", "--address", "127.64.9.9", "--echoes", "2")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "2/2" in done.stdout
    assert " ms" in done.stdout


def test_sites_and_addresses_are_asked_together(desk: Desk) -> None:
    found = desk.json("probe", "kantor", "desa", "--address", "127.64.9.9", "--echoes", "1")
    assert [list(row) for row in found] == [KEYS] * 3
    assert [(row["target"], row["address"]) for row in found] == [
        ("kantor", "127.64.1.1"),
        ("desa", "127.64.1.2"),
        ("127.64.9.9", "127.64.9.9"),
    ]
    for row in found:
        assert (row["probe"], row["sent"], row["received"]) == ("icmp", 1, 1)
        assert 0 < row["rtt_min_us"] <= row["rtt_median_us"] <= row["rtt_max_us"]
        assert row["failure"] is None


def test_nothing_is_stored_and_an_address_needs_no_inventory(desk: Desk) -> None:
    desk.inventory.unlink()
    assert desk.json("probe", "--address", "::1", "--echoes", "1")[0]["received"] == 1
    assert list(desk.folder.iterdir()) == []


def test_the_same_site_twice_is_asked_once(desk: Desk) -> None:
    assert len(desk.json("probe", "kantor", "kantor", "--echoes", "1")) == 1


def test_a_site_that_is_not_in_the_inventory_is_a_problem(desk: Desk) -> None:
    done = desk.run("probe", "kantor", "sekola")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "site 'sekola' is not in the inventory; did you mean 'sekolah'?" in done.stderr


# None of these reaches a resolver: the labels are empty or too long for a name.
@pytest.mark.parametrize("address", ["a" * 70, "a..b", "."])
def test_what_is_no_address_is_a_problem(desk: Desk, address: str) -> None:
    done = desk.run("probe", "--address", address)
    assert (done.exit_code, done.stdout) == (1, "")
    assert f"'{address}' is no IP address" in done.stderr


def test_a_broken_inventory_is_told_line_by_line(desk: Desk) -> None:
    desk.inventory.write_text("version: 1\nsites: [")
    done = desk.run("probe", "kantor")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith(f"{desk.inventory}:")


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--json",),
        ("kantor", "--echoes", "0"),
        ("kantor", "--echoes", "21"),
        ("kantor", "--echoes", "many"),
        ("kantor", "--probe", "carrier-pigeon"),
        ("--address", "127.64.9.9", "--probe", "http"),
    ],
)
def test_anything_else_is_wrong_usage(desk: Desk, words: tuple[str, ...]) -> None:
    done = desk.run("probe", *words)
    assert (done.exit_code, done.stdout) == (2, "")


@pytest.fixture
def web(desk: Desk) -> Iterator[int]:
    """A port that takes connections, and a site that is asked there in three ways."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        sock.listen(16)
        port = sock.getsockname()[1]
        text = desk.inventory.read_text()
        probes = (
            f"probes: [{{kind: tcp, address: 127.0.0.1, port: {port}}},"
            f" {{kind: tcp, name: shut, address: 127.0.0.1, port: 1}},"
            f" {{kind: http, url: 'http://127.0.0.1:{port}/', timeout: 100ms}}]"
        )
        desk.inventory.write_text(
            text.replace("address: 127.64.1.1,", f"address: 127.64.1.1, {probes},")
        )
        yield port


def test_further_probes_are_asked_as_the_inventory_says(desk: Desk, web: int) -> None:
    found = desk.json("probe", "kantor", "--probe", "tcp", code=1)
    assert [list(row) for row in found] == [KEYS] * 2
    assert [(row["name"], row["sent"], row["received"], row["failure"]) for row in found] == [
        ("tcp", 1, 1, None),
        ("shut", 1, 0, "refused"),
    ]
    assert found[0]["rtt_min_us"] == found[0]["rtt_max_us"] > 0
    assert found[0]["details"]["connect_us"] > 0


def test_all_ways_are_asked_together_and_told_in_words(desk: Desk, web: int) -> None:
    done = desk.run("probe", "kantor", "--probe", "all", "--echoes", "1")
    assert (done.exit_code, done.stderr) == (1, "")
    kinds = [line.split()[2] for line in done.stdout.splitlines()[1:]]
    assert kinds == ["icmp", "tcp", "shut", "http"]
    assert "Connection refused" in done.stdout
    assert "No answer in time, connection" in done.stdout


def test_a_site_without_such_a_probe_is_a_problem(desk: Desk, web: int) -> None:
    done = desk.run("probe", "kantor", "desa", "--probe", "tcp")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "site 'desa' has no tcp probe" in done.stderr
    assert desk.json("probe", "desa", "--probe", "all", "--echoes", "1")[0]["probe"] == "icmp"
