"""What differs between two judgements of one month."""

from functools import reduce

from pantau.language import Sentence, to_say
from pantau.language.sentence import Value
from pantau.sla.figures import exact
from pantau.sla.result import MonthResult, SlaResult

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
_Key = tuple[str, str, str, int]


def changes(before: MonthResult, after: MonthResult) -> tuple[Sentence, ...]:
    """A line for each row that came, went or has another figure; empty where nothing differs."""
    old, new = _by_key(before), _by_key(after)
    lines = []
    for key in sorted(old.keys() | new.keys()):
        row = f"{key[0]} ({key[1]}, {key[2]})"
        if key not in new:
            lines.append(Sentence(to_say("{row}: was judged, is not any more"), row=row))
        elif key not in old:
            lines.append(Sentence(to_say("{row}: was not judged, is now"), row=row))
        elif differing := _differing(old[key], new[key]):
            figures = reduce(_joined, differing)
            lines.append(Sentence(to_say("{row}: {figures}"), row=row, figures=figures))
    return tuple(lines)


def _by_key(result: MonthResult) -> dict[_Key, SlaResult]:
    """Two rows of a site and tier in one month differ in where they begin."""
    return {(row.site, row.contract, row.tier, row.span.begin): row for row in result.sites}


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
