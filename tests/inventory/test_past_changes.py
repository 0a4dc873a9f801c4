"""Which edits would change days that are over."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pantau.inventory import Inventory, parse_inventory
from pantau.inventory.history import PastChange, departed, past_changes

TODAY = date(2026, 11, 25)
AMENDED = "    to: 2026-12-31\n    amendments: [{{from: {day}, tiers: {{fo: {{fee: {fee}}}}}}}]\n"
TEXT = """\
version: 1
timezone: Asia/Makassar
calendars:
  kerja: {weekly: {mon-fri: "07:30-16:00"}}
contracts:
  satu:
    provider: Telkom
    from: 2026-01-01
    to: 2026-12-31
    policy: {service_hours: kerja}
    tiers: {fo: {objective: 99.5, fee: 2500000}, radio: {objective: 98, fee: 900000}}
sites:
  - {id: a, name: A, kind: desa, kecamatan: Kuaro, address: 127.64.1.1, contract: satu, tier: fo}
  - {id: b, name: B, kind: desa, kecamatan: Kuaro, address: 127.64.1.2, contract: satu, tier: radio}
  - {id: c, name: C, kind: desa, kecamatan: Kuaro, address: 127.64.1.3, contract: satu, tier: fo}
"""
FIRST = date(2026, 1, 1)


def read(text: str) -> Inventory:
    found = parse_inventory(text.encode(), "inventory.yaml")
    assert found.inventory is not None, found.problems
    return found.inventory


def changes(text: str) -> tuple[PastChange, ...]:
    assert text != TEXT
    return past_changes(read(TEXT), read(text), TODAY)


def amended(day: date, fee: int = 2600000) -> str:
    return TEXT.replace("    to: 2026-12-31\n", AMENDED.format(day=day, fee=fee))


def test_the_same_inventory_changes_nothing() -> None:
    assert past_changes(read(TEXT), read(TEXT), TODAY) == ()


@given(st.dates(date(2026, 1, 2), date(2026, 12, 31)))
def test_an_amendment_is_free_from_today_on_and_told_of_from_its_first_day_before(
    day: date,
) -> None:
    found = changes(amended(day))
    told = [PastChange(site, "fee", 2500000, 2600000, day) for site in "ac"]
    assert list(found) == (told if day < TODAY else [])


@given(st.integers(0, 10_000_000).filter(lambda fee: fee != 2500000))
def test_a_fee_changed_in_place_is_told_of_for_exactly_its_sites(fee: int) -> None:
    found = changes(TEXT.replace("fee: 2500000", f"fee: {fee}"))
    assert list(found) == [PastChange(site, "fee", 2500000, fee, FIRST) for site in "ac"]


@pytest.mark.parametrize(
    ("old", "new", "key", "since"),
    [
        ("objective: 98,", "objective: 97,", "objective", FIRST),
        ("tier: radio}", "tier: fo}", "tier", FIRST),
        ("tier: radio}", "tier: radio, from: 2026-03-01}", "term", FIRST),
        ("tier: radio}", "tier: radio, to: 2026-11-23}", "term", date(2026, 11, 24)),
        ("{service_hours: kerja}", "{service_hours: 24x7}", "service_hours", FIRST),
        (
            "{service_hours: kerja}",
            "{service_hours: kerja, min_outage: 1m}",
            "min_outage_us",
            FIRST,
        ),
        ("16:00", "15:00", "service_hours", FIRST),
    ],
)
def test_each_fact_that_bears_money_is_told_of(old: str, new: str, key: str, since: date) -> None:
    found = [each for each in changes(TEXT.replace(old, new)) if each.site == "b"]
    assert (key, since) in [(each.key, each.since) for each in found]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("name: A,", "name: Lain,"),
        ("127.64.1.1", "127.64.1.9"),
        ("tier: radio}", "tier: radio, to: 2026-11-24}"),
        ("to: 2026-12-31", "to: 2027-12-31"),
        ("kerja", "jam-dinas"),
    ],
)
def test_what_bears_no_money_or_begins_today_is_free(old: str, new: str) -> None:
    assert changes(TEXT.replace(old, new)) == ()


@pytest.mark.parametrize(("day", "told"), [("2026-11-24", True), ("2026-11-25", False)])
def test_a_special_day_is_free_from_today_on(day: str, *, told: bool) -> None:
    special = f'"07:30-16:00"}}, days: [{{day: {day}, hours: none}}]}}'
    found = changes(TEXT.replace('"07:30-16:00"}}', special))
    assert [each.site for each in found] == (["a", "b", "c"] if told else [])
    assert {each.since for each in found} <= {date(2026, 11, 24)}


def test_another_time_zone_moves_every_day() -> None:
    (found,) = changes(TEXT.replace("Makassar", "Jakarta"))
    assert found == PastChange("", "timezone", "Asia/Makassar", "Asia/Jakarta", FIRST)


def test_a_new_site_may_begin_in_the_past_and_one_taken_out_has_departed() -> None:
    fewer = TEXT[: TEXT.index("  - {id: c")]
    assert past_changes(read(fewer), read(TEXT), TODAY) == ()
    assert past_changes(read(TEXT), read(fewer), TODAY) == ()
    assert departed(read(TEXT), read(fewer)) == ("c",)
