"""The page of results, and that everybody speaks of the same parts."""

import re
from pathlib import Path

import pytest

from benchmarks import words
from benchmarks.__main__ import main
from benchmarks.page import page, section, sections
from benchmarks.parts import PARTS
from benchmarks.rows import Part, Row, Target

ROOT = Path(__file__).parents[2]
PAGE = "docs/benchmarks.md"


def part(name: str) -> Part:
    return Part(name, f"About {name}.", list)


TWO = {name: part(name) for name in ("one", "two")}
COST = Row("cost", 23.456, "us", "by hand", (21.0, 1234.5), Target(25))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (0.01234, "0.012"),
        (1.0, "1"),
        (1.234, "1.23"),
        (12.345, "12.3"),
        (123.4, "123"),
        (12345.6, "12,346"),
        (-1.234, "-1.23"),
    ],
)
def test_a_number_has_three_digits(value: float, text: str) -> None:
    assert words.number(value) == text


@pytest.mark.parametrize(
    ("target", "text"),
    [
        (Target(23.456), "at most 23.5 us: met"),
        (Target(23.4), "at most 23.4 us: missed"),
        (Target(23.456, at_least=True), "at least 23.5 us: met"),
        (Target(24, at_least=True), "at least 24 us: missed"),
        (None, ""),
    ],
)
def test_a_target_says_whether_it_was_reached(target: Target | None, text: str) -> None:
    assert words.target(Row("cost", 23.456, "us", "by hand", target=target)) == text


def test_a_row_is_one_line_for_the_terminal() -> None:
    line = words.line("one", COST)
    assert line.split(None, 1) == [
        "one",
        "cost: 23.5 us (21 to 1,234) [at most 25 us: met]",
    ]


def test_what_could_not_be_measured_says_why_and_meets_nothing() -> None:
    row = Row("cost", None, "us", "apt-get install it", target=Target(25))
    assert words.line("one", row).endswith(
        "cost: not measured [at most 25 us] -- apt-get install it"
    )
    assert "| not measured |  | at most 25 us | apt-get install it |" in section(
        TWO["one"], [row], "Today."
    )


def test_a_section_has_a_table_of_its_rows() -> None:
    text = section(TWO["one"], [COST, Row("a|b", 1, "", "so")], "Today.")
    assert text.splitlines() == [
        "## `one`",
        "",
        "About one.",
        "",
        "Today.",
        "",
        "| what | figure | least to most | target | how |",
        "|---|---|---|---|---|",
        "| cost | 23.5 us | 21 to 1,234 | at most 25 us: met | by hand |",
        "| a\\|b | 1 |  |  | so |",
    ]


def test_sections_of_parts_that_did_not_run_stay() -> None:
    old = {name: section(each, [COST], "Yesterday.") for name, each in TWO.items()}
    before = page(TWO, old)
    assert sections(before) == old
    after = sections(page(TWO, {**old, "one": section(TWO["one"], [COST], "Today.")}))
    assert "Today." in after["one"]
    assert after["two"] == old["two"]


def test_sections_stand_in_the_order_of_the_parts_and_go_with_them() -> None:
    found = {name: section(part(name), [COST], "Today.") for name in ("two", "gone", "one")}
    assert list(sections(page(TWO, found))) == ["one", "two"]


def test_the_page_has_a_section_for_every_part() -> None:
    text = (ROOT / PAGE).read_text("utf-8")
    found = sections(text)
    assert list(found) == list(PARTS)
    # Nobody edits it by hand: it is what its sections make.
    assert page(PARTS, found) == text


def test_make_bench_writes_that_page_and_the_readme_leads_to_it() -> None:
    makefile, readme = ((ROOT / name).read_text("utf-8") for name in ("Makefile", "README.md"))
    assert f"python -m benchmarks --write {PAGE} $(PARTS)" in makefile
    example = re.search(r'PARTS="([^"]+)"', makefile)
    assert example is not None
    assert set(example[1].split()) <= set(PARTS)
    assert f"]({PAGE})" in readme
    assert "`make bench`" in readme


def test_a_part_that_is_not_there_is_refused_with_those_that_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["nonsense"])
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert "no such part: nonsense" in said
    assert ", ".join(PARTS) in said
