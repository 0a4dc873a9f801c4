"""The page of a site through the router: what it shows, to whom, and what can be done on it."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import dashboard
from dashboard import cached
from pantau.actions.acting import Actor
from pantau.actions.months import close_month
from pantau.facts.device import Quantity, Reading
from pantau.facts.instant import DAY, HOUR, MINUTE, SECOND, parse_iso
from pantau.facts.journal import OutageClosed, OutageOpened
from pantau.facts.kinds import EntryKind
from pantau.facts.measured import Sample
from pantau.facts.people import ExclusionProposed, Noted
from pantau.facts.probed import LastAnswer
from pantau.facts.words import (
    ClosedReason,
    ExclusionCategory,
    ProbeOutcome,
    Role,
    VerdictReason,
)
from pantau.store import Probes
from tests.dashboard.world import HOSTILE, World, evidence, inventory_text

ROUTER = Path(dashboard.__file__).with_name("router.py")
ZONE = ZoneInfo("Asia/Makassar")
LINE, PHONE, FEE = "SID-4711", "0812-3456", "Rp2.500.000"
EXTRAS = f"line: {LINE}, contact: {{name: Bu Ani, phone: '{PHONE}'}}, upstream: hub"
LINKS = "upstreams:\n  hub: {name: Hub Grogot, address: 127.64.254.1, provider: Telkom}\n"


def opened(lang: str = "en", **asked: str) -> AppTest:
    app = AppTest.from_file(str(ROUTER), default_timeout=30)
    app.switch_page("views/titik.py")
    app.query_params["lang"] = lang
    for key, value in asked.items():
        app.query_params[key] = value
    return ran(app.run())


def ran(app: AppTest) -> AppTest:
    assert not app.exception, app.exception[0].stack_trace
    return app


def words(app: AppTest) -> str:
    said = [each.proto.body for each in app.get("html") if "<style" not in each.proto.body]
    return "\n".join(said)


def figure(app: AppTest) -> str:
    return app.get("plotly_chart")[0].proto.spec


@pytest.fixture
def town(world: World) -> World:
    """Two days of watching, s-1 with a line, a contact and a link, down for ten minutes."""
    rows = inventory_text(12, first=HOSTILE).replace("sites:\n", f"{LINKS}sites:\n")
    world.text = rows.replace("127.64.0.2,", f"127.64.0.2, {EXTRAS},").replace(
        "127.64.0.3,", "127.64.0.3, upstream: hub,"
    )
    world.write_inventory()
    world.began(ago=2 * DAY)
    world.went_down(["s-1"])
    world.committed()
    return world


def test_a_site_says_how_it_is_since_when_and_how_its_month_stands(town: World) -> None:
    text = words(opened(site="s-1"))
    assert "✕ Down" in text
    assert "(10m" in text
    assert "objective 99.5 %" in text
    assert "Outages this month" in text
    assert '<span class="t-of">' in text
    assert "✓ Up" in words(opened(site="s-3"))
    assert "Gangguan" in words(opened("id", site="s-1"))


def test_a_hostile_name_is_text(town: World) -> None:
    text = words(opened(site="s-1"))
    assert "<script" not in text
    assert "&lt;script&gt;" in text


def test_without_a_site_every_site_is_offered_and_a_wrong_one_is_said(town: World) -> None:
    assert len(opened().dataframe[0].value) == 12
    app = opened(site="nowhere")
    assert "There is no site 'nowhere'" in app.warning[0].value
    assert len(app.dataframe[0].value) == 12


def test_the_search_changes_the_address_and_forgets_what_was_of_the_other_site(
    town: World,
) -> None:
    app = opened(site="s-1", dari="2026-11-01", sampai="2026-11-02", rentang="7h")
    ran(app.selectbox(key="t_pilih").select("s-2").run())
    assert app.query_params["site"] == "s-2"
    assert "dari" not in app.query_params
    assert app.query_params["rentang"] == "7h"
    assert 'class="t-name">Dinas Contoh 2<' in words(app)


@pytest.mark.parametrize("role", [None, Role.VIEWER, Role.PROVIDER])
def test_fee_line_and_contact_are_for_staff_alone(
    town: World, signed_in: Callable[[Role], None], role: Role | None
) -> None:
    if role is not None:
        signed_in(role)
    app = opened("id", site="s-1")
    shown = words(app) + "".join(each.value for each in app.code)
    assert not any(secret in shown for secret in (LINE, PHONE, FEE, "Bu Ani"))
    assert not app.text_area


@pytest.mark.parametrize("role", [Role.TECHNICIAN, Role.MANAGER, Role.ADMIN])
def test_staff_see_them_and_the_words_for_the_provider(
    town: World, signed_in: Callable[[Role], None], role: Role
) -> None:
    signed_in(role)
    app = opened("id", site="s-1")
    assert all(secret in words(app) for secret in (LINE, PHONE, FEE, "Bu Ani"))
    assert 'href="tel:08123456"' in words(app)
    assert "Mohon perbaikan" in app.code[0].value
    assert LINE in app.code[0].value
    assert not opened(site="s-2").code


def test_why_it_was_judged_an_outage_stands_there_as_explain_says_it(town: World) -> None:
    text = words(opened(site="s-1"))
    assert "5 echoes in a row needed, 5 seen" in text
    assert "Witness that we could see: internet" in text
    assert "No outage has been seen here in thirteen months." in words(opened(site="s-3"))


def test_neighbours_are_those_on_the_link_and_in_the_kecamatan(town: World) -> None:
    text = words(opened(site="s-1"))
    assert "On the same link" in text
    assert "Hub Grogot: ? Unknown" in text
    near = text[text.index("t-near") :]
    assert "site=s-2" in near
    assert "site=s-4" in near
    assert "site=s-3" not in near


def test_a_note_is_written_and_shown_under_its_author(
    town: World, signed_in: Callable[[Role], None]
) -> None:
    signed_in(Role.TECHNICIAN)
    app = opened(site="s-2")
    app.text_area(key="t_note").input("Roof is being mended <b>")
    app.text_input(key="t_teller").input("Pak Budi")
    ran(app.button(key="FormSubmitter:catat-Write the note").click().run())
    with town.store() as store:
        (entry,) = store.entries(kinds={EntryKind.NOTED})
    assert entry.subject == "s-2"
    assert entry.author
    text = words(app)
    assert "Roof is being mended &lt;b&gt;" in text
    assert f"{entry.author}, told by Pak Budi" in text
    signed_in(Role.VIEWER)
    read = words(opened(site="s-2"))
    assert "Roof is being mended" in read
    assert "Pak Budi" not in read
    signed_in(Role.PROVIDER)
    assert "Roof is being mended" not in words(opened(site="s-2"))


def test_a_note_of_nothing_is_refused_and_what_was_typed_stays(
    town: World, signed_in: Callable[[Role], None]
) -> None:
    signed_in(Role.TECHNICIAN)
    app = opened(site="s-2")
    app.text_input(key="t_teller").input("Pak Budi")
    ran(app.button(key="FormSubmitter:catat-Write the note").click().run())
    assert "text is empty" in app.error[0].value
    assert app.text_input(key="t_teller").value == "Pak Budi"


def test_outages_are_rows_with_what_people_said_of_them(town: World) -> None:
    begin, end = town.now - 30 * HOUR, town.now - 28 * HOUR
    with town.store() as store:
        store.record(
            [
                OutageOpened(
                    "s-2", begin, begin - SECOND, VerdictReason.CHANCE_RULED_OUT, evidence()
                ),
                OutageClosed("s-2", end, end - SECOND, ClosedReason.ANSWERED_AGAIN),
                ExclusionProposed(
                    ExclusionCategory.POWER,
                    begin,
                    end,
                    ("s-2",),
                    "s-2",
                    "PLN",
                    Role.TECHNICIAN,
                ),
                Noted("s-2", "Genset is broken", Role.TECHNICIAN),
            ],
            at=town.now,
            author="ani",
            via="test",
        )
    app = opened(site="s-2")
    rows = app.dataframe[0].value
    assert len(rows) == 1
    assert str(rows["Standing"].iloc[0]).endswith("proposed")
    assert "Genset is broken" in words(app)
    assert "Ended" in words(app)


def test_the_address_says_which_time_the_picture_shows(town: World) -> None:
    app = opened(site="s-1", rentang="7h")
    assert app.session_state["t_rentang"] == "7h"
    app = opened(site="s-1", dari="2026-11-01T08:00", sampai="2026-11-01T20:00")
    assert app.session_state["t_rentang"] is None
    assert any("1 Nov 2026 08:00 WITA – 1 Nov 2026 20:00 WITA" in c.value for c in app.caption)
    app = opened(site="s-1", dari="then")
    assert "The time then" in app.warning[0].value


def test_earlier_later_and_wider_move_the_time_and_never_beyond_now(town: World) -> None:
    app = opened(site="s-1", dari="2026-11-01T08:00", sampai="2026-11-01T20:00")
    for key, times in (
        ("t_chevron_left", ("2026-11-01T02:00", "2026-11-01T14:00")),
        ("t_chevron_right", ("2026-11-01T08:00", "2026-11-01T20:00")),
        ("t_zoom_out", ("2026-11-01T02:00", "2026-11-02T02:00")),
    ):
        ran(app.button(key=key).click().run())
        assert (app.query_params["dari"], app.query_params["sampai"]) == times
    app = opened(site="s-1", rentang="7h")
    ran(app.button(key="t_chevron_right").click().run())
    assert parse_iso(app.query_params["sampai"], ZONE) <= cached.now()


def test_the_newest_minutes_are_in_the_picture_and_the_outage_under_it(town: World) -> None:
    minute = (town.now - 30 * MINUTE) // MINUTE * MINUTE
    with town.store() as store:
        store.write_samples([Sample("s-1", "icmp", minute, 12, 6, 9_000, 9_500, 77_000, 100)])
    spec = figure(opened(site="s-1", rentang="1j"))
    assert "more than 20 % lost" in spec
    assert '"name":"Down"' in spec.replace(": ", ":")


def test_a_damaged_file_of_samples_costs_the_picture_and_not_the_page(town: World) -> None:
    for file in (town.settings.data / "samples").glob("*.sqlite*"):
        file.unlink()
    month = f"{town.inventory.local_day(town.now):%Y-%m}"
    (town.settings.data / "samples" / f"{month}.sqlite").write_bytes(b"garbage " * 600)
    app = opened(site="s-1")
    assert any("The samples cannot be read" in each.value for each in app.warning)
    assert "✕ Down" in words(app)


def test_the_days_are_a_table_where_that_is_wanted(town: World) -> None:
    app = opened(site="s-2", harian="true")
    days = app.dataframe[0].value
    assert 2 <= len(days) <= 400
    assert "Availability" in days.columns


def test_a_closed_month_keeps_its_paper_and_says_when_it_knows_better(world: World) -> None:
    world.began(ago=70 * DAY)
    world.committed()
    month = month_before(world)
    manager = Actor("budi", "test", Role.MANAGER, world.now)
    with world.store() as store:
        standing = close_month(store, manager, world.inventory, month, as_is="for the test")
        assert not hasattr(standing, "message"), standing
    assert "≠" not in words(opened(site="s-2"))
    first = world.inventory.local_day(world.now).replace(day=1)
    begin = world.now - (world.inventory.local_day(world.now) - first).days * DAY - 5 * DAY
    with world.store() as store:
        store.record(
            [
                OutageOpened(
                    "s-2", begin, begin - SECOND, VerdictReason.CHANCE_RULED_OUT, evidence()
                ),
                OutageClosed("s-2", begin + HOUR, begin, ClosedReason.ANSWERED_AGAIN),
            ],
            at=world.now,
            author="collector",
            via="test",
        )
    st.cache_resource.clear()
    text = words(opened(site="s-2"))
    assert "≠ 100.00 %" in text
    assert "That month&#x27;s paper" in text


def month_before(world: World) -> str:
    first = world.inventory.local_day(world.now).replace(day=1)
    return f"{first - timedelta(days=1):%Y-%m}"


WEB = '[{kind: http, name: web, url: "https://127.64.0.2/masuk"}, {kind: tcp, port: 443}]'


@pytest.fixture
def asked(world: World) -> World:
    """s-1 with two further probes: one that has answered, one that was not asked yet."""
    world.text = inventory_text(3).replace("127.64.0.2,", f"127.64.0.2, probes: {WEB},")
    world.write_inventory()
    world.began(ago=DAY)
    world.committed()
    now = cached.now()
    minute = now // MINUTE * MINUTE
    with Probes.open(world.settings.data) as probes:
        details = {"status": 503, "connect_us": 12_000}
        bad = ProbeOutcome.BAD_STATUS
        probes.write([LastAnswer("s-1", "web", "http", now, bad, now, None, details)])
    with world.store() as store:
        samples = [
            Sample("s-1", "web", minute - k * MINUTE, 1, 1, 7_000, 7_000, 7_000, None)
            for k in range(1, 30)
        ]
        store.write_samples(samples)
    return world


def test_further_probes_say_what_they_answered_last(
    asked: World, signed_in: Callable[[Role], None]
) -> None:
    signed_in(Role.TECHNICIAN)
    text = words(opened("id", site="s-1"))
    assert "Cara uji lain" in text
    assert "✕ Status tidak sesuai harapan" in text
    assert "status 503, sambungan 12,0 ms" in text
    assert "https://127.64.0.2/masuk" in text
    assert "belum" in text
    assert "Cara uji lain" not in words(opened("id", site="s-3"))


def test_what_they_ask_and_find_is_for_staff_alone(
    asked: World, signed_in: Callable[[Role], None]
) -> None:
    signed_in(Role.PROVIDER)
    text = words(opened("id", site="s-1"))
    assert "✕ Status tidak sesuai harapan" in text
    assert "503" not in text
    assert "127.64.0.2" not in text


def test_the_picture_shows_the_probe_that_the_address_names(asked: World) -> None:
    app = opened(site="s-1", rentang="1j", cara="web")
    assert app.session_state["t_cara"] == "web"
    assert "No round trips are kept" not in "".join(each.value for each in app.caption)
    ran(app.segmented_control(key="t_cara").set_value("icmp").run())
    assert "cara" not in app.query_params
    assert opened(site="s-1", cara="nonsense").session_state["t_cara"] == "icmp"


ROUTER_PROBE = "[{kind: snmp, name: router, credentials: x}]"


@pytest.fixture
def with_router(world: World) -> World:
    """s-1 with a router that has told of its last half hour."""
    text = inventory_text(3).replace("127.64.0.2,", f"127.64.0.2, probes: {ROUTER_PROBE},")
    world.text = f"credentials: {{x: {{community: 'env:X'}}}}\n{text}"
    world.write_inventory()
    world.began(ago=DAY)
    world.committed()
    now = cached.now()
    minute = now // MINUTE * MINUTE
    details = {"uptime_s": 7_200, "interface": "ether1", "cpu_percent": 15, "mains": 1}
    with Probes.open(world.settings.data) as probes:
        met = ProbeOutcome.ANSWERED
        probes.write([LastAnswer("s-1", "router", "snmp", now, met, now, 9_000, details)])
    with world.store() as store:
        values = {Quantity.IN_BPS: 3_000_000, Quantity.OUT_BPS: 1, Quantity.VOLTAGE_DV: 241}
        store.write_readings(
            [Reading("s-1", "router", minute - k * MINUTE, values) for k in range(1, 30)]
        )
    return world


def test_a_router_tells_of_itself(with_router: World, signed_in: Callable[[Role], None]) -> None:
    signed_in(Role.TECHNICIAN)
    app = opened("id", site="s-1", rentang="1j")
    drawn = app.get("plotly_chart")[1].proto.spec
    assert "Lalu lintas" in drawn
    assert "Tegangan" in drawn
    assert "Suhu" not in drawn
    said = "".join(each.value for each in app.caption)
    assert "**router** Menyala sejak" in said
    assert "(2 j)" in said
    assert "listrik normal, menyala 2 j, ether1, prosesor 15 %" in words(app)


def test_a_router_of_which_nothing_is_kept_says_so(with_router: World) -> None:
    app = opened(site="s-1", dari="2026-01-01", sampai="2026-01-02")
    assert len(app.get("plotly_chart")) == 1
    assert "Nothing that it said is kept" in "".join(each.value for each in app.caption)


def test_who_comes_by_a_link_sees_the_picture_first_and_then_the_rest(world: World) -> None:
    world.began(ago=DAY)
    world.committed()
    app = AppTest.from_file(str(ROUTER), default_timeout=30)
    app.switch_page("views/titik.py")
    app.query_params["site"] = "s-5"
    app.session_state["followed"] = True
    ran(app.run())
    assert app.get("plotly_chart")
    assert "t-coming" in words(app)
    assert "t-heat" not in words(app)
    # The browser has said that it is drawn.
    app.session_state["t_whole"] = True
    ran(app.run())
    assert "t-heat" in words(app)
    assert "t-coming" not in words(app)
