"""What an evidence pack holds, and that it can be checked without Pantau."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pantau.actions.acting import Refused
from pantau.actions.months import close_month, judged, revise_month
from pantau.actions.outages import TicketNews, record_ticket
from pantau.actions.proposals import decide, propose_exclusion, propose_void
from pantau.actions.remarks import keep_evidence, note
from pantau.actions.scope import Scope
from pantau.facts.instant import DAY, MINUTE, SECOND
from pantau.facts.journal import WatchClosed
from pantau.facts.measured import Sample
from pantau.facts.people import EvidenceFile
from pantau.facts.said import MonthStanding
from pantau.facts.words import Decision, ExclusionCategory, WatchEnd
from pantau.inventory import Inventory
from pantau.reports.pack import make_pack
from pantau.sla import to_json
from pantau.store import Store, write_anchor
from tests.actions import history
from tests.actions.history import BUDI, NOW, RINA, taken_up, town, watch_october
from tests.cli.story import (
    APRIL,
    DOWN,
    INVENTORY,
    LAST_DOWN,
    MARCH,
    UP_AGAIN,
    applied,
    closed,
    commit,
    live_through_march,
    opened,
    watching,
)
from tests.fakes.inventories import sound
from tests.reports.packs import made, members, run, unpacked
from tests.sla.build import at, interval

SOUND = ["All files, entries and figures agree. Semua berkas, catatan, dan angka cocok."]
LATER = APRIL + DAY


def contacted() -> Inventory:
    """A town with people in its file, and whom to tell."""
    people = 'contract: satu, tier: fo, contact: {name: Pak Kenari, phone: "0812-3333-4444"}'
    text = history.HEAD + history.site("a", people) + history.site("b") + history.site("c")
    text += "# Bu Kenari, 0812 5555 6666\n"
    return sound(text)


@pytest.fixture
def october(tmp_path: Path) -> Iterator[Store]:
    """October watched by an import: four hours down in a and in c."""
    with history.opened(tmp_path) as store:
        taken_up(store, contacted(), "2026-09-30T08:00")
        watch_october(store)
        yield store


@pytest.fixture(scope="module")
def march(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """March 2025, watched by a collector. Tests only read it."""
    data = tmp_path_factory.mktemp("march") / "data"
    live_through_march(data)
    with Store.open(data, readonly=True) as store:
        yield store


def of_march() -> Inventory:
    return sound(INVENTORY)


def excluded(store: Store, who: str, reason: str, evidence: EvidenceFile | None = None) -> str:
    """Two hours of site ``who``, proposed and approved."""
    span = interval("2026-10-05T08:00", "2026-10-05T10:00")
    kind = ExclusionCategory.POWER
    name = propose_exclusion(store, RINA, Scope((who,), who), span, kind, reason, evidence)
    assert isinstance(name, str), name
    assert decide(store, BUDI, town(), name, Decision.APPROVED) == name
    return name


def test_a_pack_is_recomputed_where_there_is_no_pantau(march: Store, tmp_path: Path) -> None:
    found = members(made(march, of_march(), "2025-03", LATER))
    folder = unpacked(found, tmp_path)
    probe = [sys.executable, "-I", "-S", "-c", "import pantau"]
    assert subprocess.run(probe, capture_output=True, check=False).returncode == 1
    assert run(folder) == (0, SOUND)
    told = json.loads(found["figures.json"])
    wanted = to_json(judged(march, of_march(), "2025-03", LATER).result)
    assert {key: told[key] for key in ("month", "from", "to", "timezone")} == {
        key: wanted[key] for key in ("month", "from", "to", "timezone")
    }
    for mine, theirs in zip(told["sites"], wanted["sites"], strict=True):
        assert theirs.items() <= mine.items()
    assert wanted["total"].items() <= told["total"].items()


def test_the_same_facts_give_the_same_bytes(march: Store) -> None:
    first = made(march, of_march(), "2025-03", LATER)
    assert made(march, of_march(), "2025-03", LATER) == first
    assert first.name == "bukti-2025-03-rev1.zip"


def test_the_minutes_around_an_outage_are_in_it(march: Store) -> None:
    found = members(made(march, of_march(), "2025-03", LATER))
    rows = pq.read_table(BytesIO(found["samples.parquet"])).to_pylist()
    assert [(row["site"], row["sent"], row["received"]) for row in rows] == [
        ("kantor", 12, 12),
        ("kantor", 12, 0),
    ]
    assert rows[1]["rtt_median_us"] is None


def test_only_thirty_minutes_before_and_after(tmp_path: Path) -> None:
    live_through_march(tmp_path)
    with Store.open(tmp_path) as store:
        moments = (
            DOWN - 31 * MINUTE,
            DOWN - 30 * MINUTE,
            UP_AGAIN + 29 * MINUTE,
            UP_AGAIN + 30 * MINUTE,
        )
        store.write_samples([Sample("kantor", "icmp", m, 12, 12, 1, 1, 1, 1) for m in moments])
        found = members(made(store, of_march(), "2025-03", LATER))
    rows = pq.read_table(BytesIO(found["samples.parquet"])).column("at").to_pylist()
    assert [round(row.timestamp()) * 1_000_000 for row in rows] == [
        moments[1],
        DOWN - MINUTE,
        DOWN,
        moments[2],
    ]


def test_a_pack_of_one_outage_is_of_its_site(march: Store, tmp_path: Path) -> None:
    pack = made(march, of_march(), "2025-03", LATER, outage="O4")
    assert pack.name == "bukti-2025-03-O4-rev1.zip"
    found = members(pack)
    assert run(unpacked(found, tmp_path)) == (0, SOUND)
    figures = json.loads(found["figures.json"])
    assert [row["site"] for row in figures["sites"]] == ["kantor"]
    assert [each["id"] for each in json.loads(found["outages.json"])] == ["O4"]


@pytest.mark.parametrize(
    ("outage", "month", "words"),
    [
        ("O99", "2025-03", "there is no outage 'O99'"),
        ("O4", "2025-04", "outage O4 has no time in 2025-04"),
    ],
)
def test_an_outage_that_is_not_of_the_month_is_refused(
    march: Store, outage: str, month: str, words: str
) -> None:
    found = make_pack(march, of_march(), month, LATER, outage=outage)
    assert isinstance(found, Refused)
    assert found.message.startswith(words)


def test_a_site_that_no_contract_judges_has_no_pack(march: Store) -> None:
    others = replace(of_march(), sites=of_march().sites[1:])
    found = make_pack(march, others, "2025-03", LATER, outage="O4")
    assert isinstance(found, Refused)
    assert "no figures" in found.message


def test_text_that_is_no_month_is_said(march: Store) -> None:
    with pytest.raises(ValueError, match="is not a month"):
        make_pack(march, of_march(), "2025-13", LATER)


def test_what_two_people_agreed_on_is_in_it(october: Store, tmp_path: Path) -> None:
    photo = keep_evidence(october, "foto padam.jpg", b"a picture")
    assert isinstance(photo, EvidenceFile)
    name = excluded(october, "a", "PLN padam", photo)
    void = propose_void(october, RINA, "O2-2", "alamat salah")
    assert isinstance(void, str)
    assert decide(october, BUDI, town(), void, Decision.APPROVED) == void
    found = members(made(october, contacted(), "2026-10", NOW))
    assert run(unpacked(found, tmp_path / "pack")) == (0, SOUND)
    (one,) = json.loads(found["exclusions.json"])["approved"]
    assert (one["id"], one["proposed_by"], one["decided_by"]) == (name, "Rina", "Budi")
    (other,) = json.loads(found["voids.json"])
    assert (other["id"], other["void"], other["proposed_by"]) == ("O2-2", void, "Rina")
    assert found[f"evidence/{photo.digest}"] == b"a picture"
    (file,) = json.loads(found["evidence.json"])
    assert file["named_by"][0]["name"] == "foto padam.jpg"


def test_no_number_and_no_reporter_is_in_it(october: Store, tmp_path: Path) -> None:
    excluded(october, "a", "PLN padam, hubungi 0812-7777-8888")
    news = TicketNews(("O2-1",), channel="WA +62 812 9999 0000", person="Ibu Merpati")
    assert isinstance(record_ticket(october, RINA, "INC12345678", news), str)
    assert isinstance(note(october, RINA, "O2-1", "kata Merpati", person="Ibu Merpati"), str)
    found = members(made(october, contacted(), "2026-10", NOW))
    # Parquet packs its pages; it has no column that people write.
    told = b"".join(content for name, content in found.items() if name != "samples.parquet")
    for secret in (b"Kenari", b"Merpati", b"3333", b"5555 6666", b"7777", b"9999 0000"):
        assert secret not in told, secret
    manifest = json.loads(found["manifest.json"])
    assert manifest["journal"]["left_out_for_a_telephone_number"] == 2
    # The exclusion counts all the same; its entry alone is not there to be read.
    assert json.loads(found["exclusions.json"])["approved"][0]["reason"].endswith("(left out)")
    assert run(unpacked(found, tmp_path / "pack")) == (0, SOUND)


def test_anchors_are_in_it(october: Store, tmp_path: Path) -> None:
    head = october.head()
    write_anchor(tmp_path / "data", head, NOW)
    found = members(made(october, contacted(), "2026-10", NOW))
    assert found["anchors.txt"].decode() == f"{head[0]}:{head[1].hex()}\n"
    assert run(unpacked(found, tmp_path / "pack")) == (0, SOUND)


def test_a_closed_month_is_told_as_of_its_closing(october: Store, tmp_path: Path) -> None:
    excluded(october, "a", "PLN padam")
    standing = close_month(october, BUDI, history.now_in_force(october), "2026-10")
    assert isinstance(standing, MonthStanding), standing
    first = made(october, history.now_in_force(october), "2026-10", NOW)
    # What comes later: another fee, a site that leaves, a proposal in the next month.
    taken_up(october, town("ab"), "2026-11-26T08:00")
    span = interval("2026-11-05T08:00", "2026-11-05T10:00")
    scope = Scope(("a",), "a")
    later = propose_exclusion(october, RINA, scope, span, ExclusionCategory.POWER, "PLN")
    assert isinstance(later, str)
    second = made(october, history.now_in_force(october), "2026-10", NOW + DAY)
    assert second == first
    found = members(first)
    assert run(unpacked(found, tmp_path / "pack")) == (0, SOUND)
    manifest = json.loads(found["manifest.json"])
    assert (manifest["state"], manifest["differences"]) == ("closed", [])
    assert standing.closed is not None
    assert manifest["head"]["seq"] == standing.closed.seq
    assert {row["site"] for row in json.loads(found["figures.json"])["sites"]} == {"a", "b", "c"}


def test_what_was_open_when_a_month_was_closed_may_end_later(tmp_path: Path) -> None:
    """Closed as it is, while an outage went on and the collector ran; both end afterwards."""
    with Store.open(tmp_path / "data") as store:
        run_number = watching(store, MARCH, "kantor", "desa")
        commit(store, run_number, MARCH + SECOND, applied())
        commit(store, run_number, LAST_DOWN + 10 * SECOND, opened("desa", LAST_DOWN))
        commit(store, run_number, LATER)
        boss = replace(BUDI, at=LATER + MINUTE)
        standing = close_month(store, boss, of_march(), "2025-03", "tenggat")
        assert isinstance(standing, MonthStanding), standing
        first = made(store, of_march(), "2025-03", LATER + MINUTE)
        commit(store, run_number, LATER + DAY, closed("desa", LATER + DAY))
        end = WatchClosed(run_number, LATER + DAY, WatchEnd.STOPPED)
        commit(store, run_number, LATER + DAY, end)
        watching(store, LATER + 2 * DAY, "kantor")
        second = made(store, of_march(), "2025-03", LATER + 3 * DAY)
    found = members(second)
    assert run(unpacked(found, tmp_path / "pack")) == (0, SOUND)
    assert [each["ended_at"] for each in json.loads(found["outages.json"])] == [None]
    # Watched time is known up to the closing now; then it was known up to the last commit.
    differ = {name for name, content in members(first).items() if content != found[name]}
    assert differ == {"watched.json", "manifest.json"}


def test_a_month_opened_again_is_told_as_of_now(october: Store) -> None:
    in_force = history.now_in_force(october)
    assert isinstance(close_month(october, BUDI, in_force, "2026-10"), MonthStanding)
    assert not isinstance(revise_month(october, BUDI, in_force, "2026-10", "salah"), Refused)
    pack = made(october, in_force, "2026-10", NOW)
    assert pack.name == "bukti-2026-10-rev2.zip"
    assert json.loads(members(pack)["manifest.json"])["state"] == "draft"


def test_a_month_that_has_not_begun_has_no_rows(october: Store, tmp_path: Path) -> None:
    found = members(made(october, contacted(), "2026-12", at("2026-11-25")))
    assert json.loads(found["figures.json"])["sites"] == []
    assert run(unpacked(found, tmp_path / "pack")) == (0, SOUND)


def test_samples_that_cannot_be_read_do_not_hinder_a_pack(tmp_path: Path) -> None:
    live_through_march(tmp_path)
    (tmp_path / "samples" / "2025-03.sqlite").write_bytes(b"no database " * 1000)
    with Store.open(tmp_path) as store:
        found = members(made(store, of_march(), "2025-03", LATER))
    assert "samples.parquet" not in found
    assert "2025-03.sqlite" in json.loads(found["manifest.json"])["samples"]


def test_a_simulation_says_so(march: Store) -> None:
    found = members(made(march, replace(of_march(), simulation=True), "2025-03", LATER))
    assert json.loads(found["manifest.json"])["simulation"] is True
    assert found["README.txt"].startswith(b"SIMULASI / SIMULATION")
