"""Gangguan: what people say and decide, in every condition and for every role."""

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from pantau.actions.proposals import decide
from pantau.facts.instant import DAY, HOUR, MINUTE
from pantau.facts.kinds import EntryKind
from pantau.facts.words import Cause, Decision, Role, Settlement, Standing
from tests.dashboard.conftest import SignIn
from tests.dashboard.desk_world import (
    actor,
    ended,
    exclusion,
    maintenance,
    objection,
    void,
    watched,
)
from tests.dashboard.opened import html, opened, pressed, sound
from tests.dashboard.world import HOSTILE, World, inventory_text

SECTIONS = ("gangguan", "pengecualian", "pemeliharaan", "keberatan", "serah-terima")


def page(section: str = "gangguan", **asked: str) -> AppTest:
    return opened("gangguan", bagian=section, **{"lang": "en", **asked})


def field(app: AppTest, kind: str, key: str, value: object) -> None:
    app.get(kind)
    getattr(app, kind)(key=key).set_value(value)


def choose(app: AppTest, key: str, *rows: int) -> AppTest:
    app.session_state[key] = {"selection": {"rows": list(rows), "columns": [], "cells": []}}
    app.run()
    sound(app)
    return app


def standing(world: World, id: str) -> Standing | None:
    with world.store() as store, store.view() as view:
        found = view.proposal(id)
        return found.standing if found else None


def test_a_chosen_outage_names_its_own_address(world: World) -> None:
    down = watched(world, "s-1")
    app = choose(page(), "gangguan", 0)
    assert f'href="/gangguan?id={down["s-1"]}&amp;lang=en"' in html(app)


def outages(world: World, *ids: str) -> list:
    with world.store() as store:
        return [store.outage(each) for each in ids]


@pytest.mark.parametrize("section", SECTIONS)
def test_every_section_stands_on_an_empty_store_and_offers_what_comes_next(
    world: World, section: str, signed_in: SignIn
) -> None:
    signed_in(Role.MANAGER)
    page(section)


@pytest.mark.parametrize(("section", "language"), list(zip(SECTIONS, "ei" * 3, strict=False)))
def test_hostile_names_and_words_are_text(
    world: World, section: str, language: str, signed_in: SignIn
) -> None:
    world.text = inventory_text(12, first=HOSTILE)
    world.write_inventory()
    down = watched(world, "s-1", "s-2")
    exclusion(world, "s-1")
    maintenance(world, HOUR, 2 * HOUR, "s-1")
    objection(world, "s-1", down["s-1"])
    signed_in(Role.MANAGER)
    app = page(section, lang={"e": "en", "i": "id"}[language])
    assert "<script>" not in html(app)


@pytest.mark.parametrize("section", SECTIONS)
def test_a_damaged_store_is_told_of_and_no_section_fails(
    world: World, section: str, signed_in: SignIn
) -> None:
    world.settings.data.mkdir()
    (world.settings.data / "journal.sqlite").write_bytes(b"no database" * 100)
    signed_in(Role.MANAGER)
    page(section)


@pytest.mark.parametrize(
    ("role", "offered"),
    [
        (None, set()),
        (Role.VIEWER, set()),
        (Role.PROVIDER, {"Object"}),
        (
            Role.TECHNICIAN,
            {"Take in hand", "Classify", "Ticket", "Exclude", "Did not happen", "Note"},
        ),
    ],
)
def test_an_outage_offers_what_the_role_may_do(
    world: World, signed_in: SignIn, role: Role | None, offered: set[str]
) -> None:
    down = watched(world, "s-1")
    if role:
        signed_in(role)
    assert {each.label for each in page(id=down["s-1"]).tabs} == offered


def test_an_outage_shows_what_was_said_and_why_it_was_judged_one(
    world: World, signed_in: SignIn
) -> None:
    watched(world)
    outage = ended(world, "s-2")
    claim, voided = exclusion(world, "s-2"), void(world, outage)
    raised = objection(world, "s-2", outage)
    signed_in(Role.VIEWER)
    text = html(page(id=outage))
    assert all(id in text for id in (claim, voided, raised))
    assert "5 echoes in a row needed, 5 seen" in text


def test_an_id_that_is_none_or_of_another_section_is_no_fault(
    world: World, signed_in: SignIn
) -> None:
    watched(world)
    signed_in(Role.VIEWER)
    assert "no outage &#x27;O&lt;b&gt;" in html(page(id="O<b>"))
    assert "There is no &#x27;X9" in html(page("pengecualian", id="X9"))
    assert "There is no &#x27;M9" in html(page("pemeliharaan", id="M9"))
    assert "There is no &#x27;K9" in html(page("keberatan", id="K9"))
    assert "id" not in page("keberatan", id="O1").query_params


