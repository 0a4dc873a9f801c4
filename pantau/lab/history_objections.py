"""The provider does not agree with some figures of a month, and what it is answered."""

from collections.abc import Iterator, Sequence

import numpy as np

from pantau.facts.instant import HOUR
from pantau.facts.measured import Interval, upstream_id
from pantau.facts.words import Cause, Decision, ExclusionCategory, Liability, Settlement
from pantau.inventory.model import Inventory
from pantau.lab.history import Past
from pantau.lab.history_acts import Act, Answer, Classify, Decide, Exclude, Object
from pantau.lab.history_office import HEAD, PROVIDER, TECHNICIANS, Desk, Month
from pantau.lab.history_repairs import provider_of
from pantau.lab.history_seen import Seen

_BY = TECHNICIANS[1]
_ACCEPTED = 3
"""The age of the month in which the provider was right."""
_OBJECTIONABLE = 2 * HOUR

_DISPUTES: tuple[tuple[str, Settlement, str], ...] = (
    (
        "Menurut catatan kami perangkat pelanggan yang mati, bukan saluran",
        Settlement.REJECTED,
        "Router situs hidup selama gangguan; catatan pengukuran sudah diperlihatkan",
    ),
    (
        "Menurut catatan kami layanan pulih satu jam lebih awal",
        Settlement.REJECTED,
        "Gema tetap tidak dijawab sampai akhir gangguan; angka tidak diubah",
    ),
    (
        "Petugas kami tidak diizinkan masuk sehingga perbaikan tertunda",
        Settlement.PARTLY,
        "Tertunda setengah jam menurut penjaga; dicatat, angka tidak diubah",
    ),
    (
        "Gangguan ini tidak ada dalam catatan kami",
        Settlement.REJECTED,
        "Tiket dan catatan pengukuran sudah diperlihatkan",
    ),
)
"""What the provider says, how it is settled, and what the answer is."""


def objections(
    past: Past, inventory: Inventory, months: Sequence[Month], outages: Sequence[Seen]
) -> Iterator[Act]:
    """Two a month, about long outages of lines; the newest is not answered yet. In no order."""
    rng = np.random.default_rng((past.seed, 10))
    desk = Desk(inventory.timezone)
    asked = [each for each in outages if _objectionable(inventory, each)]
    for month in months:
        if month.age > 0:
            inside = [each for each in asked if month.holds(each.started_at, each.ended_at)]
            yield from _of_month(rng, desk, month, inside)


def _objectionable(inventory: Inventory, outage: Seen) -> bool:
    """Of the providers only that of the first site has somebody who objects."""
    return (
        outage.cause is Cause.LINE
        and outage.length >= _OBJECTIONABLE
        and upstream_id(outage.site) is None
        and provider_of(inventory, outage.site) == provider_of(inventory, inventory.sites[0].id)
    )


def _of_month(
    rng: np.random.Generator, desk: Desk, month: Month, asked: Sequence[Seen]
) -> Iterator[Act]:
    chosen = rng.permutation(len(asked))[:2].tolist()
    disputes = rng.permutation(len(_DISPUTES)).tolist()
    for number, which in enumerate(chosen):
        outage, key = asked[which], f"objection {month.name} {number}"
        claim, settlement, answer = _DISPUTES[disputes[number]]
        raised = desk.at(desk.of_month(month.span.end, 8 + number), 10)
        at = desk.at(desk.of_month(month.span.end, 12), 9, 30 * number)
        if month.age == _ACCEPTED and number == 0:
            yield Act(raised, PROVIDER, Object(key, month.name, outage.known, _DISPUTES[0][0]))
            yield from _accepted(desk, key, outage, at)
            continue
        yield Act(raised, PROVIDER, Object(key, month.name, outage.known, claim))
        if month.age > 1 or number < len(chosen) - 1:
            yield Act(at, HEAD, Answer(key, settlement, answer))


def _accepted(desk: Desk, key: str, outage: Seen, at: int) -> Iterator[Act]:
    """The provider was right: what follows from it is done by acts of its own."""
    reason = "Kantor mencabut adaptor router saat renovasi; penyedia benar"
    yield Act(at, HEAD, Answer(key, Settlement.ACCEPTED, reason))
    words = (Cause.EQUIPMENT, Liability.CUSTOMER, reason)
    yield Act(at + HOUR, _BY, Classify(outage.known, *words))
    span = Interval(outage.started_at, outage.ended_at)
    category, sites = ExclusionCategory.CUSTOMER_EQUIPMENT, (outage.site,)
    yield Act(at + HOUR, _BY, Exclude(key, category, span, reason, sites))
    decided = desk.at(desk.after(at), 9)
    yield Act(decided, HEAD, Decide(key, Decision.APPROVED, "Menurut jawaban atas keberatan"))
