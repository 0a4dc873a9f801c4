"""Plain data that remembers where in the file everything stood, and the text it came from."""

import re
from dataclasses import dataclass, field
from typing import Any

from pantau.language import Sentence, to_say

Path = tuple[str | int, ...]
Place = tuple[int, int]  # line and column, from 1

MAX_BYTES = 20_000_000

_UNPRINTABLE = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"  # YAML 1.1, 5.1
)


class UnreadableError(Exception):
    """Nothing sensible can be said about the rest of the file."""

    def __init__(self, place: Place, why: Sentence) -> None:
        super().__init__(why.message)
        self.place = place
        self.why = why


@dataclass(slots=True)
class Source:
    """Plain data (dict, list, text, None) and the place of each key and value by its path."""

    data: Any = None
    values: dict[Path, Place] = field(default_factory=dict)
    keys: dict[Path, Place] = field(default_factory=dict)
    faults: list[tuple[Path, Place, Sentence]] = field(default_factory=list)

    def place(self, path: Path, *, key: bool = False) -> Place:
        """Where ``path`` stands; what came by an alias or a merge stands where it was called."""
        if key and path in self.keys:
            return self.keys[path]
        while path not in self.values and path:
            path = path[:-1]
        return self.values.get(path, (1, 1))

    def at(self, path: Path) -> Any:
        """The data at ``path``, None where there is none."""
        data = self.data
        for step in path:
            if isinstance(data, dict):
                data = data.get(step)
            elif isinstance(data, list) and isinstance(step, int) and step < len(data):
                data = data[step]
            else:
                return None
        return data


def decode(data: bytes) -> str:
    """UTF-8, with or without a byte order mark. Raises UnreadableError at the first bad byte."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableError((1, 1), Sentence(to_say("the file is UTF-16; save it as UTF-8")))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig", "replace")
        raise UnreadableError(
            _place_after(before),
            Sentence(
                to_say("byte 0x{byte} is not UTF-8; save the file as UTF-8"),
                byte=f"{data[error.start]:02x}",
            ),
        ) from None
    if bad := _UNPRINTABLE.search(text):
        raise UnreadableError(
            _place_after(text[: bad.start()]),
            Sentence(
                to_say("the invisible character U+{code} may not stand here; remove it"),
                code=f"{ord(bad[0]):04X}",
            ),
        )
    return text


def _place_after(text: str) -> Place:
    line = text.count("\n") + 1
    return line, len(text) - (text.rfind("\n") + 1) + 1
