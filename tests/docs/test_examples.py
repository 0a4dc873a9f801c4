"""Whatever the pages tell people to type is run, or at least understood, or said to be untried."""

import re

import click
import pytest

from tests.cli.story import Desk, commands
from tests.docs.blocks import ROOT, Line, every_line, lines

COMMANDS = commands()
TRIED = ("teknisi.md", "manajer.md", "siaga.md")
CALLS = {" ".join(line.words): line for line in every_line() if line.pantau is not None}
OTHERS = [line for line in every_line() if line.pantau is None]
PROVIDERS_LIST = (
    "Nama Lokasi;Waktu Open;Waktu Close;No Tiket",
    "Kantor Bupati;10/03/2025 07.30;10/03/2025 09.00;INC1",
)


def name_of(words: list[str]) -> str:
    two = " ".join(words[:2])
    return two if two in COMMANDS else words[0]


@pytest.mark.parametrize("line", CALLS.values(), ids=CALLS.keys())
def test_every_call_is_understood(line: Line) -> None:
    words = line.pantau
    assert words is not None
    name = name_of(words)
    assert name in COMMANDS, line
    command = COMMANDS[name]
    given = words[len(name.split()) :]
    options, left, _ = command.make_parser(click.Context(command)).parse_args(args=list(given))
    assert left == [], line
    for each in command.params:
        if isinstance(each, click.Option) and isinstance(each.type, click.Choice):
            chosen = options.get(str(each.name))
            for value in chosen if isinstance(chosen, list) else [chosen] * (chosen is not None):
                assert value in each.type.choices, line


@pytest.mark.parametrize("page", TRIED)
def test_the_commands_of_a_guide_work_on_a_store_with_a_history(
    page: str, monkeypatch: pytest.MonkeyPatch, worked: Desk
) -> None:
    """One after the other, as they stand. 1 says that something was found; 2 would be wrong."""
    monkeypatch.chdir(worked.folder)
    worked.file("rekap-telkom.csv", *PROVIDERS_LIST)
    for line in lines(ROOT / "docs" / page):
        assert line.pantau is not None, line
        done = worked.type(*line.pantau)
        assert done.exit_code in {0, 1}, (line, done.output)
        assert done.output.strip(), line


def test_every_other_command_is_a_target_of_make_or_said_to_be_untried() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    page = (ROOT / "docs" / "untested.md").read_text("utf-8")
    untried = {
        (name, command)
        for names, command in re.findall(r"^\| ([\w., -]+) \| `([^`]+)` \|", page, re.MULTILINE)
        for name in names.split(", ")
    }
    met = set()
    for line in OTHERS:
        if line.words[0] == "make":
            assert {each for each in line.words[1:] if each.isalpha()} <= targets, line
            continue
        found = [each for each in untried if each[0] == line.page and each[1] == line.words[0]]
        assert found, f"{line}: neither tried nor listed in docs/untested.md"
        met |= set(found)
    assert untried == met, "docs/untested.md lists what no page tells any more"
