"""The worked example of docs/sla-arithmetic.md is what the calculator says."""

from pathlib import Path

from pantau.sla import judge_month
from tests.sla.build import at, facts, gap, interval, inventory, outage, site

PAGE = Path(__file__).parents[2] / "docs" / "sla-arithmetic.md"


def test_the_worked_example_in_the_documentation_is_what_the_calculator_says() -> None:
    known = facts(
        {
            "a": [
                interval("2026-09-01", "2026-10-10T03:00"),
                interval("2026-10-10T03:10", "2026-11-01"),
            ]
        },
        [
            outage(at("2026-10-05T08:00"), at("2026-10-05T12:00")),
            outage(at("2026-10-20T14:00"), at("2026-10-20T15:00")),
        ],
        [gap(at("2026-10-05T09:00"), at("2026-10-05T09:30"))],
    )
    left_out = {"a": [interval("2026-10-20T14:30", "2026-10-20T15:30")]}
    result = judge_month(inventory(site("a")), known, "2026-10", at("2026-11-02"), left_out)
    (row,) = result.sites
    page = PAGE.read_text(encoding="utf-8")
    assert "```\n" + "\n".join(row.working) + "\n```" in page
    assert (row.outages, row.longest_outage_seconds, row.credit) == (2, 12_600, 5376)
    assert "**Rp5.376**" in page
