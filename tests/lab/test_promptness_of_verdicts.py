"""From the true begin of an outage to the journal; the long form is in tests/acceptance."""

from pathlib import Path

import pytest

from pantau.facts.instant import SECOND
from pantau.lab.recorded import play
from pantau.lab.script import HOUR
from tests.lab.shipped import every
from tests.lab.steady import delays, losing, percentile


@pytest.mark.timeout(300)  # seconds of work, which a busy machine stretches
@pytest.mark.parametrize(
    ("loss", "sites", "quiet_h", "median_s", "most_s"),
    [(0.0, 12, 0.3, 6.0, 9.0), (0.2, 50, 2.0, 12.0, 15.0)],
)
def test_an_outage_is_in_the_journal_soon(
    loss: float, sites: int, quiet_h: float, median_s: float, most_s: float, tmp_path: Path
) -> None:
    quiet = round(quiet_h * HOUR)
    played = play(every(sites), losing(loss, 5, every(sites), quiet + HOUR, quiet), tmp_path)
    assert played.comparison.findings == []
    found = delays(played)
    assert len(found) > 30
    assert percentile(found, 50) <= median_s * SECOND
    assert percentile(found, 99) <= most_s * SECOND
