"""What admins do with accounts; the actions ask again."""

import os
from collections.abc import Callable
from urllib.parse import urlsplit

import streamlit as st

from dashboard.act import perform
from dashboard.scene import Scene
from dashboard.settings import from_environment
from dashboard.sign_in.addresses import INVITATION, SCREEN
from dashboard.sistem.accounts import Listed
from pantau.actions.accounts import (
    Opening,
    change_role,
    close_account,
    end_sessions,
    invite,
    open_account,
    open_screen,
    sign_in_name,
)
from pantau.actions.acting import Actor, Refused
from pantau.facts.words import Role
from pantau.inventory.share import provider_names
from pantau.language import label
from pantau.language.isolate import isolated
from pantau.store import Access, Store

_SHOWN = "akun_alamat"

Doing = Callable[[Store, Access, Actor], str | int | Refused | None]


def _do(work: Doing, told: str, path: str = "") -> None:
    """Act with what lies beside the journal too; ``path``: of the address that comes of it."""

    def action(store: Store, actor: Actor) -> str | int | Refused | None:
        with Access.open(from_environment(os.environ).data) as access:
            return work(store, access, actor)

    def keep(made: str | int | None) -> str:
        if path and isinstance(made, str):
            st.session_state[_SHOWN] = f"{path}?t={made}"
        return told

    perform(action, keep)


def address_once(here: Scene) -> None:
    """What was made just now: it is shown until the page is left, and kept nowhere."""
    path = st.session_state.get(_SHOWN)
    if path is None:
        return
    say = here.say
    st.warning(
        say(
            "Hand this address over by a safe way. It is shown only here and only now; whoever "
            "has it comes in."
        ),
        icon=":material/key:",
    )
    st.code(f"{_pages(here)}{path}", language=None, wrap_lines=True)
    if st.button(say("I have it"), key="akun_alamat_ya"):
        del st.session_state[_SHOWN]
        st.rerun()


def _pages(here: Scene) -> str:
    """The pages' address, as the inventory says it, else as this browser reached them."""
    link = here.inventory.alerting.link
    if link:
        return link.rstrip("/")
    seen = urlsplit(st.context.url or "")
    return f"{seen.scheme}://{seen.netloc}" if seen.netloc else ""


def _role(here: Scene, key: str, usual: Role, now: str | None = None) -> tuple[Role, str | None]:
    """The role, and on whose behalf where that matters; ``now``: whose it is so far."""
    say, roles = here.say, list(Role)
    role = st.selectbox(
        say("Role"),
        roles,
        index=roles.index(usual),
        format_func=lambda each: label(each, here.language),
        key=f"{key}_peran",
    )
    if role is not Role.PROVIDER:
        return role, None
    names = provider_names(here.inventory)
    at = names.index(now) if now in names else 0 if len(names) == 1 else None
    chosen = st.selectbox(
        say("On whose behalf"),
        names,
        index=at,
        placeholder=say("Choose a provider of the inventory"),
        key=f"{key}_penyedia",
    )
    return role, chosen


def open_form(here: Scene) -> None:
    """Somebody may come in from now on."""
    say = here.say
    name = st.text_input(say("Sign-in name"), key="akun_baru_nama", max_chars=64)
    full_name = st.text_input(say("Full name"), key="akun_baru_lengkap", max_chars=200)
    role, provider = _role(here, "akun_baru", Role.VIEWER)
    if st.button(say("Open the account"), type="primary", key="akun_baru_ya"):
        opening = Opening(sign_in_name(name), full_name, role, provider)
        _do(
            lambda store, access, actor: open_account(store, access, actor, opening),
            say("The account is open. Its owner sets the password."),
            INVITATION,
        )


def screen_form(here: Scene) -> None:
    """A wall may be shown without anybody signing in there."""
    say = here.say
    name = st.text_input(say("Name of the screen"), key="akun_layar_nama", max_chars=64)
    where = st.text_input(say("Where it hangs"), key="akun_layar_tempat", max_chars=200)
    if st.button(say("Make an address"), type="primary", key="akun_layar_ya"):
        _do(
            lambda store, access, actor: open_screen(
                store, access, actor, sign_in_name(name), where
            ),
            say("Open this address once on the screen."),
            SCREEN,
        )


def change_form(here: Scene, chosen: Listed) -> None:
    """What may be done with one account; the actions ask again."""
    say, name = here.say, chosen.account.name
    with st.container(border=True, key="akun_kotak"):
        st.markdown(f"**{say('Account')}**")
        st.text(f"{isolated(chosen.account.full_name)} ({name})")
        one, two, three = st.columns(3, gap="medium")
        with one:
            role, provider = _role(here, "akun_ubah", chosen.account.role, chosen.account.provider)
            if st.button(say("Give this role"), key="akun_ubah_ya"):
                _do(
                    lambda store, _, actor: change_role(store, actor, name, role, provider),
                    say("The role holds at once."),
                )
        with two:
            if st.button(say("Invite again"), key="akun_undang", width="stretch"):
                _do(
                    lambda store, access, actor: invite(store, access, actor, name),
                    say("A new invitation is made."),
                    INVITATION,
                )
            if st.button(say("End all sessions"), key="akun_keluarkan", width="stretch"):
                _do(
                    lambda store, access, actor: end_sessions(store, access, actor, name),
                    say("All sessions have ended."),
                )
        with three:
            reason = st.text_input(say("Reason"), key="akun_tutup_alasan", max_chars=500)
            if st.button(say("Close the account"), key="akun_tutup"):
                _do(
                    lambda store, access, actor: close_account(store, access, actor, name, reason),
                    say("The account is closed."),
                )
