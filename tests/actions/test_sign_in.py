"""Coming in and going out, in virtual time; each guess costs one look, whoever is meant."""

from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from pantau.actions.accounts import Opening, close_account, open_account, open_screen
from pantau.actions.acting import Actor
from pantau.actions.passwords import Passwords, fault_of
from pantau.actions.sessions import TurnedAway, digest_of, holds, use_of
from pantau.actions.sign_in import (
    Claimed,
    Desk,
    Guest,
    LetIn,
    acting,
    change_password,
    come_by_oidc,
    set_password,
    show_screen,
    sign_in,
    sign_out,
)
from pantau.facts.accounts import PasswordFault, SignInRefusal, SignInWay
from pantau.facts.instant import DAY, HOUR, MINUTE, SECOND
from pantau.facts.words import Role
from pantau.store import Access, Store

NOW = 1_790_812_800 * SECOND
GOOD = "kuda laut makan jagung"
OTHER = "jagung makan kuda laut"
ADMIN = Actor("root", "root@monitor", Role.ADMIN, NOW)


@dataclass
class Counting(PasswordHasher):
    """Argon2 as cheap as it can be, and how often it was asked."""

    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(time_cost=1, memory_cost=8, parallelism=1)

    def hash(self, password: str | bytes, *, salt: bytes | None = None) -> str:
        self.asked.append("hash")
        return super().hash(password, salt=salt)

    def verify(self, hash: str | bytes, password: str | bytes) -> bool:
        self.asked.append("verify")
        return super().verify(hash, password)


class House:
    """Rina has a password, Budi has none yet, and time passes as it is told."""

    def __init__(self, data: Path) -> None:
        self.hasher = Counting()
        self.desk = Desk(Store.open(data), Access.open(data), Passwords(self.hasher))
        self.now = NOW
        self.code = self.open("rina", Role.ADMIN)
        assert set_password(self.desk, self.code, GOOD, GOOD, NOW) == "rina"
        self.open("budi")
        self.desk.passwords.warm_up()
        self.hasher.asked.clear()

    def open(self, name: str, role: Role = Role.TECHNICIAN) -> str:
        code = open_account(
            self.desk.store, self.desk.access, ADMIN, Opening(name, name.title(), role)
        )
        assert isinstance(code, str)
        return code

    def guest(self, address: str = "10.64.0.1", held: bytes | None = None) -> Guest:
        return Guest(address, "Firefox", self.now, held)

    def try_(
        self, name: str, password: str, address: str = "10.64.0.1", held: bytes | None = None
    ) -> LetIn | TurnedAway:
        return sign_in(self.desk, name, password, self.guest(address, held))

    def kinds(self) -> list[tuple[str, str, str]]:
        return [(str(each.kind), each.author, each.via) for each in self.desk.store.entries()]


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path / "data")


def let_in(done: object) -> LetIn:
    assert isinstance(done, LetIn)
    return done


def away(done: object) -> SignInRefusal:
    assert isinstance(done, TurnedAway)
    return done.reason


def test_the_right_password_opens_a_session_and_the_one_before_ends(house: House) -> None:
    first = let_in(house.try_(" Rina ", GOOD))
    assert first.session.digest == digest_of(first.token)
    again = let_in(house.try_("rina", GOOD, held=first.session.digest))
    assert again.token != first.token
    assert [each.digest for each in house.desk.access.sessions()] == [again.session.digest]
    assert house.kinds()[-1] == ("signed_in", "rina", f"web session {again.session.short}")
    assert acting(again.session, again.account, 7) == Actor(
        "rina", f"web session {again.session.short}", Role.ADMIN, 7
    )


@pytest.mark.parametrize("name", ["rina", "budi", "siapa", "", "x" * 5_000, "\udcff"])
def test_each_failed_attempt_looks_just_once_and_says_the_same(house: House, name: str) -> None:
    before = house.kinds()
    assert house.try_(name, "salah sekali ya") == TurnedAway(SignInRefusal.WRONG)
    assert house.hasher.asked == ["verify"]
    assert house.kinds() == before


