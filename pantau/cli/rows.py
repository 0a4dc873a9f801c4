"""Files of rows that a command is given: read whole, and refused row by row."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import NoReturn, TypeVar

import click

from pantau.actions.table import RowProblem
from pantau.cli.place import fail, misused, refuse, spoken
from pantau.language import Sentence, to_say
from pantau.language.system_errors import said_of

F = TypeVar("F", bound=StrEnum)


def column_of(text: str, fields: type[F]) -> tuple[F, str]:
    """One of ``--column``: the field, and the heading that it has. Ends the command otherwise."""
    name, sign, heading = text.partition("=")
    known = [field.value for field in fields]
    if not sign or name.strip() not in known or not heading.strip():
        raise misused(
            Sentence(
                to_say("--column: '{text}' is not FIELD=HEADING with one of {wanted}"),
                text=text,
                wanted=", ".join(known),
            )
        )
    return fields(name.strip()), heading


def read_file(file: Path) -> bytes:
    """Its bytes; ends the command where it cannot be read."""
    try:
        return file.read_bytes()
    except OSError as error:
        fail(
            Sentence(
                to_say("{file}: cannot be read: {reason}"),
                file=str(file),
                reason=said_of(error),
            )
        )


def refuse_rows(problems: Sequence[RowProblem]) -> NoReturn:
    """Name every bad row, and end the command."""
    for problem in problems:
        click.echo(spoken(problem), err=True)
    refuse(Sentence(to_say("nothing was imported")))
