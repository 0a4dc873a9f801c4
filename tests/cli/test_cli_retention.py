"""``pantau retention``: what goes, and when."""

from pantau.facts.words import Left
from pantau.store import Keeper, Store
from tests.cli.story import DOWN, Desk, live_through_march
from tests.store.making import WHO, seal_one


def test_a_month_says_when_it_goes_and_that_it_waits_to_be_closed(desk: Desk) -> None:
    live_through_march(desk.data)
    [row] = desk.json("retention")
    assert {name: row[name] for name in ("month", "left", "goes", "then", "waits")} == {
        "month": "2025-03",
        "left": None,
        "goes": "2027-05",
        "then": "evidence",
        "waits": True,
    }
    assert row["size"] > 0
    assert "2027-05, once closed" in desk.run("retention").stdout


def test_what_went_is_told(desk: Desk) -> None:
    live_through_march(desk.data)
    with Store.open(desk.data) as store:
        while seal_one(store, 2**62):
            pass
        with Keeper(store, **WHO) as keeper:
            keeper.thin("2025-03", Left.EVIDENCE, "samples_months: 25", at=DOWN)
    [row] = desk.json("retention")
    assert (row["left"], row["goes"], row["then"]) == ("evidence", "2035-04", "nothing")
    assert "The minutes around outages" in desk.run("retention").stdout


def test_without_samples_that_is_said(desk: Desk) -> None:
    Store.open(desk.data).close()
    done = desk.run("retention")
    assert (done.exit_code, done.stdout) == (0, "There are no samples yet.\n")
