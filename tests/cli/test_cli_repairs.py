"""``pantau repairs``: what was late, and the means."""

from tests.cli.story import INVENTORY, Desk

ASKED = ("repairs", "--month", "2025-03", "--site", "kantor")


def with_target(desk: Desk, target: str) -> Desk:
    policy = "{repair_target: " + target + ", restitution:"
    desk.inventory.write_text(INVENTORY.replace("{restitution:", policy, 1))
    return desk


def test_a_repair_within_its_target_is_fine(worked: Desk) -> None:
    found = with_target(worked, "2h").json(*ASKED)
    [repair] = found["repairs"]
    assert (repair["seconds"], repair["target_seconds"], repair["late"]) == (7200, 7200, False)
    [mean] = found["means"]
    assert mean["to_repair_seconds"] == 7200


def test_one_that_took_longer_is_a_problem_found(worked: Desk) -> None:
    found = with_target(worked, "1h").json(*ASKED, code=1)
    assert found["repairs"][0]["late"] is True
    shown = worked.run(*ASKED)
    assert shown.exit_code == 1
    assert "kantor" in shown.stdout


def test_without_a_target_nothing_is_late(march: Desk) -> None:
    assert march.json(*ASKED)["repairs"][0]["late"] is None


def test_a_month_that_is_none_is_wrong_usage(march: Desk) -> None:
    assert march.run("repairs", "--month", "2025-13").exit_code == 2
