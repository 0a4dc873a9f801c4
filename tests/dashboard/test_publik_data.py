"""The open data: forms, fields, who may keep it how long, and that each thing is made once."""

import csv
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event, Thread

import pytest

from dashboard import cached
from dashboard.publik.answers import answer
from dashboard.publik.fields import FILES, KECAMATAN_FIELDS, ONCE
from dashboard.publik.figures import public_month
from dashboard.publik.kept import Kept, Made, made
from dashboard.publik.look import offered_months
from dashboard.publik.wanted import Wanted
from dashboard.reading import month_of, read_judged
from pantau.actions.acting import Actor
from pantau.actions.coverage import state_coverage
from pantau.actions.months import close_month
from pantau.facts.coverage import CoverageStatement
from pantau.facts.instant import DAY, HOUR, SECOND, parse_iso
from pantau.facts.region import Coverage
from pantau.facts.said import MonthStanding
from pantau.facts.words import MonthState, Role
from pantau.language import Language, translator
from tests.dashboard.stranger import Reply, Stranger, published
from tests.dashboard.world import World, inventory_text


@pytest.fixture(autouse=True)
def public(world: World) -> None:
    world.text = published(world.text)
    world.write_inventory()


@dataclass
class Turned:
    """A clock that tests turn."""

    us: int = 0

    def wall_ns(self) -> int:
        return 0

    def boot_ns(self) -> int:
        return self.us * 1000


def table(reply: Reply) -> list[dict[str, str]]:
    return list(csv.DictReader(reply.text.splitlines()))


def running(world: World) -> str:
    return month_of(world.inventory, world.now)


def last_month_closed(world: World) -> str:
    """The world began 45 days ago, so that there is a whole month behind it; it is closed."""
    world.began(ago=75 * DAY)
    world.went_down(["s-1"])
    world.committed()
    month = offered_months(running(world), {})[1]
    at = world.now
    actor = Actor("Manajer", "test", Role.MANAGER, at)
    with world.store() as store:
        done = close_month(store, actor, world.inventory, month, as_is="for a test")
    assert isinstance(done, MonthStanding)
    return month


def test_rows_have_the_fields_that_are_documented_and_no_other(world: World) -> None:
    world.began()
    world.went_down(["s-1"])
    world.committed()
    stranger = Stranger()
    month = running(world)
    for name, fields in FILES.items():
        reply = stranger.get(f"/publik/data/{name}".replace("ity.", f"ity-{month}."))
        assert reply.status == 200, name
        names = [field.name for field in fields]
        if name.endswith(".csv"):
            assert list(table(reply)[0]) == names
            assert reply.headers["content-type"] == "text/csv; charset=utf-8"
        else:
            said = reply.json()
            rows = said.get("sites", said.get("villages", said.get("maintenance")))
            rows = rows or [each["properties"] for each in said.get("features", ())]
            expected = set(names) - (set() if "maintenance" in said else ONCE)
            assert all(set(row) == expected for row in rows)
            assert set(names) & ONCE <= set(said)
            assert said["licence"] == "CC-BY-4.0"
            kind = "geo+json" if name.endswith(".geojson") else "json"
            assert reply.headers["content-type"] == f"application/{kind}"
    kecamatan = stranger.get(f"/publik/data/availability-{month}.json").json()["kecamatan"]
    assert all(set(row) == {field.name for field in KECAMATAN_FIELDS} for row in kecamatan)


def test_csv_and_json_say_the_same_and_the_seconds_sum_up(world: World) -> None:
    world.began(ago=3 * HOUR)
    world.went_down(["s-1"])
    world.committed()
    stranger = Stranger()
    name = f"/publik/data/availability-{running(world)}"
    said, rows = stranger.get(f"{name}.json").json(), table(stranger.get(f"{name}.csv"))
    for row, cells in zip(said["sites"], rows, strict=True):
        parts = ("up_seconds", "down_seconds", "excluded_seconds", "unknown_seconds")
        assert sum(row[part] for part in parts) == row["service_seconds"]
        for key, value in row.items():
            assert cells[key] == (f"{value:.6f}" if isinstance(value, float) else str(value))
        assert cells["provisional"] == "true"
    # The same look that the overview shows: no figure is computed twice.
    shown = cached.month_so_far(world.inventory)
    assert shown is not None
    by_site = {row.site: row for row in shown[0].sites}
    for row in said["sites"]:
        assert row["down_seconds"] == by_site[row["site"]].down_seconds
        assert row["availability"] <= float(by_site[row["site"]].availability or 0)
    of_kecamatan = sum(row["down_seconds"] for row in said["kecamatan"])
    assert of_kecamatan == said["total"]["down_seconds"] == shown[0].total.down_seconds
    zone = world.inventory.timezone
    assert (
        parse_iso(said["from"], zone) <= parse_iso(said["upto"], zone) < parse_iso(said["to"], zone)
    )


