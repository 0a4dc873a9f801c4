"""The page of the region: reports of people beside what was measured, and their answers."""

import pytest
from streamlit.testing.v1 import AppTest

from pantau.actions.people_reports import mark_spam
from pantau.facts.instant import HOUR
from pantau.facts.region import Complaint, ReportStanding
from pantau.facts.said import PeopleReport
from pantau.facts.words import Role
from tests.dashboard.conftest import SignIn
from tests.dashboard.desk_world import actor, maintenance, reported, watched
from tests.dashboard.opened import html, opened, pressed, sound
from tests.dashboard.test_role_matrix_of_pages import choose
from tests.dashboard.world import World

LOLO = "64.01.05.2002"


def standing(world: World, id: str) -> PeopleReport:
    with world.store() as store, store.view() as view:
        found = view.people_report(id)
    assert found is not None
    return found


def with_site_in_lolo(world: World, more: str = "") -> None:
    """s-1 lies in Lolo."""
    [line] = [each for each in world.text.splitlines() if "id: s-1," in each]
    moved = line.replace("id: s-1,", f"id: s-1, desa: {LOLO},").replace("Tanah Grogot", "Kuaro")
    world.text = world.text.replace(line, moved).replace("sites:\n", f"{more}sites:\n", 1)
    world.write_inventory()


def chosen(role: Role, signed_in: SignIn, lang: str = "en") -> AppTest:
    signed_in(role)
    page = opened("wilayah", bagian="laporan", lang=lang)
    choose("laporan_warga")(page)
    sound(page)
    return page


def test_a_report_is_shown_with_what_was_measured_there_then(
    world: World, signed_in: SignIn
) -> None:
    with_site_in_lolo(world, f"villages: {{{LOLO}: {{kim: {{name: Ketua Contoh}}}}}}\n")
    outage = watched(world, "s-1")["s-1"]
    reported(world, at=world.now, since=world.now - HOUR)
    text = html(chosen(Role.TECHNICIAN, signed_in))
    for words in ("Lolo (Kuaro)", "Confirmed", "an outage was measured", outage, "Ketua Contoh"):
        assert words in text
    for words in ("KENARI menunggu", "0812999777"):
        assert words in text


def test_who_only_looks_sees_no_words_no_phone_and_nobody_to_call(
    world: World, signed_in: SignIn
) -> None:
    with_site_in_lolo(world, f"villages: {{{LOLO}: {{kim: {{name: Ketua Contoh}}}}}}\n")
    watched(world)
    reported(world)
    page = chosen(Role.VIEWER, signed_in)
    everything = html(page) + repr([each.value for each in page.dataframe])
    assert "Lolo" in everything
    for words in ("KENARI", "0812999777", "Ketua Contoh"):
        assert words not in everything
    assert page.button == []


def test_a_ready_answer_fits_what_was_measured_and_is_sent_as_it_was_changed(
    world: World, signed_in: SignIn
) -> None:
    watched(world)
    id = reported(world)
    page = chosen(Role.TECHNICIAN, signed_in)
    [field] = page.text_area
    assert "No line is measured in your village yet" in field.value
    field.set_value(f"{field.value} Terima kasih.")
    pressed(page, "Send the answer")
    found = standing(world, id)
    assert found.standing is ReportStanding.ANSWERED
    assert found.settled is not None
    assert found.settled.data()["text"].endswith("Terima kasih.")


def test_another_ready_answer_takes_the_place_of_the_first(world: World, signed_in: SignIn) -> None:
    watched(world)
    reported(world)
    page = chosen(Role.TECHNICIAN, signed_in)
    first = page.text_area[0].value
    [ready] = [each for each in page.selectbox if each.label == "Ready answer"]
    ready.set_value(ready.options[1]).run()
    sound(page)
    assert page.text_area[0].value not in {first, ""}


def test_the_village_can_be_corrected_on_the_page(world: World, signed_in: SignIn) -> None:
    watched(world)
    id = reported(world)
    page = chosen(Role.TECHNICIAN, signed_in)
    [village] = [each for each in page.selectbox if each.label == "Village"]
    village.select_index(1)
    [why] = [each for each in page.text_input if each.label == "Reason"]
    why.set_value("salah pilih")
    pressed(page, "Correct the village")
    assert standing(world, id).village != LOLO


@pytest.mark.parametrize(
    ("words", "expected"),
    [("Close the report", ReportStanding.CLOSED), ("It is no report", ReportStanding.SPAM)],
)
def test_it_is_closed_or_told_to_be_none(
    world: World, signed_in: SignIn, words: str, expected: ReportStanding
) -> None:
    watched(world)
    id = reported(world)
    page = chosen(Role.TECHNICIAN, signed_in)
    pressed(page, words)
    assert standing(world, id).standing is expected