def test_several_are_classified_at_once(world: World, signed_in: SignIn) -> None:
    down = watched(world, "s-1", "s-2")
    signed_in(Role.TECHNICIAN)
    app = choose(page(), "gangguan", 0, 1)
    field(app, "selectbox", "cause_0", Cause.POWER)
    field(app, "text_input", "classify_reason_0", "PLN padam")
    pressed(app, "Classify")
    assert [each.cause for each in outages(world, *down.values())] == [Cause.POWER, Cause.POWER]


def test_of_several_each_that_was_refused_is_named_with_its_reason(
    world: World, signed_in: SignIn
) -> None:
    down = watched(world, "s-1")
    over = ended(world, "s-2")
    signed_in(Role.TECHNICIAN)
    app = choose(page(), "gangguan", 0, 1)
    field(app, "text_input", "void_reason_0", "alamat keliru")
    [button] = [each for each in app.button if "void" in (each.key or "")]
    button.click().run()
    sound(app)
    text = html(app)
    assert "Not done:" in text
    assert f"Dinas Contoh 1: outage {down['s-1']} goes on" in text
    with world.store() as store, store.view() as view:
        assert [each.standing for each in view.voids_of(over)] == [Standing.PROPOSED]


def test_what_is_refused_keeps_what_was_typed_and_what_is_done_empties_the_field(
    world: World, signed_in: SignIn
) -> None:
    down = watched(world, "s-1")
    signed_in(Role.TECHNICIAN)
    id = down["s-1"]
    app = page(id=id)
    field(app, "text_input", f"ticket_number_{id}_1_0", "INC123456")
    field(app, "text_input", f"ticket_reported_{id}_1_0", "kemarin")
    pressed(app, "Save the ticket")
    assert "'kemarin' is not a time" in app.error[0].value
    assert app.text_input(key=f"ticket_number_{id}_1_0").value == "INC123456"
    field(app, "text_input", f"ticket_reported_{id}_1_0", "")
    pressed(app, "Save the ticket")
    assert [each.ticket for each in outages(world, id)] == ["INC123456"]
    assert app.text_input(key=f"ticket_number_{id}_1_1").value == "INC123456"


def test_an_exclusion_is_proposed_for_the_time_of_an_outage(
    world: World, signed_in: SignIn
) -> None:
    watched(world)
    outage = ended(world, "s-2")
    signed_in(Role.TECHNICIAN)
    app = page(id=outage)
    field(app, "text_input", "exclude_reason_0", "PLN padam")
    [button] = [each for each in app.button if "exclude" in (each.key or "")]
    button.click().run()
    sound(app)
    with world.store() as store:
        [entry] = store.entries(kinds={EntryKind.EXCLUSION_PROPOSED})
        found = store.outage(outage)
    assert found is not None
    data = entry.data()
    assert data["sites"] == ["s-2"]
    assert data["begin"] == found.started_at // 1_000_000 * 1_000_000


def test_a_decision_shows_its_effect_first_and_nobody_decides_on_their_own_word(
    world: World, signed_in: SignIn
) -> None:
    watched(world)
    ended(world, "s-2", ago=5 * HOUR)
    mine, theirs = exclusion(world, "s-3", by="sri"), exclusion(world, "s-2")
    signed_in(Role.MANAGER)
    text = html(page("pengecualian", id=theirs))
    assert "What approving it changes" in text
    assert "30m → <strong>0s</strong>" in text
    app = page("pengecualian", id=mine)
    assert "four eyes" in app.info[0].value
    assert app.button(key="putusan_approved").disabled


def test_approving_rejecting_and_revoking(world: World, signed_in: SignIn) -> None:
    watched(world)
    one, other = exclusion(world, "s-2"), exclusion(world, "s-3")
    signed_in(Role.MANAGER)
    pressed(page("pengecualian", id=one), "Approve")
    assert standing(world, one) is Standing.APPROVED
    app = page("pengecualian", id=other)
    pressed(app, "Reject")
    assert "reason is empty" in app.error[0].value
    field(app, "text_input", "putusan_alasan_0", "bukan PLN")
    pressed(app, "Reject")
    assert standing(world, other) is Standing.REJECTED
    assert "Nothing can be decided" in html(page("pengecualian", id=other))
    app = page("pengecualian", id=one)
    assert "What revoking it would change" in html(app)
    field(app, "text_input", "putusan_alasan_0", "keliru")
    pressed(app, "Revoke")
    assert standing(world, one) is Standing.REVOKED


