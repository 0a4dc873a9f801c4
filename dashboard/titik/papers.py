"""What closed months say of each site: read once, for what is kept never changes."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from dashboard.settings import Settings
from pantau.sla import SlaResult
from pantau.sla.frozen import thaw
from pantau.sla.total import sum_up

_MOST = 40


@dataclass(frozen=True, slots=True)
class Sum:
    """A site's rows of a month as one. ``seconds``: up, down, excluded, unknown.

    ``objective`` (percent) is that of the last term. ``compliant``: of all its terms.
    """

    seconds: tuple[int, int, int, int]
    availability: Fraction | None
    objective: Decimal | None
    compliant: bool | None


def sum_of(rows: Sequence[SlaResult]) -> Sum:
    """Of one site and month; at least one row."""
    total = sum_up(rows)
    verdicts = {row.compliant for row in rows}
    return Sum(
        seconds=(
            total.up_seconds,
            total.down_seconds,
            total.excluded_seconds,
            total.unknown_seconds,
        ),
        availability=total.availability,
        objective=rows[-1].objective,
        compliant=None if None in verdicts else verdicts == {True},
    )


@lru_cache(maxsize=_MOST)
def paper(settings: Settings, digest: str) -> Mapping[str, Sum]:
    """By site, what was frozen under ``digest``. Raises StoreError, ValueError."""
    with settings.store() as store:
        result = thaw(store.kept(digest))
    rows: defaultdict[str, list[SlaResult]] = defaultdict(list)
    for row in result.sites:
        rows[row.site].append(row)
    return {site: sum_of(each) for site, each in rows.items()}
