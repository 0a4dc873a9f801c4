"""The collector as a process, asking real packets of a regency that knows the truth.

What a busy machine does is told apart from what the collector does: ``held_up`` is how long the
collector was kept waiting, by its own clock, and nothing on a machine that has time for it.
"""

from pathlib import Path

import pytest

from pantau.facts.instant import SECOND
from pantau.lab.accuracy import Accuracy
from pantau.lab.packet_run import Play, play
from tests.lab.small_regency import SHIPPED

pytestmark = pytest.mark.usefixtures("granted")

SCENARIOS = Path(__file__).parents[2] / "pantau/lab/scenarios"
HEARTBEAT = 5 * SECOND
END_WITHIN = 1.5 * SECOND


def played(scenario: str, folder: Path) -> list[Accuracy]:
    """Without and with stalls, beside one another, so that both have the same machine."""
    text = (SCENARIOS / scenario).read_text()
    folders = [folder / "plain", folder / "stalled"]
    for each in folders:
        each.mkdir()
    inventory = SHIPPED.read_text()
    return play([Play(inventory, text, each, stalled=each.name == "stalled") for each in folders])


def judge_outages(found: Accuracy) -> None:
    held_up = found.held_up
    assert found.findings == (), found.text()
    assert found.ends.p99 <= END_WITHIN + held_up
    assert found.delays.p99 <= 9 * SECOND + held_up
    # How long the next beat is waited for, 2.5 s in the middle, is chance where few fail at once.
    assert found.verdicts.median <= 3.5 * SECOND + held_up
    # In minutes with this many outages, availability can be no nearer than begins and ends are.
    off_s = found.availability / 100 * found.known_s
    assert -HEARTBEAT * found.outages <= off_s * SECOND <= END_WITHIN * found.outages


def judge_round_trips(plain: Accuracy, stalled: Accuracy) -> None:
    for found in (plain, stalled):
        assert (found.lost, found.unheard) == (0, 0)
        assert found.trips.median < 1_000
        assert found.kept.count >= 100
        assert found.kept.most == 0
    assert stalled.trips.median - plain.trips.median < 250
    # This leg ends with the collector's own stamp, and waits for nobody.
    assert stalled.back.median - plain.back.median < 100


@pytest.mark.timeout(150)
def test_what_is_measured_is_what_happened(tmp_path: Path) -> None:
    plain, stalled = played("accuracy-short.yaml", tmp_path)
    for found in (plain, stalled):
        assert found.sites == 300
        assert found.seen >= 40
        assert found.trips.count >= 1_000
        judge_outages(found)
    judge_round_trips(plain, stalled)


@pytest.mark.accept
@pytest.mark.timeout(900)
def test_six_minutes_of_trouble_of_every_kind(tmp_path: Path) -> None:
    plain, stalled = played("accuracy.yaml", tmp_path)
    for found in (plain, stalled):
        assert found.sites == 300
        assert found.seen >= 200
        assert found.trips.count >= 10_000
        assert found.delays.median <= 6 * SECOND
        judge_outages(found)
    judge_round_trips(plain, stalled)
