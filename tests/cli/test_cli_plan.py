"""``pantau plan``: media side by side, and who needs fibre most."""

import shutil
from pathlib import Path

import pytest

from pantau.facts.device import Quantity, Reading
from pantau.facts.instant import DAY, HOUR, MINUTE
from pantau.facts.measured import Sample
from pantau.store import Store
from tests.cli.story import DOWN, INVENTORY, Desk, live_through_march
from tests.cli.story import MARCH as MARCH_BEGIN

MARCH = ("--month", "2025-03")
TEXT = (
    INVENTORY.replace("address: 127.64.1.1,", "address: 127.64.1.1, medium: modem-4g, serves: 40,")
    .replace("address: 127.64.1.2\n", "address: 127.64.1.2\n    medium: vsat\n    serves: 900\n")
    .replace("address: 127.64.1.3,", "address: 127.64.1.3, medium: fo, at: [-1.9, 116.2],")
    .replace("id: kantor,", "id: kantor, at: [-1.9, 116.3],")
)


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Kantor on a modem and desa on a dish were measured, sekolah on fibre never was."""
    desk = Desk.at(tmp_path_factory.mktemp("plan"), TEXT)
    live_through_march(desk.data)
    # 10 March is a Monday: 14.00 WITA lies in working hours, 20.00 does not.
    work = DOWN + 6 * HOUR
    with Store.open(desk.data) as store:
        store.write_samples(
            [
                Sample("kantor", "icmp", work, 12, 9, 40_000, 80_000, 90_000, 900),
                Sample("kantor", "icmp", work + 6 * HOUR, 12, 0, None, None, None, None),
                Sample("desa", "icmp", work, 12, 12, 590_000, 600_000, 610_000, 900),
                Sample("desa", "icmp", work + MINUTE, 12, 12, 590_000, 640_000, 650_000, 900),
            ]
        )
    return desk


def test_media_stand_beside_one_another(planned: Desk) -> None:
    dish, modem, fibre = planned.json("plan", "media", *MARCH)
    assert [each["medium"] for each in (dish, modem, fibre)] == ["vsat", "modem-4g", "fo"]
    # The outage of kantor: 10 March 08.00 to 10.00, all of it in working hours.
    assert (modem["down_seconds"], modem["work_down_seconds"]) == (7_200, 7_200)
    # That of desa: 31 March, a holiday, from 23.00 to midnight.
    assert (dish["down_seconds"], dish["work_down_seconds"]) == (3_600, 0)
    # Two minutes in working hours were not touched by the outage: 07.59 and 14.00.
    assert (modem["loss"], modem["rtt_p95_us"]) == (3 / 24, 80_000)
    assert (dish["loss"], dish["rtt_p95_us"]) == (0, 640_000)
    assert (fibre["availability"], fibre["loss"], fibre["measured"]) == (None, None, 0)
    assert (modem["sites"], modem["compliant"], modem["not_compliant"]) == (1, 0, 1)


def test_the_figures_are_those_of_the_contract(planned: Desk) -> None:
    judged = {each["site"]: each for each in planned.json("sla", *MARCH)["sites"]}
    [modem] = [each for each in planned.json("plan", "media", *MARCH) if each["medium"][0] == "m"]
    assert modem["availability"] == judged["kantor"]["availability"]


def test_who_needs_fibre_most(planned: Desk) -> None:
    first, second = planned.json("plan", "fibre", *MARCH)
    assert (first["site"], first["rank"]) == ("kantor", 1)
    assert (first["people"], first["fibre_site"], first["fibre_metres"]) == (40, "sekolah", 11_113)
    assert second["unknown"] == ["nearness"]
    points = {each["factor"]: each["points"] for each in second["terms"]}
    assert (points["hours_lost"], points["people"], points["latency"]) == (1, 2, 2)
    # Of 13 that are known: 2·1/2 + 0 + 0 + 2·1 + 2·0,6 + 2·1.
    assert second["score"] == pytest.approx(100 * 6.2 / 13)


def test_other_weights_make_another_list(planned: Desk) -> None:
    found = planned.json("plan", "fibre", *MARCH, "--weight", "people=100", "--weight", "loss=0")
    assert [each["site"] for each in found] == ["desa", "kantor"]
    for wrong in ("people", "people=-1", "people=101", "orang=1", "people=1/0"):
        done = planned.run("plan", "fibre", "--weight", wrong)
        assert (done.exit_code, "is no weight; write one of" in done.stderr) == (2, True)


def test_the_arithmetic_of_one_site_is_told_line_by_line(planned: Desk) -> None:
    said = planned.run("plan", "fibre", *MARCH, "--site", "desa").stdout
    assert "Time lost: 1h / 2h = 0.500; × 2.00 = 1.000" in said
    assert "Nearness to fibre: not known" in said
    assert "Score: 6.20 / 13.00 × 100 = 47.6" in said
    assert "With what is not known it lies between 44.2 and 51.4." in said
    done = planned.run("plan", "fibre", *MARCH, "--site", "sekolah")
    assert (done.exit_code, "is on fibre or not in the inventory" in done.stderr) == (1, True)


def test_it_is_told_in_indonesian(planned: Desk) -> None:
    here = ("--data", str(planned.data), "--inventory", str(planned.inventory))
    said = planned.type("plan", "fibre", *MARCH, *here).stdout
    assert "Waktu hilang" in said
    assert "sekolah (11,1 km)" in said
    assert "Kedekatan dengan serat optik" in said


def test_files_are_written_and_others_refused(planned: Desk, tmp_path: Path) -> None:
    for name, begin in (("a.xlsx", b"PK"), ("a.csv", b"\xef\xbb\xbfsite;")):
        done = planned.run("plan", "fibre", *MARCH, "-o", str(tmp_path / name))
        assert (done.exit_code, done.stdout) == (0, "")
        assert (tmp_path / name).read_bytes().startswith(begin)
    whole = (tmp_path / "a.csv").read_bytes()
    one = planned.run("plan", "fibre", *MARCH, "--site", "desa", "-o", str(tmp_path / "b.csv"))
    assert (one.exit_code, (tmp_path / "b.csv").read_bytes()) == (0, whole)
    assert planned.run("plan", "fibre", "-o", "a.pdf").exit_code == 2
    done = planned.run("plan", "fibre", *MARCH, "-o", str(tmp_path / "no" / "a.csv"))
    assert (done.exit_code, "cannot be written" in done.stderr) == (1, True)


def test_months_that_make_no_sense_are_refused(planned: Desk) -> None:
    for wrong in (
        ("--month", "2025-13"),
        ("--month", "2025-03", "--to", "2025-04"),
        ("--from", "2025-04", "--to", "2025-03"),
        ("--from", "2020-01", "--to", "2025-03"),
    ):
        assert planned.run("plan", "media", *wrong).exit_code == 2


def test_several_months_are_their_sum(planned: Desk) -> None:
    span = ("--from", "2025-02", "--to", "2025-03")
    [modem] = [e for e in planned.json("plan", "media", *span) if e["medium"] == "modem-4g"]
    assert (modem["down_seconds"], modem["sites"]) == (7_200, 1)


def test_who_changed_the_medium_is_judged_by_the_time_on_each(
    planned: Desk, tmp_path: Path
) -> None:
    desk = Desk.at(
        tmp_path, TEXT.replace("serves: 40,", "changes: [{from: 2025-03-10, medium: fo}],")
    )
    shutil.copytree(planned.data, desk.data)
    found = {each["medium"]: each for each in desk.json("plan", "media", *MARCH)}
    # The month counts for the medium at its end; minutes for that of their own day.
    assert found["fo"]["down_seconds"] == 7_200
    assert (found["fo"]["measured"], "modem-4g" in found) == (1, False)
    assert [each["site"] for each in desk.json("plan", "fibre", *MARCH)] == ["desa"]


def test_an_empty_list_says_why(planned: Desk, tmp_path: Path) -> None:
    text = TEXT.replace("modem-4g", "fo").replace("vsat", "fo")
    desk = Desk.at(tmp_path, text)
    shutil.copytree(planned.data, desk.data)
    assert "Nobody is without fibre" in desk.run("plan", "fibre", *MARCH).stdout


def counted(days: int, bps: int) -> list[Reading]:
    """What a router says minute by minute from the begin of 17 March on."""
    begin = MARCH_BEGIN + 16 * DAY
    values = {Quantity.INTERFACE_UP: 1, Quantity.IN_BPS: bps, Quantity.OUT_BPS: bps // 4}
    return [Reading("kantor", "snmp", begin + at * MINUTE, values) for at in range(days * 24 * 60)]


def with_router(text: str) -> str:
    text = text.replace("sites:\n", "credentials: {r: {community: env:PANTAU_R}}\nsites:\n")
    text = text.replace("fee: 2500000}", "fee: 2500000, speed: 50Mbps}")
    text = text.replace("fee: 1000000}", "fee: 1000000, speed: 20Mbps}")
    probes = "probes: [{kind: snmp, credentials: r}], address: 127.64.1.1"
    return text.replace("address: 127.64.1.1", probes)


@pytest.mark.parametrize(
    ("days", "bps", "advice", "offer", "rupiah"),
    [
        (4, 10_000_000, "smaller", "fo-20", -1_500_000),
        (4, 30_000_000, "keep", None, None),
        (4, 45_000_000, "full", None, None),
        (2, 45_000_000, "too_little", None, None),
        (14, 10_000, "idle", None, 2_500_000),
    ],
)
def test_what_is_said_of_a_line_with_a_device(
    planned: Desk, tmp_path: Path, days: int, bps: int, advice: str, offer: str, rupiah: int
) -> None:
    desk = Desk.at(tmp_path, with_router(TEXT))
    shutil.copytree(planned.data, desk.data)
    with Store.open(desk.data) as store:
        store.write_readings(counted(days, bps))
    [line] = desk.json("plan", "use", *MARCH)
    assert (line["site"], line["advice"], line["offer"], line["rupiah"]) == (
        *("kantor", advice, offer),
        rupiah,
    )
    assert (line["p95_in_bps"], line["p95_out_bps"]) == (bps, bps // 4)
    assert line["slots"] == days * 288
    said = desk.run("plan", "use", *MARCH).stdout
    assert "1 of 3 sites have a device that counts." in said


def test_without_devices_there_is_nothing_to_say(planned: Desk) -> None:
    assert planned.json("plan", "use", *MARCH) == []
    assert planned.run("plan", "use", *MARCH).stdout.startswith("Nothing here.")
