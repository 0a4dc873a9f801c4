"""One thing that can be told, and its group: what belongs into one message."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pantau.facts.telling import AlertKind, AlertSeverity
from pantau.language import Sentence

OUTAGES = frozenset({AlertKind.SITE_DOWN, AlertKind.INCIDENT, AlertKind.AREA_DOWN})
"""The kinds of which the items are outages."""


@dataclass(frozen=True, slots=True)
class Item:
    """Something that is so, or was so. Its ``key`` is its name for ever.

    ``sites``: whom it concerns, by id; a shared link concerns all that hang on it. ``end``: None
    while it lasts. ``outage``: its id where it is one, for answers. ``recovers``: whether its end
    is told. ``voided``: an outage that, it was decided since, did not happen. ``words``: what its
    sentence needs beside. Microseconds UTC.
    """

    key: str
    kind: AlertKind
    severity: AlertSeverity
    sites: tuple[str, ...]
    begin: int
    end: int | None = None
    outage: str | None = None
    recovers: bool = True
    voided: bool = False
    words: Mapping[str, str | Sentence] = field(default_factory=dict)

    @property
    def over(self) -> bool:
        """Whether it has ended."""
        return self.end is not None


@dataclass(frozen=True, slots=True)
class Group:
    """Items with one cause, told in one message.

    ``name``: of the link or area, empty for a single site. ``root``: the key of the item that
    explains the others, None where none does.
    """

    key: str
    kind: AlertKind
    severity: AlertSeverity
    name: str
    items: tuple[Item, ...]
    root: str | None = None

    @property
    def over(self) -> bool:
        """Whether all of it has ended."""
        return all(item.over for item in self.items)
