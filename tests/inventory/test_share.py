"""What of an inventory is one provider's."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from pantau.facts.instant import DAY, midnight
from pantau.facts.measured import reference_name, upstream_name
from pantau.inventory import Inventory
from pantau.inventory.share import nothing, provider_names, share_of
from tests.dashboard.two_providers import text
from tests.dashboard.world import parsed

TODAY = date(2026, 11, 26)
ZONE = ZoneInfo("Asia/Makassar")
MAY = midnight(date(2026, 5, 1), ZONE)


@pytest.fixture
def whole() -> Inventory:
    return parsed(text())


def test_names_are_those_of_contracts_and_links(whole: Inventory) -> None:
    assert provider_names(whole) == ("Telkom", "Kenari Net")


@pytest.mark.parametrize("name", ["Telkom", " telkom ", "TELKOM"])
def test_its_sites_and_links_are_left_and_nothing_names_another(
    whole: Inventory, name: str
) -> None:
    share = share_of(whole, name, TODAY)
    assert [site.id for site in share.inventory.sites] == ["s-1", "s-2", "s-3", "s-4"]
    assert list(share.inventory.upstreams) == ["hub-kuaro"]
    assert list(share.inventory.contracts) == ["contoh-2026"]
    assert share.inventory.text == ""
    assert share.inventory.digest != whole.digest
    # s-4 hangs on a link of the other's: that is not told.
    above = {site.id: site.upstream for site in share.inventory.sites}
    assert above == {"s-1": "hub-kuaro", "s-2": "hub-kuaro", "s-3": "hub-kuaro", "s-4": None}
    assert "kenari" not in repr(share.inventory).casefold()
    assert all(site.contact is None for site in share.inventory.judged)
    assert all(site.funding == () for site in share.inventory.judged)


def test_a_site_that_changed_hands_is_each_ones_in_its_own_time(whole: Inventory) -> None:
    ours, theirs = (share_of(whole, name, TODAY) for name in ("Telkom", "Kenari Net"))
    assert [site.id for site in ours.inventory.departed] == ["pindah"]
    assert "pindah" in [site.id for site in theirs.inventory.sites]
    assert (ours.serves_now("pindah"), theirs.serves_now("pindah")) == (False, True)
    for share, before, after in ((ours, True, False), (theirs, False, True)):
        assert share.sees("pindah", MAY - DAY, MAY) is before
        assert share.sees("pindah", MAY, MAY + 1) is after
        assert share.sees("pindah", MAY - 1, MAY + 1)
        assert len(share.inventory.departed) + len(share.inventory.sites) == 5
    assert ours.sees("pindah", MAY - DAY, None)
    assert not ours.sees("pindah", MAY, None)
    # Before it is handed over the next provider sees it as one of the future.
    early = share_of(whole, "Kenari Net", date(2026, 4, 1))
    assert [site.id for site in early.inventory.departed] == ["pindah"]


def test_links_of_nobodys_name_are_seen_by_whose_sites_hang_on_them() -> None:
    whole = parsed(text().replace("upstream: hub-kuaro", "upstream: menara", 1))
    assert "menara" in share_of(whole, "Telkom", TODAY).inventory.upstreams
    assert "menara" not in share_of(whole, "Kenari Net", TODAY).inventory.upstreams


def test_what_everybody_is_measured_by_is_anybodys(whole: Inventory) -> None:
    share = share_of(whole, "Telkom", TODAY)
    assert share.serves_now(reference_name("internet"))
    assert share.serves_now(upstream_name("hub-kuaro"))
    assert not share.serves_now(upstream_name("hub-kenari"))
    assert not share.serves_now("kenari-1")
    assert not share.sees(upstream_name("hub-kenari"), 0, None)


@pytest.mark.parametrize("name", ["", "  ", "Tel", "Kenari"])
def test_a_name_that_nobody_bears_sees_nothing(whole: Inventory, name: str) -> None:
    share = share_of(whole, name, TODAY)
    assert share.is_empty
    assert share.inventory.judged == ()
    assert not share.contracts
    assert nothing(name).is_empty