def test_several_are_approved_at_once_but_for_ones_own(world: World, signed_in: SignIn) -> None:
    watched(world)
    one, mine = exclusion(world, "s-2"), exclusion(world, "s-3", by="sri")
    signed_in(Role.MANAGER)
    app = choose(page("pengecualian"), "usul", 0, 1)
    assert mine in app.info[0].value
    pressed(app, "Approve")
    assert (standing(world, one), standing(world, mine)) == (
        Standing.APPROVED,
        Standing.PROPOSED,
    )
    assert f"{mine}: &#x27;sri&#x27; proposed this" in html(app)


def test_a_technician_sees_the_effect_and_decides_nothing(world: World, signed_in: SignIn) -> None:
    watched(world)
    claim = exclusion(world, "s-2")
    signed_in(Role.TECHNICIAN)
    app = page("pengecualian", id=claim)
    assert "A manager or an administrator decides." in [each.value for each in app.caption]
    assert not [each for each in app.button if each.label == "Approve"]


def test_an_exclusion_is_proposed_freely_with_a_file_that_shows_it(
    world: World, signed_in: SignIn
) -> None:
    watched(world)
    signed_in(Role.TECHNICIAN)
    app = page("pengecualian")
    pressed(app, "Propose")
    assert "Choose at least one site." in app.error[0].value
    field(app, "multiselect", "usulan_titik", ["s-2", "s-3"])
    field(app, "text_input", "usulan_0_dari", "26/10/2026 09.15")
    field(app, "text_input", "usulan_0_sampai", "2026-10-26 08:00")
    field(app, "text_input", "usulan_alasan_0", "PLN")
    pressed(app, "Propose")
    assert "is not after" in app.error[0].value
    field(app, "text_input", "usulan_0_sampai", "2026-10-26 10:00:05")
    app.file_uploader(key="usulan_bukti_0").set_value(("surat.pdf", b"%PDF", "application/pdf"))
    pressed(app, "Propose")
    with world.store() as store:
        [entry] = store.entries(kinds={EntryKind.EXCLUSION_PROPOSED})
        assert store.kept(entry.data()["evidence"]["digest"]) == b"%PDF"
    assert (entry.data()["end"] - entry.data()["begin"]) // 1_000_000 == 45 * 60 + 5


def test_maintenance_says_what_it_does_before_it_is_announced(
    world: World, signed_in: SignIn
) -> None:
    watched(world)
    overlapping = maintenance(world, 24 * HOUR, 30 * HOUR, "s-2")
    signed_in(Role.TECHNICIAN)
    app = page("pemeliharaan")
    field(app, "multiselect", "umumkan_titik", ["s-2", "s-3"])
    app.run()
    sound(app)
    assert "2 sites for 3h" in html(app)
    assert f"Announced already in part: {overlapping}" in html(app)
    field(app, "text_input", "umumkan_alasan_0", "ganti modem")
    pressed(app, "Announce")
    with world.store() as store:
        entry = store.entries(kinds={EntryKind.MAINTENANCE_ANNOUNCED})[-1]
    assert (entry.data()["sites"], entry.author) == (["s-2", "s-3"], "sri")
    assert "ganti modem" in html(app)


def test_maintenance_is_cancelled_or_its_time_proposed_to_be_left_out(
    world: World, signed_in: SignIn
) -> None:
    watched(world)
    coming, over = maintenance(world, HOUR, DAY, "s-2"), maintenance(world, -HOUR, -MINUTE, "s-3")
    signed_in(Role.TECHNICIAN)
    app = page("pemeliharaan", id=coming)
    field(app, "text_input", "batalkan_alasan_0", "hujan")
    pressed(app, f"Cancel {coming}")
    assert "✕ cancelled" in html(app)
    app = page("pemeliharaan", id=over)
    assert not [each for each in app.button if each.label.startswith("Cancel")]
    pressed(app, "Propose to leave its time out of account")
    with world.store() as store:
        [entry] = store.entries(kinds={EntryKind.EXCLUSION_PROPOSED})
    assert entry.data()["reason"] == f"{over}: ganti kabel"


def test_the_provider_objects_and_a_manager_answers(world: World, signed_in: SignIn) -> None:
    watched(world)
    outage = ended(world, "s-2")
    signed_in(Role.PROVIDER)
    app = page(id=outage)
    field(app, "text_input", "keberatan_alasan_0", "bukan kami")
    pressed(app, "Object")
    with world.store() as store, store.view() as view:
        [raised] = view.objections()
    assert raised.objected.data()["about"] == outage
    signed_in(Role.MANAGER)
    app = page("keberatan", id=raised.id)
    field(app, "selectbox", "jawab_putusan_0", Settlement.PARTLY)
    field(app, "text_input", "jawab_alasan_0", "sebagian benar")
    pressed(app, "Send the answer")
    assert "'sri' raised this objection" in app.error[0].value
    raised_by_dewi = objection(world, "s-2")
    st.cache_resource.clear()
    app = page("keberatan", id=raised_by_dewi)
    field(app, "text_input", "jawab_alasan_0", "tidak benar")
    pressed(app, "Send the answer")
    with world.store() as store, store.view() as view:
        found = view.objection(raised_by_dewi)
    assert found is not None
    assert found.settlement is Settlement.ACCEPTED
    assert "tidak benar" in html(app)


