"""``pantau import provider-outages`` and ``pantau reconcile``, as they are typed."""

import re
from pathlib import Path

import pytest

from tests.cli.story import Desk

LIST = """\
Daftar gangguan Maret 2025
Nama Lokasi;Waktu Open;Waktu Close;No Tiket
Kantor Bupati;10/03/2025 07.30;10/03/2025 09.00;INC1
Kantor Camat Anu;11/03/2025 07.30;11/03/2025 09.00;INC2
"""
HOW = ("--month", "2025-03", "--timezone", "wib")


@pytest.fixture
def listed(worked: Desk, tmp_path: Path) -> Desk:
    file = tmp_path / "telkom.csv"
    file.write_text(LIST)
    done = worked.run("import", "provider-outages", str(file), *HOW)
    assert (done.exit_code, done.stderr) == (0, "")
    assert re.fullmatch(r"L\d+\n", done.stdout)
    return worked


def test_only_what_differs_is_shown_with_its_worth(listed: Desk) -> None:
    found = listed.json("reconcile", "--month", "2025-03")
    (account,) = found["accounts"]
    assert (account["source"], account["name"], account["sites"]) == ("provider", "telkom.csv", 3)
    kinds = {(each["site"], each["kind"]) for each in account["differences"]}
    assert kinds == {
        ("kantor", "bounds"),
        ("desa", "missing_there"),
        ("Kantor Camat Anu", "site_unknown"),
    }
    bounds = next(each for each in account["differences"] if each["kind"] == "bounds")
    # 07.30 WIB is 08.30 WITA: half an hour less at both sides of ours, 08.00 to 10.00.
    assert (bounds["their_from"], bounds["their_to"]) == (
        "2025-03-10T00:30:00Z",
        "2025-03-10T02:00:00Z",
    )
    assert (bounds["seconds"], bounds["tickets"], bounds["lines"]) == (1_800, ["INC1"], [3])


def test_a_wide_tolerance_hides_what_lies_inside_it_and_nonsense_is_wrong_usage(
    listed: Desk,
) -> None:
    found = listed.json("reconcile", "--month", "2025-03", "--tolerance", "30m")
    assert "bounds" not in {each["kind"] for each in found["accounts"][0]["differences"]}
    assert listed.run("reconcile", "--month", "2025-03", "--tolerance", "x").exit_code == 2
    assert listed.run("reconcile", "--month", "2025-13").exit_code == 2


def test_one_site_alone(listed: Desk) -> None:
    found = listed.json("reconcile", "--month", "2025-03", "--site", "kantor")
    assert [each["site"] for each in found["accounts"][0]["differences"]] == ["kantor"]
    assert (
        "did you mean 'kantor'?"
        in listed.run("reconcile", "--month", "2025-03", "--site", "kntor").stderr
    )


def test_the_table_names_both_sides_and_the_sums(listed: Desk) -> None:
    text = listed.run("reconcile", "--month", "2025-03").stdout
    assert "other times" in text
    assert "10 Mar 2025 08:00 WITA, 2h" in text
    assert "+30m" in text
    assert "All together: down" in text
    assert text.splitlines()[-2].startswith("telkom ")
    assert text.endswith("1 row has no known fee or no claimable credit\n")


def test_invoices_stand_beside_what_was_computed(listed: Desk) -> None:
    credit = listed.json("sla", "--month", "2025-03")["total"]["credit"]
    done = listed.run(
        *("payment", "record", "F1", "--contract", "telkom", "--month", "2025-03"),
        *("--billed", "9000000", "--deducted", "1000", "--paid", "8999000"),
    )
    assert done.exit_code == 0, done.stderr
    (invoice,) = listed.json("reconcile", "--month", "2025-03")["invoices"]
    assert invoice["credit"] == credit
    assert invoice["deducted_apart"] == 1_000 - credit
    assert "deducted " in listed.run("reconcile", "--month", "2025-03").stdout


def test_a_month_of_which_nobody_else_told_says_so(march: Desk) -> None:
    text = march.run("reconcile", "--month", "2025-03").stdout
    assert text.startswith("Nobody else's account of 2025-03 is there")


def test_a_bad_file_and_bad_options_keep_nothing(worked: Desk, tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text("site,mulai,selesai\nkantor,kemarin,\n")
    done = worked.run("import", "provider-outages", str(file), *HOW)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "x.csv:2: 'kemarin' is not a time" in done.stderr
    for more in (("--column", "nama=X"), ("--provider", "Icon+")):
        assert worked.run("import", "provider-outages", str(file), *HOW, *more).exit_code == 2
    named = ("--column", "started_at=mulai", "--column", "ended_at=selesai")
    assert worked.run("import", "provider-outages", str(file), *HOW, *named).exit_code == 1


def test_a_list_is_revoked_like_an_import(listed: Desk) -> None:
    (account,) = listed.json("reconcile", "--month", "2025-03")["accounts"]
    done = listed.run("import", "revoke", account["id"], "--reason", "salah bulan")
    assert done.stdout.strip() == account["id"]
    assert listed.json("reconcile", "--month", "2025-03")["accounts"] == []
    assert listed.run("verify").exit_code == 0
