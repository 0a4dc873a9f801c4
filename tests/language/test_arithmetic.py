"""Each line of the arithmetic is told in Indonesian, with the numbers that it has."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pantau.inventory.contracts import Term
from pantau.language import translator
from pantau.language.arithmetic import _LINES, _forms, working_line
from pantau.sla import judge_month
from tests.language.heard import StrictTranslator, english_in
from tests.sla.golden import PATHS, read
from tests.sla.test_laws_of_credit import MONTH, contracts, months, row

ENGLISH, INDONESIAN = translator("en"), StrictTranslator()


def assert_told(line: str) -> None:
    said = working_line(line, INDONESIAN)
    assert sum(form.fullmatch(line) is not None for _, form in _forms()) == 1, line
    assert english_in(said) == [], said
    assert re.findall(r"\d+", said) == re.findall(r"\d+", line)
    assert working_line(line, ENGLISH) == line


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_the_lines_of_every_month_worked_by_hand_are_told(path) -> None:
    case = read(path)
    exclusions = {"a": case.exclusions}
    for each in judge_month(case.town, case.facts, case.month, case.now, exclusions).sites:
        for line in each.working:
            assert_told(line)


@settings(max_examples=60)
@given(contracts(), months())
def test_the_lines_of_every_contract_are_told(contract: Term, month) -> None:
    for line in row(contract, *month, whole=MONTH).working:
        assert_told(line)


@given(st.sampled_from(_LINES), st.integers(0, 10**12))
def test_a_text_is_recognised_as_itself(text: str, value: int) -> None:
    line = re.sub(r"{\w+}", str(value), text)
    assert working_line(line, ENGLISH) == line
    assert working_line(line, INDONESIAN) == re.sub(r"{\w+}", str(value), INDONESIAN(text))


def test_a_line_that_nobody_knows_stays_as_it_is() -> None:
    assert working_line("a = 1", INDONESIAN) == "a = 1"


def test_decimals_are_written_as_the_reader_writes_them() -> None:
    line = "objective 99.5 % is missed by actual 94.909983002735... %"
    assert working_line(line, ENGLISH) == line
    said = working_line(line, translator("id"))
    assert "99,5 %" in said
    assert "94,909983002735... %" in said


def test_the_name_of_a_calendar_stays_as_it_is() -> None:
    line = (
        "service hours are those of the calendar 'jam 7.30': 36000 s of the month inside the term"
    )
    assert "'jam 7.30'" in working_line(line, translator("id"))
