"""Lines put together by what carries them, and who of them might move to fibre."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from pantau.actions.plan.lines import Line, Lines
from pantau.facts.words import Medium
from pantau.inventory.model import Inventory
from pantau.planning.migration import (
    KIND_POINTS,
    WEIGHTS,
    Candidate,
    Factor,
    Place,
    Ranked,
    Weights,
    nearest,
    rank,
)
from pantau.sla import SlaResult, Total
from pantau.sla.total import sum_up


@dataclass(frozen=True, slots=True)
class OfMedium:
    """All lines of one medium. ``total``: the calculator's, of rows of months.

    ``work_down_seconds``: down in working hours. ``loss``: of all heartbeats in working hours that
    were sent together; ``p95_us``: of the middle site (of two in the middle the better), each by
    the 95th percentile of its own minute medians, so that one bad line does not speak for all.
    ``measured``: sites with samples in working hours.
    """

    medium: Medium | None
    sites: int
    total: Total
    work_down_seconds: int
    loss: Fraction | None
    p95_us: int | None
    measured: int


def by_medium(found: Lines) -> tuple[OfMedium, ...]:
    """One for each medium, the highest availability first; what was not measured last."""
    media: defaultdict[Medium | None, list[Line]] = defaultdict(list)
    for line in found.lines:
        media[line.medium].append(line)
    made = [_of(medium, lines) for medium, lines in media.items()]
    return tuple(sorted(made, key=_order))


def _order(each: OfMedium) -> tuple[bool, Fraction, str]:
    share = each.total.availability
    return share is None, -(share or Fraction(0)), each.medium or ""


def _of(medium: Medium | None, lines: Sequence[Line]) -> OfMedium:
    rows = [row for line in lines for row in line.rows]
    measured = [line.measured for line in lines if line.measured]
    sent = sum(each.sent for each in measured)
    received = sum(each.received for each in measured)
    p95 = sorted(each.p95_us for each in measured if each.p95_us is not None)
    return OfMedium(
        medium=medium,
        sites=len({line.site.id for line in lines}),
        total=sum_up(rows),
        work_down_seconds=sum(line.work_down_seconds or 0 for line in lines),
        loss=Fraction(sent - received, sent) if sent else None,
        p95_us=p95[(len(p95) - 1) // 2] if p95 else None,
        measured=len(measured),
    )


def candidates(found: Lines, inventory: Inventory) -> tuple[Candidate, ...]:
    """Those who are in the inventory and not on fibre at the end of the period.

    Judged by their time on the medium that they have then.
    """
    there = {site.id for site in inventory.sites}
    lines = [line for line in found.lines if line.now and line.site.id in there]
    fibre: list[tuple[str, str, Place]] = [
        (line.site.id, line.site.name, line.site.at)
        for line in lines
        if line.medium is Medium.FO and line.site.at is not None
    ]
    return tuple(_candidate(line, fibre) for line in lines if line.medium is not Medium.FO)


def _candidate(line: Line, fibre: Sequence[tuple[str, str, Place]]) -> Candidate:
    site, measured = line.site, line.measured
    seen = _known(line.rows)
    service = sum(row.service_seconds - row.excluded_seconds for row in line.rows)
    return Candidate(
        site=site.id,
        name=site.name,
        kind=site.kind,
        kecamatan=site.kecamatan,
        medium=line.medium,
        down_seconds=sum(row.down_seconds for row in line.rows) if seen else None,
        work_down_seconds=line.work_down_seconds,
        loss=measured.loss if measured else None,
        p95_us=measured.p95_us if measured else None,
        people=site.serves,
        fibre=nearest(site.at, fibre),
        watched=Fraction(seen, service) if service else None,
    )


def _known(rows: Sequence[SlaResult]) -> int:
    return sum(row.up_seconds + row.down_seconds for row in rows)


def weights_of(inventory: Inventory) -> Weights:
    """Ours, but for those that the inventory names."""
    said = inventory.planning.weights
    return {
        factor: Fraction(said[factor.value]) if factor.value in said else weight
        for factor, weight in WEIGHTS.items()
    }


def ranking(found: Lines, inventory: Inventory, weights: Weights) -> tuple[Ranked, ...]:
    """Who needs fibre most, with the points that the inventory gives to kinds of service."""
    said = {kind: Fraction(each) for kind, each in inventory.planning.kinds.items()}
    return rank(candidates(found, inventory), weights, {**KIND_POINTS, **said})


__all__ = ["Factor", "OfMedium", "by_medium", "candidates", "ranking", "weights_of"]
