"""The collector and the alerter together, in virtual time: one cause is told once."""

from pathlib import Path
from random import Random

import pytest

from pantau.facts.telling import NotifyReason
from pantau.lab.script import SECOND, SiteOutage, UpstreamFailure
from tests.alerts.virtual import Sent, played, regency

BEGAN, ENDED = NotifyReason.BEGAN, NotifyReason.ENDED


def reasons(sent: list[Sent]) -> list[NotifyReason]:
    return [each.message.reason for each in sent]


@pytest.mark.parametrize(("hub", "sites"), [("hub-tanah-grogot", 60), ("hub-tanjung-harapan", 8)])
def test_a_link_is_told_once_whichever_is_noticed_first(
    hub: str, sites: int, tmp_path: Path
) -> None:
    inventory = regency(hub)
    for seed in range(5):
        at_s = Random(seed).uniform(12, 20)
        failure = UpstreamFailure(round(at_s * SECOND), 25 * SECOND, hub)
        sent = played(inventory, seed, 60, failure, data=tmp_path / str(seed))
        assert reasons(sent) == [BEGAN, ENDED]
        began, ended = (each.message for each in sent)
        assert f"{inventory.upstreams[hub].name}, {sites} titik" in began.title
        assert began.group == ended.group
        assert sent[0].at_s - at_s < 11
        assert sent[1].at_s - at_s - 25 < 5


def test_a_link_above_all_others_is_told_once(tmp_path: Path) -> None:
    failure = UpstreamFailure(15 * SECOND, 25 * SECOND, "hub-tanah-grogot")
    sent = played(regency(), 1, 60, failure, data=tmp_path)
    assert reasons(sent) == [BEGAN, ENDED]
    assert "Hub Tanah Grogot, 198 titik" in sent[0].message.title


def test_when_all_300_sites_fail_at_once_nobody_hears_more_than_once_a_minute(
    tmp_path: Path,
) -> None:
    inventory = regency()
    storm = SiteOutage(15 * SECOND, 75 * SECOND, tuple(site.id for site in inventory.sites))
    sent = played(inventory, 1, 115, storm, data=tmp_path)
    assert reasons(sent) == [BEGAN, ENDED]
    assert sent[0].at_s - 15 < 11
    concerned = {outage for each in sent[:1] for outage in each.message.outages}
    assert len(concerned) == 300
