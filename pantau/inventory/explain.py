"""pydantic's findings in our own sentences: the value, what is wrong, what to write."""

from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from pantau.inventory.block import Shape
from pantau.inventory.findings import Findings, may_hold_secrets
from pantau.inventory.source import Path
from pantau.inventory.values import NO_VALUE, NOT_SINGLE
from pantau.inventory.wording import closest, meant, shown

_SECRETS = frozenset({"community", "password", "secret", "token", "auth", "priv", "user", "key"})

_WANTED = {
    "model_type": "a block of keys belongs here",
    "model_attributes_type": "a block of keys belongs here",
    "dict_type": "a block of keys belongs here",
    "list_type": "a list belongs here",
    "too_short": "the list is empty",
    "too_long": "the list is too long",
    NOT_SINGLE: "a single value belongs here",
}


def report(findings: Findings, base: Path, shape: type[Shape], errors: list[ErrorDetails]) -> None:
    """Note the errors of validating ``shape`` on the data at ``base``.

    A missing key that is plainly there, misspelt, is told once.
    """
    misspelt: set[Path] = set()
    for error in errors:
        loc: Path = error["loc"]
        owner, _ = _field(shape, loc)
        if error["type"] == "extra_forbidden" and owner is not None:
            close = closest(str(loc[-1]), keys(owner))
            misspelt |= {(*loc[:-1], close)} if close else set()
    for error in errors:
        if error["type"] != "missing" or error["loc"] not in misspelt:
            _report(findings, base, shape, error)


def _report(findings: Findings, base: Path, shape: type[Shape], error: ErrorDetails) -> None:
    loc: Path = error["loc"]
    path = (*base, *loc)
    kind = error["type"]
    owner, _ = _field(shape, loc)
    if kind == "extra_forbidden" and error["input"] is None and may_hold_secrets(path):
        findings.error(path, "a key without a value; put text that has a comma in quotes", key=True)
    elif kind == "extra_forbidden" and owner is not None:
        findings.error(path, unknown_key(str(loc[-1]), keys(owner)), key=True)
    elif kind == "missing":
        findings.error(path[:-1], f"'{loc[-1]}' is missing; {_remedy(shape, loc)}")
    elif kind == "value_error":
        findings.error(path, str(error["ctx"]["error"]))
    elif kind == NO_VALUE or error["input"] is None:
        findings.error(path, f"has no value; {_remedy(shape, loc)}")
    elif kind in _WANTED:
        findings.error(path, f"{_WANTED[kind]}; {_remedy(shape, loc)}")
    else:
        findings.error(path, f"cannot be read; {_remedy(shape, loc)}")


def keys(shape: type[Shape]) -> list[str]:
    """The keys of a block as the file writes them."""
    return [field.alias or name for name, field in shape.model_fields.items()]


def unknown_key(key: str, known: list[str]) -> str:
    """The sentence for a key that no block of this kind has."""
    if key.lower() in _SECRETS and key.lower() not in known:
        return f"{shown(key)} looks like a secret; secrets never stand in this file, remove it"
    if key.isascii() and key.isdigit():
        return f"unknown key {shown(key)}; write decimals with a point, and a space after a comma"
    return f"unknown key {shown(key)}; {meant(key, known)}"


def _remedy(shape: type[Shape], loc: Path) -> str:
    """What to write at ``loc``: the field's example, or that of a whole item."""
    _, field = _field(shape, loc)
    if field is not None and field.examples:
        return f"write {loc[-1]}: {field.examples[0]}"
    item = _annotation(shape, loc)
    if not (isinstance(item, type) and issubclass(item, Shape)):
        return "remove it"
    fields = {name: (each.alias or name, each) for name, each in item.model_fields.items()}
    needed = [
        pair for name, pair in fields.items() if pair[1].is_required() or name in item.STAND_INS
    ]
    needed = needed or [fields[name] for name in item.__annotations__ if name in fields][:3]
    parts = [f"{key}: {example}" for key, each in needed for example in (each.examples or [])[:1]]
    return f"write {{{', '.join(parts)}}}"


def _annotation(shape: type[Shape], loc: Path) -> Any:
    """What the shape expects at ``loc``."""
    if not loc:
        return shape
    _, field = _field(shape, loc)
    if field is not None:
        return _bare(field.annotation)
    arguments = get_args(_annotation(shape, loc[:-1]))
    return _bare(arguments[-1]) if arguments else None


def _field(shape: type[Shape], loc: Path) -> tuple[type[Shape] | None, FieldInfo | None]:
    """The block that holds the last step of ``loc``, and its field where the step is one."""
    owner = _annotation(shape, loc[:-1]) if loc else None
    if isinstance(owner, type) and issubclass(owner, Shape):
        return owner, _by_key(owner, loc[-1])
    return None, None


def _by_key(shape: type[Shape], key: str | int) -> FieldInfo | None:
    for name, field in shape.model_fields.items():
        if (field.alias or name) == key:
            return field
    return None


def _bare(annotation: Any) -> Any:
    if get_origin(annotation) in (Union, UnionType):
        return next(each for each in get_args(annotation) if each is not NoneType)
    return annotation
