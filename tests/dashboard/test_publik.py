"""The public page over real stores: what a stranger sees in every state of the world."""

import re
from html import unescape

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware

from dashboard.door import Door
from dashboard.guard import Guard
from dashboard.publik.frame import style_sheet
from dashboard.publik.routes import public_routes
from pantau.facts.instant import HOUR, MINUTE
from pantau.facts.people import MaintenanceAnnounced, MaintenanceCancelled
from pantau.facts.words import Role
from tests.dashboard.stranger import Stranger, published
from tests.dashboard.world import HOSTILE, World, inventory_text

PAGES = (
    "/publik",
    "/publik/kecamatan/Kuaro",
    "/publik/jenis/opd",
    "/publik/titik/s-1",
    "/publik/data",
)


@pytest.fixture
def public(world: World) -> None:
    """The inventory says that there is a public page."""
    world.text = published(world.text)
    world.write_inventory()


def words(text: str) -> str:
    """What is read of a page."""
    body = text.partition("<body>")[2]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", body)).split())


def announce(world: World, begin: int, end: int, sites: tuple[str, ...]) -> str:
    with world.store() as store:
        fact = MaintenanceAnnounced(begin, end, sites, "x", "rahasia", Role.TECHNICIAN)
        return f"M{store.record([fact], at=world.now, author='Rina', via='test')[0].seq}"


def test_it_is_off_unless_the_inventory_says_otherwise(world: World) -> None:
    world.began()
    world.committed()
    for path in (*PAGES, "/publik/data/status.json"):
        reply = Stranger().get(f"{path}?lang=en")
        assert reply.status == 404
        assert "There is no public page here" in words(reply.text)
        assert "Dinas Contoh" not in reply.text


@pytest.mark.usefixtures("public")
def test_it_says_what_is_down_where_and_since_when(world: World) -> None:
    world.began()
    world.went_down(["s-1", "s-2"])
    world.degraded("s-4")
    world.committed()
    stranger = Stranger()
    seen = words(stranger.get("/publik?lang=en").text)
    assert "✕ 2 of 12 sites are down" in seen
    assert "✕ Down: 2 ! Degraded: 1 ✓ Up: 9" in seen
    assert re.search(r"Dinas Contoh 1 Kuaro ✕ Down since \d\d:\d\d WITA", seen)
    assert re.search(r"Dinas Contoh 4 Kuaro ! Degraded since", seen)
    assert "Kuaro 4 1 0" in seen
    place = words(stranger.get("/publik/kecamatan/Kuaro?lang=en").text)
    assert re.search(r"Dinas Contoh 1 Regional office ✕ Down since", place)
    assert re.search(r"Dinas Contoh 7 Regional office ✓ Up since", place)
    assert "Dinas Contoh 2 " not in place
    kind = words(stranger.get("/publik/jenis/opd?lang=en").text)
    assert re.search(r"Dinas Contoh 2 Long Ikis ✕ Down since", kind)
    site = words(stranger.get("/publik/titik/s-1?lang=en").text)
    assert re.search(r"✕ Down since \d\d:\d\d WITA", site)
    assert re.search(r"Availability Down time Outages Coverage \w+ \d{4} provisional", site)


@pytest.mark.usefixtures("public")
def test_all_down_lists_some_and_counts_the_rest(world: World) -> None:
    world.text = published(inventory_text(40))
    world.write_inventory()
    world.began()
    world.went_down([site.id for site in world.inventory.sites])
    world.committed()
    seen = words(Stranger().get("/publik?lang=en").text)
    assert "✕ 40 of 40 sites are down" in seen
    assert "and 15 more sites" in seen


@pytest.mark.usefixtures("public")
@pytest.mark.parametrize("ago", [MINUTE, -2 * MINUTE])
def test_nothing_is_up_or_down_from_data_that_is_old_or_from_tomorrow(
    world: World, ago: int
) -> None:
    world.began()
    world.went_down(["s-1"])
    world.committed(ago=ago)
    stranger = Stranger()
    for path in PAGES[:-1]:
        seen = words(stranger.get(f"{path}?lang=en").text)
        assert "The present state is not known" in seen
        assert "Measured up to" in seen
        assert "✓" not in seen
        assert not re.search(r"Down since|sites are down", seen)
    data = stranger.get("/publik/data/status.json").json()
    assert {row["state"] for row in data["sites"]} == {"unknown"}
    assert {row["since"] for row in data["sites"]} == {None}
    assert data["measuring"] is False