def test_a_closed_month_is_final_and_kept_long_and_an_open_one_is_not(world: World) -> None:
    month = last_month_closed(world)
    before = offered_months(running(world), {})[2]
    stranger = Stranger()
    closed = stranger.get(f"/publik/data/availability-{month}.json")
    assert closed.json()["provisional"] is False
    assert closed.headers["cache-control"] == "public, max-age=86400, must-revalidate"
    open_one = stranger.get(f"/publik/data/availability-{before}.json")
    assert open_one.json()["provisional"] is True
    assert open_one.headers["cache-control"] == "public, max-age=300, must-revalidate"
    for name in ("status.json", f"availability-{running(world)}.csv", "maintenance.json"):
        reply = stranger.get(f"/publik/data/{name}")
        assert reply.headers["cache-control"] == "public, max-age=30, must-revalidate"
    front = stranger.get("/publik?lang=en").text
    assert len(re.findall(">final<", front)) == 1
    assert len(re.findall(">provisional<", front)) >= 2
    again = Stranger().get(f"/publik/data/availability-{month}.json")
    assert again.headers["etag"] == closed.headers["etag"]
    page = stranger.get(f"/publik/bulan/{month}?lang=en")
    assert page.status == 200
    assert ">final<" in page.text


def test_only_months_that_are_near_or_closed_are_reckoned() -> None:
    closed = {
        "2019-05": MonthStanding("2019-05", MonthState.CLOSED, 1),
        "2019-06": MonthStanding("2019-06", MonthState.REVIEWED, 1),
    }
    found = offered_months("2026-01", closed)
    assert found[0] == "2026-01"
    assert found[-2:] == ("2025-01", "2019-05")
    assert len(found) == 14


def test_a_site_that_no_inventory_names_is_in_no_sum(world: World) -> None:
    world.began()
    world.committed()
    judged = read_judged(world.settings, world.inventory, running(world), world.now)
    assert judged is not None
    world.text = inventory_text(2)
    month = public_month(judged.result, world.inventory, provisional=True)
    assert set(month.sites) == {"s-1", "s-2"}
    assert month.total.sites == 2


def test_a_name_is_no_formula_in_a_spreadsheet(world: World) -> None:
    text = inventory_text(first="=cmd()|calc").replace("Kuaro", "'@SUM(A1), \"Kuaro\"'")
    world.text = published(text)
    world.write_inventory()
    world.began()
    world.committed()
    stranger = Stranger()
    month = running(world)
    for name in ("status.csv", "sites.csv", f"availability-{month}.csv"):
        row = next(r for r in table(stranger.get(f"/publik/data/{name}")) if r["site"] == "s-1")
        assert row["name"] == "'=cmd()|calc"
        assert row["kecamatan"] == '\'@SUM(A1), "Kuaro"'
    said = stranger.get("/publik/data/status.json").json()["sites"]
    assert {row["name"] for row in said if row["site"] == "s-1"} == {"=cmd()|calc"}


def test_only_files_may_be_read_by_pages_of_others(world: World) -> None:
    world.began()
    world.committed()
    stranger = Stranger()
    for name in ("status.json", "sites.csv", "schema.json"):
        headers = stranger.get(f"/publik/data/{name}", origin="https://x.example").headers
        assert headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in headers
    for path in ("/publik", "/publik/data", "/publik/nothing", "/publik/data/nothing.json"):
        assert "access-control-allow-origin" not in stranger.get(path).headers


def test_what_somebody_has_already_is_not_sent_again(world: World) -> None:
    world.began()
    world.committed()
    stranger = Stranger()
    whole = stranger.get("/publik/data/sites.csv")
    tag = whole.headers["etag"]
    for said in (tag, tag.removeprefix("W/"), f'"x", {tag}', "*"):
        same = stranger.get("/publik/data/sites.csv", if_none_match=said)
        assert (same.status, same.body) == (304, b"")
        assert same.headers["etag"] == tag
        assert same.headers["cache-control"] == whole.headers["cache-control"]
    assert stranger.get("/publik/data/sites.csv", if_none_match='"other"').status == 200


def test_head_says_what_get_would_and_sends_nothing(world: World) -> None:
    world.began()
    world.committed()
    stranger = Stranger()
    for path in ("/publik", "/publik/data/status.json", "/publik/nothing"):
        whole, head = stranger.get(path), stranger.get(path, method="HEAD")
        assert head.body == b""
        assert (head.status, head.headers) == (whole.status, whole.headers)
        assert int(head.headers["content-length"]) == len(whole.body)


