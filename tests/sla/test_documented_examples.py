"""What docs/sla-arithmetic.md shows is what the calculator says, in both languages."""

import re
from decimal import Decimal
from fractions import Fraction

import pytest

from pantau.inventory.choices import RestitutionKind
from pantau.inventory.contracts import Policy, Restitution
from pantau.language.languages import Language
from pantau.language.numbers import number, percent, rupiah
from pantau.sla import floor_percent
from pantau.sla.restitution import Missed, due
from tests.sla.documented import (
    LANGUAGES,
    Part,
    Row,
    examples,
    happened,
    judge,
    parts,
    policy_of,
    worked_month,
)
from tests.sla.pocket_calculator import Sum, sums

SHOWN = [
    pytest.param(language, example, id=f"{language}-{example.title}")
    for language in LANGUAGES
    for example in examples(language)
]
BESIDE = list(zip(parts("en"), parts("id"), strict=True))


@pytest.mark.parametrize(("language", "example"), SHOWN)
def test_an_example_shows_what_the_calculator_says(language: Language, example: Part) -> None:
    events, shown = example.tables
    for choice, *said in shown:
        assert said == figures(choice.strip("`"), events, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_worked_month_is_what_the_calculator_says(language: Language) -> None:
    month = worked_month(language)
    (events,) = month.tables
    row = judge("", events)
    assert "```\n" + "\n".join(row.working) + "\n```" in month.text
    assert [each.value for each in sums(month.text, language)[:4]] == [
        row.down_seconds,
        row.longest_outage_seconds,
        row.unknown_seconds,
        row.up_seconds,
    ]
    assert (row.outages, row.compliant, row.claimable) == (2, False, True)
    assert row.credit is not None
    assert f"**{rupiah(row.credit, language)}**" in month.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sum_on_the_page_is_right(language: Language) -> None:
    found = [each for part in parts(language) for each in _sums(part, language)]
    assert [each.text for each in found if not each.right] == []
    assert len(found) > 40


@pytest.mark.parametrize(("english", "indonesian"), BESIDE, ids=[en.title for en, _ in BESIDE])
def test_both_languages_say_the_same(english: Part, indonesian: Part) -> None:
    assert _bones(english, "en") == _bones(indonesian, "id")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_choices_in_bold_are_those_of_a_contract_that_names_none(language: Language) -> None:
    (rows,) = (table for part in parts(language) for table in part.tables if "**" in table[0][1])
    for key, choice, _ in rows:
        assert choice.startswith("**") == bool(key)
        if key:
            assert policy_of(f"{key.strip('`')}: {choice.strip('*`')}") == Policy()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", RestitutionKind)
def test_the_table_of_kinds_shows_what_the_formulas_give(
    kind: RestitutionKind, language: Language
) -> None:
    # Fee 1,000,000, T 720 h, D 14.4 h, promised 99.5 %, actual 98 %, as the table's heading says.
    missed = Missed(1_000_000, Decimal("99.5"), Fraction(98, 100), 51_840, 2_592_000, 2_592_000)
    rule = Restitution(
        kind,
        Decimal(1),
        multiple=Decimal(2),
        bands=((Decimal("99.5"), Decimal(0)), (Decimal(0), Decimal(10))),
    )
    (shown,) = (
        row[2]
        for part in parts(language)
        for table in part.tables
        for row in table
        if row[0] == f"`{kind}`"
    )
    owed = due(missed, Policy(restitution=rule), rule).rupiah
    assert shown.split(" ")[0] == number(owed, language)


def figures(choice: str, events: list[Row], language: Language) -> Row:
    """What the calculator says, as the page is to show it."""
    row = judge(choice, events)
    share = row.availability
    assert share is not None
    assert row.credit is not None
    seconds = (row.down_seconds, row.excluded_seconds, row.unknown_seconds)
    return [
        *(number(each, language) for each in seconds),
        percent(floor_percent(share, row.objective), language),
        rupiah(row.credit, language),
    ]


def _sums(part: Part, language: Language) -> list[Sum]:
    """Those of the text; Pantau's own working is in English on both halves of the page."""
    prose, *working = part.text.split("```")
    return [*sums(prose, language), *(each for text in working for each in sums(text, "en"))]


def _bones(part: Part, language: Language) -> list[object]:
    """What does not depend on the language: words of the inventory, rows, points, sums."""
    return [
        sorted(re.findall(r"`([^`\n]+)`", part.text)),
        part.text.count("\n- "),
        [len(table) for table in part.tables],
        [happened(table) for table in part.tables[:1] if part in examples(language)],
        [each.value for each in _sums(part, language)],
    ]
