"""A closed month is kept as text that every later Pantau reads, and digests compare its bytes."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from pantau.sla.frozen import freeze, thaw
from tests.sla.build import interval

GOLDEN = Path(__file__).parent.parent / "golden" / "frozen" / "a_month_in_form_1.json"


def test_a_month_that_an_earlier_pantau_closed_is_read_and_gives_the_same_bytes() -> None:
    # A row with money and a letter beyond ASCII, and one of which nothing was measured.
    kept = GOLDEN.read_bytes()
    month = thaw(kept)
    assert freeze(month) == kept
    judged, nothing = month.sites
    assert (judged.availability, judged.objective) == (Fraction(367, 372), Decimal("99.5"))
    assert (judged.span, judged.tier) == (interval("2026-10-01", "2026-11-01"), "serat-é")
    assert nothing.working[-1:] == ("credit: none, nothing was measured",)
    assert (nothing.availability, nothing.objective, nothing.credit) == (None, None, None)
    assert (month.total.sites, month.total.credit) == (2, 13_441)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b'{"form": 2}', "^a month in form 2; this Pantau reads form 1$"),
        (b'{"form": 1}', "^not a month that was closed: KeyError"),
        (b"[]", "^not a month that was closed: TypeError"),
    ],
)
def test_what_is_no_month_of_this_form_is_refused_and_says_so(text: bytes, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        thaw(text)
