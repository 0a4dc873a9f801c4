"""``pantau forecast``: whose budget is left, and whose is not."""

from tests.cli.story import Desk

MARCH = ("forecast", "--month", "2025-03")


def test_the_figures_are_those_of_the_month(march: Desk) -> None:
    rows = {(row["site"], row["tier"]): row for row in march.json(*MARCH, code=1)}
    kantor = rows["kantor", "fo-50"]
    # 0.1 % of 2678400 s, floored; two hours were down.
    assert (kantor["allowed_seconds"], kantor["down_seconds"]) == (2678, 7200)
    assert (kantor["left_seconds"], kantor["outlook"]) == (2678 - 7200, "broken")
    assert rows["desa", "fo-20"]["outlook"] == "holding"
    nobody_watched = rows["sekolah", "fo-50"]
    assert (nobody_watched["outlook"], nobody_watched["used_up_at"]) == ("undecided", None)


def test_the_worst_stand_on_top_as_people_say_it(march: Desk, desk: Desk) -> None:
    desk.data = march.data
    for desk.lang, head, word in (("en", "Left", "broken"), ("id", "Sisa", "gagal")):
        done = desk.run(*MARCH)
        assert done.exit_code == 1
        first, second, *_ = done.stdout.splitlines()
        assert head in first
        assert word in second
    rows = done.stdout.splitlines()[1:]
    assert [("gagal" in row) for row in rows] == sorted(
        ("gagal" in row for row in rows), reverse=True
    )


def test_one_site_alone_that_keeps_its_objective_is_fine(march: Desk) -> None:
    one = march.json("forecast", "--month", "2025-03", "--site", "sekolah")
    assert [row["site"] for row in one] == ["sekolah"]
    done = march.run("forecast", "--month", "2025-03", "--site", "sekolha")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "did you mean 'sekolah'?" in done.stderr


def test_without_a_month_it_is_the_running_one(march: Desk) -> None:
    assert {row["outlook"] for row in march.json("forecast")} == {"undecided"}
    assert march.run("forecast", "--month", "2025-13").exit_code == 2


def test_a_month_to_come_has_no_rows(march: Desk) -> None:
    done = march.run("forecast", "--month", "2098-01")
    assert (done.exit_code, done.stdout) == (0, "No site has service time in this month yet.\n")
