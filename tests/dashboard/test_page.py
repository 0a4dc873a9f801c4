"""The page through the router, over stores in every condition, in both languages."""

import gc
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import dashboard
from dashboard import asgi, cached
from pantau.actions import services
from pantau.facts.instant import HOUR, SECOND
from pantau.facts.journal import InventoryApplied
from pantau.language import LANGUAGES, Language, translator
from tests.dashboard.conditions import SITES, all_down, empty, stale
from tests.dashboard.world import HOSTILE, World, inventory_text

ROUTER = Path(dashboard.__file__).with_name("router.py")


def normal(world: World) -> None:
    world.began()
    world.went_down(SITES[:2])
    world.suspected(SITES[2])
    world.committed()


# Condition, banner, and the numbers of the cards up, down, unknown.
CONDITIONS: list[tuple[Callable[[World], None], str | None, tuple[int, int, int]]] = [
    (empty, "NOTHING IS BEING MEASURED: there is no data yet", (0, 0, 12)),
    (normal, None, (10, 2, 0)),
    (all_down, None, (0, 12, 0)),
    (
        stale,
        "NOTHING IS BEING MEASURED: no word from the collector for {silence}",
        (0, 0, 12),
    ),
]


def opened(language: str = "id") -> AppTest:
    page = AppTest.from_file(str(ROUTER), default_timeout=20)
    page.query_params["lang"] = language
    page.run()
    assert not page.exception, page.exception[0].stack_trace
    return page


def html(page: AppTest) -> str:
    """All of the page's own HTML, its style sheet left out."""
    return "\n".join(
        each.proto.body for each in page.get("html") if ".p-tile" not in each.proto.body
    )


def values(text: str) -> list[str]:
    return re.findall(r'class="p-value">([^<]*)<', text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("prepare", "banner", "counts"), CONDITIONS)
def test_the_page_tells_every_condition_in_both_languages(
    world: World,
    prepare: Callable[[World], None],
    banner: str | None,
    counts: tuple[int, int, int],
    language: Language,
) -> None:
    prepare(world)
    page = opened(language)
    text = html(page)
    say = translator(language)
    assert 'class="p-age' in text
    assert f'class="p-page">{say("Overview")}</h1>' in text
    assert values(text)[:3] == [str(count) for count in counts]
    assert text.count('class="p-tile ') == 12
    assert text.count('class="p-tile p-up') == counts[0]
    if banner is None:
        assert 'role="alert"' not in text
        assert "12.3 ms" in text or "12,3 ms" in text or counts[0] == 0
    else:
        assert 'role="alert"' in text
        assert say(banner).split("{")[0] in text
        assert "p-tile p-up" not in text
        assert "p-tile p-down" not in text


def test_streamlit_shows_our_html_as_it_is_and_does_not_read_through_it() -> None:
    def script() -> None:
        import streamlit as st  # noqa: PLC0415 - runs by itself

        from dashboard.markup import Html  # noqa: PLC0415 - as above

        st.html(Html("  <pre>\n  a</pre>\n  "))
        st.html("  <p>a</p>\n  ")

    bodies = [each.proto.body for each in AppTest.from_function(script).run().get("html")]
    assert bodies == ["  <pre>\n  a</pre>\n  ", "<p>a</p>"]


def test_the_age_and_the_time_in_wita_stand_in_plain_sight(world: World) -> None:
    normal(world)
    assert re.search(r"Data \d+ detik yang lalu \(\d\d\.\d\d\.\d\d WITA\)", html(opened()))


def test_the_age_of_old_data_names_the_day(world: World) -> None:
    world.began(ago=80 * HOUR)
    world.committed(ago=72 * HOUR)
    text = html(opened())
    assert re.search(r"Data 3 hari yang lalu \(\d+ \w+ \d{4} \d\d\.\d\d WITA\)", text)


def test_what_is_down_is_listed_with_since_and_how_long(world: World) -> None:
    normal(world)
    text = html(opened("en"))
    assert "Down now" in text
    assert "Dinas Contoh 1</a>" in text
    assert "10m" in text
    assert "Being asked again: Dinas Contoh 3" in text


def test_a_long_list_of_outages_is_cut_and_says_so(world: World) -> None:
    world.text = inventory_text(30)
    world.write_inventory()
    world.began()
    world.went_down([f"s-{number}" for number in range(1, 31)])
    world.committed()
    assert "dan 18 titik lainnya" in html(opened())


def test_a_quiet_regency_says_that_nothing_is_down(world: World) -> None:
    world.began()
    world.committed()
    text = html(opened())
    assert "✓ Tidak ada gangguan." in text
    assert values(text)[:3] == ["12", "0", "0"]


def test_a_degraded_site_has_a_card_and_a_sign_of_its_own(world: World) -> None:
    world.began()
    world.degraded("s-1")
    world.committed()
    text = html(opened())
    assert values(text)[:4] == ["11", "1", "0", "0"]
    assert "! Menurun" in text
    assert "! 1 menurun" in text
    assert text.count("Paket hilang 5,2 %, dijanjikan 1 % (25 menit)") == 2
    assert "Tersambung, tetapi mutu di bawah janji" in text