def test_it_is_sent_packed_to_those_who_can_unpack_it(world: World) -> None:
    world.began()
    world.committed()
    stranger = Stranger()
    plain = stranger.get("/publik")
    assert plain.headers["vary"] == "Accept-Encoding"
    for said in ("gzip", "br, GZIP;q=0.5", "gzip;q=1.0, *;q=0"):
        packed = stranger.get("/publik", accept_encoding=said)
        assert packed.headers["content-encoding"] == "gzip"
        assert packed.text == plain.text
        assert packed.headers["etag"] == plain.headers["etag"]
    for said in ("identity", "gzip;q=0", "gzip; q=0.0", ""):
        assert "content-encoding" not in stranger.get("/publik", accept_encoding=said).headers


def _counting(made_for: list[Wanted | None]) -> Callable[[Wanted | None, Language], Made]:
    def make(asked: Wanted | None, language: Language) -> Made:
        made_for.append(asked)
        return made(200, b"x" * 600, {"Content-Type": "text/plain"}, keep=asked is not None)

    return make


def test_a_page_is_made_once_in_five_seconds_for_all_and_each_language() -> None:
    clock, made_for = Turned(), list[Wanted | None]()
    stranger = Stranger.of(clock, _counting(made_for))
    for _ in range(3):
        stranger.get("/publik?visitor=1")
        stranger.get("/publik/?visitor=2")
        stranger.get("/publik?lang=en")
        # Files have no language, so they are not made once for each.
        stranger.get("/publik/data/status.json?lang=en")
        stranger.get("/publik/data/status.json")
    assert len(made_for) == 3
    clock.us += 5 * SECOND - 1
    stranger.get("/publik")
    assert len(made_for) == 3
    clock.us += 1
    stranger.get("/publik")
    stranger.get("/publik")
    assert len(made_for) == 4


def test_what_is_not_found_is_not_kept() -> None:
    made_for: list[Wanted | None] = []
    stranger = Stranger.of(Turned(), _counting(made_for))
    stranger.get("/publik/x")
    stranger.get("/publik/x")
    assert made_for == [None, None]


def test_the_cache_is_bounded_and_the_oldest_goes_first() -> None:
    kept, answer_ = Kept(Turned(), most=3), made(200, b"", {})
    for number in (1, 2, 3, 1, 4):
        kept.put(number, answer_)
    assert [number for number in range(1, 5) if kept.get(number)] == [1, 3, 4]


def test_many_who_ask_at_once_wait_for_one_who_makes_it() -> None:
    entered, go = Event(), Event()
    made_for: list[Wanted | None] = []

    def slow(asked: Wanted | None, language: Language) -> Made:
        entered.set()
        assert go.wait(10)
        return _counting(made_for)(asked, language)

    import anyio  # noqa: PLC0415 - only here

    stranger = Stranger.of(Turned(), slow)

    async def crowd() -> None:
        async with anyio.create_task_group() as group:
            for _ in range(20):
                group.start_soon(stranger._ask, "/publik", "GET", {})

    waiting = Thread(target=lambda: anyio.run(crowd))
    waiting.start()
    assert entered.wait(10)
    go.set()
    waiting.join(10)
    assert len(made_for) == 1


def test_the_schema_is_made_from_the_same_list(world: World) -> None:
    world.began()
    world.committed()
    said = answer(Wanted("file", "schema.json"), "id")
    schema = json.loads(said.body)
    listed = {file for each in schema["datasets"] for file in each["files"]}
    assert listed == {name.replace("ity.", "ity-YYYY-MM.") for name in FILES}
    for each in schema["datasets"]:
        for field in each["fields"]:
            assert field["about"]["id"] == translator("id")(field["about"]["en"])


def test_coverage_tells_the_state_and_the_source_and_nothing_that_staff_noted(
    world: World,
) -> None:
    world.began()
    said = CoverageStatement(
        "64.01.06.2012", Coverage.ON_AIR, "2025-07", "surat", title="MENARA", note="CATATAN"
    )
    with world.store() as store:
        actor = Actor("Rina", "test", Role.TECHNICIAN, world.now)
        state_coverage(store, actor, said, world.inventory.local_day(world.now))
    stranger = Stranger()
    text = stranger.get("/publik/data/coverage.json").text
    assert not re.search("MENARA|CATATAN|Rina", text)
    [row] = [each for each in json.loads(text)["villages"] if each["state"]]
    assert (row["village"], row["stated_for"], row["source"]) == ("Belimbing", "2025-07", "surat")
    assert len(table(stranger.get("/publik/data/coverage.csv"))) == 144
