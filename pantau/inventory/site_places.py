"""Where in the text of a file each site stands, key by key, as offsets."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Pair:
    """A key and its value: the text from ``begin``, the value from ``colon`` (past it) to ``end``.

    ``colon`` is None where the key is not followed by one.
    """

    key: str
    begin: int
    colon: int | None
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """A mapping or list. ``end``: past its last character, for a block without comments after it.

    ``pairs`` are those of a mapping, ``items`` those of a list. ``column``: of its first character.
    """

    begin: int
    end: int
    column: int
    flow: bool
    pairs: tuple[Pair, ...] = ()
    items: tuple["Node", ...] = ()
    values: tuple["Node", ...] = ()


@dataclass(frozen=True, slots=True)
class Leaf:
    """A value of one piece, or an alias."""

    begin: int
    end: int
    text: str


Node = Block | Leaf


def outline(text: str) -> Block | None:
    """The top of a document that ``compose`` accepts; None where it is no mapping."""
    loader = _Loader(text)
    try:
        events = _events(loader)
        for event in events:
            if isinstance(event, yaml.MappingStartEvent):
                return _block(text, event, events)
            if isinstance(event, yaml.ScalarEvent | yaml.SequenceStartEvent):
                return None
    finally:
        loader.dispose()
    return None


def value_of(block: Block, key: str) -> tuple[Pair, Node] | None:
    """A key's place and value, None where the mapping does not write it itself."""
    for pair, value in zip(block.pairs, block.values, strict=True):
        if pair.key == key:
            return pair, value
    return None


def _events(loader: Any) -> Iterator[yaml.Event]:
    while loader.check_event():
        yield loader.get_event()


def _node(text: str, event: yaml.Event, events: Iterator[yaml.Event]) -> Node:
    if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
        return _block(text, event, events)
    begin, end = _begin(event)[0], _end(event)
    if not isinstance(event, yaml.ScalarEvent):
        return Leaf(begin, end, "")
    if event.style in ("|", ">"):
        end = begin + len(text[begin:end].rstrip())  # told to end with the blank lines after it
    return Leaf(begin, end, event.value)


def _block(
    text: str,
    start: yaml.MappingStartEvent | yaml.SequenceStartEvent,
    events: Iterator[yaml.Event],
) -> Block:
    children: list[Node] = []
    event = next(events)
    while not isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
        children.append(_node(text, event, events))
        event = next(events)
    flow, (begin, column) = bool(start.flow_style), _begin(start)
    # The end of a block is told where the next thing begins: after comments that are none of its.
    end = _end(event) if flow or not children else children[-1].end
    if isinstance(start, yaml.SequenceStartEvent):
        return Block(begin, end, column, flow, items=tuple(children))
    keys, values = children[::2], children[1::2]
    pairs = (_pair(text, key, value) for key, value in zip(keys, values, strict=True))
    return Block(begin, end, column, flow, pairs=tuple(pairs), values=tuple(values))


def _begin(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.index, mark.column) if mark else (0, 0)


def _end(event: yaml.Event) -> int:
    return event.end_mark.index if event.end_mark else 0


def _pair(text: str, key: Node, value: Node) -> Pair:
    rest = text[key.end : key.end + 80]
    blanks = len(rest) - len(rest.lstrip(" \t"))
    colon = key.end + blanks + 1 if rest[blanks : blanks + 1] == ":" else None
    name = key.text if isinstance(key, Leaf) else ""
    return Pair(name, key.begin, colon, max(value.end, colon or 0))