@pytest.mark.parametrize("openable", [True, False])
def test_damaged_samples_cost_the_round_trips_and_not_the_page(
    world: World, openable: bool
) -> None:
    normal(world)
    for file in list((world.settings.data / "samples").iterdir()):
        file.unlink()
        if openable:
            file.write_bytes(b"no samples here" * 1000)
        else:
            file.mkdir()
    text = html(opened())
    assert values(text)[:3] == ["10", "2", "0"]
    assert "ms," not in text


def test_an_applied_inventory_that_can_no_longer_be_read_gives_way_to_no_other(
    world: World,
) -> None:
    world.began()
    with world.store() as store:
        broken = InventoryApplied(digest="0" * 64, text="sites: [")
        store.record([broken], at=world.now, author="tester", via="test")
    world.committed()
    text = html(opened())
    assert "INVENTARIS TIDAK DAPAT DIBACA" in text
    assert "journal:" in text
    assert values(text) == []


def test_blindness_is_said_and_nothing_is_known(world: World) -> None:
    normal(world)
    world.blind()
    world.committed(ago=SECOND)
    text = html(opened())
    assert "PEMANTAU TIDAK DAPAT MELIHAT" in text
    assert values(text)[:3] == ["0", "0", "12"]
    assert "Gangguan saat terakhir terpantau" in text
    assert "Sedang gangguan" not in text


def test_a_part_that_fails_is_told_in_a_sentence(world: World) -> None:
    def script() -> None:
        from dashboard.asgi import tell  # noqa: PLC0415 - runs as a page of its own

        tell(ValueError("secret"))

    page = AppTest.from_function(script, default_timeout=20).run()
    assert not page.exception
    assert page.error[0].value.startswith("Bagian halaman ini gagal ditampilkan.")


def test_warming_up_takes_the_first_look(world: World) -> None:
    normal(world)
    asgi._warm_up()
    gc.unfreeze()
    assert cached.snapshot() is cached.snapshot()
    assert "p-tile p-up" in html(opened())


def test_a_collector_that_was_stopped_is_said_to_have_stopped(world: World) -> None:
    world.began()
    world.stopped()
    text = html(opened())
    assert "TIDAK ADA PENGUKURAN: kolektor berhenti" in text
    assert "Dihentikan secara normal" in text


def test_a_damaged_store_is_told_with_its_remedy_and_no_traceback(world: World) -> None:
    world.settings.data.mkdir()
    (world.settings.data / "journal.sqlite").write_bytes(b"this is not a database" * 100)
    text = html(opened())
    assert "DATA TIDAK DAPAT DIBACA" in text
    assert "journal.sqlite" in text
    assert "Traceback" not in text


@pytest.mark.parametrize("broken", ["sites: [", None])
def test_an_unreadable_inventory_is_told_with_file_and_line(
    world: World, broken: str | None
) -> None:
    if broken is None:
        world.settings.inventory.unlink()
    else:
        world.settings.inventory.write_text(broken)
    text = html(opened())
    assert "INVENTARIS TIDAK DAPAT DIBACA" in text
    assert re.search(r"inventory\.yaml:\d+:\d+: ", text)
    assert 'class="p-tile ' not in text


def test_the_inventory_that_is_in_force_is_shown_and_not_the_edited_file(world: World) -> None:
    normal(world)
    world.settings.inventory.write_text("sites: [")
    assert html(opened()).count('class="p-tile ') == 12


def test_names_out_of_the_inventory_are_text(world: World) -> None:
    world.text = inventory_text(3, first=HOSTILE)
    world.write_inventory()
    world.began()
    world.went_down(["s-1"])
    world.committed()
    page = opened()
    text = html(page)
    assert "<script" not in text
    assert "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#x27;Dinas&#x27;" in text


def test_the_language_switch_changes_the_address_and_the_words(world: World) -> None:
    normal(world)
    page = opened("fr")
    assert "Sedang gangguan" in html(page)
    page.segmented_control(key="language_switch").select("en").run()
    assert page.query_params["lang"] in ("en", ["en"])
    assert "Down now" in html(page)
    assert not page.exception


def test_an_edit_that_cannot_come_into_force_is_told_with_its_line(world: World) -> None:
    normal(world)
    world.settings.inventory.write_text(world.text + "  - {id: Salah}\n")
    text = html(opened())
    assert "PERUBAHAN INVENTARIS TIDAK BERLAKU" in text
    line = len(world.text.splitlines()) + 1
    assert f"inventory.yaml:{line}:" in text
    assert values(text)[:3] == ["10", "2", "0"]


def test_a_good_edit_on_its_way_into_force_is_no_alarm(world: World) -> None:
    normal(world)
    world.settings.inventory.write_text(world.text + "# a comment\n")
    assert "PERUBAHAN" not in html(opened())


def test_on_a_server_the_red_bands_say_how_its_services_are_started(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "UNITS", tmp_path)
    stale(world)
    assert "pantau run" in html(opened())
    (tmp_path / "pantau.target").touch()
    cached.forget()
    text = html(opened())
    assert "pantau run" not in text
    assert "sudo systemctl start pantau.target" in text
    assert "journalctl -u" in text
