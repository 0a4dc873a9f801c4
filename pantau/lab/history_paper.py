"""A month's way to paper: review, closing, invoices; and notes.

A month is reviewed in the month after it, closed and paid in the one after that, so
the last two that are over are still open.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from pantau.facts.instant import HOUR
from pantau.inventory.model import Inventory
from pantau.lab.history import Past
from pantau.lab.history_acts import (
    Act,
    Bill,
    Close,
    Remark,
    Review,
    Settle,
)
from pantau.lab.history_office import HEAD, OFFICIAL, TECHNICIANS, Desk, Month
from pantau.sla.month import term_span

_BY = TECHNICIANS[0]
_WRONGLY_PAID = 4
"""The age of the month in which less was held back than was computed."""

_REMARKS = (
    "Kunci ruang perangkat dipegang bendahara; hubungi dulu sebelum datang",
    "Baterai cadangan sudah lemah; diusulkan diganti",
    "Petugas situs meminta jadwal kunjungan teknisi",
    "Kabel ke tiang depan kantor kendur; sudah difoto",
    "Kantor pindah ruangan; saluran tetap di ruang lama",
)


def paperwork(past: Past, inventory: Inventory, months: Sequence[Month]) -> Iterator[Act]:
    """The acts about months and money, in no order. ``months``: watched ones."""
    rng = np.random.default_rng((past.seed, 8))
    desk = Desk(inventory.timezone)
    for month in months:
        yield from _remarks(rng, inventory, desk, month)
        if month.age == 0:
            continue
        yield from _invoices(inventory, desk, month)
        if month.age <= 2:  # of those closed only the closing shows
            reviewed = desk.at(desk.of_month(month.span.end, 15), 14)
            text = "Angka sudah diperiksa; yang belum diputus ada di daftar"
            yield Act(reviewed, HEAD, Review(month.name, text))
        if month.age >= 3:
            yield Act(_closed_at(desk, month), OFFICIAL, Close(month.name))


def taken_over(past: Past, inventory: Inventory, months: Sequence[Month]) -> Iterator[Act]:
    """The months before the installation, known from the provider's lists, closed and paid since.

    All of it is written down two weeks after the installation.
    """
    desk = Desk(inventory.timezone)
    begin = desk.at(desk.after(past.installed_at, 10), 9)
    for number, month in enumerate(months):
        at = begin + number * HOUR // 4
        yield Act(at, OFFICIAL, Remark(month.name, "Diambil dari daftar gangguan penyedia"))
        yield Act(at, OFFICIAL, Close(month.name))
        paid_on = desk.of_month(month.span.end, 15)
        for contract in _contracts(inventory, month):
            deed = Settle(month.name, contract, paid_on=f"{min(paid_on, desk.day(at))}")
            yield Act(at + HOUR // 10, OFFICIAL, deed)


def _closed_at(desk: Desk, month: Month) -> int:
    after = desk.of_month(month.span.end, 1)
    following = desk.at(after, 0) + 40 * 24 * HOUR  # some day of the month after the next
    first = desk.day(following).replace(day=1)
    return desk.at(desk.of_month(desk.at(first, 0), 6), 10)


def _invoices(inventory: Inventory, desk: Desk, month: Month) -> Iterator[Act]:
    """They come in soon; only what is closed is settled and paid."""
    came = desk.at(desk.of_month(month.span.end, 3), 9)
    for number, contract in enumerate(_contracts(inventory, month)):
        bill = Bill(month.name, contract)
        yield Act(came + number * HOUR, OFFICIAL, bill)
        if month.age < 3:
            continue
        wrong = month.age == _WRONGLY_PAID and number == 0
        settled = desk.at(desk.after(_closed_at(desk, month), 2), 9, 10 * number)
        paid = desk.after(settled, 4)
        yield Act(settled, OFFICIAL, Settle(month.name, contract, wrong))
        done = Settle(month.name, contract, wrong, f"{paid}")
        yield Act(desk.at(paid, 15, 5 * number), OFFICIAL, done)


def _contracts(inventory: Inventory, month: Month) -> list[str]:
    """Those that hold for some site in the month, in the order of the inventory."""
    holding = {
        term.contract
        for site in inventory.sites
        for term in site.terms
        if term_span(term, month.name, inventory.timezone)
    }
    return [each for each in inventory.contracts if each in holding]


def _remarks(
    rng: np.random.Generator, inventory: Inventory, desk: Desk, month: Month
) -> Iterator[Act]:
    """A few a month, about sites."""
    for day in sorted(rng.integers(2, 20, 3).tolist()):
        site = inventory.sites[int(rng.integers(0, len(inventory.sites)))]
        text = _REMARKS[int(rng.integers(0, len(_REMARKS)))]
        at = desk.at(desk.of_month(month.span.begin, day), 16, int(rng.integers(0, 50)))
        yield Act(at, _BY, Remark(site.id, text))
