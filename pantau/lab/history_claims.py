"""What an office leaves out of account: power cuts, and an outage that was none.

Proposed by a technician, decided by the head. In the month that was over last some stay undecided,
in the month before it one does; no month that is closed has any.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from pantau.facts.instant import HOUR, MINUTE, to_datetime
from pantau.facts.measured import Interval, upstream_id
from pantau.facts.words import Cause, Decision, ExclusionCategory, Medium
from pantau.inventory.model import Inventory
from pantau.lab.history import Past
from pantau.lab.history_acts import Act, Decide, Exclude, Paper, Void
from pantau.lab.history_office import HEAD, TECHNICIANS, Desk, Month
from pantau.lab.history_seen import Seen, at_the_same_time

_BY = TECHNICIANS[1]
_REJECTED = 0.15
_LEAST_CUT = 45 * MINUTE
_LEAST_SITES = 3
_LARGE_CUT = 2 * HOUR
_LARGE_SITES = 8
_UNDECIDED = {1: 2, 2: 1}
"""By a month's age: how many of its power cuts nobody has decided about."""


def claims(
    past: Past, inventory: Inventory, months: Sequence[Month], outages: Sequence[Seen]
) -> Iterator[Act]:
    """The acts about exclusions of power cuts and about the void, in no order.

    ``months``: watched ones.
    """
    rng = np.random.default_rng((past.seed, 7))
    desk = Desk(inventory.timezone)
    for month in months:
        inside = [each for each in outages if month.holds(each.started_at, each.ended_at)]
        yield from _power_cuts(rng, desk, month, _cuts(inventory, inside))
        if month.age == 2:
            yield from _void(inventory, desk, inside)


@dataclass(frozen=True, slots=True)
class Cut:
    """PLN cut a part of a kecamatan. ``outages``: what we saw of it, by when they began."""

    kecamatan: str
    outages: tuple[Seen, ...]

    @property
    def begin(self) -> int:
        """When the first one fell silent (instant)."""
        return self.outages[0].started_at

    @property
    def end(self) -> int:
        """When the last one answered (instant)."""
        return max(each.ended_at for each in self.outages)

    @property
    def sites(self) -> tuple[str, ...]:
        """Which they were."""
        return tuple(sorted({each.site for each in self.outages}))

    @property
    def key(self) -> str:
        """How acts call it."""
        return f"power {self.kecamatan} {self.begin}"


def _cuts(inventory: Inventory, outages: Sequence[Seen]) -> list[Cut]:
    """Power cuts worth a proposal, by when they began."""
    district = {site.id: site.kecamatan for site in inventory.sites}
    found = []
    for name in sorted({each for each in district.values() if each}):
        dark = [o for o in outages if o.cause is Cause.POWER and district[o.site] == name]
        for together in at_the_same_time(dark):
            cut = Cut(name, tuple(together))
            if len(cut.sites) >= _LEAST_SITES and cut.end - cut.begin >= _LEAST_CUT:
                found.append(cut)
    return sorted(found, key=lambda cut: (cut.begin, cut.kecamatan))


def _power_cuts(
    rng: np.random.Generator, desk: Desk, month: Month, cuts: Sequence[Cut]
) -> Iterator[Act]:
    """Large ones are proposed the next day, the rest when PLN has sent its list of the month.

    All are decided when that list is there. One approval is taken back later.
    """
    listed = _recap(desk, month, cuts)
    decided_on = desk.at(desk.of_month(month.span.end, 5), 9)
    decided = len(cuts) - _UNDECIDED.get(month.age, 0)
    revoked = month.age != 2
    for number, cut in enumerate(cuts):
        yield _proposed(desk, month, cut, number, listed)
        rejected = rng.random() < _REJECTED
        if number >= decided:
            continue
        decision = Decide(cut.key, Decision.APPROVED, "Sesuai rekap padam PLN")
        if rejected:
            why = "Tidak tercantum dalam rekap padam PLN"
            decision = Decide(cut.key, Decision.REJECTED, why)
        yield Act(decided_on + number * 3 * MINUTE, HEAD, decision)
        if not rejected and not revoked:
            revoked, at = True, desk.at(desk.of_month(month.span.end, 14), 10)
            why = "PLN meralat rekapnya: gardu itu tidak padam"
            yield Act(at, HEAD, Decide(cut.key, Decision.REVOKED, why))


def _proposed(desk: Desk, month: Month, cut: Cut, number: int, listed: Paper) -> Act:
    span = Interval(cut.begin - cut.begin % MINUTE, cut.end - cut.end % MINUTE + MINUTE)
    reason, paper = f"Padam PLN di Kecamatan {cut.kecamatan}", None
    if len(cut.outages) >= _LARGE_SITES and cut.end - cut.begin >= _LARGE_CUT:
        reason += "; dikonfirmasi lewat telepon"
        at = desk.at(desk.after(cut.end), 11, number)
    else:
        paper, at = listed, desk.at(desk.of_month(month.span.end, 2), 10, 2 * number)
    category, scope = ExclusionCategory.POWER, f"{len(cut.sites)} titik di {cut.kecamatan}"
    return Act(at, _BY, Exclude(cut.key, category, span, reason, cut.sites, scope, paper=paper))


def _recap(desk: Desk, month: Month, cuts: Sequence[Cut]) -> Paper:
    """PLN's list of the month."""
    lines = ["SIMULASI", f"Rekap padam PLN {month.name}"]
    for cut in cuts:
        begin, end = (to_datetime(each, desk.zone) for each in (cut.begin, cut.end))
        lines.append(f"{cut.kecamatan}; {begin:%d-%m-%Y %H:%M}; {end:%d-%m-%Y %H:%M}")
    return Paper(f"rekap-padam-pln-{month.name}.txt", "\n".join(lines) + "\n")


def _void(inventory: Inventory, desk: Desk, outages: Sequence[Seen]) -> Iterator[Act]:
    """One outage of a fibre was our own mistake."""
    fibre = {site.id for site in inventory.sites if site.medium in {None, Medium.FO}}
    for each in outages:
        usual = each.cause is Cause.LINE and upstream_id(each.site) is None
        if usual and each.site in fibre and 15 * MINUTE <= each.length < HOUR:
            key, day = f"void {each.started_at}", desk.after(each.told_at)
            reason = "Aturan firewall baru kami membuang ICMP ke alamat ini; situs tetap terlayani"
            yield Act(desk.at(day, 15), _BY, Void(key, each.known, reason))
            why = "Log firewall sudah dilihat bersama"
            approved = Decide(key, Decision.APPROVED, why)
            yield Act(desk.at(desk.after(each.told_at, 2), 9), HEAD, approved)
            return
