"""``pantau doctor``: a sound set-up is called sound, a broken one by what is broken in it."""

import errno
import json
import os
import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import apsw
import pytest

from pantau.actions import services
from pantau.cli.doctor import keeping
from pantau.cli.doctor.finding import Level, Part
from pantau.cli.doctor.keeping import about_rights
from pantau.cli.doctor.machine import whose
from pantau.facts.clock import SystemClock, now_us
from pantau.facts.instant import DAY, HOUR, MINUTE
from pantau.facts.journal import WatchClosed
from pantau.facts.saved import Attempt
from pantau.facts.words import BackupTrouble, WatchEnd
from pantau.store import Outbox, Store, UpkeepFile
from tests.cli.story import INVENTORY, Desk, applied, commit, up, watching

SITES = ("kantor", "desa", "sekolah")
EXTRA = """\
alerts:
  receivers:
    grup: {{kind: webhook, url: "http://127.0.0.1:9/masuk"}}
  routes: [{{name: semua, to: [grup]}}]
backup: {{to: {backups}}}
"""
WELL = {"status": "ok", "measuring": "ok", "storing": "ok", "alerting": "ok", "last_commit": None}
Found = list[dict[str, Any]]


@contextmanager
def answering(status: int, said: object) -> Iterator[str]:
    """A server on loopback that says this to whatever it is asked: its HOST:PORT."""

    class Says(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.end_headers()
            self.wfile.write(json.dumps(said).encode())

        def log_message(self, *_: object) -> None:
            """Tests are quiet."""

    server = HTTPServer(("127.0.0.1", 0), Says)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def well() -> Iterator[str]:
    with answering(200, WELL) as where:
        yield where


@pytest.fixture
def sound(desk: Desk) -> Desk:
    """All in order: measured a second ago, an alerter that lives, an admin, a backup elsewhere."""
    now = now_us(SystemClock())
    backups = desk.folder / "backups"
    backups.mkdir()
    text = INVENTORY + EXTRA.format(backups=backups)
    desk.inventory.write_text(text)
    measured(desk, now, text)
    with Outbox.open(desk.data) as outbox:
        outbox.beat(now, {"since": now - HOUR})
    with UpkeepFile.open(desk.data) as upkeep:
        upkeep.note_attempt(Attempt(str(backups), now - HOUR, now - HOUR, "pantau-1", 9, 9, 9))
    assert desk.run("account", "add", "rina", "--role", "admin").exit_code == 0
    for each in desk.data.glob("*.sqlite*"):
        each.chmod(0o600)
    return desk


def measured(desk: Desk, now: int, text: str) -> None:
    begin = now - 10 * MINUTE
    with Store.open(desk.data) as store:
        run = watching(store, begin, *SITES)
        commit(store, run, begin, applied(text), states=[up(site, begin) for site in SITES])
        commit(store, run, now)


def examined(desk: Desk, metrics: str, pages: str | None = None) -> Found:
    done = desk.run("doctor", "--metrics", metrics, "--pages", pages or metrics, "--json")
    found: Found = json.loads(done.stdout)
    assert done.exit_code == any(each["level"] == "broken" for each in found)
    for each in found:
        assert set(each) == {"part", "level", "what", "remedy"}
        assert (each["remedy"] is None) is (each["level"] == "fine")
    return found


def not_fine(found: Found) -> list[tuple[str, str]]:
    """What a test may break: not what the machine that tests happens to be like."""
    of_here = {"clock", "machine", "disk", "backup"}
    return [
        (each["part"], each["level"])
        for each in found
        if each["level"] != "fine" and each["part"] not in of_here
    ]


def of(found: Found, part: Part) -> dict[str, Any]:
    [only] = [each for each in found if each["part"] == part.value]
    return only


def test_a_sound_set_up_is_called_sound(sound: Desk, well: str) -> None:
    found = examined(sound, well)
    assert not_fine(found) == []
    assert {each["part"] for each in found} == {part.value for part in Part}


def test_it_is_told_in_indonesian_with_a_sign_before_each(sound: Desk, well: str) -> None:
    sound.lang = "id"
    done = sound.run("doctor", "--metrics", well, "--pages", well)
    assert done.exit_code == 0
    assert done.stdout.startswith("Diperiksa sebagai pengguna ")
    lines = done.stdout.splitlines()[1:]
    assert "✓ Pengukuran: data masih baru" in lines
    assert all(line[0] in "✓! " for line in lines)


def no_inventory(desk: Desk) -> None:
    desk.inventory.unlink()


def torn_inventory(desk: Desk) -> None:
    desk.inventory.write_text(INVENTORY.replace("tier: fo-50}", "tier: fo-51}"))


def no_data(desk: Desk) -> None:
    shutil.rmtree(desk.data)


def damaged_store(desk: Desk) -> None:
    journal = desk.data / "journal.sqlite"
    for beside in ("-wal", "-shm"):
        journal.with_name(journal.name + beside).unlink(missing_ok=True)
    journal.write_bytes(b"\0" * 8192 + journal.read_bytes()[8192:])


def newer_store(desk: Desk) -> None:
    db = apsw.Connection(str(desk.data / "journal.sqlite"))
    db.execute("INSERT INTO migration VALUES ('9999-from-the-future', 'x')")
    db.close()


def stopped_collector(desk: Desk) -> None:
    with Store.open(desk.data) as store:
        watch = store.last_watch()
        assert watch is not None
        end = WatchClosed(watch.run, watch.until, WatchEnd.STOPPED)
        commit(store, watch.run, watch.until, end)


def silent_alerter(desk: Desk) -> None:
    (desk.data / "alerts.sqlite").unlink()


def a_secret_that_is_not_set(desk: Desk) -> None:
    _with_url(desk, "env:PANTAU_TEST_NOT_SET")


def a_secret_for_all_to_read(desk: Desk) -> None:
    path = desk.folder / "rahasia"
    path.write_text("http://127.0.0.1:9/x")
    path.chmod(0o644)
    _with_url(desk, f"file:{path}")


def a_host_that_nobody_knows(desk: Desk) -> None:
    # No label may have more than 63 letters: refused before any name server is asked.
    _with_url(desk, f"http://{'x' * 64}.test/masuk")


def _with_url(desk: Desk, url: str) -> None:
    _edited(desk, "http://127.0.0.1:9/masuk", url)


def nobody_is_told(desk: Desk) -> None:
    text = desk.inventory.read_text()
    head, tail = text.index("alerts:"), text.index("backup:")
    _edited(desk, text[head:tail], "")


def _edited(desk: Desk, old: str, new: str) -> None:
    """The file, and what is in force with it."""
    text = desk.inventory.read_text().replace(old, new)
    desk.inventory.write_text(text)
    assert desk.run("apply", "--by", "rina").exit_code == 0


def data_for_all_to_read(desk: Desk) -> None:
    (desk.data / "journal.sqlite").chmod(0o644)


def nobody_can_sign_in(desk: Desk) -> None:
    """The last admin's account can never be closed: so one that never was."""
    shutil.rmtree(desk.data)
    now = now_us(SystemClock())
    measured(desk, now, desk.inventory.read_text())
    with Outbox.open(desk.data) as outbox:
        outbox.beat(now, {"since": now - HOUR})


BROKEN: list[tuple[Callable[[Desk], None], Part, Level, str, str]] = [
    (no_inventory, Part.INVENTORY, Level.BROKEN, "inventory.yaml", "pantau check"),
    (torn_inventory, Part.INVENTORY, Level.BROKEN, "fo-51", "pantau check"),
    (no_data, Part.STATE, Level.BROKEN, "NOTHING IS BEING MEASURED", "pantau run"),
    (damaged_store, Part.STORE, Level.BROKEN, "cannot be used", "backup"),
    (newer_store, Part.STORE, Level.BROKEN, "cannot be used", "newer"),
    (stopped_collector, Part.STATE, Level.BROKEN, "has stopped", "pantau run"),
    (silent_alerter, Part.STATE, Level.BROKEN, "NOBODY IS TOLD", "pantau alert"),
    (a_secret_that_is_not_set, Part.SECRETS, Level.BROKEN, "PANTAU_TEST_NOT_SET", "Environment"),
    (a_secret_for_all_to_read, Part.SECRETS, Level.BROKEN, "read by others", "mode 600"),
    (a_host_that_nobody_knows, Part.NAMES, Level.BROKEN, "xxx.test", "resolv.conf"),
    (nobody_is_told, Part.RECEIVERS, Level.LOOK, "nobody is told", "docs/alerts.md"),
    (data_for_all_to_read, Part.RIGHTS, Level.LOOK, "by everybody", "chmod"),
    (nobody_can_sign_in, Part.ACCOUNTS, Level.LOOK, "no admin", "account add"),
]


@pytest.mark.parametrize(
    ("breaks", "part", "level", "what", "remedy"), BROKEN, ids=[b[0].__name__ for b in BROKEN]
)
def test_a_broken_set_up_is_called_by_what_is_broken(
    sound: Desk,
    well: str,
    breaks: Callable[[Desk], None],
    part: Part,
    level: Level,
    what: str,
    remedy: str,
) -> None:
    breaks(sound)
    found = examined(sound, well)
    hits = [
        each
        for each in found
        if each["part"] == part.value and each["level"] == level.value and what in each["what"]
    ]
    assert hits, found
    assert remedy in hits[0]["remedy"]


@pytest.mark.parametrize(("opens", "level"), [(False, "broken"), (True, "look")])
def test_a_file_of_another_user_is_told_with_how_to_give_it_back(
    sound: Desk, well: str, monkeypatch: pytest.MonkeyPatch, opens: bool, level: str
) -> None:
    """As a command leaves it that root typed: the service cannot open it any more."""
    monkeypatch.setattr(keeping, "_may_change", lambda _: opens)
    anchors = sound.data / "anchors"
    anchors.mkdir(mode=0o700, exist_ok=True)
    (anchors / "of-root.txt").touch()
    (sound.data / "lost+found").mkdir()
    strange = {"access.sqlite", "of-root.txt", "lost+found"}
    monkeypatch.setattr(
        keeping, "_owner_of", lambda path: -1 if path.name in strange else os.geteuid()
    )
    found = of(examined(sound, well), Part.RIGHTS)
    assert found["level"] == level
    assert f"{sound.data}/access.sqlite does not belong to user" in found["what"]
    assert "files of others: 2" in found["what"]
    assert f"chown -R {whose()}: {sound.data}" in found["remedy"]


def test_who_looks_as_another_user_is_told_how_to_look(sound: Desk) -> None:
    [found] = about_rights(sound.data, os.geteuid() + 1)
    assert (found.level, "install.md" in found.remedy.message if found.remedy else False) == (
        Level.LOOK,
        True,
    )
    assert f"belongs to user {whose()}" in found.what.message


@pytest.mark.parametrize("breaks", [no_data, stopped_collector, silent_alerter])
def test_on_a_server_services_are_started_as_services(
    sound: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, breaks: Callable[[Desk], None]
) -> None:
    breaks(sound)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        free = f"127.0.0.1:{taken.getsockname()[1]}"

    def remedies() -> list[str]:
        """Of all that does not run."""
        parts = {"state", "metrics", "pages"}
        found = [each for each in examined(sound, free) if each["part"] in parts]
        return [str(each["remedy"]) for each in found if each["level"] != "fine"]

    monkeypatch.setattr(services, "UNITS", tmp_path)
    assert not any("systemctl" in each for each in remedies())
    (tmp_path / "pantau.target").touch()
    said = remedies()
    assert len(said) >= 3
    assert all("systemctl start pantau.target" in each for each in said)


def test_an_edit_that_is_not_in_force_is_told(sound: Desk, well: str) -> None:
    text = sound.inventory.read_text()
    sound.inventory.write_text(text.replace("objective: 99.9", "objective: 95"))
    found = of(examined(sound, well), Part.STATE)
    assert "NOT IN FORCE" in found["what"]
    assert "from" in found["remedy"]


def test_a_clock_behind_the_data_is_told(sound: Desk, well: str) -> None:
    ahead = now_us(SystemClock()) + 2 * HOUR
    with Store.open(sound.data) as store:
        watch = store.last_watch()
        assert watch is not None
        commit(store, watch.run, ahead)
    found = of(examined(sound, well), Part.STATE)
    assert "THE CLOCK IS WRONG" in found["what"]


def test_ports(sound: Desk, well: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        free = f"127.0.0.1:{taken.getsockname()[1]}"
    found = of(examined(sound, free, well), Part.METRICS)
    assert (found["level"], "pantau run" in found["remedy"]) == ("look", True)
    with answering(200, ["somebody else"]) as other:
        found = of(examined(sound, well, other), Part.PAGES)
    assert (found["level"], "ss -ltnp" in found["remedy"]) == ("broken", True)
    with answering(503, WELL | {"storing": "disk full"}) as ill:
        found = of(examined(sound, ill, well), Part.METRICS)
    assert found["level"] == "broken"
    assert "storing: disk full" in found["what"]


def test_what_others_put_into_an_answer_steers_no_terminal(sound: Desk, well: str) -> None:
    with answering(503, WELL | {"storing": "\x1b[2J\u202eoops"}) as ill:
        done = sound.run("doctor", "--metrics", ill, "--pages", well)
    assert "\x1b" not in done.output
    assert "\u202e" not in done.output


@pytest.mark.parametrize(
    ("attempt", "word"),
    [
        (None, "no sound one"),
        (Attempt("", -3 * DAY, -3 * DAY, "old", 1, 1, 1), "no sound one"),
        (Attempt("", -HOUR, -HOUR, trouble=BackupTrouble.FULL), "full"),
    ],
)
def test_backups(sound: Desk, well: str, attempt: Attempt | None, word: str) -> None:
    (sound.data / "upkeep.sqlite").unlink()
    if attempt is not None:
        now, to = now_us(SystemClock()), str(sound.folder / "backups")
        with UpkeepFile.open(sound.data) as upkeep:
            upkeep.note_attempt(
                Attempt(
                    to,
                    now + attempt.began_at,
                    now + attempt.ended_at,
                    attempt.name,
                    trouble=attempt.trouble,
                )
            )
    found = [each for each in examined(sound, well) if each["part"] == "backup"]
    assert any(word in each["what"] and each["level"] == "broken" for each in found)
    # The backups of this test lie beside its data.
    assert any("the disk of the data itself" in each["what"] for each in found)


def test_a_directory_for_backups_that_cannot_be_written_is_told_before_a_night_shows_it(
    sound: Desk, well: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told() -> dict[str, Any]:
        parts = [each for each in examined(sound, well) if each["part"] == "backup"]
        [found] = [each for each in parts if each["level"] == "broken"]
        return found

    backups = sound.folder / "backups"
    backups.rename(sound.folder / "elsewhere")
    assert told()["what"] == f"{backups}: gone"
    backups.mkdir()
    monkeypatch.setattr(keeping.os, "access", lambda path, _: path != backups)
    found = told()
    assert found["what"] == f"{backups}: forbidden"
    assert f"pantau backup --to {backups}" in found["remedy"]
    sound.lang = "id"
    said = sound.run("doctor", "--metrics", well, "--pages", well).stdout
    assert f"✕ Cadangan: {backups}: pengguna ini tidak" in said


def test_an_inventory_that_may_not_be_read_is_told_like_any_other_fault(
    sound: Desk, well: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.open

    def shut(path: Path, *args: Any, **rest: Any) -> Any:
        if path == sound.inventory:
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(path, *args, **rest)

    monkeypatch.setattr(Path, "open", shut)
    monkeypatch.setattr(os, "access", lambda path, _: path != str(sound.inventory))
    found = of(examined(sound, well), Part.INVENTORY)
    assert "cannot be read" in found["what"]
    assert "rights" in found["what"]


def test_no_backup_at_all_is_told(sound: Desk, well: str) -> None:
    text = sound.inventory.read_text()
    sound.inventory.write_text(text[: text.index("backup:")])
    found = of(examined(sound, well), Part.BACKUP)
    assert (found["level"], found["what"]) == ("look", "none is made by itself")
    assert "backup: {to: " in found["remedy"]
