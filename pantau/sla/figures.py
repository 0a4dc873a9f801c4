"""From seconds to availability, as exact fractions; and exact fractions as text."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares of time, 0 to 1; None where nothing stands in the denominator.

    ``worst`` takes unknown time for down, ``best`` for up.
    """

    availability: Fraction | None
    worst: Fraction | None
    best: Fraction | None
    coverage: Fraction | None


def figures(up: int, down: int, unknown: int, forgiven: int) -> Figures:
    """The shares of these seconds (DESIGN 5).

    ``forgiven``: excluded seconds that the contract counts as up, 0 where they are removed. They
    join both sides of availability, but a time in which nothing was measured has none at all.
    """
    measured, observable = up + down, up + down + unknown
    base = observable + forgiven
    return Figures(
        availability=availability(up, down, forgiven),
        worst=Fraction(up + forgiven, base) if observable else None,
        best=Fraction(up + unknown + forgiven, base) if observable else None,
        coverage=Fraction(measured, observable) if observable else None,
    )


def availability(up: int, down: int, forgiven: int) -> Fraction | None:
    """The share that the contract speaks of, alone; see ``figures``."""
    return Fraction(up + forgiven, up + down + forgiven) if up + down else None


def floor_percent(value: Fraction, objective: Decimal | None) -> Decimal:
    """A share as a percentage to show: never better than it is.

    Floored to two decimals, or to as many as ``objective`` (percent) is written with.
    """
    written = 2 if objective is None else -int(objective.as_tuple().exponent)
    places = max(2, written)
    # In whole numbers: a product of fractions would be cancelled down first.
    floored = value.numerator * 100 * 10**places // value.denominator
    return Decimal(floored).scaleb(-places)


def exact(value: Fraction) -> str:
    """A number for a line of working: all its digits, or twelve decimals and "..." after them."""
    # In whole numbers, as above.
    whole, rest = divmod(value.numerator * 10**_DIGITS, value.denominator)
    text = f"{Decimal(whole).scaleb(-_DIGITS):f}".rstrip("0").rstrip(".")
    return text if not rest else f"{Decimal(whole).scaleb(-_DIGITS):f}..."
