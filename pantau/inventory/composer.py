"""From YAML text to plain data.

Every scalar stays the text that was written, so ``010``, ``no``, ``12:30`` and ``99.50`` mean what
a technician meant; the shape decides what is a number. Only an unquoted null, ~ or nothing at all
becomes None. The composer works on events with a stack of its own: depth and size are limited
before they can hurt, whoever wrote the file.
"""

from dataclasses import dataclass, field
from typing import Any

import yaml

from pantau.inventory.source import Path, Place, Source, UnreadableError
from pantau.inventory.wording import shown
from pantau.language import Sentence, to_say

MAX_DEPTH = 40
MAX_NODES = 300_000  # ten thousand sites

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_ONE_WORD = to_say("a key must be a single word; look for a missing quote or colon")
# Neither is repeated: a secret that begins with ! or * looks like one.
_TAG = to_say("a tag ('!…') means nothing here; remove it")
_NO_ANCHOR = to_say("this '*name' has no '&name' before it; write the value out")

# What the parser says, by a piece of its sentence, and what we say. Its own words differ between
# the C library and the pure Python one, and speak of tokens.
_FAULTS = (
    ("found duplicate anchor", to_say("this '&name' stands twice; give each its own name")),
    ("quoted scalar", to_say("a quotation mark is opened here and never closed; close it")),
    ("tab character", to_say("a tab stands here; indent with spaces")),
    (
        "cannot start any token",
        to_say("this character cannot begin a value; put the value in quotes"),
    ),
    (
        "mapping values are not allowed",
        to_say("a colon too many; put text that contains ': ' in quotes"),
    ),
    (
        "expected ',' or '}'",
        to_say("'}' or a comma is missing; write {key: value, key: value}"),
    ),
    ("expected ',' or ']'", to_say("']' or a comma is missing; write [value, value]")),
    ("could not find expected ':'", to_say("a line without a colon; write key: value")),
    (
        "expected <block end>",
        to_say("the indentation fits nothing above; align it with the line above"),
    ),
    (
        "did not find expected key",
        to_say("a key is expected here; align it with the keys above it"),
    ),
    ("expected '-' indicator", to_say("a '- ' is expected here; align it with the list above")),
)
_ANY_FAULT = to_say(
    "cannot be read from here on; look for a missing quote, bracket, comma or "
    "colon, here and in the line before"
)


def compose(text: str) -> Source:
    """Build the data of one YAML document.

    Raises UnreadableError at the first place after which nothing makes sense.
    """
    composer = Composer()
    loader = _Loader(text)
    try:
        while loader.check_event():
            composer.take(loader.get_event())
    except yaml.MarkedYAMLError as error:
        raise _translated(error, text) from None
    except yaml.YAMLError:
        raise UnreadableError((1, 1), Sentence(_ANY_FAULT)) from None
    finally:
        loader.dispose()
    return composer.source


def _translated(error: yaml.MarkedYAMLError, text: str) -> UnreadableError:
    mark = error.problem_mark or error.context_mark
    said = f"{error.problem or ''} {error.context or ''}"
    if "quoted scalar" in said and error.context_mark is not None:
        mark = error.context_mark  # where the quote was opened, not the end of the file
    place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    lines = text.splitlines()
    line = lines[place[0] - 1] if place[0] <= len(lines) else ""
    if "\t" in line[: len(line) - len(line.lstrip())] or line[place[1] - 1 :].startswith("\t"):
        return UnreadableError(
            (place[0], line.index("\t") + 1),
            Sentence(to_say("a tab stands here; indent with spaces")),
        )
    for piece, sentence in _FAULTS:
        if piece in said:
            return UnreadableError(place, Sentence(sentence))
    return UnreadableError(place, Sentence(_ANY_FAULT))


@dataclass(slots=True)
class _Open:
    """A mapping or list whose end has not come yet."""

    path: Path
    data: dict[str, Any] | list[Any]
    anchor: str | None
    size_before: int
    key: str | None = None
    key_seen: bool = False
    is_key: bool = False
    merged: list[dict[str, Any]] = field(default_factory=list)


