"""Files that are no pack, or no whole one: a clear sentence, and nothing unfolds without end."""

import json
import warnings
import zipfile
from pathlib import Path

import pytest

from pantau.reports.pack import check, check_pack
from pantau.store import ArchiveRefused, Store, backup
from tests.cli.story import APRIL, Desk, live_through_march
from tests.reports.packs import Members, made, members, packed, with_right_digests
from tests.reports.test_pack import of_march

LATER = APRIL + 86_400_000_000


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("march")
    live_through_march(folder)
    return folder


@pytest.fixture(scope="module")
def sound(data: Path) -> Members:
    with Store.open(data, readonly=True) as store:
        return members(made(store, of_march(), "2025-03", LATER))


def refusal(path: Path) -> str:
    with pytest.raises(ArchiveRefused) as refused:
        check_pack(path)
    return str(refused.value)


def manifest(found: Members, **more: object) -> Members:
    told = json.loads(found["manifest.json"]) | more
    return {**found, "manifest.json": json.dumps(told).encode()}


def test_a_file_that_is_not_there_or_no_zip(tmp_path: Path) -> None:
    path = tmp_path / "pack.zip"
    assert refusal(path) == f"there is no evidence pack {path}"
    path.write_text("hello")
    assert "is not a whole evidence pack of Pantau" in refusal(path)
    assert "cannot be read" in refusal(tmp_path)


def test_a_pack_cut_anywhere_is_refused(sound: Members, tmp_path: Path) -> None:
    path = packed(sound, tmp_path / "pack.zip")
    whole = path.read_bytes()
    for keep in range(0, len(whole), len(whole) // 25):
        path.write_bytes(whole[:keep])
        assert "is not a whole evidence pack of Pantau" in refusal(path)


def is_sound(path: Path) -> bool:
    try:
        return check_pack(path).sound
    except ArchiveRefused:
        return False


def test_a_pack_damaged_in_any_member_is_not_sound(sound: Members, tmp_path: Path) -> None:
    path = packed(sound, tmp_path / "pack.zip")
    assert is_sound(path)
    whole = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        places = [
            each.header_offset + 30 + len(each.filename) + each.compress_size // 2
            for each in archive.infolist()
            if each.compress_size > 2
        ]
    assert len(places) >= 18
    for place in places:
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        assert not is_sound(path)


def test_a_backup_is_no_pack(data: Path, tmp_path: Path) -> None:
    backup(data, tmp_path / "backup.zip")
    assert "is not an evidence pack of Pantau" in refusal(tmp_path / "backup.zip")


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"[]",
        b"{",
        b'{"format": 1}',
        b"\xff",
        b"[" * 100_000,
        b'{"format":1,"month":1,"sites":1,"simulation":false,"head":{},"files":{},"outage":null}',
    ],
)
def test_a_manifest_that_is_none_is_refused(text: bytes, sound: Members, tmp_path: Path) -> None:
    path = packed({**sound, "manifest.json": text}, tmp_path / "pack.zip")
    assert "is not an evidence pack of Pantau" in refusal(path)


def test_a_zip_without_a_manifest_is_refused(sound: Members, tmp_path: Path) -> None:
    rest = {name: content for name, content in sound.items() if name != "manifest.json"}
    assert "it has no manifest" in refusal(packed(rest, tmp_path / "pack.zip"))


def test_a_pack_of_a_newer_pantau_is_refused(sound: Members, tmp_path: Path) -> None:
    path = packed(manifest(sound, format=2), tmp_path / "pack.zip")
    assert "made by a newer Pantau" in refusal(path)


def test_a_pack_that_promises_too_much_is_refused(sound: Members, tmp_path: Path) -> None:
    files = {"gaps.json": {"bytes": 10**12, "sha256": "0" * 64}}
    path = packed(manifest(sound, files=files), tmp_path / "pack.zip")
    assert "larger than any that Pantau makes" in refusal(path)


