"""A judged month as JSON, in the form of DESIGN 8 and with no other keys."""

from dataclasses import fields
from decimal import Decimal
from fractions import Fraction
from typing import Any

from pantau.facts.instant import to_iso
from pantau.sla.result import MonthResult, SlaResult, Total

_NOT_IN_JSON = {"working", "term_seconds", "forgiven_seconds", "unseen_seconds", "span"}


def to_json(result: MonthResult) -> dict[str, Any]:
    """Values that ``json.dumps`` takes.

    ``from`` and ``to`` are the calendar month in UTC, also where it is judged only up to now.
    Shares are numbers 0 to 1 or null, ``objective`` is percent as a number or null, seconds and
    rupiah are integers.
    """
    return {
        "month": result.month,
        "from": to_iso(result.window.begin),
        "to": to_iso(result.window.end),
        "timezone": result.timezone,
        "sites": [_plain(row) for row in result.sites],
        "total": _plain(result.total),
    }


def _plain(row: SlaResult | Total) -> dict[str, Any]:
    """The fields of a row under their own names, exact numbers as the nearest float."""
    values = ((field.name, getattr(row, field.name)) for field in fields(row))
    return {
        name: float(value) if isinstance(value, Fraction | Decimal) else value
        for name, value in values
        if name not in _NOT_IN_JSON
    }
