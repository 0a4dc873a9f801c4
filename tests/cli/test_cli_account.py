"""``pantau account``: opened, invited, listed, changed, signed out and closed from the desk."""

import re
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from pantau.actions.passwords import Passwords
from pantau.actions.sign_in import Desk as SignInDesk
from pantau.actions.sign_in import Guest, LetIn, set_password, show_screen, sign_in
from pantau.cli.demo_accounts import open_accounts
from pantau.facts.clock import SystemClock, now_us
from pantau.store import Access, Store, verify
from tests.cli.story import Desk, live_through_march

GOOD = "kuda laut makan jagung"
CHEAP = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture
def office(desk: Desk) -> Desk:
    """A desk at whose store nobody has an account yet."""
    live_through_march(desk.data)
    return desk


def let_in(data: Path, code: str) -> LetIn:
    """Somebody sets their password and signs in."""
    now = now_us(SystemClock())
    with Store.open(data) as store, Access.open(data) as access:
        desk = SignInDesk(store, access, CHEAP)
        name = set_password(desk, code, GOOD, GOOD, now)
        found = sign_in(desk, str(name), GOOD, Guest("10.64.0.1", "Firefox", now))
    assert isinstance(found, LetIn)
    return found


def test_the_first_admin_is_invited_and_nothing_else_is_printed(office: Desk) -> None:
    done = office.run("account", "add", "Rina", "--role", "admin", "--full-name", "Rina Hapsari")
    assert (done.exit_code, done.stderr) == (0, "")
    found = re.fullmatch(r"http://127\.0\.0\.1:8501/undangan\?t=([\w-]{43})\n", done.stdout)
    assert found is not None
    (listed,) = office.json("account", "list")
    assert (listed["name"], listed["can_come_in"], listed["seen_at"]) == ("rina", False, None)
    let_in(office.data, found[1])
    (listed,) = office.json("account", "list")
    assert listed["can_come_in"]
    assert listed["seen_at"] is not None
    (session,) = office.json("account", "sessions")
    assert (session["name"], session["way"], session["agent"]) == ("rina", "password", "Firefox")
    assert "Rina Hapsari" in office.run("account", "list").stdout
    assert "Firefox" in office.run("account", "sessions").stdout
    assert office.run("account", "sign-out", "rina").stdout == "1\n"
    assert office.json("account", "sessions") == []


def test_the_address_is_that_of_the_inventory_where_it_says_one(office: Desk) -> None:
    text = office.inventory.read_text()
    link = "alerts: {link: https://pantau.contoh.go.id/}\n"
    office.inventory.write_text(text.replace("sites:\n", f"{link}sites:\n"))
    assert office.run("apply").exit_code == 0
    done = office.run("account", "screen", "dinding", "--full-name", "Ruang komando")
    found = re.fullmatch(r"https://pantau\.contoh\.go\.id/layar\?t=(\S+)\n", done.stdout)
    assert found is not None
    now = now_us(SystemClock())
    with Store.open(office.data) as store, Access.open(office.data) as access:
        desk_ = SignInDesk(store, access, CHEAP)
        assert isinstance(show_screen(desk_, found[1], Guest("", "", now)), LetIn)


def test_roles_change_and_accounts_close_and_each_says_who_did_it(office: Desk) -> None:
    office.run("account", "add", "rina", "--role", "admin")
    office.run("account", "add", "telkom", "--role", "provider", "--provider", "Telkom")
    done = office.run("account", "role", "telkom", "--role", "viewer", "--by", "Rina")
    assert done.stdout == "telkom\n"
    assert office.run("account", "invite", "telkom").stdout.startswith("http://")
    done = office.run("account", "close", "telkom", "--reason", "kontrak habis", "--by", "Rina")
    assert done.stdout == "telkom\n"
    [_, closed] = office.json("account", "list")
    assert closed["closed_at"] is not None
    assert not closed["can_come_in"]
    with Store.open(office.data, readonly=True) as store:
        entries = store.entries(subject="telkom")
    assert [(str(each.kind), each.author) for each in entries][1:] == [
        ("account_role_changed", "Rina"),
        ("account_invited", entries[2].author),
        ("account_closed", "Rina"),
    ]
    assert verify(office.data).sound


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("add", "A B", "--role", "admin"), "is no sign-in name"),
        (("add", "budi", "--role", "provider"), "--provider"),
        (("add", "budi", "--role", "provider", "--provider", "Telkomm"), "did you mean 'Telkom'?"),
        (("role", "budi", "--role", "viewer"), "no account 'budi'"),
        (("close", "rina", "--reason", "x"), "the last admin"),
        (("role", "rina", "--role", "viewer"), "the last admin"),
        (("invite", "budi"), "no account 'budi'"),
        (("sign-out", "budi"), "no account 'budi'"),
        (("screen", "rina"), "a person's account"),
    ],
)
def test_what_cannot_be_done_is_refused_in_a_line(
    office: Desk, words: tuple[str, ...], why: str
) -> None:
    office.run("account", "add", "rina", "--role", "admin")
    done = office.run("account", *words)
    assert (done.exit_code, done.stdout) == (1, "")
    assert why in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_mistyped_place_makes_no_store(desk: Desk) -> None:
    assert desk.run("account", "add", "rina", "--role", "admin").exit_code == 1
    assert not desk.data.exists()
    assert desk.run("account", "list").exit_code == 1


def test_a_damaged_file_of_passwords_is_told(office: Desk) -> None:
    (office.data / "access.sqlite").write_bytes(b"x" * 4_096)
    for words in (("add", "rina", "--role", "admin"), ("list",)):
        done = office.run("account", *words)
        assert done.exit_code == 1
        assert "access.sqlite is damaged" in done.stderr


@pytest.mark.parametrize("command", ["dashboard", "run"])
def test_pages_beyond_this_machine_want_an_admin_and_tell_of_plain_text(
    office: Desk, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[str] = []
    monkeypatch.setattr("os.nice", lambda _: 0)
    monkeypatch.setattr("os.execve", lambda path, *_: started.append(path))
    monkeypatch.setattr("pantau.cli.run._supervise", lambda _: _nothing(started))
    option = ("--listen", "10.64.2.3:8501") if command == "dashboard" else ("--pages", "[::]:1")
    done = office.run(command, *option)
    assert done.exit_code == 1
    assert "pantau account add NAME --role admin" in done.stderr
    office.run("account", "add", "rina", "--role", "admin")
    done = office.run(command, *option)
    assert done.exit_code == 0
    assert "unencrypted" in done.stderr
    assert len(started) == 1


async def _nothing(started: list[str]) -> None:
    started.append("run")


def test_the_people_of_a_demo_have_passwords_that_nobody_guesses(office: Desk) -> None:
    now = now_us(SystemClock())
    people = open_accounts(office.data, now)
    assert [name for name, _ in people] == ["teknisi", "manajer", "admin"]
    assert len({password for _, password in people}) == 3
    with Store.open(office.data) as store, Access.open(office.data) as access:
        desk = SignInDesk(store, access, Passwords())
        for name, password in people:
            assert len(password) == 19
            assert isinstance(sign_in(desk, name, password, Guest("", "", now)), LetIn)