@pytest.mark.usefixtures("public")
def test_where_we_are_cut_off_ourselves_it_says_so(world: World) -> None:
    world.began()
    world.blind()
    world.committed()
    seen = words(Stranger().get("/publik?lang=en").text)
    assert "We cannot see at the moment" in seen
    assert "? Nothing is known of any site now" in seen


@pytest.mark.usefixtures("public")
def test_before_there_is_any_data_it_says_so_and_shows_no_months(world: World) -> None:
    seen = words(Stranger().get("/publik?lang=en").text)
    assert "The present state is not known" in seen
    assert "Nothing has been measured yet." in seen
    assert "The figures cannot be read now." in seen


@pytest.mark.usefixtures("public")
def test_on_the_first_day_only_the_running_month_is_listed(world: World) -> None:
    world.began(ago=2 * MINUTE)
    world.committed()
    seen = words(Stranger().get("/publik?lang=en").text)
    assert seen.count(" provisional ") == 1
    assert "✓ None of 12 sites is down" in seen


@pytest.mark.usefixtures("public")
def test_a_store_or_inventory_that_cannot_be_read_tells_nothing_of_the_house(world: World) -> None:
    world.settings.data.mkdir(parents=True, exist_ok=True)
    (world.settings.data / "journal.sqlite").write_bytes(b"no database" * 100)
    reply = Stranger().get("/publik?lang=en")
    assert reply.status == 200
    assert "The present state is not known" in words(reply.text)
    assert str(world.settings.data) not in reply.text
    world.settings.inventory.write_text("sites: [")
    (world.settings.data / "journal.sqlite").unlink()
    from dashboard import cached  # noqa: PLC0415 - as the world is now

    cached.forget()
    reply = Stranger().get("/publik?lang=en")
    assert (reply.status, reply.headers["retry-after"]) == (503, "60")
    assert "Not available at the moment" in words(reply.text)
    assert str(world.settings.inventory) not in reply.text


@pytest.mark.usefixtures("public")
def test_planned_work_shows_when_and_where_and_never_why(world: World) -> None:
    world.began()
    world.committed()
    running = announce(world, world.now - HOUR, world.now + HOUR, ("s-1",))
    later = announce(
        world, world.now + HOUR, world.now + 2 * HOUR, tuple(f"s-{n}" for n in range(1, 13))
    )
    cancelled = announce(world, world.now + HOUR, world.now + 2 * HOUR, ("s-3", "gone"))
    announce(world, world.now + HOUR, world.now + 2 * HOUR, ("gone",))
    with world.store() as store:
        fact = MaintenanceCancelled(cancelled, "rahasia", Role.TECHNICIAN)
        store.record([fact], at=world.now, author="Rina", via="test")
    stranger = Stranger()
    seen = words(stranger.get("/publik?lang=en").text)
    assert re.search(r"Running Announced maintenance: Dinas Contoh 1 ", seen)
    assert "Planned Announced maintenance: Kuaro (4 sites) , Long Ikis (4 sites)" in seen
    assert re.search(r"Cancelled Announced maintenance: Dinas Contoh 3 ", seen)
    place = words(stranger.get("/publik/kecamatan/Kuaro?lang=en").text)
    assert re.search(r"Dinas Contoh 1 Regional office ✓ Up since \S+ WITA Announced work", place)
    assert "Cancelled" not in place
    rows = stranger.get("/publik/data/maintenance.json").json()["maintenance"]
    assert [(row["id"], row["standing"]) for row in rows] == [
        (running, "running"),
        (later, "planned"),
        (cancelled, "cancelled"),
    ]
    assert rows[2]["sites"] == ["s-3"]
    status = stranger.get("/publik/data/status.json").json()["sites"]
    assert [row["site"] for row in status if row["planned_work"]] == ["s-1"]


@pytest.mark.usefixtures("public")
def test_a_simulation_says_so_on_every_page_and_in_every_file(world: World) -> None:
    world.text = world.text.replace("\n", "\nsimulation: true\n", 1)
    world.write_inventory()
    world.began()
    world.committed()
    stranger = Stranger()
    for path in PAGES:
        assert "SIMULATION – not real data" in words(stranger.get(f"{path}?lang=en").text)
    for name in ("status.json", "maintenance.json"):
        assert stranger.get(f"/publik/data/{name}").json()["simulation"] is True
    for name in ("status.csv", "sites.csv"):
        _, *lines = stranger.get(f"/publik/data/{name}").text.splitlines()
        assert all(line.endswith(",true") for line in lines)


