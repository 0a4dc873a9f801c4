"""A past written into a fresh journal through the doors that real facts and acts take."""

from collections.abc import Iterable

from pantau.actions.acting import Actor
from pantau.actions.import_rows import OutageRows, read_observed, read_outages_csv
from pantau.actions.imports import import_outages
from pantau.facts.instant import HOUR, MINUTE, to_iso
from pantau.facts.words import Role
from pantau.inventory.model import Inventory
from pantau.lab.history import Past
from pantau.lab.history_coverage import write_coverage
from pantau.lab.history_desk import Acting
from pantau.lab.history_facts import AUTHOR, VIA, commits, of_sites
from pantau.lab.history_lists import provider_list
from pantau.lab.history_people import acts
from pantau.store import Commit, Store

_IMPORTER = "teknisi-simulasi"


def write_journal(store: Store, past: Past, inventory: Inventory) -> None:
    """The provider's months as imports, what our collector saw, what people did and what they know.

    ``store`` must be empty. Raises StoreError, and ValueError where the past contradicts itself.
    """
    _import_lists(store, past, inventory)
    facts = of_sites(past, inventory)
    office = Acting(store, inventory, acts(past, inventory, facts))
    for number, run in enumerate(past.runs, 1):
        with store.together():
            office.until(run.begin)
            store.begin_watch(at=run.begin, author=AUTHOR, via=VIA)
            _write(store, office, commits(number, past, facts, inventory))
    write_coverage(store, past, inventory)


def _write(store: Store, office: Acting, run: Iterable[Commit]) -> None:
    """What a run wrote, and before each commit what people did until then."""
    waiting: list[Commit] = []
    for commit in run:
        if office.has_before(commit.at):
            store.commit_all(waiting)
            office.until(commit.at)
            waiting = []
        waiting.append(commit)
    store.commit_all(waiting)


def _import_lists(store: Store, past: Past, inventory: Inventory) -> None:
    """An hour before the first run, a minute each."""
    for number, month in enumerate(past.months):
        at = past.installed_at - HOUR + number * MINUTE
        observed = read_observed(inventory, to_iso(month.begin), to_iso(month.end), at)
        if isinstance(observed, list):
            raise ValueError(observed[0].message)  # noqa: TRY004 - its words are wrong, not its type
        name, data = provider_list(past, inventory, month)
        rows = read_outages_csv(data, name, inventory, observed)
        if not isinstance(rows, OutageRows):
            raise ValueError(f"{rows[0]}")  # noqa: TRY004 - its rows are wrong, not its type
        import_outages(store, Actor(_IMPORTER, VIA, Role.TECHNICIAN, at), rows)
