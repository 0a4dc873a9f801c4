"""A month shows where its sites were then, whatever day it is looked at."""

from datetime import date

import pytest

from pantau.facts.instant import midnight
from pantau.facts.measured import LedgerFacts
from pantau.sla import judge_month
from pantau.sla.groups import rows
from tests.fakes.inventories import inventory_text, small_inventory

MOVES = "changes: [{from: 2026-11-20, kecamatan: Long Ikis}, {from: 2026-12-05, medium: vsat}]"
MOVING = small_inventory(text=inventory_text(1).replace("contract:", f"{MOVES}, contract:"))
NEW_YEAR = midnight(date(2027, 1, 1), MOVING.timezone)


@pytest.mark.parametrize(
    ("month", "kecamatan", "medium"),
    [("2026-10", "Kuaro", None), ("2026-11", "Long Ikis", None), ("2026-12", "Long Ikis", "vsat")],
)
@pytest.mark.parametrize("seen_on", [date.min, date(2026, 11, 25), date(2027, 1, 1)])
def test_a_month_that_is_over_has_the_sites_of_its_last_day(
    month: str, kecamatan: str, medium: str | None, seen_on: date
) -> None:
    inventory = MOVING.on(seen_on)
    result = judge_month(inventory, LedgerFacts({}, (), (), ()), month, NEW_YEAR)
    [row] = rows(result, inventory)
    assert (row.kecamatan, row.medium) == (kecamatan, medium)


def test_a_month_that_goes_on_has_them_as_they_stand_now() -> None:
    now = midnight(date(2026, 11, 20), MOVING.timezone)
    for at, kecamatan in ((now, "Kuaro"), (now + 1, "Long Ikis")):
        [row] = rows(judge_month(MOVING, LedgerFacts({}, (), (), ()), "2026-11", at), MOVING)
        assert row.kecamatan == kecamatan
