"""How long samples are kept. The journal is kept for ever."""

from dataclasses import dataclass

SAMPLES_MONTHS = 25
EVIDENCE_MONTHS = 120


@dataclass(frozen=True, slots=True)
class Keeping:
    """Whole months after the one they are of: ``samples_months`` for all samples.

    Then those around outages stay, until ``evidence_months`` are over too.
    """

    samples_months: int = SAMPLES_MONTHS
    evidence_months: int = EVIDENCE_MONTHS
