"""Sistem: health, the journal's chain, and the audit trail."""

import re
from dataclasses import replace
from datetime import date
from threading import Event

import pytest
import streamlit as st

from dashboard import errand
from dashboard.errand import Errand
from dashboard.reading import read_snapshot
from dashboard.sistem import audit, verifying
from dashboard.sistem.audit import Asked, asked_of, read_filed
from dashboard.sistem.health import read_disk, read_health, versions
from dashboard.sistem.journal_part import FAULTS
from pantau.facts.instant import DAY, SECOND
from pantau.facts.kinds import EntryKind
from pantau.facts.people import Noted
from pantau.facts.saved import Attempt, SpaceDay
from pantau.facts.words import BackupTrouble, Role
from pantau.inventory.backups import Backups
from pantau.store import Anchor, FaultReason, Outbox, Store, UpkeepFile, write_anchor
from tests.dashboard.conftest import SignIn
from tests.dashboard.opened import html, opened, pressed
from tests.dashboard.world import HOSTILE, World

PARTS = ("kesehatan", "jurnal", "jejak")


def noted(world: World, count: int, text: str = "catatan") -> None:
    with world.store() as store:
        facts = [Noted("s-1", f"{text} {n}", Role.MANAGER, None) for n in range(count)]
        store.record(facts, at=world.now, author="sri", via="test")


@pytest.mark.parametrize("part", PARTS)
def test_every_part_stands_on_an_empty_store(world: World, part: str, signed_in: SignIn) -> None:
    signed_in(Role.TECHNICIAN)
    opened("sistem", sistem=part)


@pytest.mark.parametrize(("part", "language"), list(zip(PARTS, ("en", "id", "en"), strict=True)))
def test_every_part_stands_with_hostile_words(
    world: World, part: str, language: str, signed_in: SignIn
) -> None:
    signed_in(Role.ADMIN)
    world.began()
    world.committed()
    noted(world, 1, HOSTILE)
    with world.store() as store:
        write_anchor(world.settings.data, store.head(), world.now)
        last = store.head()[0]
    page = opened("sistem", sistem=part, lang=language, entri=str(last))
    assert "<script>" not in html(page)


@pytest.mark.parametrize("role", [Role.VIEWER, Role.PROVIDER])
def test_it_is_for_staff(world: World, role: Role, signed_in: SignIn) -> None:
    world.began()
    signed_in(role)
    page = opened("sistem", sistem="jejak")
    assert not page.form_submit_button


def test_health_knows_collector_alerter_head_and_anchors(world: World) -> None:
    assert read_health(world.settings).head is None
    world.began()
    with Outbox.open(world.settings.data) as outbox:
        outbox.beat(world.now, {"told": 0, "since": world.now - DAY})
    with world.store() as store:
        head = store.head()
        write_anchor(world.settings.data, head, world.now)
    found = read_health(world.settings)
    assert found.head == head
    assert found.watch is not None
    assert found.beat is not None
    assert [anchor for _, anchor in found.anchors] == [Anchor(*head)]


@pytest.mark.parametrize(
    ("prepare", "said"),
    [
        (World.committed, "✓ measuring"),
        (World.stopped, "✕ stopped"),
        (lambda world: world.committed(ago=600 * SECOND), "✕ silent"),
    ],
)
def test_the_collector_is_told_as_it_is(
    world: World, signed_in: SignIn, prepare: "object", said: str
) -> None:
    signed_in(Role.TECHNICIAN)
    world.began()
    prepare(world)  # type: ignore[operator]
    assert said in html(opened("sistem", lang="en"))


def test_the_disk_is_told_by_part(world: World) -> None:
    data = world.settings.data
    assert read_disk(data, world.now) is None
    (data / "samples").mkdir(parents=True)
    (data / "samples" / "2026-11.sqlite").write_bytes(b"x" * 10)
    (data / "journal.sqlite-wal").write_bytes(b"x" * 4)
    (data / "ack.key").write_bytes(b"x")
    (data / "link").symlink_to(data / "ack.key")
    found = read_disk(data, world.now)
    assert found is not None
    assert {kind.value: size for kind, size in found.used.items() if size} == {
        "samples_hot": 10,
        "journal": 4,
        "other": 1,
    }
    assert found.total == 15
    assert 0 < found.free <= found.size


