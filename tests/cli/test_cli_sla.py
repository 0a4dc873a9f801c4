"""``pantau sla``: the month's rows and their total, as JSON and as a table."""

import pytest

from tests.cli.story import Desk

ROW = [
    *("site", "contract", "tier", "service_seconds", "up_seconds", "down_seconds"),
    *("excluded_seconds", "unknown_seconds", "availability", "availability_worst"),
    *("availability_best", "coverage", "objective", "compliant", "claimable", "outages"),
    *("longest_outage_seconds", "mttr_seconds", "credit"),
]
MONTH_SECONDS = 31 * 86_400


def test_the_json_holds_exactly_the_binding_keys(march: Desk) -> None:
    found = march.json("sla", "--month", "2025-03")
    assert list(found) == ["month", "from", "to", "timezone", "sites", "total"]
    assert [list(row) for row in found["sites"]] == [ROW] * 4
    assert (found["month"], found["timezone"]) == ("2025-03", "Asia/Makassar")
    assert (found["from"], found["to"]) == ("2025-02-28T16:00:00Z", "2025-03-31T16:00:00Z")


def test_the_figures_are_those_of_the_history(march: Desk) -> None:
    kantor, *_, sekolah = march.json("sla", "--month", "2025-03")["sites"]
    seconds = [kantor[f"{kind}_seconds"] for kind in ("up", "down", "excluded", "unknown")]
    assert seconds == [MONTH_SECONDS - 7200 - 3600, 7200, 0, 3600]
    assert kantor["availability"] == pytest.approx(seconds[0] / (seconds[0] + 7200))
    assert (kantor["outages"], kantor["longest_outage_seconds"]) == (1, 7200)
    # fee × D / T = 2 500 000 × 7200 / 2 678 400 = 6720.43
    assert (kantor["compliant"], kantor["credit"]) == (False, 6720)
    assert sekolah["unknown_seconds"] == MONTH_SECONDS
    nothing = ("availability", "compliant", "credit", "mttr_seconds")
    assert [sekolah[key] for key in nothing] == [None] * 4
    assert sekolah["claimable"] is False


def test_there_is_one_row_for_each_site_and_term(march: Desk) -> None:
    found = march.json("sla", "--month", "2025-03")
    rows = [(row["site"], row["tier"]) for row in found["sites"]]
    assert rows == [
        ("kantor", "fo-50"),
        ("desa", "fo-20"),
        ("desa", "fo-50"),
        ("sekolah", "fo-50"),
    ]
    halves = [row["service_seconds"] for row in found["sites"][1:3]]
    assert halves == [15 * 86_400, 16 * 86_400]
    assert found["total"]["sites"] == 3


def test_seconds_of_every_row_sum_to_its_service_time(march: Desk) -> None:
    found = march.json("sla", "--month", "2025-03")
    for row in [*found["sites"], found["total"]]:
        parts = [row[f"{kind}_seconds"] for kind in ("up", "down", "excluded", "unknown")]
        assert all(isinstance(part, int) for part in parts)
        assert sum(parts) == row["service_seconds"]


def test_one_site_alone_has_its_own_total(march: Desk) -> None:
    found = march.json("sla", "--month", "2025-03", "--site", "kantor")
    assert [row["site"] for row in found["sites"]] == ["kantor"]
    assert found["total"]["credit"] == found["sites"][0]["credit"]


def test_an_unknown_site_is_a_problem_with_the_likeliest_name(march: Desk) -> None:
    done = march.run("sla", "--month", "2025-03", "--site", "dessa")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "'dessa'" in done.stderr
    assert "did you mean 'desa'?" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    far = march.run("sla", "--month", "2025-03", "--site", "zzzzzz")
    assert far.exit_code == 1
    assert "did you mean" not in far.stderr


@pytest.mark.parametrize("month", ["2025-13", "2025-3", "03-2025", "2025", "Maret", "", "0000-01"])
def test_a_bad_month_is_wrong_usage_and_named(march: Desk, month: str) -> None:
    done = march.run("sla", "--month", month)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "--month" in done.stderr
    assert f"'{month}'" in done.stderr


def test_the_month_must_be_given(march: Desk) -> None:
    assert march.run("sla").exit_code == 2


def test_the_table_is_written_as_people_write_it(march: Desk, desk: Desk) -> None:
    english = march.run("sla", "--month", "2025-03").stdout
    for text in ("Down time", "99.73 %", "Rp6,720", "2h", "As of 1 Apr 2025 00:00 WITA"):
        assert text in english
    desk.data, desk.lang = march.data, "id"
    indonesian = desk.run("sla", "--month", "2025-03").stdout
    for text in ("Waktu gangguan", "99,73 %", "Rp6.720", "2 j", "1 Apr 2025 00.00 WITA"):
        assert text in indonesian
    # 99.596… and 99.739…: rounded they would look better than they are.
    assert "99.59 %" in english
    assert "99.74 %" not in english


def test_what_cannot_be_claimed_is_marked(march: Desk) -> None:
    text = march.run("sla", "--month", "2025-03").stdout
    assert "not claimable" in text
    assert "not claimable" not in march.run("sla", "--month", "2025-03", "--site", "kantor").stdout


def test_no_two_columns_bear_the_same_name(march: Desk, desk: Desk) -> None:
    desk.data = march.data
    for desk.lang in ("en", "id"):
        head = desk.run("sla", "--month", "2025-03").stdout.splitlines()[0]
        names = [name for name in head.split("  ") if name]
        assert len(names) == 11
        assert len({name.strip() for name in names}) == 11


def test_working_shows_the_arithmetic(march: Desk) -> None:
    plain = march.run("sla", "--month", "2025-03", "--site", "kantor").stdout
    shown = march.run("sla", "--month", "2025-03", "--site", "kantor", "--working").stdout
    assert "kantor · telkom · fo-50" in shown
    assert "2500000 x 7200 / 2678400" in shown
    assert "2500000 x 7200" not in plain


def test_a_month_without_a_term_says_so(march: Desk) -> None:
    done = march.run("sla", "--month", "2019-12")
    assert (done.exit_code, done.stdout) == (0, "No site has a contract term in 2019-12.\n")
    assert march.json("sla", "--month", "2019-12")["sites"] == []


def test_a_file_that_was_named_is_the_one_that_judges(march: Desk, desk: Desk) -> None:
    cheaper = desk.inventory.read_text().replace("fee: 2500000", "fee: 250000")
    desk.inventory.write_text(cheaper)
    here = ("--data", str(march.data), "--month", "2025-03", "--site", "kantor")
    applied = desk.type("sla", *here, "--lang", "en").stdout
    named = desk.type("sla", *here, "--lang", "en", "--inventory", str(desk.inventory)).stdout
    assert "credit Rp6,720" in applied
    assert "credit Rp672\n" in named
