"""The figures of a pack, counted by Pantau's own calculator from the pack's own facts."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pantau.facts.measured import Interval
from pantau.reports.pack import fact_forms, figure_forms
from pantau.reports.pack.policy_form import instant, read_cases
from pantau.sla import MonthResult
from pantau.sla.month import month_window
from pantau.sla.total import sum_up

_FACTS = ("outages", "gaps", "watched", "exclusions", "voids")
_MOST = 100
_UNREADABLE = (OSError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError)


def counted_anew(folder: Path) -> list[str]:
    """What differs between an unpacked pack and what its facts give, a line each."""
    try:
        return list(_differences(folder))[:_MOST]
    except (*_UNREADABLE, RecursionError) as error:
        return [f"the pack's facts cannot be read: {error!r}"]


def _differences(folder: Path) -> Iterator[str]:
    def read(name: str) -> Any:
        return json.loads((folder / f"{name}.json").read_text("utf-8"))

    result, told = _result(read), read("figures")
    wanted = figure_forms.figures_form(result)
    rows = zip(wanted.pop("sites"), told["sites"], strict=False)
    for mine, theirs in rows:
        yield from _unlike(f"{mine['site']}, {mine['tier']}: ", mine, theirs)
    if len(result.sites) != len(told["sites"]):
        yield f"{len(told['sites'])} rows, counted {len(result.sites)}"
    yield from _unlike("", wanted, told)
    manifest = read("manifest")
    shared = {key: manifest[key] for key in ("month", "state", "revision", "rules")}
    yield from _unlike("manifest.json against figures.json: ", shared, told)
    tables = {
        "figures.csv": figure_forms.figures_csv(result),
        "outages.csv": fact_forms.outages_csv(read("outages")),
    }
    for name, content in tables.items():
        if (folder / name).read_bytes() != content:
            yield f"{name} is not the table of the same figures"


def _result(read: Any) -> MonthResult:
    policy = read("policy")
    facts = fact_forms.read_facts(*map(read, _FACTS))
    rows = tuple(case.judge() for case in read_cases(policy, facts))
    window = Interval(instant(policy["from"]), instant(policy["to"]))
    if window != month_window(policy["month"], ZoneInfo(policy["timezone"])):
        raise ValueError(f"{policy['month']} does not begin or end when policy.json says")
    return MonthResult(
        month=policy["month"],
        window=window,
        upto=min(instant(policy["counted_until"]), window.end),
        timezone=policy["timezone"],
        sites=rows,
        total=sum_up(rows),
    )


def _unlike(where: str, mine: dict[str, Any], theirs: dict[str, Any]) -> Iterator[str]:
    """Values that differ; a number is not a truth, though Python takes 1 for True."""
    for key, value in mine.items():
        told = theirs.get(key)
        if told != value or type(told) is not type(value):
            yield f"{where}{key} is {told}, counted {value}"
