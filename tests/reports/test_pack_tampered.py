"""Whatever somebody changes in a pack is found, by its own script and by pantau verify."""

import json
from pathlib import Path

import pytest

from pantau.reports.pack import PackFault, check_pack
from pantau.store import Anchor, Store
from tests.cli.story import APRIL, live_through_march
from tests.reports.packs import Members, changed, made, members, packed, run, unpacked
from tests.reports.packs import with_right_digests as hidden
from tests.reports.test_pack import of_march

LATER = APRIL + 86_400_000_000
EVERY = [
    *("BACA-SAYA.txt", "README.txt", "anchors.txt", "check_journal.py", "evidence.json"),
    *("exclusions.json", "figures.csv", "figures.json", "gaps.json", "inventory.yaml"),
    *("journal.jsonl", "outages.csv", "outages.json", "policy.json", "recompute.py"),
    *("samples.parquet", "voids.json", "watched.json"),
]
# What is changed, and who says so where the manifest was made to fit: the script, and verify.
FORGERIES = [
    ("figures.json", '"credit": 0', '"credit": 1', {"figures"}, {"figures", "calculation"}),
    ("figures.json", '"month": "2025-03"', '"month": "2025-02"', {"figures"}, None),
    (
        "figures.json",
        '"availability": "',
        '"availability": "9',
        {"figures"},
        {"figures", "calculation"},
    ),
    ("figures.csv", ";7200;", ";7199;", {"figures"}, {"figures", "calculation"}),
    ("figures.csv", "99,", "98,", set(), {"calculation"}),
    ("outages.csv", "kantor", "rumah", set(), {"calculation"}),
    ("outages.json", "T02:00:00Z", "T01:00:00Z", {"facts", "figures"}, None),
    ("gaps.json", "T17:00:00Z", "T18:00:00Z", {"figures", "facts"}, None),
    ("gaps.json", "vantage_blind", "clock_stepped", set(), set()),
    ("watched.json", "2025-03-31T16:00:00Z", "2025-03-30T16:00:00Z", {"facts", "figures"}, None),
    ("policy.json", '"objective": "99.9"', '"objective": "99.0"', {"figures"}, None),
    ("policy.json", '"fee": 1000000', '"fee": 1000001', set(), set()),
    ("journal.jsonl", "kantor", "rumah1", {"journal", "facts"}, None),
    ("manifest.json", '"seq": 8', '"seq": 9', {"journal"}, {"journal"}),
    ("manifest.json", '"state": "draft"', '"state": "closed"', set(), {"calculation"}),
    ("voids.json", "[]", "7", {"facts", "figures"}, None),
    ("exclusions.json", '"approved"', '"rejected"', {"facts", "figures"}, None),
]
# A fee where no credit is owed changes no figure, and the reason of a gap counts nothing: both are
# for people to compare with the contract and the entry.


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Members:
    data = tmp_path_factory.mktemp("march")
    live_through_march(data)
    with Store.open(data, readonly=True) as store:
        return members(made(store, of_march(), "2025-03", LATER))


def kinds(lines: list[str]) -> set[str]:
    return {line.partition(":")[0] for line in lines[:-1]}


def reasons(found: Members, folder: Path) -> set[str]:
    checked = check_pack(packed(found, folder / "pack.zip"))
    return {each.reason.value for each in checked.findings}


def test_every_file_of_a_pack_is_tampered_with_here(sound: Members) -> None:
    assert sorted(sound) == sorted([*EVERY, "manifest.json"])


@pytest.mark.parametrize("name", EVERY)
def test_a_changed_byte_is_found_in_every_file(sound: Members, name: str, tmp_path: Path) -> None:
    found = {**sound, name: sound[name] + b"\n"}
    code, lines = run(unpacked(found, tmp_path / "un"))
    assert code == 1
    assert f"files: {name} is not what manifest.json says" in lines
    assert "files" in reasons(found, tmp_path)


def test_a_file_that_is_gone_or_came_is_found(sound: Members, tmp_path: Path) -> None:
    gone = {name: content for name, content in sound.items() if name != "gaps.json"}
    code, lines = run(unpacked(gone, tmp_path / "gone"))
    assert code == 1
    assert "files: gaps.json is missing" in lines
    assert "files" in reasons(gone, tmp_path)
    more = {**sound, "notes.txt": b"hello"}
    assert run(unpacked(more, tmp_path / "more"))[1][0] == (
        "files: notes.txt is not named by manifest.json"
    )
    assert reasons(more, tmp_path) == {"files"}


