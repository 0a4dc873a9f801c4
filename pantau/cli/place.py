"""Where a command works: the options that every command takes, and what they open."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import wraps
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NoReturn, TypeVar

import click
from click.core import ParameterSource

from pantau import inventory as inventories
from pantau.actions.in_force import Unreadable, in_force
from pantau.actions.table import RowProblem
from pantau.cli.wrong_usage import speak, spoken_in
from pantau.facts.clock import SystemClock, now_us
from pantau.inventory import Inventory
from pantau.inventory.departed import succeed
from pantau.inventory.problem import Problem
from pantau.language import Sentence, to_say
from pantau.language.catalogue import Translator, translator
from pantau.language.languages import Language, choose_language
from pantau.store import Store, StoreError
from pantau.store.journal_file import JOURNAL

F = TypeVar("F", bound=Callable[..., Any])

JSON = click.option("--json", "as_json", is_flag=True, help="For programs.")


@dataclass(frozen=True, slots=True)
class Place:
    """The data directory, the inventory file, and the language of what is printed.

    ``chosen``: the file was named by the user, so it is the one meant even where the store
    remembers another.
    """

    data: Path
    inventory: Path
    language: Language
    chosen: bool

    @property
    def say(self) -> Translator:
        """Texts in the user's language."""
        return translator(self.language)


class Trouble(click.ClickException):
    """A problem that was found: exit code 1, the message as it is."""

    exit_code = 1

    def show(self, file: Any = None) -> None:
        """Without click's "Error:" in front: the messages are whole sentences."""
        click.echo(f"pantau: {self.message}", file=file, err=True)


def fail(why: Sentence | str) -> NoReturn:
    """End the command with a message."""
    raise Trouble(why if isinstance(why, str) else spoken(why))


def refuse(why: Sentence) -> NoReturn:
    """End the command with why nothing was done."""
    fail(why)


def misused(why: Sentence) -> click.UsageError:
    """To be raised: the command was not typed as it must be."""
    return click.UsageError(spoken(why))


def bad_value(why: Sentence, option: str) -> click.BadParameter:
    """To be raised: what ``option`` was given is none."""
    return click.BadParameter(spoken(why), param_hint=option)


def spoken(why: Sentence | RowProblem | Problem) -> str:
    """What it says in the language that the command was given."""
    context = click.get_current_context(silent=True)
    return why.said(translator(spoken_in(context)))


def _speak(context: click.Context, _: click.Parameter, lang: str) -> str:
    speak(context, lang)
    return lang


def _inventory_here() -> Path:
    """Where nobody named a file. ``PANTAU_CONFIG`` says where it lies on a server: which inventory
    is meant it does not say, so that figures go by the one in force."""
    return Path(os.environ.get("PANTAU_CONFIG", ""), "inventory.yaml")


def placed(command: F) -> F:
    """Give a command ``--data``, ``--inventory`` and ``--lang``; a Place is its first argument."""

    @click.option(
        "--data",
        type=click.Path(path_type=Path),
        default=Path("data"),
        envvar="PANTAU_DATA",
        show_default="./data, or PANTAU_DATA",
        help="Where the store lives.",
    )
    @click.option(
        "--inventory",
        # Whether it can be read is said by whoever reads it, with its rights as the remedy.
        type=click.Path(path_type=Path, readable=False),
        default=_inventory_here,
        envvar="PANTAU_INVENTORY",
        show_default="./inventory.yaml",
        help="The inventory file.",
    )
    @click.option(
        "--lang",
        type=click.Choice(["id", "en"]),
        default="id",
        envvar="PANTAU_LANG",
        is_eager=True,  # what is wrong with other options is told in it
        callback=_speak,
        show_default="id, or PANTAU_LANG",
        help="Language of what is printed for people.",
    )
    @wraps(command)
    def with_place(*args: Any, data: Path, inventory: Path, lang: str, **rest: Any) -> Any:
        context = click.get_current_context()
        chosen = context.get_parameter_source("inventory") is not ParameterSource.DEFAULT
        place = Place(data, inventory, choose_language(lang), chosen)
        return command(place, *args, **rest)

    return with_place  # type: ignore[return-value] # wraps() keeps the name, click adds the options


