"""Long runs: what notes their curves, what is said of them, and that all of it is kept in docs/."""

import json
from pathlib import Path

import pytest

from benchmarks.page import sections
from benchmarks.soak import YEAR, runs, text
from benchmarks.soak_curve import Curve, Recording
from benchmarks.soak_drawn import PANELS, picture
from benchmarks.soak_rows import virtual_rows
from benchmarks.soak_virtual import Order, play

DOCS = Path(__file__).parents[2] / "docs"


def test_a_curve_is_read_as_it_was_noted_and_says_how_much_it_grew(tmp_path: Path) -> None:
    file = tmp_path / "curve.csv"
    recording = Recording(file, "day")
    for day in range(9):
        # The first quarter does not count.
        recording.note(day, {"flat": 5 + (40 if day < 2 else 0), "grows": 2.5 * day})
    curve = Curve.read(file)
    assert curve.unit == "day"
    assert curve.at == [float(day) for day in range(9)]
    assert curve.growth("flat") == pytest.approx(0)
    assert curve.growth("grows") == pytest.approx(2.5 * 6)


def test_an_hour_of_ten_sites_is_played_sealed_judged_and_told(tmp_path: Path) -> None:
    order = Order(
        step=30, days=1 / 24, heartbeat_s=60, tick_ms=2_000, months=4, often=0.1,
        curve=str(tmp_path / "curve.csv"),
    )  # fmt: skip
    found = play(order, tmp_path / "data")
    assert found["sites"] == 10
    assert found["entries"] > 0
    curve = Curve.read(Path(order.curve))
    assert len(curve.at) == 5
    assert curve.at[-1] == pytest.approx(1 / 24, abs=0.001)
    assert min(curve.values["memory_mb"]) > 10
    assert max(curve.values["handles"]) < 100
    assert curve.values["samples_mb"][-1] > 0
    rows = {row.what: row for row in virtual_rows(order, found, Path(order.curve))}
    assert rows["memory at the end"].value == curve.values["memory_mb"][-1]


def test_samples_are_told_before_and_after_as_many_go_as_come(tmp_path: Path) -> None:
    order = Order(
        step=30, days=300, heartbeat_s=60, tick_ms=1_000, months=1, often=0.1, curve="year.csv"
    )
    found = {
        "judged": 20, "entries": 10, "outages": 1, "seen": 1, "findings": 0,
        "first_findings": [], "processor_s": 60,
    }  # fmt: skip
    file = tmp_path / "curve.csv"
    recording = Recording(file, "day")
    for day in range(301):
        # Two months stay; from day 220 on a bit more.
        kept = 0.1 * (day if day < 60 else 30 + day % 30) + (0.5 if day > 220 else 0)
        same = dict.fromkeys(("memory_mb", "kept_by_library_mb", "objects", "handles"), 1.0)
        recording.note(day, {**same, "journal_mb": day, "samples_mb": kept})
    rows = {row.what: row for row in virtual_rows(order, found, file)}
    assert rows["samples, growth"].value == pytest.approx(100)
    assert rows["samples, most"].value == pytest.approx(6.4)
    assert rows["samples, most"].how.startswith("from day 211 on; from day 122, ")
    assert rows["samples, most"].how.endswith(": 5.9 MB")


def test_an_order_travels_as_a_word() -> None:
    assert Order(**json.loads(YEAR.argument())) == YEAR


def test_the_page_has_every_run_and_nobody_edits_it_by_hand() -> None:
    page = (DOCS / "endurance.md").read_text("utf-8")
    assert list(sections(page)) == list(runs(DOCS))
    assert text(DOCS / "endurance", sections(page)) == page


def test_the_picture_is_drawn_from_the_curves_that_lie_beside_it() -> None:
    drawn = picture(DOCS / "endurance")
    assert (DOCS / "pictures" / "endurance.svg").read_text("utf-8") == drawn
    assert drawn.count("<polyline") == sum(len(panel.lines) for panel in PANELS)