@pytest.mark.parametrize(("name", "old", "new", "script", "verify"), FORGERIES)
def test_a_forgery_with_a_manifest_that_fits_is_found(
    sound: Members,
    name: str,
    old: str,
    new: str,
    script: set[str],
    verify: set[str] | None,
    tmp_path: Path,
) -> None:
    found = changed(sound, name, old, new)
    if name != "manifest.json":
        found = hidden(found)
    code, lines = run(unpacked(found, tmp_path / "un"))
    assert (code, kinds(lines) if code else set()) == (1 if script else 0, script)
    told = reasons(found, tmp_path)
    assert told >= script if verify is None else told == verify


def test_an_outage_that_was_dropped_is_found(sound: Members, tmp_path: Path) -> None:
    kept = [each for each in json.loads(sound["outages.json"]) if each["id"] != "O4"]
    found = hidden({**sound, "outages.json": json.dumps(kept).encode()})
    _, lines = run(unpacked(found, tmp_path / "un"))
    assert "facts: the journal knows outage O4, the pack does not" in lines


def test_an_outage_that_was_invented_is_found(sound: Members, tmp_path: Path) -> None:
    outages = json.loads(sound["outages.json"])
    more = {**outages[0], "id": "O5", "started_at": "2025-03-15T00:00:00Z", "ended_at": None}
    found = hidden({**sound, "outages.json": json.dumps([*outages, more]).encode()})
    _, lines = run(unpacked(found, tmp_path / "un"))
    assert "facts: O5 is not what the journal says" in lines


def test_an_exclusion_that_nobody_approved_is_found(sound: Members, tmp_path: Path) -> None:
    made_up = {
        "id": "X4",
        "category": "power",
        "from": "2025-03-10T00:00:00Z",
        "to": "2025-03-10T02:00:00Z",
        "sites": ["kantor"],
    }
    form = {"approved": [made_up], "not_counting": []}
    found = hidden({**sound, "exclusions.json": json.dumps(form).encode()})
    _, lines = run(unpacked(found, tmp_path / "un"))
    assert "facts: X4 is not what the journal approved" in lines


def test_an_entry_taken_out_of_the_journal_is_found(sound: Members, tmp_path: Path) -> None:
    lines = sound["journal.jsonl"].decode().splitlines(keepends=True)
    found = hidden({**sound, "journal.jsonl": "".join(lines[:3] + lines[4:]).encode()})
    _, said = run(unpacked(found, tmp_path / "un"))
    assert "journal: entry 4 is missing: 5 follows 3" in said


def test_an_entry_forged_with_its_own_hash_breaks_the_chain(sound: Members, tmp_path: Path) -> None:
    from pantau.reports.pack import check_journal  # noqa: PLC0415

    entries = [json.loads(line) for line in sound["journal.jsonl"].decode().splitlines()]
    forged = next(each for each in entries if each["seq"] == 5)
    forged["author"] = "nobody"
    forged["hash"] = check_journal.entry_hash(forged)
    lines = "".join(f"{json.dumps(each)}\n" for each in entries)
    found = hidden({**sound, "journal.jsonl": lines.encode()})
    _, said = run(unpacked(found, tmp_path / "un"))
    assert "journal: entry 6 is not linked to the one before" in said


def test_an_anchor_in_the_pack_that_knows_another_entry_is_found(
    sound: Members, tmp_path: Path
) -> None:
    found = hidden({**sound, "anchors.txt": f"8:{'0' * 64}\n".encode()})
    _, lines = run(unpacked(found, tmp_path / "un"))
    assert "journal: entry 8 is not the one that anchors.txt knows" in lines


def test_a_head_noted_elsewhere_is_compared(sound: Members, tmp_path: Path) -> None:
    path = packed(sound, tmp_path / "pack.zip")
    head = check_pack(path).head
    assert check_pack(path, [Anchor.parse(head)]).sound
    (wrong,) = check_pack(path, [Anchor(8, bytes(32))]).findings
    assert (wrong.reason, "forged anew" in wrong.text) == (PackFault.FORGED, True)
    (beyond,) = check_pack(path, [Anchor(9, bytes(32))]).findings
    assert (beyond.reason, "entries 1 to 8" in beyond.text) == (PackFault.ANCHOR, True)


def test_a_pack_of_another_journal_is_told(sound: Members, tmp_path: Path) -> None:
    path = packed(sound, tmp_path / "pack.zip")
    live_through_march(tmp_path / "same")
    with Store.open(tmp_path / "same", readonly=True) as store:
        assert check_pack(path, journal=store).sound
    with Store.open(tmp_path / "short") as store:
        (found,) = check_pack(path, journal=store).findings
        assert "ends at entry 0" in found.text
        store.begin_watch(at=APRIL, author="collector", via="other")
        (found,) = check_pack(path, journal=store).findings
        assert found.text == "entry 1 is not the one of the journal here"