@pytest.mark.parametrize("name", ["rina", "siapa"])
def test_five_wrong_ones_lock_a_name_for_a_growing_time_whether_it_exists_or_not(
    house: House, name: str
) -> None:
    reasons = [away(house.try_(name, "salah sekali ya")) for _ in range(5)]
    assert reasons == [SignInRefusal.WRONG] * 4 + [SignInRefusal.LOCKED]
    house.hasher.asked.clear()
    # Not even the right one is looked at, from wherever it comes.
    assert away(house.try_(name, GOOD, "10.64.0.9")) is SignInRefusal.LOCKED
    assert house.hasher.asked == []
    house.now += MINUTE
    assert away(house.try_(name, "salah sekali ya")) is SignInRefusal.LOCKED
    house.now += MINUTE
    assert away(house.try_(name, GOOD)) is SignInRefusal.LOCKED
    locked = [each for each in house.kinds() if each[0] == "sign_in_locked"]
    assert len(locked) == (2 if name == "rina" else 0)
    house.now += MINUTE
    if name == "rina":
        let_in(house.try_(name, GOOD))
        assert away(house.try_(name, "salah sekali ya")) is SignInRefusal.WRONG


def test_thirty_wrong_ones_from_one_address_hold_up_that_address_alone(house: House) -> None:
    for number in range(30):
        assert away(house.try_(f"nama{number}", "salah")) is SignInRefusal.WRONG
    assert away(house.try_("rina", GOOD)) is SignInRefusal.TOO_OFTEN
    let_in(house.try_("rina", GOOD, "10.64.0.2"))
    house.now += 15 * MINUTE
    let_in(house.try_("rina", GOOD))


def test_an_outdated_hash_is_made_anew_when_its_password_comes(house: House) -> None:
    weak = PasswordHasher(time_cost=2, memory_cost=8, parallelism=1).hash(GOOD)
    house.desk.access.set_password("rina", weak, NOW)
    let_in(house.try_("rina", GOOD))
    kept = house.desk.access.password("rina")
    assert kept not in {None, weak}
    let_in(house.try_("rina", GOOD))


def test_what_is_kept_of_a_password_may_be_damaged_and_lets_nobody_in(house: House) -> None:
    house.desk.access.set_password("rina", "no hash at all", NOW)
    assert away(house.try_("rina", GOOD)) is SignInRefusal.WRONG


def test_a_closed_account_is_told_like_an_unknown_one(house: House) -> None:
    house.open("udin", Role.ADMIN)
    close_account(house.desk.store, house.desk.access, ADMIN, "rina", "pindah")
    assert house.try_("rina", GOOD) == TurnedAway(SignInRefusal.WRONG)


def test_an_invitation_is_used_once_and_in_time_and_by_an_open_account(house: House) -> None:
    desk = house.desk
    assert set_password(desk, house.code, OTHER, OTHER, NOW) == TurnedAway(
        SignInRefusal.LINK_INVALID
    )
    code = house.open("sari")
    assert set_password(desk, code, OTHER, GOOD, NOW) is PasswordFault.DIFFERENT
    assert set_password(desk, code, "pendek", "pendek", NOW) is PasswordFault.SHORT
    assert away(set_password(desk, code, OTHER, OTHER, NOW + DAY)) is SignInRefusal.LINK_INVALID
    assert set_password(desk, code, OTHER, OTHER, NOW) == "sari"
    assert house.kinds()[-1] == ("password_set", "sari", "invitation")
    let_in(house.try_("sari", OTHER))
    closed = house.open("tono")
    close_account(desk.store, desk.access, ADMIN, "tono", "pindah")
    assert away(set_password(desk, closed, OTHER, OTHER, NOW)) is SignInRefusal.LINK_INVALID


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("sebelas kar", PasswordFault.SHORT),
        ("x y " * 65, PasswordFault.LONG),
        ("Password1234", PasswordFault.COMMON),
        ("abababababab", PasswordFault.COMMON),
        ("rina hapsari 9", PasswordFault.NAMED),
        ("RinaHapsari!1", PasswordFault.NAMED),
        ("Hapsari suka kuda laut", None),
        (GOOD, None),
    ],
)
def test_which_passwords_will_do(password: str, fault: PasswordFault | None) -> None:
    assert fault_of(password, "rina", "Rina Hapsari") is fault


def test_changing_the_own_password_wants_the_present_one_and_ends_other_sessions(
    house: House,
) -> None:
    here = let_in(house.try_("rina", GOOD))
    let_in(house.try_("rina", GOOD))

    def change(old: str, new: str) -> LetIn | PasswordFault | TurnedAway:
        return change_password(house.desk, here.session, old, new, new, house.guest())

    assert change(GOOD, "pendek") is PasswordFault.SHORT
    assert change("salah", OTHER) is PasswordFault.OLD_WRONG
    made = let_in(change(GOOD, OTHER))
    assert [each.digest for each in house.desk.access.sessions()] == [made.session.digest]
    assert away(house.try_("rina", GOOD)) is SignInRefusal.WRONG
    let_in(house.try_("rina", OTHER))
    for _ in range(4):
        assert change("salah", OTHER) is PasswordFault.OLD_WRONG
    assert away(change("salah", OTHER)) is SignInRefusal.LOCKED
    assert away(change(OTHER, GOOD)) is SignInRefusal.LOCKED
    house.open("udin", Role.ADMIN)
    close_account(house.desk.store, house.desk.access, ADMIN, "rina", "pindah")
    assert away(change(OTHER, GOOD)) is SignInRefusal.WRONG


