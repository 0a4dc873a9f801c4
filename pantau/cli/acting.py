"""What every command that changes a fact has in common: who acts, as what, with which evidence."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from pantau.actions.acting import Actor, Refused
from pantau.actions.author import system_user, via
from pantau.actions.remarks import keep_evidence
from pantau.actions.scope import Scope, read_scope
from pantau.cli.place import Place, fail, placed, reading
from pantau.facts.clock import SystemClock, now_us
from pantau.facts.people import EvidenceFile
from pantau.facts.words import Role
from pantau.inventory import Inventory
from pantau.store import Store

F = TypeVar("F", bound=Callable[..., Any])

EVIDENCE = click.option(
    "--evidence",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A file that shows it; kept with the journal.",
)


def acted(command: F) -> F:
    """``placed``, and ``--by`` and ``--role``: a Place and an Actor are its first arguments.

    Whoever has an account on this machine is trusted with any role; the entry says which.
    """

    @click.option("--by", default=system_user, show_default="the system user", help="Who acts.")
    @click.option(
        "--role",
        type=click.Choice([role.value for role in Role]),
        default=Role.ADMIN.value,
        show_default=True,
        help="As what.",
    )
    @placed
    @wraps(command)
    def with_actor(place: Place, *args: Any, by: str, role: str, **rest: Any) -> Any:
        actor = Actor(by.strip(), via(), Role(role), now_us(SystemClock()))
        return command(place, actor, *args, **rest)

    return with_actor  # type: ignore[return-value] # wraps() keeps the name, click adds the options


def scoped(command: F) -> F:
    """``--site`` (several), ``--kecamatan`` and ``--upstream``: how sites are named."""
    for option in (
        click.option("--upstream", help="All that hang on a shared link or site, by its id."),
        click.option("--kecamatan", help="All sites of a kecamatan."),
        click.option("--site", "sites", multiple=True, help="A site; may be given several times."),
    ):
        command = option(command)
    return command


def demand_store(place: Place) -> None:
    """A mistyped --data must not make a store; ends the command where there is none."""
    with reading(place):
        pass


def scope_of(
    inventory: Inventory, sites: tuple[str, ...], kecamatan: str | None, upstream: str | None
) -> Scope:
    """The sites that were named; ends the command where there are none such."""
    found = read_scope(inventory, sites, kecamatan, upstream)
    if isinstance(found, Refused):
        fail(found.message)
    return found


def evidence_of(store: Store, file: Path | None) -> EvidenceFile | None:
    """The file, kept; ends the command where it cannot be."""
    if file is None:
        return None
    try:
        content = file.read_bytes()
    except OSError as error:
        fail(f"{file}: cannot be read: {error.strerror}")
    found = keep_evidence(store, file.name, content)
    if isinstance(found, Refused):
        fail(found.message)
    return found


def done(outcome: str | Refused) -> None:
    """Print an id and nothing else, or end the command with why nothing was done."""
    if isinstance(outcome, Refused):
        fail(outcome.message)
    click.echo(outcome)
