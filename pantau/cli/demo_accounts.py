"""The people of a demo, let in as any others: by an invitation, with a password of their own."""

import secrets
from pathlib import Path

from pantau.actions.accounts import Opening, open_account
from pantau.actions.acting import Actor
from pantau.actions.passwords import Passwords
from pantau.actions.sign_in import Desk, set_password
from pantau.cli.place import fail, refuse
from pantau.facts.words import Role
from pantau.language import Sentence, to_say
from pantau.store import Access, Store, StoreError

_PEOPLE = (
    Opening("teknisi", "Teknisi Contoh", Role.TECHNICIAN),
    Opening("manajer", "Manajer Contoh", Role.MANAGER),
    Opening("admin", "Admin Contoh", Role.ADMIN),
)
# Without those that look alike.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def open_accounts(data: Path, now: int) -> list[tuple[str, str]]:
    """Sign-in name and password of each; ends the command where the store cannot be written."""
    actor = Actor("demo", "pantau demo", Role.ADMIN, now)
    try:
        with Store.open(data) as store, Access.open(data) as access:
            desk = Desk(store, access, Passwords())
            return [_let_in(desk, actor, opening) for opening in _PEOPLE]
    except StoreError as error:
        refuse(error.why)


def _let_in(desk: Desk, actor: Actor, opening: Opening) -> tuple[str, str]:
    password = "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))
    code = open_account(desk.store, desk.access, actor, opening)
    found = set_password(desk, str(code), password, password, actor.at)
    if found != opening.name:
        fail(
            Sentence(
                to_say("the account '{name}' of the demo could not be opened: {found}"),
                name=opening.name,
                found=str(found),
            )
        )
    return opening.name, password
