"""What differs between two judgements of one month."""

from dataclasses import dataclass

from pantau.sla.figures import exact
from pantau.sla.result import MonthResult, RowKey, SlaResult

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


@dataclass(frozen=True, slots=True)
class Changed:
    """A row that has another figure; None where it came or went."""

    before: SlaResult | None
    after: SlaResult | None


def changed_rows(before: MonthResult, after: MonthResult) -> tuple[Changed, ...]:
    """The rows that ``changes`` tells of, in its order."""
    old, new = _by_key(before), _by_key(after)
    pairs = ((old.get(key), new.get(key)) for key in sorted(old.keys() | new.keys()))
    return tuple(
        Changed(one, other)
        for one, other in pairs
        if one is None or other is None or _differing(one, other)
    )


def changes(before: MonthResult, after: MonthResult) -> tuple[str, ...]:
    """A line for each row that came, went or has another figure; empty where nothing differs."""
    return tuple(map(_line, changed_rows(before, after)))


def _line(changed: Changed) -> str:
    before, after = changed.before, changed.after
    row = before or after
    assert row is not None  # noqa: S101 - one of both is there
    name = f"{row.site} ({row.contract}, {row.tier})"
    if after is None:
        return f"{name}: was judged, is not any more"
    if before is None:
        return f"{name}: was not judged, is now"
    return f"{name}: {'; '.join(_differing(before, after))}"


def _by_key(result: MonthResult) -> dict[RowKey, SlaResult]:
    return {row.key: row for row in result.sites}


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
