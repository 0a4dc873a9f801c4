"""The part about accounts, for admins: who may come in, and as what."""

import os

import streamlit as st

from dashboard import cached
from dashboard.columns import Column
from dashboard.grid import grid
from dashboard.scene import Scene
from dashboard.settings import from_environment
from dashboard.sistem.account_forms import address_once, change_form, open_form, screen_form
from dashboard.sistem.accounts import Listed, read_accounts
from pantau.language import label, number, recent
from pantau.store import StoreError


def accounts_part(here: Scene) -> None:
    """All accounts; what is chosen may be changed."""
    say = here.say
    address_once(here)
    try:
        found = read_accounts(from_environment(os.environ), cached.now())
    except StoreError as error:
        words = say("The accounts cannot be read: {reason}", reason=error.said(say))
        st.error(words, icon=":material/error:")
        return
    chosen = grid(
        found,
        _columns(here),
        key="akun_daftar",
        title=say("Accounts"),
        select="single",
        empty=say("There is no account yet. The first admin is made by: pantau account add"),
    )
    for each in chosen:
        if each.account.closed is None:
            change_form(here, each)
    left, right = st.columns(2, gap="medium")
    with left.expander(say("Open an account"), icon=":material/person_add:"):
        open_form(here)
    with right.expander(say("Let a screen on a wall in"), icon=":material/tv:"):
        screen_form(here)


def _columns(here: Scene) -> tuple[Column[Listed], ...]:
    say, language = here.say, here.language

    def state(each: Listed) -> str:
        if each.account.closed is not None:
            return f"✕ {say('closed')}"
        return f"◷ {say('waits for a password')}" if each.waits else f"✓ {say('may come in')}"

    return (
        Column[Listed](say("State"), state),
        Column[Listed](say("Sign-in name"), lambda each: each.account.name),
        Column[Listed](say("Full name"), lambda each: each.account.full_name),
        Column[Listed](say("Role"), lambda each: label(each.account.role, language)),
        Column[Listed](say("On whose behalf"), lambda each: each.account.provider or "–"),
        Column[Listed](say("Comes in by"), lambda each: label(each.account.way, language)),
        Column[Listed](
            say("Last seen"),
            lambda each: (
                "–" if each.seen is None else recent(each.seen, here.now, here.zone, language)
            ),
            lambda each: each.seen,
            left=True,
        ),
        Column[Listed](
            say("Sessions"),
            lambda each: number(each.sessions, language),
            lambda each: each.sessions,
        ),
    )
