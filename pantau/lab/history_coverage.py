"""What a simulated office knows of the coverage of its villages.

What the press reported stands in coverage.csv; the rest is invented, and says so in its source.
"""

from importlib.resources import files

from pantau.actions.acting import Actor, Refused
from pantau.actions.coverage import import_coverage, state_coverage
from pantau.actions.coverage_rows import CoverageRows, read_coverage
from pantau.facts.coverage import CoverageStatement
from pantau.facts.region import Coverage, CoverageProject
from pantau.facts.words import Medium
from pantau.inventory.model import Inventory
from pantau.lab.history import Past
from pantau.lab.history_office import TECHNICIANS
from pantau.store import Store

_PRESS, _OURS = "coverage.csv", "rekap-simulasi.csv"
_SURVEY = "2025-11"
# One village of which two offices say different things of the same month.
_DISPUTED = "64.01.07.2009"


def write_coverage(store: Store, past: Past, inventory: Inventory) -> None:
    """Two lists that were brought in, and two statements that contradict each other.

    Raises StoreError, and ValueError where an act is refused.
    """
    by, at = TECHNICIANS[0], past.until
    actor = Actor(by.name, by.via, by.role, at)
    today = inventory.local_day(at)
    rows = read_coverage(files(__package__).joinpath(_PRESS).read_bytes(), _PRESS, today)
    if not isinstance(rows, CoverageRows):
        raise ValueError(f"{rows[0]}")  # noqa: TRY004 - its rows are wrong, not its type
    named = {each.village for each in rows.statements}
    ours = CoverageRows(_OURS, "0" * 64, tuple(_surveyed(inventory, named)))
    outcomes: list[object] = [import_coverage(store, actor, each) for each in (rows, ours)]
    tower = CoverageStatement(
        village=_DISPUTED,
        state=Coverage.ON_AIR,
        as_of=_SURVEY,
        source="Surat operator (simulasi)",
        project=CoverageProject.TOWER,
        title="Menara Muara Payang",
        operator="Telkomsel",
        funding="APBD 2023",
    )
    people = CoverageStatement(_DISPUTED, Coverage.BLANK, _SURVEY, "Surat kepala desa (simulasi)")
    outcomes += [state_coverage(store, actor, each, today) for each in (tower, people)]
    for each in outcomes:
        if isinstance(each, Refused):
            raise ValueError(each.message)  # noqa: TRY004 - its time is wrong, not its type


def _surveyed(inventory: Inventory, named: set[str]) -> list[CoverageStatement]:
    """Villages with fibre have signal, those with a modem a weak one; of the others we know not."""
    states = {Medium.FO: Coverage.ON_AIR, Medium.MODEM_4G: Coverage.WEAK}
    found: dict[str, CoverageStatement] = {}
    for site in inventory.sites:
        if site.desa is None or site.desa in named or site.medium not in states:
            continue
        said = CoverageStatement(
            site.desa, states[site.medium], _SURVEY, "Survei sinyal DKISP (simulasi)"
        )
        if site.desa not in found or said.state is Coverage.ON_AIR:
            found[site.desa] = said
    # Every ninth was never surveyed.
    return [each for number, each in enumerate(found.values()) if number % 9 != 4]
