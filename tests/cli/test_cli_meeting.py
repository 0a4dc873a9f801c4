"""``pantau meeting``: planned, looked at before, during and after it, certified, cancelled."""

from datetime import timedelta
from pathlib import Path

import pytest

from pantau.facts.clock import SystemClock, now_us
from pantau.facts.instant import HOUR, MINUTE, to_iso
from pantau.facts.measured import Sample
from pantau.facts.meetings import WINDOW_US
from pantau.store import Dense, Store
from tests.cli.story import Desk, commit, live_through_march, watching
from tests.cli.test_docs import keys, sections
from tests.meeting.made import window


def at(ahead: timedelta) -> str:
    return to_iso(now_us(SystemClock()) + round(ahead.total_seconds()) * 1_000_000)


HOURS = {
    "ahead": (timedelta(days=2), timedelta(days=2, hours=1)),
    "live": (timedelta(minutes=-10), timedelta(hours=1)),
}


def plan(desk: Desk, when: str, *more: str) -> str:
    begin, end = HOURS[when]
    done = desk.run(
        *("meeting", "plan", "--name", "Musrenbang", "--from", at(begin), "--to", at(end)),
        *("--site", "kantor", "--by", "Rina", *more),
    )
    assert (done.exit_code, done.stderr) == (0, ""), done.stderr
    return done.stdout.strip()


def told(desk: Desk, command: str, *words: str) -> list:
    found = desk.json("meeting", command, *words)
    named = sections()[f"pantau meeting {command}"]
    assert {key for key in keys(found) if f"`{key}`" not in named} == set()
    return found


def test_a_meeting_is_planned_changed_listed_and_cancelled(worked: Desk) -> None:
    made = plan(worked, "ahead")
    done = worked.run("meeting", "change", made, "--kind", "voice", "--site", "desa")
    assert done.stdout.strip() == made
    [row] = told(worked, "list")
    assert (row["id"], row["name"], row["kind"], row["sites"]) == (
        *(made, "Musrenbang", "voice"),
        ["desa"],
    )
    assert worked.run("meeting", "cancel", made, "--reason", "ditunda").exit_code == 0
    refused = worked.run("meeting", "cancel", made, "--reason", "lagi")
    assert refused.exit_code == 1
    assert "was cancelled already" in refused.stderr
    assert "Musrenbang" in worked.run("meeting", "list").stdout
    shown = worked.run("meeting", "show", made)
    assert (shown.exit_code, "was cancelled" in shown.stderr) == (1, True)


def test_before_it_the_last_weeks_are_told(worked: Desk) -> None:
    made = plan(worked, "ahead")
    [row] = told(worked, "show", made)
    assert (row["light"], row["advice"], row["minutes_known"]) == ("unknown", "try_first", 0)
    assert told(worked, "forecast", made) == [row]
    assert "not measured enough" in worked.run("meeting", "show", made).stdout


def test_a_forecast_needs_no_plan(worked: Desk) -> None:
    words = ("--from", "2025-03-17T07:00", "--to", "2025-03-17T09:00", "--site", "kantor")
    [row] = told(worked, "forecast", *words)
    assert row["minutes"] > 0
    done = worked.run("meeting", "forecast", "--site", "kantor")
    assert done.exit_code == 2
    assert "--from and --to" in done.stderr


def test_minutes_of_the_same_hours_become_a_forecast(worked: Desk) -> None:
    now = now_us(SystemClock())
    begin = (now + 48 * HOUR) // MINUTE * MINUTE - 7 * 24 * HOUR
    with Store.open(worked.data) as store:
        store.write_samples(
            [
                Sample("kantor", "icmp", begin + n * MINUTE, 12, 12, 9_000, 10_000, 12_000, 800)
                for n in range(-2, 62)
            ]
        )
    [row] = told(worked, "show", plan(worked, "ahead"))
    assert (row["light"], row["good"], row["advice"]) == ("green", 1.0, "video_fine")


def test_from_half_an_hour_before_it_is_what_was_measured_in_the_last_minute(desk: Desk) -> None:
    live_through_march(desk.data)
    now = now_us(SystemClock())
    with Store.open(desk.data) as store:
        run = watching(store, now - HOUR, "kantor", "desa")
        commit(store, run, now)
    made = plan(desk, "live")
    with Dense.open(desk.data) as dense:
        begin = now // WINDOW_US * WINDOW_US - 10 * MINUTE
        dense.write([window(n, range(5), site="kantor", at=begin) for n in range(70)])
    [row] = told(desk, "show", made)
    assert (row["windows"], row["loss_percent"]) == (6, 5.0)
    assert row["light"] == "unknown"  # no state was ever written: nobody knows


def test_a_certificate_waits_for_the_end_and_is_the_same_file_ever_after(
    worked: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = plan(worked, "live")
    early = worked.run("meeting", "certificate", made, "-o", str(tmp_path / "out"))
    assert early.exit_code == 1
    assert "is not over yet" in early.stderr
    with Dense.open(worked.data) as dense:
        begin = now_us(SystemClock()) // MINUTE * MINUTE
        dense.write([window(n, site="kantor", at=begin) for n in range(6)])
    later = now_us(SystemClock()) + 2 * HOUR
    for module in ("pantau.cli.acting", "pantau.cli.meeting"):
        monkeypatch.setattr(f"{module}.now_us", lambda _: later)
    paths = [
        worked.run("meeting", "certificate", made, "-o", str(tmp_path / name)).stdout.strip()
        for name in ("one", "two")
    ]
    one, two = (Path(path).read_bytes() for path in paths)
    assert one == two
    assert one.startswith(b"%PDF")
    [row] = told(worked, "show", made)
    assert (row["fitness"], row["minutes"]["unknown"]) == ("unknown", 68)
    assert worked.run("verify").exit_code == 0
    with Dense.open(worked.data) as dense:
        dense.forget_before(begin + WINDOW_US)
    found = worked.run("verify")
    assert found.exit_code == 1
    assert f"meeting {made}" in found.output
    assert "6 windows then, 5 now" in found.output


def test_an_id_that_is_none_is_said(worked: Desk) -> None:
    for command in ("show", "forecast", "certificate"):
        done = worked.run("meeting", command, "R99")
        assert done.exit_code == 1
        assert "meeting 'R99' is not known" in done.stderr
