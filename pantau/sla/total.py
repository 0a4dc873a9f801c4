"""All rows of a month as one."""

from collections.abc import Sequence

from pantau.sla.figures import figures
from pantau.sla.result import SlaResult, Total


def sum_up(rows: Sequence[SlaResult]) -> Total:
    """Sum the seconds and take the shares of the sums: never a mean of percentages."""
    up = sum(row.up_seconds for row in rows)
    down = sum(row.down_seconds for row in rows)
    unknown = sum(row.unknown_seconds for row in rows)
    shares = figures(up, down, unknown, sum(row.forgiven_seconds for row in rows))
    verdicts = [row.compliant for row in rows]
    return Total(
        sites=len({row.site for row in rows}),
        service_seconds=sum(row.service_seconds for row in rows),
        up_seconds=up,
        down_seconds=down,
        excluded_seconds=sum(row.excluded_seconds for row in rows),
        unknown_seconds=unknown,
        availability=shares.availability,
        availability_worst=shares.worst,
        availability_best=shares.best,
        coverage=shares.coverage,
        compliant=verdicts.count(True),
        not_compliant=verdicts.count(False),
        undecided=verdicts.count(None),
        claimable=sum(row.claimable for row in rows),
        outages=sum(row.outages for row in rows),
        credit=sum(row.credit or 0 for row in rows),
    )
