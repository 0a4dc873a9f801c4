"""Who pays for which line, on the command line."""

import re
from datetime import timedelta

import pytest

from pantau.facts.clock import SystemClock, now_us
from pantau.facts.instant import to_datetime
from tests.cli.story import INVENTORY, Desk
from tests.cli.test_docs import keys, sections
from tests.fakes.inventories import sound


@pytest.fixture
def funded(worked: Desk) -> Desk:
    """The village's province pays for 30 days more; the school is the office's second line."""
    found = sound(INVENTORY)
    ends = to_datetime(now_us(SystemClock()), found.timezone).date() + timedelta(days=30)
    paid = f"[{{by: Provinsi, programme: Internet Desa, from: 2026-01-01, to: {ends}}}]"
    text = INVENTORY.replace(
        "    address: 127.64.1.2\n", f"    address: 127.64.1.2\n    funding: {paid}\n"
    )
    text = text.replace("name: SDN 001,", "name: SDN 001, place: kantor,")
    text = text.replace("name: Kantor Bupati,", "name: Kantor Bupati, place: kantor,")
    worked.inventory.write_text(text)
    return worked


def test_what_has_to_be_done_is_listed_with_the_days_left(funded: Desk) -> None:
    found = funded.json("plan", "funding", code=1)
    [site] = found["sites"]
    assert (site["site"], site["state"], site["by"], site["days"]) == (
        "desa",
        "ending",
        "Provinsi",
        30,
    )
    assert found["doubles"] == [
        {"sites": ["kantor", "sekolah"], "reason": "place", "wasted": 2_500_000}
    ]
    told = set(re.findall(r"`([a-z0-9_]+)`", sections()["pantau plan funding"]))
    assert set(keys(found)) - told == set()
    shown = funded.run("plan", "funding")
    assert "Provinsi · Internet Desa" in shown.stdout
    assert "Rp2,500,000" in shown.stdout


def test_all_of_them_are_shown_when_asked_for(funded: Desk) -> None:
    found = funded.json("plan", "funding", "--all", "--within", "29", code=1)
    assert {each["site"]: each["state"] for each in found["sites"]} == {
        "desa": "paid",
        "kantor": "unstated",
        "sekolah": "unstated",
    }


def test_nothing_to_do_is_fine(worked: Desk) -> None:
    done = worked.run("plan", "funding")
    assert (done.exit_code, done.stdout) == (0, "Nothing has to be done about who pays.\n")
