"""Papers that go with a message: which of them are sent, and what is said of the others."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from alerts.message import Message
from alerts.receivers.text import say_in
from pantau.facts.papers import MEDIA_TYPES, Attached
from pantau.language import to_say

_ANY = "application/octet-stream"
_LOST = to_say("{name} is not enclosed: it cannot be read. Take it from the pages.")
_LARGE = to_say("{name} is not enclosed: it is too large. Take it from the pages.")

Read = Callable[[str], bytes | None]
"""The bytes that are kept under a digest; None where they cannot be read."""


@dataclass(frozen=True, slots=True)
class Enclosed:
    """One file. ``content``: None where it cannot be read."""

    name: str
    content: bytes | None

    @property
    def media_type(self) -> str:
        """By its name."""
        suffix = self.name.rpartition(".")[2]
        known = {form.value: media for form, media in MEDIA_TYPES.items()}
        return known.get(suffix, _ANY)


def read_all(files: Sequence[Attached], read: Read) -> tuple[Enclosed, ...]:
    """What a message names, with its bytes."""
    return tuple(Enclosed(each.name, read(each.digest)) for each in files)


def fitting(
    message: Message, files: Sequence[Enclosed], most: int
) -> tuple[Message, list[tuple[Enclosed, bytes]]]:
    """The files of together ``most`` bytes, and the message that says of each other one why it is
    not among them."""
    say, said, taken = say_in(message), [], []
    for each in files:
        if each.content is None:
            said.append(say(_LOST, name=each.name))
        elif len(each.content) > most:
            said.append(say(_LARGE, name=each.name))
        else:
            most -= len(each.content)
            taken.append((each, each.content))
    return replace(message, lines=(*message.lines, *said)), taken