def demand_no_options(context: click.Context) -> None:
    """Of a group that does something itself: options before a command of it would be lost."""
    if any(
        context.get_parameter_source(name) is ParameterSource.COMMANDLINE for name in context.params
    ):
        text = to_say("options stand behind the name of the command: pantau {group} {command} …")
        group, command = context.info_name or "", context.invoked_subcommand or ""
        raise misused(Sentence(text, group=group, command=command))


@contextmanager
def reading(place: Place) -> Iterator[Store]:
    """The store, for reading. What the store says ends the command with its message."""
    try:
        with Store.open(place.data, readonly=True) as store:
            yield store
    except StoreError as error:
        refuse(error.why)


@contextmanager
def writing(place: Place) -> Iterator[Store]:
    """The store, for appending to the journal."""
    try:
        with Store.open(place.data) as store:
            yield store
    except StoreError as error:
        refuse(error.why)


@contextmanager
def writing_or_trying(place: Place, *, dry: bool) -> Iterator[Store]:
    """``writing``; ``dry``: ``reading``, for a command that will only say what it would do.

    Where there is no store yet it gets an empty one elsewhere, which goes again.
    """
    if not dry or (place.data / JOURNAL).exists():
        with reading(place) if dry else writing(place) as store:
            yield store
        return
    with TemporaryDirectory(prefix="pantau-") as folder:
        elsewhere = replace(place, data=Path(folder) / "data")
        with writing(elsewhere) as store:
            yield store


def load_inventory(path: Path) -> Inventory:
    """The inventory file; its errors end the command, each on its line."""
    found = inventories.read_inventory(path)
    if found.inventory is None:
        for problem in found.errors:
            click.echo(spoken(problem), err=True)
        text = to_say("{path} cannot be used: mend the lines above, then try `pantau check {path}`")
        refuse(Sentence(text, path=str(path)))
    return found.inventory


def tell_simulation(place: Place, inventory: Inventory, *, err: bool) -> None:
    """Say so where nothing of what follows is real; ``err``: what follows is for programs."""
    if inventory.simulation:
        click.echo(place.say("SIMULATION – not real data"), err=err)


def inventory_in_force(place: Place, store: Store) -> Inventory:
    """What figures are judged by: the file that the user named, else the inventory applied last.

    As its sites stand today. Pages judge by the one applied last, so both agree unless somebody
    asks for another.
    """
    found = _to_judge_by(place, store)
    return found.on(found.local_day(now_us(SystemClock())))


def _to_judge_by(place: Place, store: Store) -> Inventory:
    found = in_force(store)
    if place.chosen or found is None:
        file = load_inventory(place.inventory)
        if not isinstance(found, Inventory):
            return file
        # As it would be if it were applied now: sites that departed are judged all the same.
        return succeed(found, file, found.local_day(now_us(SystemClock())))
    if isinstance(found, Unreadable):
        refuse(Sentence(to_say("{why}; name the file to judge by with --inventory"), why=found.why))
    return found


def _holds(path: Path, digest: str) -> bool:
    """Whether the file's bytes are those of this inventory: to say so, nobody need read it."""
    try:
        return path.is_file() and sha256(path.read_bytes()).hexdigest() == digest
    except OSError:
        return False


def inventory_to_act_by(place: Place, store: Store) -> Inventory:
    """What is written down about money is judged by what is in force, whatever file was named.

    Else a file that may not come into force could still be frozen into a month.
    """
    found = in_force(store)
    if found is None:
        return load_inventory(place.inventory)
    if isinstance(found, Unreadable):
        refuse(Sentence(to_say("{why}; use one that can"), why=found.why))
    if place.chosen and not _holds(place.inventory, found.digest):
        text = place.say("{file} is not in force; this goes by what is.", file=place.inventory)
        click.echo(text, err=True)
    return found
