"""Changes of sites in the text of an inventory: what they say, and what they leave alone."""

import difflib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pantau.inventory.composer import compose
from pantau.inventory.site_text import CannotEditError, SiteChange, as_yaml, edit_sites

BLOCKS = """\
# é: before
sites:  # all of them
  - id: a   # first
    name: A
    at:
    - 1
    - 2
    contact:
      # who
      name: X
    line:   # none

  # second
  - id: b
    name: >
      long
      text
# end
x: 1
"""
SHIPPED = (Path(__file__).parents[2] / "inventory.yaml").read_text()
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12)


def lines(before: str, after: str) -> list[str]:
    diff = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    return [line for line in diff if line[:1] in "+-"][2:]


def test_blocks_keep_their_comments_and_their_order() -> None:
    change = SiteChange(
        0, {"at": ["3", "4"], "contact": {"name": "Z"}, "line": "L", "desa": "64.01.04.1001"}
    )
    both = [change, SiteChange(1, {"name": "B", "line": "M"}), SiteChange(None, {"id": "c"})]
    assert edit_sites(BLOCKS, both) == (
        "# é: before\n"
        "sites:  # all of them\n"
        "  - id: a   # first\n"
        "    name: A\n"
        "    at: [3, 4]\n"
        "    contact: {name: Z}\n"
        "    line: L   # none\n"
        "    desa: 64.01.04.1001\n"
        "\n"
        "  # second\n"
        "  - id: b\n"
        "    name: B\n"
        "    line: M\n"
        "  - {id: c}\n"
        "# end\n"
        "x: 1\n"
    )


def test_keys_are_taken_out_of_blocks_and_flows() -> None:
    gone = frozenset({"contact", "line"})
    assert compose(edit_sites(BLOCKS, [SiteChange(0, {}, gone)])).data["sites"][0] == {
        "id": "a",
        "name": "A",
        "at": ["1", "2"],
    }
    flow = "sites: [{id: a, line: L, name: A}, {id: b}]\n"
    assert edit_sites(flow, [SiteChange(0, {}, gone)]) == "sites: [{id: a, name: A}, {id: b}]\n"


def test_one_line_of_the_shipped_file_changes() -> None:
    [taken, put] = lines(SHIPPED, edit_sites(SHIPPED, [SiteChange(1, {"line": "SID-9"})]))
    assert taken.replace("CONTOH-0002", "SID-9")[1:] == put[1:]


@pytest.mark.parametrize("empty", ["sites: []\n", "sites:\n", "x: 1", "sites: # none yet\n"])
def test_a_first_site_comes_into_a_file_without_any(empty: str) -> None:
    text = edit_sites(empty, [SiteChange(None, {"id": "a"}), SiteChange(None, {"id": "b"})])
    assert compose(text).data["sites"] == [{"id": "a"}, {"id": "b"}]


def test_line_ends_of_windows_stay() -> None:
    text = edit_sites(BLOCKS.replace("\n", "\r\n"), [SiteChange(1, {"line": "M"})])
    assert text == edit_sites(BLOCKS, [SiteChange(1, {"line": "M"})]).replace("\n", "\r\n")


@pytest.mark.parametrize(
    "text",
    [
        "sites:\n  - line: L\n    id: a\n",  # it stands beside the hyphen
        "sites:\n  - &x\n    id: a\n    <<: {line: L}\n",  # it comes from elsewhere
        "sites:\n  - {id: a, line: &x L}\n  - {id: b, line: *x}\n",  # something else needs it
    ],
)
def test_what_cannot_be_taken_out_without_damage_is_refused(text: str) -> None:
    with pytest.raises(CannotEditError):
        edit_sites(text, [SiteChange(0, {}, frozenset({"line"}))])


@given(TEXT, TEXT)
def test_any_text_comes_back_as_it_was_written(one: str, other: str) -> None:
    change = {"name": one, "contact": {"name": other}, "at": [one, other]}
    data = compose(edit_sites(BLOCKS, [SiteChange(0, change), SiteChange(None, change)])).data
    assert data["sites"][0] == {"id": "a", "line": None, **change}
    assert data["sites"][-1] == change


@pytest.mark.parametrize("word", ["0812", "yes", "null", "~", "1e3", "0x1f", "a: b", "a #b", "-"])
def test_what_other_readers_would_misread_stands_in_quotes(word: str) -> None:
    assert as_yaml(word) == f'"{word}"'
