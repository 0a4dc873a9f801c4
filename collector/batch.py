"""What the engine hands over to be kept."""

from dataclasses import dataclass

from pantau.facts.journal import Fact
from pantau.facts.measured import Sample, SiteState


@dataclass(frozen=True, slots=True)
class Batch:
    """Everything that happened up to ``until``, since the batch before."""

    run: int
    until: int
    facts: tuple[Fact, ...]
    states: tuple[SiteState, ...]
    samples: tuple[Sample, ...]
