"""A site begins, moves, changes address, tier and provider, and ends: the month before stays."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from pantau.actions.edits import weigh
from pantau.actions.months import judged
from pantau.actions.site_list.plan import Plan, plan_sites
from pantau.inventory import Inventory
from pantau.sla import SlaResult
from pantau.store import Store
from tests.actions.history import HEAD, NOW, now_in_force, opened, site, taken_up, watch_october
from tests.fakes.inventories import sound
from tests.sla.build import at

TWO = HEAD.replace(
    "sites:",
    """  dua:
    provider: Icon+
    from: 2026-01-01
    to: 2027-12-31
    policy: {service_hours: kerja, restitution: {kind: prorata, cap: 1.0}}
    tiers: {fo: {objective: 99, fee: 9000000}, fo-100: {objective: 99, fee: 8000000}}
sites:""",
)
TODAY = date(2026, 11, 25)
EDITS = (
    # what happens, as a row of a list; and what is true of site a from then on
    ("nama,kecamatan,desa,lintang,bujur", "Desa a,Kuaro,64.01.05.2002,-1.88,116.05"),
    ("id,kecamatan,desa", "a,Long Ikis,64.01.06.2021"),
    ("id,alamat ip", "a,127.64.9.9"),
    ("id,kontrak,paket,berlaku mulai", "a,Icon+,fo,2026-11-26"),
    ("id,paket,berlaku mulai", "a,fo-100,2026-12-15"),
    ("id,sampai", "a,2027-06-30"),
    (
        "id,nama,jenis,kecamatan,alamat ip,kontrak,paket,mulai",
        "z,Z,desa,Kuaro,127.64.9.8,dua,fo,2027-01-01",
    ),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path) as found:
        yield found


def october(store: Store) -> dict[str, SlaResult]:
    rows = judged(store, now_in_force(store), "2026-10", NOW).result.sites
    return {row.site: row for row in rows}


def edited(inventory: Inventory, heading: str, row: str) -> Inventory:
    found = plan_sites(f"{heading}\n{row}\n".encode(), "titik.csv", inventory, TODAY)
    assert isinstance(found, Plan), [str(each) for each in found]
    assert found.lines
    return found.inventory


def test_whatever_a_site_lives_through_the_month_before_stays(store: Store) -> None:
    first = sound(TWO + "".join(map(site, "abc")))
    taken_up(store, first, "2026-09-01")
    watch_october(store)
    before, now = october(store), first
    assert before["a"].credit
    for number, edit in enumerate(EDITS):
        now = edited(now, *edit)
        assert weigh(now_in_force(store), now, NOW).refused == ()
        taken_up(store, now, f"2026-11-25T09:0{number}")
        assert october(store) == before
    a, *_, z = now.sites
    assert (a.kecamatan, a.address, a.provider_on(TODAY)) == ("Long Ikis", "127.64.9.9", "Telkom")
    assert [(term.provider, term.tier, term.start, term.end) for term in a.terms] == [
        ("Telkom", "fo", date(2026, 1, 1), TODAY),
        ("Icon+", "fo", date(2026, 11, 26), date(2026, 12, 14)),
        ("Icon+", "fo-100", date(2026, 12, 15), date(2027, 6, 30)),
    ]
    assert (z.term_on(date(2026, 12, 31)), z.terms[0].start) == (None, date(2027, 1, 1))


def test_the_same_changes_without_their_day_are_refused() -> None:
    first = sound(TWO + "".join(map(site, "abc")))
    for row in ("a,Icon+,fo", "a,,fo-100"):
        found = plan_sites(f"id,kontrak,paket\n{row}\n".encode(), "x.csv", first, TODAY)
        assert isinstance(found, list)
    assert weigh(first, first, at("2026-11-25")).refused == ()
