"""From what is asked for to what stands in the paper: facts read, then drawn.

What draws the other papers is imported when one of them is asked for: it takes a while.
"""

from dataclasses import replace

from pantau.facts.papers import PaperFormat, PaperKind, Wanted
from pantau.inventory.logo import logo_of
from pantau.inventory.model import Inventory
from pantau.language import Language, choose_language
from pantau.reports.content import Document
from pantau.reports.month.document import monthly_report
from pantau.reports.month.facts import MonthFacts, read_month
from pantau.store import Store


def draw(store: Store, inventory: Inventory, wanted: Wanted, now: int) -> Document:
    """Any paper but the evidence pack. ``now``: microseconds UTC.

    Raises ValueError where the period is none or the kind is not drawn, and what the store raises.
    """
    language, logo = choose_language(wanted.language), logo_of(inventory)
    inventory = _numbered(inventory, wanted.number)
    match wanted.kind:
        case PaperKind.MONTHLY:
            facts = read_month(store, inventory, wanted.period, now)
            return _month(facts, wanted, language, logo)
        case PaperKind.BERITA_ACARA:
            from pantau.reports.berita_acara.document import berita_acara  # noqa: PLC0415 - see above
            from pantau.reports.berita_acara.facts import read_record  # noqa: PLC0415 - see above

            record = read_record(store, inventory, wanted.period, now, wanted.provider or None)
            return berita_acara(record, language, logo)
        case PaperKind.YEARLY:
            from pantau.reports.year.document import yearly_evaluation  # noqa: PLC0415 - see above
            from pantau.reports.year.facts import read_year  # noqa: PLC0415 - see above

            year = read_year(store, inventory, int(wanted.period), now)
            return yearly_evaluation(year, language, logo)
        case PaperKind.MANAGEMENT:
            from pantau.reports.management.document import management_page  # noqa: PLC0415 - see above

            return management_page(read_month(store, inventory, wanted.period, now), language, logo)
        case PaperKind.EVIDENCE:
            raise ValueError("the evidence pack is no document")


def _month(facts: MonthFacts, wanted: Wanted, language: Language, logo: bytes | None) -> Document:
    if wanted.format is PaperFormat.CSV:
        return monthly_report(_only(facts, wanted.sites), language, logo)
    if wanted.sites:
        from pantau.reports.month.annex import site_annex  # noqa: PLC0415 - as above

        return site_annex(facts, wanted.sites, language, logo)
    return monthly_report(facts, language, logo)


def _only(facts: MonthFacts, sites: tuple[str, ...]) -> MonthFacts:
    """The facts with the rows of these sites alone; of all where none is named."""
    rows = tuple(row for row in facts.rows if row.result.site in sites)
    return replace(facts, rows=rows) if sites else facts


def _numbered(inventory: Inventory, number: str) -> Inventory:
    """With the running number in the number's form, where there is one."""
    if not number:
        return inventory
    running = number.replace("{", "{{").replace("}", "}}")
    reports = inventory.reports
    return replace(
        inventory, reports=replace(reports, number=reports.number.replace("{n}", running))
    )
