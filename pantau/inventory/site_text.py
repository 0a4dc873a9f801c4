"""Changes of sites written into the text of inventory.yaml; all else stays as it was written.

Comments, order, quotes and blank lines belong to whoever edits the file, so only the values that
change are replaced. The result is read back and compared with what was asked for: what this cannot
do without damage, it refuses.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from pantau.inventory.composer import compose
from pantau.inventory.site_places import Block, Node, Pair, outline, value_of
from pantau.inventory.source import UnreadableError

Written = str | list["Written"] | dict[str, "Written"]
"""A value as text, as the file's own scalars are, or lists and blocks of them."""

_PLAIN = re.compile(r"[A-Za-z0-9/(][\w ./()+'&-]*[\w.)/+]|[A-Za-z0-9]|-?[0-9]+(\.[0-9]+)?")
_PUZZLING = re.compile(
    r"(?i)0[0-9]+|[0-9]+(e[0-9]+|_[0-9_]+)|0x[0-9a-f]+|y|n|yes|no|on|off|true|false|null|~"
)


class CannotEditError(Exception):
    """The text is written in a way that cannot be changed without damage."""


@dataclass(frozen=True, slots=True)
class SiteChange:
    """``number``: of the site in the file, from 0; None for a new one. ``drop``: keys to remove."""

    number: int | None
    values: Mapping[str, Written]
    drop: frozenset[str] = field(default_factory=frozenset)


def edit_sites(text: str, changes: Sequence[SiteChange]) -> str:
    """The text with the changes in it. Raises CannotEditError, and then nothing was changed."""
    top = outline(text)
    if top is None:
        raise CannotEditError
    edits = list(_edits(text, top, changes))
    edited = text
    for begin, end, new in sorted(edits, reverse=True):
        edited = edited[:begin] + new + edited[end:]
    _demand_same(text, edited, changes)
    return edited


def site_lines(text: str) -> list[tuple[int, int]]:
    """First and last line of each site, from 1; none where the sites are no list."""
    top = outline(text)
    found = value_of(top, "sites") if top else None
    if found is None or not isinstance(found[1], Block):
        return []
    return [
        (text.count("\n", 0, each.begin) + 1, text.count("\n", 0, each.end) + 1)
        for each in found[1].items
    ]


def as_yaml(value: Written) -> str:
    """On one line; what another reader could take for something else stands in quotes."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {as_yaml(each)}' for key, each in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(as_yaml, value))}]"
    if _PLAIN.fullmatch(value) and not _PUZZLING.fullmatch(value):
        return value
    return json.dumps(value, ensure_ascii=False)


_Edit = tuple[int, int, str]


def _edits(text: str, top: Block, changes: Sequence[SiteChange]) -> Iterator[_Edit]:
    found = value_of(top, "sites")
    sites = found[1] if found else None
    items: tuple[Node, ...] = sites.items if isinstance(sites, Block) else ()
    for change in changes:
        if change.number is not None:
            item = items[change.number] if change.number < len(items) else None
            if not isinstance(item, Block):
                raise CannotEditError
            yield from _change(text, item, change)
    new = [as_yaml(dict(each.values)) for each in changes if each.number is None]
    if new:
        yield _append(text, found, new)


def _append(text: str, found: tuple[Pair, Node] | None, new: list[str]) -> _Edit:
    line = "\r\n" if "\r\n" in text else "\n"
    if found is None:
        start = "" if not text or text.endswith("\n") else line
        body = "".join(f"  - {each}{line}" for each in new)
        return len(text), len(text), f"{start}sites:{line}{body}"
    pair, sites = found
    if isinstance(sites, Block) and sites.flow:
        comma = ", " if sites.items else ""
        at = sites.items[-1].end if sites.items else sites.begin + 1
        return at, at, comma + ", ".join(new)
    if isinstance(sites, Block):
        at = _line_end(text, sites.end)
        return at, at, "".join(f"{line}{' ' * sites.column}- {each}" for each in new)
    at = _line_end(text, pair.end)
    return at, at, "".join(f"{line}  - {each}" for each in new)


def _change(text: str, item: Block, change: SiteChange) -> Iterator[_Edit]:
    own = {pair.key: pair for pair in item.pairs}
    added: dict[str, Written] = {}
    for key, value in change.values.items():
        pair = own.get(key)
        if pair is None:
            added[key] = value
        elif pair.colon is None:
            raise CannotEditError
        else:
            yield pair.colon, pair.end, f" {as_yaml(value)}"
    for at, pair in enumerate(item.pairs):
        if pair.key in change.drop:
            yield _drop(text, item, at)
    if added:
        yield _add(text, item, added)


def _drop(text: str, item: Block, at: int) -> _Edit:
    """Without its comma in a flow, without its lines in a block."""
    pair = item.pairs[at]
    if at == 0:
        raise CannotEditError  # the line of the hyphen; nobody writes a site so
    if item.flow:
        return item.pairs[at - 1].end, pair.end, ""
    return _line_end(text, item.pairs[at - 1].end), _line_end(text, pair.end), ""


def _add(text: str, item: Block, added: Mapping[str, Written]) -> _Edit:
    pairs = [f"{key}: {as_yaml(value)}" for key, value in added.items()]
    if item.flow:
        at = item.pairs[-1].end if item.pairs else item.begin + 1
        return at, at, (", " if item.pairs else "") + ", ".join(pairs)
    line = "\r\n" if "\r\n" in text else "\n"
    at = _line_end(text, item.end)
    return at, at, "".join(f"{line}{' ' * item.column}{each}" for each in pairs)


def _line_end(text: str, at: int) -> int:
    """The end of the line on which the character before ``at`` stands, its break not counted."""
    end = text.find("\n", max(at - 1, 0))
    end = len(text) if end < 0 else end
    return end - 1 if text[end - 1 : end] == "\r" else end


def _demand_same(before: str, after: str, changes: Sequence[SiteChange]) -> None:
    """What the new text says is what the old one said, and the changes."""
    try:
        source = compose(after)
    except UnreadableError:
        raise CannotEditError from None
    wanted = deepcopy(compose(before).data)
    sites: list[Any] = wanted.get("sites") or []
    for change in changes:
        site: Any = {} if change.number is None else sites[change.number]
        for key in change.drop:
            site.pop(key, None)
        site |= change.values
        if change.number is None:
            sites.append(site)
    wanted["sites"] = sites
    if source.faults or source.data != wanted:
        raise CannotEditError