def test_objections_are_raised_about_any_month_too(world: World, signed_in: SignIn) -> None:
    watched(world)
    signed_in(Role.PROVIDER)
    app = page("keberatan")
    field(app, "selectbox", "keberatan_titik_0", "s-3")
    field(app, "text_input", "keberatan_tentang_0", "o999")
    field(app, "text_input", "keberatan_sebab_0", "salah hitung")
    pressed(app, "Object")
    assert "'O999' is no outage" in app.error[0].value
    field(app, "text_input", "keberatan_tentang_0", "")
    pressed(app, "Object")
    with world.store() as store, store.view() as view:
        [raised] = view.objections()
    assert raised.objected.subject == "s-3"


def test_the_hand_over_tells_what_is_open_and_is_kept_with_its_text(
    world: World, signed_in: SignIn
) -> None:
    down = watched(world, "s-1")
    over = ended(world, "s-2", ago=2 * HOUR)
    ended(world, "s-3", ago=20 * HOUR)
    claim, raised = exclusion(world, "s-2"), objection(world, "s-2", over)
    coming = maintenance(world, HOUR, 2 * HOUR, "s-4")
    signed_in(Role.TECHNICIAN)
    app = page("serah-terima")
    field(app, "text_input", "serah_pesan_0", "hubungi PLN lagi")
    app.run()
    text = app.code[0].value
    parts = (down["s-1"], over, claim, raised, coming, "hubungi PLN lagi", "Sri Wahyuni")
    assert [each for each in parts if each not in text] == []
    assert "Dinas Contoh 3" not in text
    pressed(app, "Keep it in the journal")
    with world.store() as store:
        [entry] = store.entries(kinds={EntryKind.NOTED})
        kept = store.kept(entry.data()["evidence"]["digest"]).decode()
    assert [each for each in parts if each not in kept] == []
    assert "1 going on, 1 over" in entry.data()["text"]
    app = page("serah-terima", sejak="terakhir")
    assert "OVER IN THIS SHIFT (0)" in app.code[0].value
    assert choose(app, "serah", 0).code[1].value == kept.strip()


def test_who_may_write_nothing_reads_the_hand_over(world: World, signed_in: SignIn) -> None:
    watched(world, "s-1")
    signed_in(Role.VIEWER)
    app = page("serah-terima")
    assert "GOING ON (1)" in app.code[0].value
    assert not app.button


def test_evidence_is_for_those_who_argue_about_it(world: World, signed_in: SignIn) -> None:
    watched(world)
    signed_in(Role.TECHNICIAN)
    app = page("pengecualian")
    field(app, "multiselect", "usulan_titik", ["s-2"])
    field(app, "text_input", "usulan_alasan_0", "PLN")
    app.file_uploader(key="usulan_bukti_0").set_value(("surat.pdf", b"%PDF", "application/pdf"))
    pressed(app, "Propose")
    with world.store() as store:
        [entry] = store.entries(kinds={EntryKind.EXCLUSION_PROPOSED})
    for role, seen in ((Role.VIEWER, False), (Role.PROVIDER, True), (Role.MANAGER, True)):
        signed_in(role)
        found = page("pengecualian", id=f"X{entry.seq}").get("download_button")
        assert ("Evidence: surat.pdf" in [each.proto.label for each in found]) is seen


def test_a_decided_exclusion_is_listed_under_its_standing(world: World, signed_in: SignIn) -> None:
    watched(world)
    claim = exclusion(world, "s-2")
    with world.store() as store:
        manager = actor(world, "budi", Role.MANAGER)
        decide(store, manager, world.inventory, claim, Decision.APPROVED)
    signed_in(Role.VIEWER)
    assert not page("pengecualian").dataframe
    assert list(page("pengecualian", status="disetujui").dataframe[0].value["Id"]) == [claim]


def test_a_link_to_where_nothing_was_down_does_not_show_everything(world: World) -> None:
    # s-2 stands in Long Ikis.
    watched(world, "s-2")
    app = page(kecamatan="Kuaro")
    assert app.selectbox(key="choice_kecamatan").value == "Kuaro"
    assert [each.value for each in app.info] == ["No outage is like that (Last 7 days)."]
    assert not app.dataframe


def test_what_is_narrowed_to_nothing_is_not_said_to_be_calm(world: World) -> None:
    watched(world, "s-2")
    app = page(mana="selesai")
    assert [each.value for each in app.info] == ["No outage is like that (Last 7 days)."]