def test_an_unused_session_ends_after_twelve_hours_and_a_used_one_after_seven_days(
    house: House,
) -> None:
    def open_when(after: int) -> bool:
        return holds(session, account, NOW + after)

    let = let_in(house.try_("rina", GOOD))
    session, account = let.session, let.account
    assert [open_when(12 * HOUR - SECOND), open_when(12 * HOUR)] == [True, False]
    for passed in range(0, 7 * DAY, 6 * HOUR):
        assert open_when(passed)
        if noted := use_of(session, NOW + passed):
            session = replace(session, seen=noted[0], expires=noted[1])
    assert [open_when(7 * DAY - SECOND), open_when(7 * DAY)] == [True, False]


def test_the_twenty_first_session_of_an_account_ends_the_first(house: House) -> None:
    opened = []
    for _ in range(21):
        house.now += SECOND
        opened.append(let_in(house.try_("rina", GOOD)).session.digest)
    assert {each.digest for each in house.desk.access.sessions()} == set(opened[1:])


def test_going_out_ends_this_session_alone(house: House) -> None:
    here, there = let_in(house.try_("rina", GOOD)), let_in(house.try_("rina", GOOD))
    sign_out(house.desk, here.session.digest, NOW)
    sign_out(house.desk, here.session.digest, NOW)
    assert [each.digest for each in house.desk.access.sessions()] == [there.session.digest]
    assert [each[0] for each in house.kinds()].count("signed_out") == 1


def test_a_screen_comes_in_by_its_address_as_often_as_it_must(house: House) -> None:
    desk = house.desk
    token = open_screen(desk.store, desk.access, ADMIN, "dinding")
    assert isinstance(token, str)
    first = let_in(show_screen(desk, token, house.guest()))
    assert (first.token, first.account.role) == (token, Role.VIEWER)
    signed_in = [each[0] for each in house.kinds()].count("signed_in")
    let_in(show_screen(desk, token, house.guest(held=first.session.digest)))
    assert [each[0] for each in house.kinds()].count("signed_in") == signed_in
    person = let_in(house.try_("rina", GOOD))
    for other in ("nonsense", person.token):
        assert away(show_screen(desk, other, house.guest())) is SignInRefusal.LINK_INVALID
    house.now += 400 * DAY
    assert away(show_screen(desk, token, house.guest())) is SignInRefusal.LINK_INVALID
    close_account(desk.store, desk.access, ADMIN, "dinding", "dilepas")
    assert away(show_screen(desk, token, house.guest())) is SignInRefusal.LINK_INVALID


def test_who_comes_by_openid_connect_has_the_role_that_it_says(house: House) -> None:
    def come(name: str, role: Role | None) -> LetIn | TurnedAway:
        return come_by_oidc(house.desk, Claimed(name, "Sari", role), house.guest())

    first = let_in(come("Sari@paser", Role.VIEWER))
    assert (first.account.name, first.account.way) == ("sari@paser", SignInWay.OIDC)
    assert let_in(come("sari@paser", Role.MANAGER)).account.role is Role.MANAGER
    assert let_in(come("sari@paser", Role.MANAGER)).account.role is Role.MANAGER
    kinds = [each[0] for each in house.kinds()]
    assert (kinds.count("account_role_changed"), kinds[-1]) == (1, "signed_in")
    assert away(come("sari@paser", None)) is SignInRefusal.OIDC_NO_ROLE
    assert away(come("rina", Role.ADMIN)) is SignInRefusal.OIDC_NAME_TAKEN
    assert away(come("a b", Role.ADMIN)) is SignInRefusal.OIDC_FAILED
    close_account(house.desk.store, house.desk.access, ADMIN, "sari@paser", "pindah")
    assert away(come("sari@paser", Role.ADMIN)) is SignInRefusal.OIDC_CLOSED
    # And no password opens it.
    assert away(house.try_("sari@paser", GOOD)) is SignInRefusal.WRONG


def test_the_usual_measure_is_taken_where_none_is_given() -> None:
    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash("x")
    assert Passwords().is_outdated(weak)