def test_damaged_files_that_were_set_aside_are_shown_with_what_to_do(
    world: World, signed_in: SignIn
) -> None:
    world.began()
    signed_in(Role.TECHNICIAN)
    assert "Damaged files" not in html(opened("sistem", lang="en"))
    folder = world.settings.data / "samples"
    folder.mkdir(exist_ok=True)
    for name in ("2026-11.sqlite.damaged-1", "2026-11.sqlite.damaged-1-wal"):
        (folder / name).write_bytes(b"x")
    st.cache_resource.clear()
    st.cache_data.clear()
    shown = html(opened("sistem", lang="en"))
    assert "Damaged files set aside" in shown
    assert shown.count("2026-11.sqlite.damaged-1 and a new one begun; bring its part back") == 1


def test_versions_are_known() -> None:
    assert versions()["rules"] == "1"
    assert versions()["SQLite"].count(".") >= 1


def test_every_fault_has_words() -> None:
    assert set(FAULTS) == set(FaultReason)


def test_the_journal_is_checked_aside_and_the_verdict_kept(world: World, signed_in: SignIn) -> None:
    world.began()
    signed_in(Role.TECHNICIAN)
    pressed(opened("sistem", sistem="jurnal", lang="en"), "Check now")
    assert verifying.verification().wait(60)
    page = opened("sistem", sistem="jurnal", lang="en")
    assert page.success[0].value.startswith("The journal is sound. 3 entries")


def test_a_forged_journal_is_told_of(world: World, signed_in: SignIn) -> None:
    world.began()
    write_anchor(world.settings.data, (99, bytes(32)), world.now)
    assert verifying.begin_verification(world.settings, "sri")
    assert verifying.verification().wait(60)
    signed_in(Role.MANAGER)
    page = opened("sistem", sistem="jurnal", lang="en")
    assert page.error[0].value.startswith("The journal is NOT sound.")
    assert "<code>tail cut off</code>" in html(page)


def test_without_a_store_the_check_says_why(world: World) -> None:
    with pytest.raises(ValueError, match="journal"):
        verifying.verify_aside(world.settings)


def test_one_errand_at_a_time_and_its_fault_is_kept() -> None:
    told: Errand[str] = Errand()
    go_on = Event()

    def fails() -> str:
        go_on.wait(10)
        raise ValueError("no answer")

    assert told.start(fails, at=1, by="sri", clock=lambda: 7)
    assert not told.start(fails, at=2, by="rina", clock=lambda: 8)
    assert told.standing.running_since == 1
    go_on.set()
    assert told.wait(10)
    assert told.standing == errand.Standing(None, "sri", None, 7, "no answer")


def test_an_address_says_what_is_asked_and_leads_back() -> None:
    asked = Asked(
        (EntryKind.NOTED, EntryKind.DECIDED),
        *("sri", "s-1", "kabel", date(2026, 1, 2), date(2026, 1, 3), 50, 7),
    )
    assert asked_of(asked.params()) == asked
    assert Asked().params() == {}


def test_nonsense_in_an_address_is_left_out() -> None:
    nonsense = {"jenis": "x,noted,noted", "dari": "kemarin", "sampai": "9999-12-31"}
    numbers = {"sebelum": "-1", "entri": "9" * 30}
    assert asked_of({**nonsense, **numbers}) == Asked((EntryKind.NOTED,))


def test_a_day_asked_for_is_whole(world: World) -> None:
    zone = world.inventory.timezone
    wanted = Asked(first=date(2026, 1, 2), last=date(2026, 1, 2)).wanted(zone)
    assert wanted.begin is not None
    assert wanted.end == wanted.begin + DAY


def test_entries_are_found_by_words_and_turned_by_page(world: World, signed_in: SignIn) -> None:
    world.began()
    noted(world, 60)
    signed_in(Role.MANAGER)
    page = opened("sistem", sistem="jejak", lang="en", kata="catatan")
    assert len(page.dataframe[0].value) == 50
    pressed(page, "Older")
    assert len(page.dataframe[0].value) == 10
    pressed(page, "Newest")
    page.text_input[2].set_value("catatan 59")
    pressed(page, "Search")
    assert page.query_params["kata"] in ("catatan 59", ["catatan 59"])
    assert len(page.dataframe[0].value) == 1


