"""A judged month as text that gives the same month back, exactly: what a closed month keeps."""

import json
from dataclasses import fields
from decimal import Decimal
from fractions import Fraction
from typing import Any

from pantau.facts.measured import Interval
from pantau.sla.result import MonthResult, SlaResult
from pantau.sla.total import sum_up

FORM = 1
_SHARES = {"availability", "availability_worst", "availability_best", "coverage"}


def freeze(result: MonthResult) -> bytes:
    """UTF-8 JSON, the same bytes for the same result.

    Shares are written as "numerator/denominator", the objective as it is in the contract, spans as
    two instants (microseconds UTC). The total is left out: it is the sum of the rows.
    """
    form = {
        "form": FORM,
        "month": result.month,
        "window": [result.window.begin, result.window.end],
        "upto": result.upto,
        "timezone": result.timezone,
        "sites": [
            {field.name: _plain(getattr(row, field.name)) for field in fields(row)}
            for row in result.sites
        ],
    }
    return json.dumps(form, indent=1, sort_keys=True, ensure_ascii=False).encode()


def thaw(text: bytes) -> MonthResult:
    """The result that ``freeze`` wrote. Raises ValueError for anything else."""
    try:
        form = json.loads(text)
        if form["form"] != FORM:
            raise ValueError(f"a month in form {form['form']}; this Pantau reads form {FORM}")
        rows = tuple(
            SlaResult(**{name: _read(name, row[name]) for name in row}) for row in form["sites"]
        )
        return MonthResult(
            month=form["month"],
            window=Interval(*form["window"]),
            upto=form["upto"],
            timezone=form["timezone"],
            sites=rows,
            total=sum_up(rows),
        )
    except (KeyError, TypeError, AttributeError, ArithmeticError) as error:
        raise ValueError(f"not a month that was closed: {error!r}") from error


def _plain(value: Any) -> Any:
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Interval):
        return [value.begin, value.end]
    return value


def _read(name: str, value: Any) -> Any:
    if name == "span":
        return Interval(*value)
    if name == "working":
        return tuple(value)
    if value is not None and name in _SHARES:
        return Fraction(value)
    if value is not None and name == "objective":
        return Decimal(value)
    return value
