"""docs/command-line.md knows every command, option, argument, JSON key and alarm, and no others."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from dashboard.overview import Alarm
from tests.cli.story import Desk, commands

PAGE = (Path(__file__).parents[2] / "docs" / "command-line.md").read_text()
COMMANDS = commands()
EVERYWHERE = {"--data", "--inventory", "--lang", "--help", "-h"}
OPTION = re.compile(r"`(--?[a-z][a-z-]*)`")


def sections() -> dict[str, str]:
    """The text of each heading of the second rank."""
    parts = re.split(r"^## (.+)$", PAGE, flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def options_of(name: str) -> set[str]:
    found = [each for each in COMMANDS[name].params if isinstance(each, click.Option)]
    return {word for each in found for word in (*each.opts, *each.secondary_opts)} - EVERYWHERE


def keys(found: Any) -> Iterator[str]:
    """Every key of a JSON value, but for what the journal keeps as it was stored."""
    if isinstance(found, list):
        for each in found:
            yield from keys(each)
    elif isinstance(found, dict):
        for name, value in found.items():
            yield name
            if name != "payload":
                yield from keys(value)


def test_every_command_has_its_section_and_no_section_is_too_many() -> None:
    told = set(sections()) - {"For every command"}
    assert told == {f"pantau {name}" for name in COMMANDS}


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_a_section_tells_every_option_and_no_other(name: str) -> None:
    told = set(OPTION.findall(sections()[f"pantau {name}"]))
    assert options_of(name) - told == set()
    assert told - options_of(name) - EVERYWHERE == set()


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_a_section_shows_every_argument_where_it_is_typed(name: str) -> None:
    for each in COMMANDS[name].params:
        if isinstance(each, click.Argument):
            written = each.make_metavar(click.Context(COMMANDS[name])).strip("[].…")
            assert re.search(
                rf"`pantau {name} ([A-Z]+ )*\[?{written}\b", sections()[f"pantau {name}"]
            )


def test_what_every_command_takes_is_told_once() -> None:
    shared = sections()["For every command"]
    assert set(OPTION.findall(shared)) >= EVERYWHERE
    for name in COMMANDS:
        taken = {word for each in COMMANDS[name].params for word in each.opts}
        assert taken - options_of(name) >= EVERYWHERE - {"--help", "-h"}
    variables = {
        str(each.envvar)
        for command in COMMANDS.values()
        for each in command.params
        if each.envvar is not None
    }
    assert variables
    for text in (*variables, "PANTAU_DEBUG", "`0`", "`1`", "`2`"):
        assert text in shared


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_a_default_that_is_shown_is_the_one_that_is_told(name: str) -> None:
    for each in COMMANDS[name].params:
        if each.opts[0] in EVERYWHERE or not isinstance(each, click.Option):
            continue
        if isinstance(each.show_default, str):
            rows = sections()[f"pantau {name}"].splitlines()
            [row] = [line for line in rows if line.startswith(f"| `{each.opts[0]}`")]
            assert each.show_default in row


@pytest.mark.parametrize(
    "words",
    [
        ("check",),
        ("probe", "kantor", "--echoes", "1"),
        ("status",),
        ("outages", "--from", "2025-03-01", "--to", "2025-04-01"),
        ("sla", "--month", "2025-03"),
        ("forecast", "--month", "2025-03"),
        ("quality", "kantor", "--month", "2025-03"),
        ("repairs", "--month", "2025-03"),
        ("explain", "--outage", "O4"),
        ("explain", "kantor", "--at", "2025-03-10T07:59:30"),
        ("explain", "kantor", "--at", "2025-03-12T00:30"),
        ("verify", "--anchor", f"8:{'0' * 64}"),
    ],
    ids=" ".join,
)
def test_every_key_of_the_json_is_told(march: Desk, desk: Desk, words: tuple[str, ...]) -> None:
    desk.data = march.data
    if words == ("check",):
        desk.inventory.write_text("version: 1\n")
    code = 1 if words[0] in {"check", "status", "verify", "forecast"} else 0
    found = set(keys(desk.json(*words, code=code)))
    assert found
    told = set(re.findall(r"`([a-z0-9_]+)`", sections()[f"pantau {words[0]}"]))
    assert found - told == set()


def test_every_alarm_is_told() -> None:
    for alarm in Alarm:
        assert f"`{alarm.value}`" in sections()["pantau status"]


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)", PAGE):
        assert (Path(__file__).parents[2] / "docs" / target).exists(), target
