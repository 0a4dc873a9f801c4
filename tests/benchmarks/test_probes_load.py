"""How late a further probe was asked, by the one answer that is kept of it."""

import pytest

from benchmarks.probes_load import late_by
from pantau.facts.instant import MINUTE, SECOND

PHASE = 20 * SECOND
LAST = 30 * MINUTE + PHASE


@pytest.mark.parametrize(
    ("asked", "ended", "late"),
    [
        (LAST + SECOND, LAST + 30 * SECOND, SECOND),
        (LAST - MINUTE + SECOND, LAST + 5 * SECOND, SECOND),  # the last may be on its way
        (LAST - MINUTE + SECOND, LAST + 30 * SECOND, 30 * SECOND),
        (LAST - 3 * MINUTE + SECOND, LAST + 5 * SECOND, MINUTE + 5 * SECOND),
        (LAST - MINUTE - SECOND, LAST + 30 * SECOND, 30 * SECOND),
    ],
)
def test_what_was_not_asked_since_its_turn_is_late_until_the_end(
    asked: int, ended: int, late: int
) -> None:
    assert late_by(asked, PHASE, ended) == late