def given(page: AppTest, *rows: str) -> AppTest:
    """A list laid into the field for one."""
    page.file_uploader(key="laporan_impor_0").set_value(
        ("laporan.csv", "\n".join(rows).encode(), "text/csv")
    )
    page.run()
    sound(page)
    return page


def test_a_list_is_looked_at_and_then_written_down_once(world: World, signed_in: SignIn) -> None:
    watched(world)
    signed_in(Role.TECHNICIAN)
    rows = (
        "village,what,reported_at,words,phone",
        f"{LOLO},down,2026-02-01T09:00,KENARI,0812999777",
        "Lolo,slow,2026-02-01T10:00,,",
    )
    page = given(opened("wilayah", bagian="laporan", lang="en"), *rows)
    [preview] = [each.value for each in page.dataframe]
    assert list(preview["Complaint"]) == ["No connection", "Slow"]
    assert "KENARI" not in preview.to_string()
    assert "0812999777" not in preview.to_string()
    pressed(page, "Write the reports down")
    with world.store() as store, store.view() as view:
        kept = view.people_reports(0, world.now)
        assert [each.village for each in kept] == [LOLO, LOLO]
        assert [view.person(each.phone) for each in kept if each.phone] == ["0812999777"]
    page = given(opened("wilayah", bagian="laporan", lang="en"), *rows)
    pressed(page, "Write the reports down")
    with world.store() as store, store.view() as view:
        assert len(view.people_reports(0, world.now)) == 2


def test_a_list_with_one_bad_row_is_refused_whole_with_every_bad_row_named(
    world: World, signed_in: SignIn
) -> None:
    watched(world)
    signed_in(Role.MANAGER)
    page = given(
        opened("wilayah", bagian="laporan", lang="en"),
        "village,what,phone",
        f"{LOLO},down,0812999777",
        "Lollo,down,",
        f"{LOLO},broken,0812999777 KENARI",
    )
    [bad] = [each.value for each in page.dataframe]
    assert list(bad["Row of the file"]) == [3, 4]
    assert "Lolo" in bad["What is wrong"][0]
    assert "KENARI" not in bad.to_string()
    assert not [each for each in page.button if each.label == "Write the reports down"]
    with world.store() as store, store.view() as view:
        assert view.people_reports(0, world.now + HOUR) == []


def test_who_only_looks_is_offered_no_list(world: World, signed_in: SignIn) -> None:
    watched(world)
    signed_in(Role.VIEWER)
    assert not opened("wilayah", bagian="laporan").file_uploader


def test_villages_are_counted_and_spam_is_not(world: World, signed_in: SignIn) -> None:
    watched(world)
    for number in range(3):
        reported(world, what=Complaint.NO_SIGNAL, at=world.now - number)
    spam = reported(world, village="64.01.04.1001")
    with world.store() as store:
        mark_spam(store, actor(world), spam)
    signed_in(Role.MANAGER)
    page = opened("wilayah", bagian="laporan", lang="en")
    [_, counts] = [each.value for each in page.dataframe]
    assert list(counts["Village"]) == ["Lolo"]
    assert list(counts["No mobile signal"]) == [3]
    assert "3 reports in 90 days" in page.caption[0].value


def test_without_a_report_it_says_what_can_be_done(world: World, signed_in: SignIn) -> None:
    watched(world)
    signed_in(Role.MANAGER)
    page = opened("wilayah", bagian="laporan", lang="en")
    assert "Switch the public form on" in page.info[0].value


def test_bulletins_are_texts_to_be_copied_and_can_be_narrowed(
    world: World, signed_in: SignIn
) -> None:
    with_site_in_lolo(world)
    watched(world, "s-1", "s-2")
    maintenance(world, HOUR, 2 * HOUR, "s-3")
    signed_in(Role.VIEWER)
    page = opened("wilayah", bagian="buletin")
    assert [each.value.splitlines()[0] for each in page.code].count("*GANGGUAN INTERNET*") == 2
    assert any("*PEMELIHARAAN JARINGAN*" in each.value for each in page.code)
    page.selectbox(key="buletin_jenis").set_value("planned").run()
    sound(page)
    [text] = [each.value for each in page.code]
    assert "*PEMELIHARAAN JARINGAN*" in text
    page.selectbox(key="buletin_jenis").set_value("").run()
    page.selectbox(key="buletin_kecamatan").set_value("Kuaro").run()
    sound(page)
    [text] = [each.value for each in page.code]
    assert "(Kecamatan Kuaro) terputus sejak" in text


def test_without_news_it_says_so(world: World, signed_in: SignIn) -> None:
    watched(world)
    signed_in(Role.VIEWER)
    assert "Tidak ada kabar" in opened("wilayah", bagian="buletin").info[0].value
