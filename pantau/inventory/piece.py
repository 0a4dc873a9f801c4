"""One block of the file, validated on its own, so that one bad piece hides nothing.

A piece that has mistakes is validated again without them: its remaining keys still take part in
the checks across pieces. ``Piece.bad`` names the keys that these checks must leave alone.
"""

from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from pantau.inventory import explain, quantities
from pantau.inventory.block import Shape
from pantau.inventory.findings import Findings
from pantau.inventory.source import Path
from pantau.inventory.unfit import UnfitError
from pantau.language import Sentence, to_say

S = TypeVar("S", bound=Shape)
_ROUNDS = 8  # deeper than any block of the shape


@dataclass(frozen=True, slots=True)
class Piece(Generic[S]):
    """A block of the file: where it stands, what it says, and which of its keys are unusable."""

    path: Path
    shape: S
    bad: frozenset[str] = frozenset()


def block(findings: Findings, path: Path, owner: type[Shape]) -> dict[str, Any] | None:
    """The named pieces of a section, none where it is not written; None if it is no block."""
    data = findings.source.at(path)
    if data is None:
        return {}
    if isinstance(data, dict):
        return data
    key = str(path[-1])
    example = (owner.model_fields[key].examples or [""])[0]
    findings.error(
        path,
        Sentence(
            to_say("a block of keys belongs here; write {key}: {example}"), key=key, example=example
        ),
    )
    return None


def check_id(findings: Findings, path: Path) -> None:
    """Note a key that is no id."""
    try:
        quantities.identifier(str(path[-1]))
    except UnfitError as error:
        findings.error(path, error.why, key=True)


def validate(findings: Findings, path: Path, shape: type[S], data: Any) -> Piece[S] | None:
    """Report every mistake of a piece and keep what is sound of it."""
    try:
        return Piece(path, shape.model_validate(data))
    except ValidationError as error:
        errors = error.errors(include_url=False)
    explain.report(findings, path, shape, errors)
    if not isinstance(data, dict):
        return None
    bad = {str(each["loc"][0]) for each in errors if each["loc"]}
    sound = deepcopy(data)
    for _ in range(_ROUNDS):
        for each in sorted(errors, key=_list_order, reverse=True):
            _remove(sound, each["loc"] if each["type"] != "missing" else each["loc"][:-1])
        for key, value in shape.STAND_INS.items():
            if key not in sound:
                sound[key] = value
                bad.add(key)
        try:
            return Piece(path, shape.model_validate(sound), frozenset(bad))
        except ValidationError as error:
            errors = error.errors(include_url=False)
    return None


def _list_order(error: ErrorDetails) -> list[tuple[str, int]]:
    """Later items of a list sort behind earlier ones: removing from the end keeps numbers true."""
    return [("", each) if isinstance(each, int) else (each, 0) for each in error["loc"]]


def _remove(data: Any, loc: Path) -> None:
    if not loc:
        return
    for step in loc[:-1]:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return  # went with something removed before
    last = loc[-1]
    if isinstance(data, dict):
        data.pop(last, None)
    elif isinstance(data, list) and isinstance(last, int) and last < len(data):
        del data[last]