def test_a_member_unfolds_no_further_than_it_promised(
    sound: Members, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = packed({**sound, "gaps.json": b" " * 50_000_000}, tmp_path / "pack.zip")
    assert path.stat().st_size < 200_000
    written: list[int] = []
    copy = check.zipped.copy

    def counted(stream, into, most):
        size, digest = copy(stream, into, most)
        written.append(into.tell())
        return size, digest

    monkeypatch.setattr(check.zipped, "copy", counted)
    found = check_pack(path)
    assert any(each.text.startswith("gaps.json is longer") for each in found.findings)
    assert sum(written) < 1_000_000


@pytest.mark.parametrize("name", ["../evil.txt", "/evil.txt", "evidence/../../evil", "a\\b.txt"])
def test_no_member_is_written_outside(sound: Members, name: str, tmp_path: Path) -> None:
    found = with_right_digests({**sound, name: b"evil"})
    checked = check_pack(packed(found, tmp_path / "pack.zip"))
    assert any("does not belong into this pack" in each.text for each in checked.findings)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["pack.zip"]


def test_a_member_that_stands_twice_is_found(sound: Members, tmp_path: Path) -> None:
    path = packed(sound, tmp_path / "pack.zip")
    with warnings.catch_warnings(), zipfile.ZipFile(path, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("gaps.json", b"[]")
    assert not check_pack(path).sound


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("policy.json", b"[" * 100_000),
        ("policy.json", b'{"terms": 7}'),
        ("outages.json", b'[{"id": "O4"}]'),
        ("figures.json", b"null"),
        ("journal.jsonl", b"7\n"),
        ("watched.json", b'{"watched": {"kantor": [["x", "y"]]}, "imported": []}'),
        ("anchors.txt", b"nonsense\n"),
        ("figures.csv", b"\xff\xff"),
    ],
)
def test_members_that_cannot_be_read_are_findings(
    sound: Members, name: str, content: bytes, tmp_path: Path
) -> None:
    found = with_right_digests({**sound, name: content})
    checked = check_pack(packed(found, tmp_path / "pack.zip"))
    assert not checked.sound


def test_an_encrypted_member_is_refused(sound: Members, tmp_path: Path) -> None:
    path = packed(sound, tmp_path / "pack.zip")
    content = bytearray(path.read_bytes())
    # Bit 0 of the flags of every entry of the list: encrypted.
    place = content.find(b"PK\x01\x02")
    while place >= 0:
        content[place + 8] |= 1
        place = content.find(b"PK\x01\x02", place + 4)
    path.write_bytes(content)
    assert "is not a whole evidence pack of Pantau" in refusal(path)


def test_a_pack_packed_otherwise_is_refused(sound: Members, tmp_path: Path) -> None:
    path = tmp_path / "pack.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_BZIP2) as archive:
        for name, content in sound.items():
            archive.writestr(name, content)
    assert "packed in a way that Pantau never uses" in refusal(path)


def desk_with(found: Members, folder: Path) -> tuple[Desk, str]:
    desk = Desk.at(folder)
    return desk, str(packed(found, folder / "pack.zip"))


def test_verify_says_that_a_pack_is_sound(sound: Members, tmp_path: Path) -> None:
    desk, pack = desk_with(sound, tmp_path)
    done = desk.type("verify", pack, "--lang", "en")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == "The pack is sound."
    assert done.stdout.splitlines()[1].startswith("2025-03, sites: 3, head 8:")
    told = json.loads(desk.type("verify", pack, "--json").stdout)
    assert list(told) == ["pack", "month", "outage", "sites", "head", "faults"]
    assert (told["month"], told["faults"]) == ("2025-03", [])
    assert desk.type("verify", pack, "--anchor", told["head"]).exit_code == 0


def test_verify_names_what_is_wrong(sound: Members, tmp_path: Path) -> None:
    desk, pack = desk_with({**sound, "gaps.json": b"[]\n"}, tmp_path)
    done = desk.type("verify", pack, "--lang", "en")
    assert done.exit_code == 1
    assert "files: gaps.json is not what manifest.json says" in done.stderr.splitlines()
    assert done.stdout.splitlines()[0] == "The pack is NOT sound."
    told = json.loads(desk.type("verify", pack, "--json").stdout)
    assert list(told["faults"][0]) == ["reason", "text"]


def test_verify_holds_a_pack_against_the_journal_that_was_named(
    sound: Members, data: Path, tmp_path: Path
) -> None:
    desk, pack = desk_with(sound, tmp_path)
    assert desk.type("verify", pack, "--data", str(data)).exit_code == 0
    missing = desk.type("verify", pack, "--data", str(tmp_path / "none"))
    assert (missing.exit_code, len(missing.stderr.splitlines())) == (1, 1)


def test_verify_says_that_a_pack_is_simulated(sound: Members, tmp_path: Path) -> None:
    desk, pack = desk_with(manifest(sound, simulation=True), tmp_path)
    done = desk.type("verify", pack, "--lang", "en")
    assert done.stdout.splitlines()[0] == "SIMULATION – not real data"


def test_verify_of_no_pack_is_one_line(tmp_path: Path) -> None:
    desk = Desk.at(tmp_path)
    done = desk.type("verify", str(desk.inventory))
    assert (done.exit_code, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1
