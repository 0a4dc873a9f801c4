"""``pantau explain``: why a verdict is what it is, by outage and by moment."""

from typing import Any

import pytest

from tests.cli.story import Desk

OUTAGE = [
    *("state", "site", "outage", "started_at", "ended_at", "import"),
    *("opened_by", "closed_by", "suggested_by"),
]
MOMENT = ["watched", "imports", "gaps", "minute"]
ENTRY = ["seq", "at", "author", "via", "hash", "payload"]


def at(desk: Desk, site: str, time: str) -> Any:
    return desk.json("explain", site, "--at", time)


def test_an_outage_shows_its_entries_and_evidence(march: Desk) -> None:
    found = march.json("explain", "--outage", "O4")
    assert list(found) == OUTAGE
    assert list(found["opened_by"]) == list(found["closed_by"]) == ENTRY
    assert (found["site"], found["state"], found["import"]) == ("kantor", "down", None)
    assert found["started_at"] == "2025-03-10T00:00:00Z"
    assert found["ended_at"] == "2025-03-10T02:00:00Z"
    evidence = found["opened_by"]["payload"]["evidence"]
    assert (evidence["witness"], evidence["needed"], len(evidence["echoes"])) == ("internet", 3, 3)
    assert found["closed_by"]["payload"]["reason"] == "answered_again"
    assert found["opened_by"]["seq"] == 4


def test_an_open_outage_is_closed_by_nothing(march: Desk) -> None:
    found = march.json("explain", "--outage", "O7")
    assert (found["ended_at"], found["closed_by"]) == (None, None)


def test_people_read_the_evidence_in_their_language(march: Desk, desk: Desk) -> None:
    english = march.run("explain", "--outage", "O4").stdout
    for text in (
        *("kantor: Down", "Outage O4, entry 4", "Began 10 Mar 2025 08:00 WITA"),
        *("Last answer before: 07:59:55 WITA", "3 echoes in a row needed, 3 seen"),
        *("p = 0.0100, q = 0.0200, false alarm 1e-10", "internet, asked 08:00:01 WITA"),
        *("08:00:02 WITA  Confirmation  Unanswered", "Ended 10 Mar 2025 10:00 WITA"),
    ):
        assert text in english
    desk.data, desk.lang = march.data, "id"
    indonesian = desk.run("explain", "--outage", "O4").stdout
    assert "kantor: Gangguan" in indonesian
    assert "08.00.02 WITA" in indonesian


def test_an_unknown_outage_is_a_problem(march: Desk) -> None:
    for name in ("O5", "O999", "banana", "", "O4-1"):
        done = march.run("explain", "--outage", name)
        assert (done.exit_code, done.stdout) == (1, "")
        assert f"'{name}'" in done.stderr
        assert "pantau outages" in done.stderr


def test_a_moment_at_which_the_site_was_up(march: Desk) -> None:
    found = at(march, "kantor", "2025-03-10T07:59:30")
    assert list(found) == ["state", "site", "at", *MOMENT]
    assert (found["state"], found["watched"], found["gaps"]) == ("up", True, [])
    assert found["at"] == "2025-03-09T23:59:30Z"
    assert found["minute"] == [
        {
            "probe": "icmp",
            "sent": 12,
            "received": 12,
            "rtt_min_us": 900,
            "rtt_median_us": 1000,
            "rtt_max_us": 1100,
        }
    ]
    text = march.run("explain", "kantor", "--at", "2025-03-10T07:59:30").stdout
    assert text.splitlines() == ["kantor: Up", "Heartbeats of that minute: 12 of 12 answered"]


def test_a_moment_inside_an_outage_is_explained_by_it(march: Desk) -> None:
    found = at(march, "kantor", "2025-03-10T00:00:30Z")
    assert list(found) == [*OUTAGE, "at", *MOMENT]
    assert (found["state"], found["outage"]) == ("down", "O4")
    assert (found["minute"][0]["received"], found["minute"][0]["rtt_min_us"]) == (0, None)


def test_an_outage_is_half_open(march: Desk) -> None:
    assert at(march, "kantor", "2025-03-10T07:59:59")["state"] == "up"
    assert at(march, "kantor", "2025-03-10T08:00:00")["state"] == "down"
    assert at(march, "kantor", "2025-03-10T09:59:59")["state"] == "down"
    assert at(march, "kantor", "2025-03-10T10:00:00")["state"] == "up"


def test_a_moment_in_a_gap_is_unknown_because_of_it(march: Desk) -> None:
    found = at(march, "kantor", "2025-03-12T00:30")
    assert (found["state"], found["watched"]) == ("unknown", True)
    assert found["gaps"] == [{"id": "G6", "reason": "vantage_blind", "note": None}]
    text = march.run("explain", "kantor", "--at", "2025-03-12T00:30").stdout
    assert text.splitlines() == ["kantor: Unknown", "Gap G6: Our own connection was down"]


@pytest.mark.parametrize(
    ("site", "time"),
    [
        ("sekolah", "2025-03-20"),  # never watched
        ("kantor", "2025-02-20"),  # before the collector began
        ("kantor", "2025-04-01"),  # its last second lies before
        ("desa", "2025-05-01"),  # an outage that was open then is not seen any more
        ("kantor", "2099-01-01"),
    ],
)
def test_a_moment_that_nobody_watched_is_unknown(march: Desk, site: str, time: str) -> None:
    found = at(march, site, time)
    assert (found["state"], found["watched"], found["gaps"]) == ("unknown", False, [])
    text = march.run("explain", site, "--at", time).stdout
    assert text.splitlines() == [
        f"{site}: Unknown",
        "No collector of ours watched the site then.",
    ]


def test_an_unknown_site_is_a_problem_with_the_likeliest_name(march: Desk) -> None:
    done = march.run("explain", "sekola", "--at", "2025-03-20")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "did you mean 'sekolah'?" in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("kantor",),
        ("--at", "2025-03-10"),
        ("kantor", "--outage", "O4"),
        ("--at", "2025-03-10", "--outage", "O4"),
        ("kantor", "--at", "2025-03-10", "--outage", "O4"),
        ("kantor", "desa", "--at", "2025-03-10"),
        ("kantor", "--at", "yesterday"),
    ],
)
def test_anything_but_one_way_of_asking_is_wrong_usage(march: Desk, words: tuple[str, ...]) -> None:
    done = march.run("explain", *words)
    assert (done.exit_code, done.stdout) == (2, "")


def test_damaged_samples_cost_the_minute_and_not_the_verdict(worked: Desk) -> None:
    for file in (worked.data / "samples").glob("2025-03.sqlite*"):
        file.unlink()
    (worked.data / "samples" / "2025-03.sqlite").write_bytes(b"garbage " * 600)
    found = at(worked, "kantor", "2025-03-10T07:59:30")
    assert (found["state"], found["minute"]) == ("up", [])
