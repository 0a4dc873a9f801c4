"""What a contract or a reference may choose between. Their values are the words of the file."""

from enum import StrEnum


class Layer(StrEnum):
    """How far from us a reference lies."""

    LOCAL = "local"
    EDGE = "edge"
    OUTSIDE = "outside"


class Excluded(StrEnum):
    """What excluded time does to availability: leave both sides, or count as up."""

    REMOVE = "remove"
    COUNT_AS_UP = "count_as_up"


class Denominator(StrEnum):
    """T of the restitution formula: the calendar month, or its part inside the term."""

    CALENDAR = "calendar"
    CONTRACT_TERM = "contract_term"


class OutageCounts(StrEnum):
    """What of an outage of at least ``min_outage`` counts: all of it, or what goes beyond."""

    WHOLE = "whole"
    EXCESS = "excess"


class GapInOutage(StrEnum):
    """What unknown time inside an outage is."""

    UNKNOWN = "unknown"
    DOWN = "down"


class RepairClock(StrEnum):
    """Where the repair time starts: when we saw it, or when the provider was told."""

    DETECTED = "detected"
    REPORTED = "reported"


class FourEyes(StrEnum):
    """Whether two people are told apart by name alone, or also by the way they came in."""

    NAMED = "named"
    STRICT = "strict"


class FeePartial(StrEnum):
    """How the fee of a month enters of which only a part lies inside the term."""

    FULL = "full"
    BY_SECONDS = "by_seconds"


class Rounding(StrEnum):
    """How rupiah are rounded, at the last step."""

    HALF_UP = "half_up"


class RestitutionKind(StrEnum):
    """The formulas of restitution (docs: DESIGN 5)."""

    PRORATA = "prorata"
    PRORATA_SLA = "prorata_sla"
    SELISIH_SLA = "selisih_sla"
    KELEBIHAN = "kelebihan"
    KELIPATAN_HARIAN = "kelipatan_harian"
    PITA = "pita"


class PaperSize(StrEnum):
    """The sheet that papers are made for: A4 is 210 x 297 mm, F4 (folio) 215 x 330 mm."""

    A4 = "A4"
    F4 = "F4"
