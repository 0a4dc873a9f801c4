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
from pantau.language import Sentence, to_say

_SECRETS = frozenset({"community", "password", "secret", "token", "auth", "priv", "user", "key"})

_WANTED = {
    "model_type": to_say("a block of keys belongs here"),
    "model_attributes_type": to_say("a block of keys belongs here"),
    "dict_type": to_say("a block of keys belongs here"),
    "list_type": to_say("a list belongs here"),
    "too_short": to_say("the list is empty"),
    "too_long": to_say("the list is too long"),
    NOT_SINGLE: to_say("a single value belongs here"),
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
        findings.error(
            path,
            Sentence(to_say("a key without a value; put text that has a comma in quotes")),
            key=True,
        )
    elif kind == "extra_forbidden" and owner is not None:
        findings.error(path, unknown_key(str(loc[-1]), keys(owner)), key=True)
    elif kind == "missing":
        findings.error(
            path[:-1],
            Sentence(
                to_say("'{key}' is missing; {remedy}"), key=loc[-1], remedy=_remedy(shape, loc)
            ),
        )
    elif kind == "value_error":
        findings.error(path, error["ctx"]["error"].why)
    elif kind == NO_VALUE or error["input"] is None:
        findings.error(path, Sentence(to_say("has no value; {remedy}"), remedy=_remedy(shape, loc)))
    elif kind in _WANTED:
        findings.error(
            path,
            Sentence(
                to_say("{fault}; {remedy}"),
                fault=Sentence(_WANTED[kind]),
                remedy=_remedy(shape, loc),
            ),
        )
    else:
        findings.error(
            path, Sentence(to_say("cannot be read; {remedy}"), remedy=_remedy(shape, loc))
        )


def keys(shape: type[Shape]) -> list[str]:
    """The keys of a block as the file writes them."""
    return [field.alias or name for name, field in shape.model_fields.items()]


def unknown_key(key: str, known: list[str]) -> Sentence:
    """The sentence for a key that no block of this kind has."""
    if key.lower() in _SECRETS and key.lower() not in known:
        return Sentence(
            to_say("{key} looks like a secret; secrets never stand in this file, remove it"),
            key=shown(key),
        )
    if key.isascii() and key.isdigit():
        return Sentence(
            to_say("unknown key {key}; write decimals with a point, and a space after a comma"),
            key=shown(key),
        )
    return Sentence(to_say("unknown key {key}; {remedy}"), key=shown(key), remedy=meant(key, known))


def _remedy(shape: type[Shape], loc: Path) -> Sentence:
    """What to write at ``loc``: the field's example, or that of a whole item."""
    _, field = _field(shape, loc)
    if field is not None and field.examples:
        return Sentence(to_say("write {key}: {example}"), key=loc[-1], example=field.examples[0])
    item = _annotation(shape, loc)
    if not (isinstance(item, type) and issubclass(item, Shape)):
        return Sentence(to_say("remove it"))
    fields = {name: (each.alias or name, each) for name, each in item.model_fields.items()}
    needed = [
        pair for name, pair in fields.items() if pair[1].is_required() or name in item.STAND_INS
    ]
    needed = needed or [fields[name] for name in item.__annotations__ if name in fields][:3]
    parts = [f"{key}: {example}" for key, each in needed for example in (each.examples or [])[:1]]
    return Sentence(to_say("write {example}"), example=f"{{{', '.join(parts)}}}")


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
