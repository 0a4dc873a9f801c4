"""Months worked by hand, one file for each rule that people argue about."""

from dataclasses import fields
from pathlib import Path

import pytest

from pantau.sla import judge_month
from tests.sla import golden


@pytest.mark.parametrize("path", golden.PATHS, ids=lambda path: path.stem)
def test_a_month_worked_by_hand(path: Path) -> None:
    case = golden.read(path)
    result = judge_month(case.town, case.facts, case.month, case.now, {"a": case.exclusions})
    names = {field.name for row in result.sites for field in fields(row)}
    for wanted in case.expect:
        assert wanted.keys() <= names
    found = [
        {name: getattr(row, name) for name in wanted}
        for row, wanted in zip(result.sites, case.expect, strict=True)
    ]
    assert found == case.expect


def test_there_are_golden_months() -> None:
    assert len(golden.PATHS) >= 40