@pytest.mark.usefixtures("public")
def test_hostile_names_are_text(world: World) -> None:
    nasty = HOSTILE + "x" * 100
    world.text = published(inventory_text(first=nasty)).replace(
        "kecamatan: Kuaro", f"kecamatan: '{HOSTILE.replace(chr(39), chr(39) * 2)}'"
    )
    world.write_inventory()
    world.began()
    world.went_down(["s-1"])
    world.committed()
    stranger = Stranger()
    front = stranger.get("/publik").text
    (link,) = set(re.findall(r'href="(/publik/kecamatan/%3C[^"]*)"', front))
    month = re.findall(r"/publik/bulan/\d{4}-\d{2}", front)[0]
    for path in ("/publik", link, "/publik/titik/s-1", month):
        reply = stranger.get(path)
        assert reply.status == 200
        assert "<script" not in reply.text
        assert nasty in unescape(reply.text)
    (row,) = [
        row
        for row in stranger.get("/publik/data/status.json").json()["sites"]
        if row["site"] == "s-1"
    ]
    assert row["name"] == nasty


@pytest.mark.usefixtures("public")
def test_what_there_is_not_is_404_in_words(world: World) -> None:
    world.began()
    world.committed()
    stranger = Stranger()
    for path in (
        "/publik/x",
        "/publik/titik",
        "/publik/titik/s-99",
        "/publik/kecamatan/Nirgendwo",
        "/publik/jenis/istana",
        "/publik/jenis/pustu",
        "/publik/bulan/2020-01",
        "/publik/bulan/x",
        "/publik/data/availability-2020-01.json",
        "/publik/data/availability.json",
        "/publik/data/nothing.csv",
        "/publik/data/" + "x" * 1000,
    ):
        reply = stranger.get(f"{path}?lang=en")
        assert reply.status == 404, path
        assert "Nothing is to be found at this address." in words(reply.text)
        assert reply.headers["cache-control"] == "no-store"
    assert stranger.get("/publik/", method="GET").status == 200
    for method in ("POST", "PUT", "DELETE"):
        assert stranger.get("/publik", method=method).status == 405


@pytest.mark.usefixtures("public")
def test_bahasa_indonesia_comes_first_and_every_link_keeps_the_language(world: World) -> None:
    world.began()
    world.committed()
    stranger = Stranger()
    indonesian, english = stranger.get("/publik").text, stranger.get("/publik?lang=en").text
    assert '<html lang="id">' in indonesian
    assert "Keadaan layanan internet pemerintah" in words(indonesian)
    assert '<html lang="en">' in english
    links = re.findall(r'<a [^>]*href="(/publik[^"]*)"', english)
    kept = [link for link in links if "lang=en" in link or "/data/" in link]
    assert set(links) - set(kept) == {"/publik"}, "only the switch leads to the other language"


def test_it_is_open_where_everything_else_demands_a_sign_in(world: World) -> None:
    world.text = published(world.text).replace("public: true", "public: true, sign_in: always")
    world.write_inventory()
    world.began()
    world.committed()
    guard = Middleware(Guard, listening=lambda: "127.0.0.1", door=Door())
    stranger = Stranger(Starlette(routes=public_routes(), middleware=[guard]))
    for path in ("/publik", "/publik/data/status.json"):
        reply = stranger.get(path, host="127.0.0.1")
        assert reply.status == 200
        assert reply.headers["content-security-policy"].startswith("default-src 'none'")
        assert "set-cookie" not in reply.headers
    assert stranger.get("/sistem", host="127.0.0.1").status == 401


@pytest.mark.usefixtures("public")
def test_a_first_load_is_small_and_needs_no_script_no_cookie_and_no_second_request(
    world: World,
) -> None:
    world.text = published(inventory_text(300))
    world.write_inventory()
    world.began()
    world.went_down([f"s-{number}" for number in range(1, 40)])
    world.committed()
    reply = Stranger().get("/publik")
    assert len(reply.body) < 40_000
    assert "set-cookie" not in reply.headers
    assert not re.search(r"<script|<img|<iframe|@import|url\(|\sstyle=|\son\w+=", reply.text)
    assert re.findall(r'<link [^>]*href="(data:image)', reply.text) == ["data:image"]
    assert "default-src 'none'" in reply.headers["content-security-policy"]


def test_old_phones_know_every_colour_that_is_used() -> None:
    sheet = style_sheet()
    used = set(re.findall(r"var\(--([a-z-]+)\)", sheet))
    assert used <= set(re.findall(r"--([a-z-]+):#", sheet))
    assert "light-dark" not in sheet
