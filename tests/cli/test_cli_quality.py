"""``pantau quality``: what a line is like while it is there."""

from pantau.facts.instant import DAY, MINUTE
from pantau.facts.measured import Sample
from pantau.facts.words import Left
from pantau.store import Keeper, Store
from tests.cli.story import DOWN, Desk, live_through_march
from tests.store.making import WHO, seal_one

KANTOR = ("quality", "kantor", "--month", "2025-03")


def test_the_minute_of_the_outage_is_left_out(march: Desk) -> None:
    [row] = march.json(*KANTOR)
    assert (row["tier"], row["minutes"], row["loss"]) == ("fo-50", 1, 0)
    assert (row["rtt_min_us"], row["rtt_median_us"], row["rtt_p95_us"]) == (900, 1_000, 1_000)
    assert (row["jitter_us"], row["variation_us"]) == (50, 200)
    # d = 0.5 + 0.1 + 10 ms: R = 93.2 - 0.024 x 10.6.
    assert (row["r"], row["mos"], row["network_class"]) == (92.95, 4.4, 0)
    assert (row["latency_met"], row["loss_met"], row["jitter_met"]) == (None, None, None)


def test_a_promise_that_is_not_kept_is_a_problem_found(desk: Desk) -> None:
    live_through_march(desk.data)
    text = desk.inventory.read_text()
    desk.inventory.write_text(text.replace("fee: 2500000}", "fee: 2500000, latency_p95: 1ms}"))
    here = ("--data", str(desk.data), "--inventory", str(desk.inventory), "--lang", "id")
    kept = desk.type(*KANTOR, *here)
    assert (kept.exit_code, " ya " in kept.stdout) == (0, True)
    slow = Sample("kantor", "icmp", DOWN - 2 * MINUTE, 12, 12, 900, 1_200, 1_300, 50)
    with Store.open(desk.data) as store:
        store.write_samples([slow])
    missed = desk.type(*KANTOR, *here)
    assert (missed.exit_code, " tidak " in missed.stdout) == (1, True)
    assert "1,20 ms" in missed.stdout


def test_without_samples_that_is_said(march: Desk) -> None:
    done = march.run("quality", "sekolah", "--month", "2025-03")
    assert (done.exit_code, done.stdout) == (
        0,
        "There are no samples of this site in this month.\n",
    )
    assert march.json("quality", "kantor") == []
    assert march.run("quality", "nobody", "--month", "2025-03").exit_code == 1
    assert march.run("quality", "kantor", "--month", "2025-13").exit_code == 2


def test_all_sites_are_judged_as_one_site_is(march: Desk) -> None:
    alone = march.json(*KANTOR)
    assert march.json("quality", "--month", "2025-03") == alone
    shown = march.run("quality", "--month", "2025-03").stdout
    assert "kantor" in shown
    assert "1 rows: latency promised and kept 0, not 0; loss kept 0, not 0" in shown
    assert march.run("quality", "--month", "2025-04").stdout == (
        "There are no samples in this month.\n"
    )


def test_what_is_sealed_has_the_same_quality(desk: Desk) -> None:
    live_through_march(desk.data)
    before = desk.json(*KANTOR)
    with Store.open(desk.data) as store:
        assert seal_one(store, DOWN + 2 * DAY)
    assert desk.json(*KANTOR) == before


def test_the_histogram_counts_each_minute_once(march: Desk) -> None:
    [row] = march.json(*KANTOR, "--histogram")
    with Store.open(march.data, readonly=True) as store:
        medians = [each.rtt_median_us for each in store.samples("kantor", 0, 2**62)]
    assert row["site"] == "kantor"
    assert row["unanswered"] == medians.count(None)
    assert row["upto_5000_us"] == sum(each is not None and each <= 5_000 for each in medians) > 0
    assert sum(each for each in row.values() if isinstance(each, int)) == len(medians)
    shown = march.run("quality", "--month", "2025-03", "--histogram").stdout
    assert ("kantor" in shown, "≤ 5 ms" in shown, "Unanswered" in shown) == (True, True, True)
    assert march.json("quality", "--month", "2025-04", "--histogram") == []
    empty = march.run("quality", "sekolah", "--month", "2025-03", "--histogram")
    assert empty.stdout == "There are no samples of this site in this month.\n"


def test_nothing_is_said_of_a_month_whose_samples_went(desk: Desk) -> None:
    live_through_march(desk.data)
    # In the inventory's zone April begins in March of UTC.
    assert desk.json("quality", "--month", "2025-04") == []
    with Store.open(desk.data) as store:
        while seal_one(store, 2**62):
            pass
        with Keeper(store, **WHO) as keeper:
            keeper.thin("2025-03", Left.EVIDENCE, "samples_months: 25", at=DOWN)
        assert store.samples("kantor", 0, 2**62)
    for month in ("2025-03", "2025-04"):
        assert desk.json("quality", "--month", month) == []
        for more in ((), ("--histogram",)):
            done = desk.run("quality", "kantor", "--month", month, *more)
            assert "The samples of this month are over their term" in done.stdout
            assert done.exit_code == 0
    assert "no samples in this month" in desk.run("quality", "--month", "2025-02").stdout
