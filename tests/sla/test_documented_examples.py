"""What docs/sla-arithmetic.md shows is what the calculator says, in both languages."""

import re
from decimal import Decimal
from fractions import Fraction

import pytest

from pantau.inventory.model import Policy, Restitution, RestitutionKind
from pantau.language.catalogue import Language
from pantau.language.numbers import number
from pantau.sla.restitution import Missed, due
from tests.sla.documented import KINDS, PAGE, Example, examples, figures

LANGUAGES: tuple[Language, ...] = ("en", "id")
SHOWN = [
    pytest.param(language, example, id=f"{language}-{example.title}")
    for language in LANGUAGES
    for example in examples(language)
]


@pytest.mark.parametrize(("language", "example"), SHOWN)
def test_an_example_shows_what_the_calculator_says(language: Language, example: Example) -> None:
    for choice, *shown in example.shown:
        assert shown == figures(choice.strip("`"), example.events, language)


def test_both_languages_have_the_same_examples() -> None:
    told = [
        [
            ([(begin, end, KINDS[what]) for begin, end, what in each.events], _choices(each))
            for each in examples(language)
        ]
        for language in LANGUAGES
    ]
    assert told[0] == told[1]
    assert len(told[0]) == 8


@pytest.mark.parametrize("kind", RestitutionKind)
def test_the_table_of_kinds_shows_what_the_formulas_give(kind: RestitutionKind) -> None:
    # Fee 1,000,000, T 720 h, D 14.4 h, promised 99.5 %, actual 98 %, as the table's heading says.
    missed = Missed(1_000_000, Decimal("99.5"), Fraction(98, 100), 51_840, 2_592_000, 2_592_000)
    rule = Restitution(
        kind,
        Decimal(1),
        multiple=Decimal(2),
        bands=((Decimal("99.5"), Decimal(0)), (Decimal(0), Decimal(10))),
    )
    (shown,) = re.findall(rf"^\| `{kind}` \|.*\| ([0-9,]+)[^|]*\|$", PAGE.read_text(), re.MULTILINE)
    assert shown == number(due(missed, Policy(restitution=rule), rule).rupiah, "en")


def _choices(example: Example) -> list[str]:
    return [choice for choice, *_ in example.shown]
