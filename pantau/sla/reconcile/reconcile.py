"""A month of ours beside every account of it: the list of differences, and both sides' sums."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from pantau.facts.dealings import Invoiced, ProviderListed
from pantau.facts.instant import SECOND
from pantau.facts.measured import LedgerFacts
from pantau.facts.papers import is_company
from pantau.inventory.model import Inventory
from pantau.sla.case import Case, cases
from pantau.sla.interval import intersect, union
from pantau.sla.month import month_window
from pantau.sla.reconcile.account import Account, of_imports, of_provider
from pantau.sla.reconcile.billing import Billing, billings
from pantau.sla.reconcile.differences import Difference, Kind, differences
from pantau.sla.reconcile.recap import recap_differences, their_down
from pantau.sla.reconcile.worth import less, supposing
from pantau.sla.result import SlaResult


@dataclass(frozen=True, slots=True)
class Sums:
    """Both sides' month over all rows of which an account speaks.

    ``credit`` and ``their_credit`` (rupiah) sum the rows in which both are known; ``unclear``
    counts the others. Worths of single differences need not add up to these: rules have steps.
    """

    down_seconds: int
    their_down_seconds: int
    credit: int
    their_credit: int
    unclear: int


@dataclass(frozen=True, slots=True)
class Reconciled:
    """An account, where it differs, and what the month would be if it were right in everything."""

    account: Account
    differences: tuple[Difference, ...]
    sums: Sums


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """A month beside every account of it, and beside the invoices."""

    month: str
    accounts: tuple[Reconciled, ...]
    billings: tuple[Billing, ...]


@dataclass(frozen=True, slots=True)
class TheirWord:
    """What others told of a month: the provider's lists by id, and invoices.

    ``provider``: only what concerns this one is compared; its lists, terms and contracts.
    """

    lists: Mapping[str, ProviderListed]
    invoices: Sequence[Invoiced]
    provider: str | None = None

    def concerns(self, provider: str) -> bool:
        """Whether what is ``provider``'s is compared."""
        return self.provider is None or is_company(provider, self.provider)


def reconcile(  # noqa: PLR0913 - the last is said by name
    inventory: Inventory,
    facts: LedgerFacts,
    month: str,
    now: int,
    told: TheirWord,
    rows: Sequence[SlaResult],
    tolerance: int,
    *,
    month_cases: Sequence[Case] | None = None,
) -> Reconciliation:
    """Lay ``month`` ("2026-10") beside what others say of it.

    ``now``: microseconds UTC; ``rows``: the month as it stands, frozen where it is closed;
    ``tolerance``: seconds by which two accounts of one event may be apart; ``month_cases``: all
    of the month, where they are there already.
    Raises ValueError with a sentence when ``month`` is not a month.
    """
    everything = month_cases
    if everything is None:
        everything = list(cases(inventory, facts, month, now))
    by_site: defaultdict[str, list[Case]] = defaultdict(list)
    for case in everything:
        if told.concerns(case.term.provider):
            by_site[case.site].append(case)
    bounds = month_window(month, inventory.timezone)
    window = (bounds.begin // SECOND, min(bounds.end, now) // SECOND)
    accounts = [
        of_provider(id, listed, inventory, month, window)
        for id, listed in told.lists.items()
        if told.concerns(listed.provider)
    ]
    within = {site: union(case.window for case in own) for site, own in by_site.items()}
    accounts += of_imports(facts, window, now, None if told.provider is None else within)
    ids = {site.id for site in inventory.judged}
    contracts = {case.term.contract for own in by_site.values() for case in own}
    contracts |= {
        name for name, each in inventory.contracts.items() if told.concerns(each.provider)
    }
    return Reconciliation(
        month=month,
        accounts=tuple(_reconciled(each, by_site, facts, now, tolerance, ids) for each in accounts),
        billings=tuple(
            each
            for each in billings(everything, rows, told.invoices)
            if told.provider is None or each.contract in contracts
        ),
    )


def _reconciled(
    account: Account,
    by_site: Mapping[str, Sequence[Case]],
    facts: LedgerFacts,
    now: int,
    tolerance: int,
    ids: Collection[str],
) -> Reconciled:
    found = differences(account, by_site, facts, now, tolerance) if account.outages else []
    found += recap_differences(account, by_site, tolerance)
    for site, told in account.strangers:
        kind = Kind.NO_TERM if site in ids else Kind.SITE_UNKNOWN
        found.append(Difference(account.id, kind, site, theirs=(told,)))
    return Reconciled(account, tuple(found), _sums(account, by_site))


def _sums(account: Account, by_site: Mapping[str, Sequence[Case]]) -> Sums:
    down = their_down_seconds = ours = theirs = unclear = 0
    for site in account.covers:
        if site not in account.recap and site not in account.outages:
            continue  # a recap speaks only of the sites that it names
        for case in by_site.get(site, ()):
            row = case.judge()
            seconds, credit = _as_they_say(account, case, row)
            down += row.down_seconds
            their_down_seconds += seconds
            if less(row.credit, credit) is None:
                unclear += 1
            else:
                ours += row.credit or 0
                theirs += credit or 0
    return Sums(down, their_down_seconds, ours, theirs, unclear)


def _as_they_say(account: Account, case: Case, row: SlaResult) -> tuple[int, int | None]:
    """Down seconds and credit of a row if the account is right in everything."""
    summary = account.recap.get(case.site)
    if summary is not None:
        measured = row.up_seconds + row.down_seconds
        seconds = min(their_down(summary, measured), measured)
        return seconds, case.credit_if_down(seconds)
    covers = account.covers[case.site]
    told = intersect(union(each.span for each in account.outages[case.site]), covers)
    as_told = case.judge(supposing(case.facts, covers, told))
    return as_told.down_seconds, as_told.credit
