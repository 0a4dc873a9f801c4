"""Who may let whom in, and what the journal says of it."""

from pathlib import Path

import pytest

from pantau.actions.accounts import (
    Opening,
    change_role,
    close_account,
    end_sessions,
    invite,
    open_account,
    open_screen,
)
from pantau.actions.acting import MAY, Act, Actor, Refused
from pantau.actions.sessions import digest_of, new_session
from pantau.facts.accounts import SignInWay
from pantau.facts.instant import DAY, HOUR, SECOND
from pantau.facts.words import Role
from pantau.store import Access, Store, verify

NOW = 1_790_812_800 * SECOND


class Office:
    """A store with its accounts, and an admin at the command line."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.store = Store.open(data)
        self.access = Access.open(data)

    def actor(self, role: Role = Role.ADMIN, name: str = "root") -> Actor:
        return Actor(name, "root@monitor", role, NOW)

    def open(self, name: str, role: Role = Role.VIEWER, **rest: str) -> str | Refused | None:
        opening = Opening(name, name.title(), role, **rest)  # type: ignore[arg-type]
        return open_account(self.store, self.access, self.actor(), opening)

    def kinds(self) -> list[str]:
        return [f"{each.kind} {each.subject}" for each in self.store.entries()]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path / "data")


def test_only_admins_have_to_do_with_accounts() -> None:
    assert [role for role in Role if Act.ACCOUNTS in MAY[role]] == [Role.ADMIN]


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMIN}))
def test_everybody_else_is_refused(office: Office, role: Role) -> None:
    office.open("rina", Role.ADMIN)
    actor, store, access = office.actor(role), office.store, office.access
    done = (
        open_account(store, access, actor, Opening("udin", "Udin", Role.ADMIN)),
        change_role(store, actor, "rina", Role.VIEWER),
        close_account(store, access, actor, "rina", "pindah"),
        invite(store, access, actor, "rina"),
        open_screen(store, access, actor, "dinding"),
        end_sessions(store, access, actor, "rina"),
    )
    assert all(isinstance(each, Refused) for each in done)
    assert office.kinds() == ["account_opened rina"]


def test_the_code_of_a_new_account_is_good_for_a_day(office: Office) -> None:
    code = office.open("rina", Role.ADMIN)
    assert isinstance(code, str)
    assert office.access.invited(digest_of(code), NOW + DAY - 1) == "rina"
    assert office.access.invited(digest_of(code), NOW + DAY) is None
    assert code.encode() not in b"".join(each.payload for each in office.store.entries())
    assert isinstance(office.open("rina"), Refused)
    assert office.open("sari", way=SignInWay.OIDC) is None


@pytest.mark.parametrize("name", ["", "a", "Rina", "a b", "<b>", "-a", "é", "a" * 65, "collector"])
def test_names_that_are_none_are_refused(office: Office, name: str) -> None:
    assert isinstance(office.open(name), Refused)


def test_a_provider_acts_on_somebodys_behalf_and_nobody_else_does(office: Office) -> None:
    assert isinstance(office.open("telkom", Role.PROVIDER), Refused)
    assert isinstance(office.open("budi", Role.VIEWER, provider="Telkom"), Refused)


def test_the_last_admin_is_neither_closed_nor_demoted(office: Office) -> None:
    office.open("rina", Role.ADMIN)
    office.open("udin", Role.ADMIN)
    store, access, actor = office.store, office.access, office.actor()
    assert change_role(store, actor, "udin", Role.MANAGER) == "udin"
    assert isinstance(change_role(store, actor, "rina", Role.MANAGER), Refused)
    assert isinstance(close_account(store, access, actor, "rina", "pindah"), Refused)
    assert change_role(store, actor, "rina", Role.ADMIN) == "rina"
    assert change_role(store, actor, "udin", Role.ADMIN) == "udin"
    assert close_account(store, access, actor, "rina", "pindah") == "rina"
    assert isinstance(close_account(store, access, actor, "udin", "pindah"), Refused)


def test_what_is_closed_or_unknown_is_refused_until_it_is_opened_again(office: Office) -> None:
    office.open("rina", Role.ADMIN)
    office.open("budi")
    store, access, actor = office.store, office.access, office.actor()
    access.set_password("budi", "hash", NOW)
    assert close_account(store, access, actor, "budi", "pensiun") == "budi"
    assert access.password("budi") is None
    for name in ("budi", "siapa"):
        for done in (
            change_role(store, actor, name, Role.VIEWER),
            close_account(store, access, actor, name, "lagi"),
            invite(store, access, actor, name),
        ):
            assert isinstance(done, Refused)
    assert isinstance(end_sessions(store, access, actor, "siapa"), Refused)
    # A session that outlived the closing, as after a crash between both files.
    with store.view() as view:
        account = view.account("budi")
    assert account is not None
    access.begin(new_session("old", account, "", NOW), 5)
    assert isinstance(office.open("budi", Role.TECHNICIAN), str)
    assert access.sessions() == []
    assert verify(office.data).sound


def test_an_invitation_replaces_the_one_before(office: Office) -> None:
    first = office.open("rina", Role.ADMIN)
    second = invite(office.store, office.access, office.actor(), "rina")
    assert isinstance(first, str)
    assert isinstance(second, str)
    assert office.access.invited(digest_of(first), NOW) is None
    assert office.access.invited(digest_of(second), NOW) == "rina"
    office.open("sari", way=SignInWay.OIDC)
    assert isinstance(invite(office.store, office.access, office.actor(), "sari"), Refused)


def test_a_screen_only_shows_and_a_new_address_ends_the_old_one(office: Office) -> None:
    store, access, actor = office.store, office.access, office.actor()
    office.open("rina", Role.ADMIN)
    first = open_screen(store, access, actor, "dinding", "Dinding Command Center")
    second = open_screen(store, access, actor, "dinding")
    assert isinstance(first, str)
    assert isinstance(second, str)
    assert access.session(digest_of(first)) is None
    kept = access.session(digest_of(second))
    assert kept is not None
    assert kept.expires == NOW + 400 * DAY
    with store.view() as view:
        account = view.account("dinding")
    assert account is not None
    assert (account.role, account.way) == (Role.VIEWER, SignInWay.SCREEN)
    assert isinstance(change_role(store, actor, "dinding", Role.ADMIN), Refused)
    assert isinstance(open_screen(store, access, actor, "rina"), Refused)
    assert isinstance(open_screen(store, access, actor, "A B"), Refused)


def test_people_end_their_own_sessions_and_an_admin_those_of_anybody(office: Office) -> None:
    office.open("rina", Role.ADMIN)
    office.open("budi")
    store, access = office.store, office.access
    with store.view() as view:
        budi = view.account("budi")
    assert budi is not None
    for token in ("a", "b", "c"):
        access.begin(new_session(token, budi, "", NOW - HOUR), 5)
    himself = office.actor(Role.VIEWER, "budi")
    assert end_sessions(store, access, himself, "budi", but=digest_of("a")) == 2
    assert isinstance(end_sessions(store, access, himself, "rina"), Refused)
    assert end_sessions(store, access, office.actor(), "budi") == 1
    assert end_sessions(store, access, office.actor(), "budi") == 0
    assert office.kinds()[-2:] == ["signed_out budi", "signed_out budi"]
