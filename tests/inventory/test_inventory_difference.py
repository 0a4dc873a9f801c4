"""What changes from one inventory to the next, and what it costs to name the words."""

import subprocess
import sys
from pathlib import Path

import pytest

import pantau.inventory
from pantau.inventory import differences
from tests.fakes.inventories import sound

SHIPPED = (Path(__file__).parents[2] / "inventory.yaml").read_text(encoding="utf-8")


def line_of(site: str) -> str:
    return next(line for line in SHIPPED.splitlines(keepends=True) if f"{{id: {site}," in line)


def test_the_same_meaning_written_otherwise_is_no_difference() -> None:
    other = SHIPPED.replace("heartbeat: 5s", "heartbeat: 5000ms") + "# a comment\n"
    assert not differences(sound(SHIPPED), sound(other))


def test_added_removed_and_changed_sites_are_named() -> None:
    lolo, rangan = line_of("desa-lolo"), line_of("desa-rangan")
    text = SHIPPED.replace(lolo, lolo.replace("id: desa-lolo", "id: desa-lolo-baru"))
    text = text.replace(rangan, rangan.replace("Desa Rangan", "Kantor Desa Rangan"))
    found = differences(sound(SHIPPED), sound(text))
    assert found.added == ("desa-lolo-baru",)
    assert found.removed == ("desa-lolo",)
    assert found.changed == ("desa-rangan",)
    assert found


def test_a_changed_tier_is_a_change_of_every_site_under_it() -> None:
    found = differences(sound(SHIPPED), sound(SHIPPED.replace("fee: 1500000", "fee: 1600000")))
    starlink = [site.id for site in sound(SHIPPED).sites if site.terms[0].provider == "Starlink"]
    assert list(found.changed) == starlink


def test_naming_the_words_brings_neither_pydantic_nor_yaml() -> None:
    code = (
        "import sys, pantau.inventory, pantau.inventory.model; "
        "sys.exit(' '.join({'pydantic', 'yaml', 'pydantic_core'} & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_every_public_name_is_there() -> None:
    for name in pantau.inventory.__all__:
        assert getattr(pantau.inventory, name) is not None
    with pytest.raises(AttributeError, match="nothing_of_ours"):
        _ = pantau.inventory.nothing_of_ours


def test_a_calendar_that_changes_is_a_change_of_every_site_that_counts_by_it() -> None:
    hours = 'calendars: {jam-kerja: {weekly: {mon-fri: "07:30-16:00"}}}\n'
    counted = SHIPPED.replace("\ncontracts:", f"\n{hours}contracts:", 1)
    counted = counted.replace("service_hours: 24x7", "service_hours: jam-kerja", 1)
    assert counted.count("jam-kerja") == 2
    changed = differences(sound(counted), sound(counted.replace("16:00", "15:00"))).changed
    by_calendar = {
        site.id
        for site in sound(counted).sites
        if any(term.policy.service_hours == "jam-kerja" for term in site.terms)
    }
    assert set(changed) == by_calendar != set()
