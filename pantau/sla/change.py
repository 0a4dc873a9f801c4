"""What differs between two judgements of one month."""

from dataclasses import dataclass
from functools import reduce

from pantau.language import Sentence, to_say
from pantau.language.sentence import Value
from pantau.sla.figures import exact
from pantau.sla.result import MonthResult, RowKey, SlaResult

_COMPARED = (
    to_say("service_seconds"),
    to_say("up_seconds"),
    to_say("down_seconds"),
    to_say("excluded_seconds"),
    to_say("unknown_seconds"),
    to_say("objective"),
    to_say("compliant"),
    to_say("claimable"),
    to_say("outages"),
    to_say("credit"),
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


def changes(before: MonthResult, after: MonthResult) -> tuple[Sentence, ...]:
    """A line for each row that came, went or has another figure; empty where nothing differs."""
    return tuple(map(_line, changed_rows(before, after)))


def _line(changed: Changed) -> Sentence:
    before, after = changed.before, changed.after
    found = before or after
    assert found is not None  # noqa: S101 - one of both is there
    row = f"{found.site} ({found.contract}, {found.tier})"
    if after is None:
        return Sentence(to_say("{row}: was judged, is not any more"), row=row)
    if before is None:
        return Sentence(to_say("{row}: was not judged, is now"), row=row)
    figures = reduce(_joined, _differing(before, after))
    return Sentence(to_say("{row}: {figures}"), row=row, figures=figures)


def _by_key(result: MonthResult) -> dict[RowKey, SlaResult]:
    return {row.key: row for row in result.sites}


def _differing(old: SlaResult, new: SlaResult) -> list[Sentence]:
    found = []
    if old.availability != new.availability:
        shares = [
            Sentence(to_say("none")) if value is None else exact(value)
            for value in (old.availability, new.availability)
        ]
        found.append(_changed(to_say("availability"), shares[0], shares[1]))
    for name in _COMPARED:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            found.append(_changed(name, str(before), str(after)))
    return found


def _changed(figure: str, before: Value, after: Value) -> Sentence:
    return Sentence(
        to_say("{figure} {before} -> {after}"), figure=Sentence(figure), before=before, after=after
    )


def _joined(one: Sentence, other: Sentence) -> Sentence:
    return Sentence(to_say("{one}; {other}"), one=one, other=other)