def test_an_entry_is_shown_in_full(world: World, signed_in: SignIn) -> None:
    world.began()
    noted(world, 1)
    signed_in(Role.MANAGER)
    with Store.open(world.settings.data, readonly=True) as store:
        entry = store.entry(store.head()[0])
    assert entry is not None
    page = opened("sistem", sistem="jejak", lang="en", entri=str(entry.seq))
    assert f'href="/sistem?sistem=jejak&amp;entri={entry.seq}&amp;lang=en"' in html(page)
    assert re.search(r"<dt>Time</dt><dd>[^<]* \d\d:\d\d:\d\d WITA</dd>", html(page))
    assert entry.hash.hex() in html(page)
    assert entry.previous.hex() in html(page)
    assert '"text": "catatan 0"' in page.code[0].value


def test_a_file_of_entries_says_where_it_was_cut(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.began()
    noted(world, 5)
    zone, asked = world.inventory.timezone, Asked(kinds=(EntryKind.NOTED,))
    whole = read_filed(world.settings, asked, zone, "en", "cut")
    assert [row.seq is None for row in whole] == [False] * 5
    monkeypatch.setattr(audit, "MOST_FILED", 3)
    cut = read_filed(world.settings, asked, zone, "en", "cut")
    assert [row.kind for row in cut] == ["Note"] * 3 + ["cut"]


def test_a_store_that_cannot_be_read_is_told_of(world: World, signed_in: SignIn) -> None:
    world.began()
    (world.settings.data / "journal.sqlite").write_bytes(b"no database" * 1000)
    assert read_snapshot(world.settings, world.now).troubles
    signed_in(Role.ADMIN)
    page = opened("sistem", sistem="jejak", lang="en")
    assert page.error[0].value.startswith("The journal cannot be read:")
    assert "The journal cannot be read" in html(opened("sistem", sistem="jurnal", lang="en"))


BACKUP = Backups("/mnt/usb")
SOUND = Attempt("/mnt/usb", 0, SECOND, name="pantau-x.zip", size=2_500_000_000, held=9_000_000_000)


@pytest.mark.parametrize(
    ("attempt", "ago", "plan", "said"),
    [
        (None, 0, False, "not asked for"),
        (None, 0, True, "none lately"),
        (SOUND, DAY, False, "✓ made"),
        (SOUND, DAY, True, "✓ made"),
        (SOUND, 3 * DAY, True, "none lately"),
        (replace(SOUND, trouble=BackupTrouble.SAME_DISK), DAY, True, "lies on the same disk"),
        (replace(SOUND, trouble=BackupTrouble.INCOMPLETE), DAY, True, "✕ failed"),
        (replace(SOUND, name=None, trouble=BackupTrouble.FULL), DAY, True, "make room there"),
    ],
)
def test_how_backups_stand(
    world: World,
    signed_in: SignIn,
    attempt: Attempt | None,
    ago: int,
    plan: bool,
    said: str,
) -> None:
    if plan:
        world.text = f"{world.text}\nbackup: {{to: {BACKUP.to}}}\n"
    world.began()
    signed_in(Role.TECHNICIAN)
    if attempt is not None:
        at = world.now - ago
        with UpkeepFile.open(world.settings.data) as file:
            file.note_attempt(replace(attempt, began_at=at, ended_at=at + SECOND))
    page = html(opened("sistem", lang="en"))
    assert said in page
    if attempt is not None and attempt.name is not None:
        assert "9 GB" in page
        assert "Backups, in /mnt/usb" in page


def test_how_long_the_disk_lasts(world: World, signed_in: SignIn) -> None:
    world.began()
    signed_in(Role.TECHNICIAN)
    now = read_disk(world.settings.data, world.now)
    assert now is not None
    # What is free shrinks by a fortieth of what is there now, each day.
    a_day = now.free // 40
    with UpkeepFile.open(world.settings.data) as file:
        for n in range(1, 27):
            free = now.free + n * a_day
            file.note_space(SpaceDay(world.now - n * DAY, {}, free, now.size))
    page = html(opened("sistem", lang="en"))
    assert "at the growth of the last weeks" in page
    assert "Samples of this month" in page
