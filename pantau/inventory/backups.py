"""Backups that are made by themselves: where to, when, and how many stay."""

from dataclasses import dataclass, field
from datetime import time

from pantau.facts.saved import KeepRule

AT = time(1, 30)


@dataclass(frozen=True, slots=True)
class Backups:
    """``to``: a directory by its whole path. ``at``: each day, local."""

    to: str
    at: time = AT
    keep: KeepRule = field(default_factory=KeepRule)
