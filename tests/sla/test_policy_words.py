"""What a contract may choose is called something in front of people."""

from collections.abc import Mapping
from enum import StrEnum

import pytest

from pantau.inventory.choices import Denominator, Excluded, GapInOutage, RestitutionKind
from pantau.sla.policy_words import (
    DENOMINATOR_WORDS,
    EXCLUDED_WORDS,
    GAP_WORDS,
    RESTITUTION_WORDS,
)


@pytest.mark.parametrize(
    ("choices", "words"),
    [
        (Excluded, EXCLUDED_WORDS),
        (GapInOutage, GAP_WORDS),
        (Denominator, DENOMINATOR_WORDS),
        (RestitutionKind, RESTITUTION_WORDS),
    ],
)
def test_every_choice_has_words_of_its_own(
    choices: type[StrEnum], words: Mapping[str, str]
) -> None:
    assert set(words) == set(choices)
    assert len(set(words.values())) == len(words)
