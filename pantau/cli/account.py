"""``pantau account``: who may come in to the pages, and as what."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, TypeVar

import click

from dashboard.sign_in.addresses import INVITATION, SCREEN
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
from pantau.actions.acting import Actor
from pantau.actions.author import system_user, via
from pantau.cli.acting import demand_store, done
from pantau.cli.address import PAGES
from pantau.cli.place import JSON, Place, placed, reading, refuse
from pantau.cli.said import print_list
from pantau.cli.who_is_in import Listed, Seen, accounts, address_of_pages, sessions
from pantau.facts.clock import SystemClock, now_us
from pantau.facts.instant import to_iso
from pantau.facts.words import Role
from pantau.language.catalogue import to_say
from pantau.language.dates import moment
from pantau.language.labels import label
from pantau.store import Access, Store, StoreError

F = TypeVar("F", bound=Callable[..., Any])

_GRANTED = click.option(
    "--role",
    "granted",
    type=click.Choice([role.value for role in Role]),
    required=True,
    help="What the account may do.",
)
_PROVIDER = click.option(
    "--provider", metavar="NAME", help="On whose behalf, for provider; as in the inventory."
)


def _administered(command: F) -> F:
    """``placed`` and ``--by``: a Place and an Actor are its first arguments.

    Whoever has an account on this machine is trusted as an admin; ``--role`` is the account's.
    """

    @click.option("--by", default=system_user, show_default="the system user", help="Who acts.")
    @placed
    @wraps(command)
    def with_actor(place: Place, *args: Any, by: str, **rest: Any) -> Any:
        demand_store(place)
        return command(
            place, Actor(by.strip(), via(), Role.ADMIN, now_us(SystemClock())), *args, **rest
        )

    return with_actor  # type: ignore[return-value] # wraps() keeps the name, click adds the options


@contextmanager
def _both(place: Place) -> Iterator[tuple[Store, Access]]:
    """The journal and what lies beside it, for writing."""
    try:
        with Store.open(place.data) as store, Access.open(place.data) as access:
            yield store, access
    except StoreError as error:
        refuse(error.why)


@click.group("account")
def account_command() -> None:
    """Who may come in to the pages, and as what."""


@account_command.command("add")
@click.argument("name")
@_GRANTED
@click.option("--full-name", help="As pages and papers say it; the sign-in name without it.")
@_PROVIDER
@_administered
def add_command(
    place: Place,
    actor: Actor,
    name: str,
    granted: str,
    full_name: str | None,
    provider: str | None,
) -> None:
    """Open an account. Prints the address at which its owner sets a password, good for 24 hours."""
    with _both(place) as (store, access):
        opening = Opening(sign_in_name(name), full_name or name, Role(granted), provider)
        _print_address(place, store, INVITATION, open_account(store, access, actor, opening))


@account_command.command("invite")
@click.argument("name")
@_administered
def invite_command(place: Place, actor: Actor, name: str) -> None:
    """Print a new address at which the account's owner sets a password, good for 24 hours."""
    with _both(place) as (store, access):
        _print_address(place, store, INVITATION, invite(store, access, actor, sign_in_name(name)))


@account_command.command("screen")
@click.argument("name")
@click.option("--full-name", help="Where it hangs.")
@_administered
def screen_command(place: Place, actor: Actor, name: str, full_name: str | None) -> None:
    """Print a new address for a screen on a wall, which reads only; an earlier one ends."""
    with _both(place) as (store, access):
        token = open_screen(store, access, actor, sign_in_name(name), full_name or "")
        _print_address(place, store, SCREEN, token)


def _print_address(place: Place, store: Store, path: str, made: Any) -> None:
    if isinstance(made, str):
        done(f"{address_of_pages(place, store) or PAGES.url}{path}?t={made}")
    else:
        done(made)


@account_command.command("role")
@click.argument("name")
@_GRANTED
@_PROVIDER
@_administered
def role_command(place: Place, actor: Actor, name: str, granted: str, provider: str | None) -> None:
    """Give an account another role, at once. Prints its name."""
    with _both(place) as (store, _):
        done(change_role(store, actor, sign_in_name(name), Role(granted), provider))


@account_command.command("close")
@click.argument("name")
@click.option("--reason", required=True)
@_administered
def close_command(place: Place, actor: Actor, name: str, reason: str) -> None:
    """Let nobody in by an account any more; open pages close. Prints its name."""
    with _both(place) as (store, access):
        done(close_account(store, access, actor, sign_in_name(name), reason))


@account_command.command("sign-out")
@click.argument("name")
@_administered
def sign_out_command(place: Place, actor: Actor, name: str) -> None:
    """End all sessions of an account. Prints how many there were."""
    with _both(place) as (store, access):
        ended = end_sessions(store, access, actor, sign_in_name(name))
        done(str(ended) if isinstance(ended, int) else ended)


@account_command.command("list")
@JSON
@placed
def list_command(place: Place, as_json: bool) -> None:
    """All accounts, closed ones too."""
    with reading(place) as store:
        found, zone = accounts(place, store)

    def cells(each: Listed) -> list[str]:
        account = each.account
        state = place.say("Closed") if account.closed else ""
        return [
            account.name,
            account.full_name,
            label(account.role, place.language),
            account.provider or "",
            label(account.way, place.language),
            state or ("" if each.can_come_in else place.say("No password yet")),
            moment(each.seen, zone, place.language) if each.seen else "",
        ]

    head = [
        to_say("Sign-in name"),
        to_say("Name"),
        to_say("Role"),
        to_say("Provider"),
        to_say("Way in"),
        to_say("Standing"),
        to_say("Seen last"),
    ]
    print_list(place, as_json, head, found, cells, _plain_account)


@account_command.command("sessions")
@JSON
@placed
def sessions_command(place: Place, as_json: bool) -> None:
    """Who is in now, and where."""
    with reading(place) as store:
        found, zone = sessions(place, store, now_us(SystemClock()))

    def cells(each: Seen) -> list[str]:
        return [
            each.session.short,
            each.session.name,
            label(each.session.way, place.language),
            moment(each.session.created, zone, place.language),
            moment(each.session.seen, zone, place.language),
            moment(each.ends, zone, place.language),
            each.session.agent,
        ]

    head = [
        "Id",
        to_say("Sign-in name"),
        to_say("Way in"),
        to_say("Since"),
        to_say("Seen last"),
        to_say("Ends"),
        to_say("Browser"),
    ]
    print_list(place, as_json, head, found, cells, _plain_session)


def _plain_account(each: Listed) -> dict[str, Any]:
    account = each.account
    return {
        "name": account.name,
        "full_name": account.full_name,
        "role": account.role.value,
        "provider": account.provider,
        "way": account.way.value,
        "opened_at": to_iso(account.opened.at),
        "opened_by": account.opened.author,
        "closed_at": to_iso(account.closed.at) if account.closed else None,
        "can_come_in": each.can_come_in,
        "seen_at": to_iso(each.seen) if each.seen else None,
    }


def _plain_session(each: Seen) -> dict[str, Any]:
    session = each.session
    return {
        "id": session.short,
        "name": session.name,
        "way": session.way.value,
        "created_at": to_iso(session.created),
        "seen_at": to_iso(session.seen),
        "ends_at": to_iso(each.ends),
        "agent": session.agent,
    }