class Composer:
    """Builds a Source out of YAML events, one call of ``take`` each."""

    def __init__(self) -> None:
        self.source = Source()
        self._stack: list[_Open] = []
        self._anchors: dict[str, tuple[Any, int] | None] = {}
        self._size = 0
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        """Digest one event. Raises UnreadableError for what cannot be gone on from."""
        mark = event.start_mark
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        match event:
            case yaml.DocumentStartEvent():
                self._documents += 1
                if self._documents > 1:
                    raise UnreadableError(
                        place,
                        Sentence(
                            to_say(
                                "a second document begins here; keep one and remove the '---' line"
                            )
                        ),
                    )
            case yaml.AliasEvent():
                self._alias(event.anchor or "", place)
            case yaml.ScalarEvent():
                self._scalar(event, place)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self._begin(event, place)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._end()

    def _scalar(self, event: yaml.ScalarEvent, place: Place) -> None:
        if event.tag is not None and event.tag != "!":
            self._fault(place, Sentence(_TAG))
        plain = event.style in (None, "") and event.tag is None
        value = None if plain and event.value in _NOTHING else event.value
        self._count(1, place)
        if event.anchor:
            self._anchors[event.anchor] = (value, 1)
        if self._wants_key():
            self._key(value, place)
        else:
            self._put(value, place)

    def _begin(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent, place: Place) -> None:
        if event.tag is not None and event.tag != "!":
            self._fault(place, Sentence(_TAG))
        if len(self._stack) >= MAX_DEPTH:
            raise UnreadableError(
                place,
                Sentence(
                    to_say("more than {most} levels inside one another; look for a stray bracket"),
                    most=MAX_DEPTH,
                ),
            )
        is_key = self._wants_key()
        if is_key:
            self._fault(place, Sentence(_ONE_WORD))
        before = self._size
        self._count(1, place)
        data: dict[str, Any] | list[Any] = {} if isinstance(event, yaml.MappingStartEvent) else []
        path = self._next_path()
        self.source.values[path] = place
        if event.anchor:
            self._anchors[event.anchor] = None
        self._stack.append(_Open(path, data, event.anchor, before, is_key=is_key))

    def _end(self) -> None:
        done = self._stack.pop()
        if isinstance(done.data, dict):
            for other in done.merged:
                for key, value in other.items():
                    done.data.setdefault(key, value)
        if done.anchor:
            self._anchors[done.anchor] = (done.data, self._size - done.size_before)
        place = self.source.values.get(done.path, (1, 1))
        if done.is_key:
            self._key("", place)
        else:
            self._put(done.data, place)

    def _alias(self, anchor: str, place: Place) -> None:
        known = self._anchors.get(anchor, ())
        if known is None:
            raise UnreadableError(
                place,
                Sentence(
                    to_say("'*{anchor}' stands inside '&{anchor}' itself; remove it"), anchor=anchor
                ),
            )
        if not known:
            self._fault(place, Sentence(_NO_ANCHOR))
            known = (None, 1)
        value, size = known
        self._count(size, place)
        if self._wants_key():
            if isinstance(value, dict | list):
                self._fault(place, Sentence(_ONE_WORD))
                value = ""
            self._key(value, place)
        else:
            self._put(value, place)

    def _wants_key(self) -> bool:
        return (
            bool(self._stack)
            and isinstance(self._stack[-1].data, dict)
            and (not self._stack[-1].key_seen)
        )

    def _key(self, value: str | None, place: Place) -> None:
        top = self._stack[-1]
        key = value or ""
        path = (*top.path, key)
        if key == "" and value is None:
            self._fault(
                place, Sentence(to_say("a key is missing before ':'; write one or remove the line"))
            )
        elif isinstance(top.data, dict) and key in top.data:
            first = self.source.keys[path][0]
            self._fault(
                place,
                Sentence(
                    to_say("key {key} stands twice (first in line {first}); remove one"),
                    key=shown(key),
                    first=first,
                ),
                path,
            )
        self.source.keys[path] = place
        top.key = key
        top.key_seen = True

    def _put(self, value: Any, place: Place) -> None:
        if not self._stack:
            self.source.data = value
            self.source.values[()] = place
            return
        top = self._stack[-1]
        if isinstance(top.data, list):
            self.source.values[(*top.path, len(top.data))] = place
            top.data.append(value)
            return
        key = top.key or ""
        top.key_seen = False
        if key == "<<":
            self._merge(top, value, place)
            return
        self.source.values[(*top.path, key)] = place
        top.data[key] = value

    def _merge(self, top: _Open, value: Any, place: Place) -> None:
        others = value if isinstance(value, list) else [value]
        if all(isinstance(other, dict) for other in others):
            top.merged.extend(others)
        else:
            self._fault(
                place,
                Sentence(
                    to_say("'<<' takes in another block; write '<<: *name' of a block of keys")
                ),
            )

    def _next_path(self) -> Path:
        if not self._stack:
            return ()
        top = self._stack[-1]
        return (*top.path, len(top.data) if isinstance(top.data, list) else top.key or "")

    def _count(self, size: int, place: Place) -> None:
        self._size += size
        if self._size > MAX_NODES:
            raise UnreadableError(
                place,
                Sentence(
                    to_say("more than {most} values with aliases unfolded; write fewer aliases"),
                    most=MAX_NODES,
                ),
            )

    def _fault(self, place: Place, why: Sentence, path: Path | None = None) -> None:
        inner = self._stack[-1].path if self._stack else ()
        self.source.faults.append((inner if path is None else path, place, why))
