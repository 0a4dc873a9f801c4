"""Accounts on the page: for admins, each act with what lies beside the journal."""

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.sistem.accounts import Listed, read_accounts
from pantau.actions.accounts import Opening, open_account
from pantau.actions.acting import Actor
from pantau.facts.words import Role
from pantau.store import Access
from tests.dashboard.conftest import SignIn
from tests.dashboard.opened import opened, pressed, sound
from tests.dashboard.world import HOSTILE, World


def page(world: World, signed_in: SignIn) -> AppTest:
    """As an admin sees it; rina has an account."""
    world.began()
    admin = Actor("root", "test", Role.ADMIN, world.now)
    with world.store() as store, Access.open(world.settings.data) as access:
        open_account(store, access, admin, Opening("rina", HOSTILE, Role.TECHNICIAN))
    signed_in(Role.ADMIN)
    return opened("sistem", sistem="akun", lang="en")


def chosen(found: AppTest) -> AppTest:
    """Rina's account is chosen."""
    found.session_state["akun_daftar"] = {"selection": {"rows": [0], "columns": [], "cells": []}}
    found.run()
    sound(found)
    return found


def accounts(world: World) -> dict[str, Listed]:
    return {each.account.name: each for each in read_accounts(world.settings, world.now)}


@pytest.mark.parametrize("role", [Role.TECHNICIAN, Role.MANAGER])
def test_nobody_but_an_admin_sees_it(world: World, signed_in: SignIn, role: Role) -> None:
    world.began()
    signed_in(role)
    found = opened("sistem", sistem="akun")
    assert len(found.button_group[-1].options) == 3


def test_a_new_account_comes_with_an_address_that_is_shown_once(
    world: World, signed_in: SignIn
) -> None:
    found = page(world, signed_in)
    found.text_input(key="akun_baru_nama").set_value("Budi")
    found.text_input(key="akun_baru_lengkap").set_value("Budi Santoso")
    pressed(found, "Open the account")
    assert "/undangan?t=" in found.code[0].value
    assert accounts(world)["budi"].waits
    pressed(found, "I have it")
    assert not found.code


def test_a_name_that_is_none_is_refused(world: World, signed_in: SignIn) -> None:
    found = page(world, signed_in)
    found.text_input(key="akun_baru_nama").set_value("?")
    found.text_input(key="akun_baru_lengkap").set_value("Budi")
    pressed(found, "Open the account")
    assert "is no sign-in name" in found.error[0].value
    assert set(accounts(world)) == {"rina"}


def test_a_role_is_changed_and_an_account_closed(world: World, signed_in: SignIn) -> None:
    found = chosen(page(world, signed_in))
    found.selectbox(key="akun_ubah_peran").set_value(Role.MANAGER)
    pressed(found, "Give this role")
    assert accounts(world)["rina"].account.role is Role.MANAGER
    found = chosen(opened("sistem", sistem="akun", lang="en"))
    found.text_input(key="akun_tutup_alasan").set_value("pindah dinas")
    pressed(found, "Close the account")
    assert accounts(world)["rina"].account.closed is not None


def test_a_screen_gets_an_address_that_reads_only(world: World, signed_in: SignIn) -> None:
    found = page(world, signed_in)
    found.text_input(key="akun_layar_nama").set_value("dinding")
    found.text_input(key="akun_layar_tempat").set_value("Ruang kendali")
    pressed(found, "Make an address")
    assert "/layar?t=" in found.code[0].value
    screen = accounts(world)["dinding"]
    assert (screen.account.role, screen.sessions) == (Role.VIEWER, 1)


def test_without_any_account_it_says_how_to_begin(world: World, signed_in: SignIn) -> None:
    world.began()
    signed_in(Role.ADMIN)
    found = opened("sistem", sistem="akun", lang="en")
    assert found.info[0].value.endswith("pantau account add")
