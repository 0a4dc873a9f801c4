"""``pantau outages``: the list of DESIGN 8, and which outages a window holds."""

import pytest

from tests.cli.story import Desk

KEYS = [
    *("id", "site", "started_at", "ended_at", "last_up_before", "last_down_within"),
    *("cause", "liability", "upstream", "ticket", "excluded_seconds"),
]


def ids(desk: Desk, begin: str, end: str, *more: str) -> list[str]:
    found = desk.json("outages", "--from", begin, "--to", end, *more)
    return [each["id"] for each in found]


def test_the_json_holds_the_binding_keys_and_times_in_utc(march: Desk) -> None:
    found = march.json("outages", "--from", "2025-03-01", "--to", "2025-04-01")
    assert [list(each) for each in found] == [KEYS, KEYS]
    assert found[0] == {
        "id": "O4",
        "site": "kantor",
        "started_at": "2025-03-10T00:00:00Z",
        "ended_at": "2025-03-10T02:00:00Z",
        "last_up_before": "2025-03-09T23:59:55Z",
        "last_down_within": "2025-03-10T01:59:59Z",
        "cause": "unknown",
        "liability": "undecided",
        "upstream": None,
        "ticket": None,
        "excluded_seconds": 0,
    }


def test_an_open_outage_has_no_end_and_lies_in_every_later_window(march: Desk) -> None:
    [found] = march.json("outages", "--from", "2025-06-01", "--to", "2025-06-02")
    assert (found["site"], found["ended_at"], found["last_down_within"]) == ("desa", None, None)


@pytest.mark.parametrize(
    ("begin", "end", "expected"),
    [
        ("2025-03-10", "2025-03-11", ["O4"]),  # a day in the inventory's zone
        ("2025-03-10T08:00", "2025-03-10T08:00:01", ["O4"]),
        ("2025-03-10T09:00", "2025-03-10T09:01", ["O4"]),  # wholly inside
        ("2025-03-10T10:00", "2025-03-11", []),  # it ended where the window begins
        ("2025-03-10", "2025-03-10T08:00", []),  # it began where the window ends
        ("2025-03-10T00:00Z", "2025-03-10T00:00:01Z", ["O4"]),  # UTC
        ("2025-03-10T00:00", "2025-03-10T00:00:01", []),  # the same numbers are WITA here
        ("2025-03-10T09:59:59+08:00", "2025-03-10T11:00:00+09:00", ["O4"]),
        ("0001-01-01", "9999-12-31", ["O4", "O7"]),
    ],
)
def test_a_window_is_half_open_and_in_the_inventory_s_zone(
    march: Desk, begin: str, end: str, expected: list[str]
) -> None:
    assert ids(march, begin, end) == expected


def test_one_site_alone(march: Desk) -> None:
    assert ids(march, "2025-03-01", "2025-04-01", "--site", "desa") == ["O7"]
    assert ids(march, "2025-03-01", "2025-04-01", "--site", "sekolah") == []


def test_a_site_that_is_nowhere_is_no_site_without_outages(march: Desk) -> None:
    done = march.run("outages", "--from", "2025-03-01", "--to", "2025-04-01", "--site", "kantr")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "'kantr'" in done.stderr
    assert "did you mean 'kantor'?" in done.stderr


def test_a_site_that_left_the_inventory_keeps_its_outages(march: Desk, desk: Desk) -> None:
    desk.inventory.write_text("".join(desk.inventory.read_text().partition("  - id: desa")[0]))
    desk.data = march.data
    assert ids(desk, "2025-03-01", "2025-04-01", "--site", "desa") == ["O7"]


@pytest.mark.parametrize(
    ("begin", "end", "named"),
    [
        ("2025-13-01", "2025-04-01", "2025-13-01"),
        ("2025-03-01", "soon", "soon"),
        ("2025-04-01", "2025-03-01", "2025-03-01"),
        ("2025-04-01", "2025-04-01", "2025-04-01"),
        ("", "2025-04-01", "''"),
    ],
)
def test_a_bad_date_is_wrong_usage_and_named(march: Desk, begin: str, end: str, named: str) -> None:
    done = march.run("outages", "--from", begin, "--to", end)
    assert (done.exit_code, done.stdout) == (2, "")
    assert named in done.stderr
    assert "--from" in done.stderr or "--to" in done.stderr


def test_both_ends_must_be_given(march: Desk) -> None:
    assert march.run("outages", "--from", "2025-03-01").exit_code == 2
    assert march.run("outages", "--to", "2025-03-01").exit_code == 2


def test_the_table_speaks_both_languages(march: Desk, desk: Desk) -> None:
    done = march.run("outages", "--from", "2025-03-01", "--to", "2025-04-01")
    assert "10 Mar 2025 08:00 WITA" in done.stdout
    assert "still down" in done.stdout
    desk.data, desk.lang = march.data, "id"
    done = desk.run("outages", "--from", "2025-03-01", "--to", "2025-04-01")
    assert "10 Mar 2025 08.00 WITA" in done.stdout
    assert "2 j" in done.stdout
    none = march.run("outages", "--from", "2025-02-01", "--to", "2025-02-02")
    assert none.stdout == "No outages.\n"
    assert march.json("outages", "--from", "2025-02-01", "--to", "2025-02-02") == []
