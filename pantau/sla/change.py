"""What differs between two judgements of one month."""

from pantau.sla.figures import exact
from pantau.sla.result import MonthResult, SlaResult

_COMPARED = (
    "service_seconds",
    "up_seconds",
    "down_seconds",
    "excluded_seconds",
    "unknown_seconds",
    "objective",
    "compliant",
    "claimable",
    "outages",
    "credit",
)
_Key = tuple[str, str, str, int]


def changes(before: MonthResult, after: MonthResult) -> tuple[str, ...]:
    """A line for each row that came, went or has another figure; empty where nothing differs."""
    old, new = _by_key(before), _by_key(after)
    lines = []
    for key in sorted(old.keys() | new.keys()):
        name = f"{key[0]} ({key[1]}, {key[2]})"
        if key not in new:
            lines.append(f"{name}: was judged, is not any more")
        elif key not in old:
            lines.append(f"{name}: was not judged, is now")
        elif differing := _differing(old[key], new[key]):
            lines.append(f"{name}: {'; '.join(differing)}")
    return tuple(lines)


def _by_key(result: MonthResult) -> dict[_Key, SlaResult]:
    """Two rows of a site and tier in one month differ in where they begin."""
    return {(row.site, row.contract, row.tier, row.span.begin): row for row in result.sites}


def _differing(old: SlaResult, new: SlaResult) -> list[str]:
    found = []
    if old.availability != new.availability:
        shares = [
            "none" if value is None else exact(value)
            for value in (old.availability, new.availability)
        ]
        found.append(f"availability {shares[0]} -> {shares[1]}")
    for name in _COMPARED:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            found.append(f"{name} {before} -> {after}")
    return found
