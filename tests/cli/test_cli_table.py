"""Tables on a terminal: straight columns, and text that stays text."""

import pytest

from pantau.cli.table import print_table

HOSTILE = ["\x1b[31mred\x1b[0m", "\x1b]0;title\x07", "a\rb", "a\nb", "\x9b2J", "\u202egnp", "\x00"]


@pytest.mark.parametrize("name", HOSTILE)
def test_escape_sequences_never_reach_the_terminal(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    print_table(["Site", name], [[name, "x"], ["b", name]])
    said = capsys.readouterr().out
    assert len(said.splitlines()) == 3
    assert all(char.isprintable() for char in said if char != "\n")
    assert "?" in said


def test_what_can_be_read_of_a_hostile_name_is_still_read(
    capsys: pytest.CaptureFixture[str],
) -> None:
    print_table(["Site"], [["\x1b[31mred\x1b[0m"]])
    assert capsys.readouterr().out == "Site\n?[31mred?[0m\n"


def test_columns_are_as_wide_as_their_widest_cell(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(["Site", "Down", "Note"], [["kantor", "1", "a"], ["b", "1000", ""]], "lrl")
    assert capsys.readouterr().out.splitlines() == [
        "Site    Down  Note",
        "kantor     1  a",
        "b       1000",
    ]


def test_wide_characters_take_two_places(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(["Name", "x"], [["東京", "1"], ["Désa", "2"]])
    assert capsys.readouterr().out.splitlines() == ["Name  x", "東京  1", "Désa  2"]


def test_a_head_alone_is_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(["Site", "Down"], [])
    assert capsys.readouterr().out == "Site  Down\n"
