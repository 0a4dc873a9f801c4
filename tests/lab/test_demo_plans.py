"""What a demo says for plans."""

from datetime import date
from pathlib import Path

from pantau.inventory import parse_inventory
from pantau.lab.demo_plans import with_plans

TODAY = date(2026, 11, 26)
SHIPPED = Path(__file__).parents[2] / "inventory.yaml"


def test_most_places_serve_people_and_some_were_not_counted() -> None:
    text = with_plans(SHIPPED.read_text(), TODAY)
    assert with_plans(text, TODAY) == text
    found = parse_inventory(text.encode(), "inventory.yaml")
    assert found.inventory is not None
    assert found.errors == ()
    counted = [site.serves for site in found.inventory.sites if site.serves is not None]
    assert 240 < len(counted) < 290
    assert all(20 <= each <= 12_000 for each in counted)
    assert found.inventory.planning.use.idle_days == 5
    duties = [duty for each in found.inventory.contracts.values() for duty in each.duties]
    assert [str(duty.due) for duty in duties] == [
        *("2026-10-27", "2026-11-14", "2026-12-17", "2027-02-09"),
    ]
