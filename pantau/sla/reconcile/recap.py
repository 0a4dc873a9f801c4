"""The other side's own sums of a month beside ours."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from pantau.facts.dealings import ProviderSummary
from pantau.sla.case import Case
from pantau.sla.reconcile.account import Account
from pantau.sla.reconcile.differences import Difference, Kind
from pantau.sla.reconcile.worth import Worth, less


def recap_differences(
    account: Account, cases: Mapping[str, Sequence[Case]], tolerance: int
) -> list[Difference]:
    """Where their down time of a site's month is not ours.

    A percentage is taken at the precision in which it is written: where ours, cut or rounded to as
    many places, is theirs, nothing differs. ``tolerance``: seconds.
    """
    found = []
    for site, summary in account.recap.items():
        value = _worth(cases.get(site, ()), summary, tolerance)
        if value is not None:
            found.append(Difference(account.id, Kind.RECAP, site, worth=value))
    return found


def their_down(summary: ProviderSummary, measured: int) -> int:
    """Their down seconds; out of a percentage: (1 - availability) x the seconds that we measured.

    Rounded half up, as no side has parts of seconds.
    """
    if summary.down_seconds is not None:
        return summary.down_seconds
    share = 1 - Fraction(Decimal(summary.availability or "100")) / 100
    down = measured * share
    return (2 * down.numerator + down.denominator) // (2 * down.denominator)


def _worth(cases: Sequence[Case], summary: ProviderSummary, tolerance: int) -> Worth | None:
    rows = [case.judge() for case in cases]
    if not any(row.up_seconds + row.down_seconds for row in rows):
        return None
    down = sum(row.down_seconds for row in rows)
    measured = down + sum(row.up_seconds for row in rows)
    theirs = min(their_down(summary, measured), measured)
    if abs(down - theirs) <= tolerance or _same_as_written(down, measured, summary):
        return None
    if len(cases) > 1:
        # Nobody says in which of the terms the seconds lie.
        return Worth(down - theirs, None)
    return Worth(down - theirs, less(rows[0].credit, cases[0].credit_if_down(theirs)))


def _same_as_written(down: int, measured: int, summary: ProviderSummary) -> bool:
    """Whether our share, cut or rounded to the places of their percentage, is what they wrote."""
    if summary.availability is None or summary.down_seconds is not None:
        return False
    written = Decimal(summary.availability)
    unit = Fraction(10) ** int(written.as_tuple().exponent)
    ours = Fraction(measured - down, measured) * 100
    return any((ours + half) // unit * unit == Fraction(written) for half in (0, unit / 2))
