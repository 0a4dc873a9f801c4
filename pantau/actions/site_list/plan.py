"""A list of sites against the inventory: the text of the file with it worked in. Pure."""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pantau.actions.site_list.changes import changes_of
from pantau.actions.site_list.columns import SiteField
from pantau.actions.site_list.new import new_site
from pantau.actions.site_list.rows import How, SiteRow, SiteRows, read_site_rows, same_name
from pantau.actions.table import RowProblem
from pantau.inventory import parse_inventory
from pantau.inventory.composer import compose
from pantau.inventory.model import Inventory, Site
from pantau.inventory.problem import Problem
from pantau.inventory.site_text import CannotEditError, SiteChange, edit_sites, site_lines
from pantau.language import Sentence, to_say


@dataclass(frozen=True, slots=True)
class Plan:
    """What the list makes of the inventory.

    ``text``: of the whole file; ``inventory``: what it means; ``lines``: what differs, as ``diff``
    writes it. ``added``, ``changed``: ids; ``same``: how many rows say what is there already.
    ``passed_over``: columns of which nothing is taken; ``warnings``: of lines that it wrote.
    """

    text: str
    inventory: Inventory
    lines: tuple[str, ...]
    added: tuple[str, ...]
    changed: tuple[str, ...]
    same: int
    passed_over: tuple[str, ...]
    warnings: tuple[Problem, ...]


def plan_sites(
    data: bytes, file: str, inventory: Inventory, today: date, how: How | None = None
) -> Plan | list[RowProblem]:
    """Work a list (CSV, XLSX, XLS) into ``inventory``, the file as it is now without errors.

    ``today``: in the inventory's zone; from then on a change of contract, tier or fee needs a day.
    All or nothing: every bad row is reported, and one is enough.
    """
    read = read_site_rows(data, file, inventory, how or How())
    if isinstance(read, list):
        return read
    raw = compose(inventory.text).data
    work = _Work(inventory, read, raw, today)
    for row in read.rows:
        work.take(row)
    if work.problems:
        return sorted(work.problems, key=lambda each: each.line)
    return work.plan()


@dataclass(slots=True, init=False)
class _Work:
    """The changes that the rows ask for, and which row asked."""

    inventory: Inventory
    rows: SiteRows
    raw: Mapping[str, Any]
    today: date
    problems: list[RowProblem]
    taken: dict[str, int]
    changes: list[tuple[int, str, SiteChange]]
    numbers: dict[str, int]
    ids: set[str]

    def __init__(
        self, inventory: Inventory, rows: SiteRows, raw: Mapping[str, Any], today: date
    ) -> None:
        self.inventory = inventory
        self.rows = rows
        self.raw = raw
        self.today = today
        self.problems = [*rows.problems]
        self.taken = {}
        self.changes = []
        self.numbers = {site.id: at for at, site in enumerate(inventory.sites)}
        self.ids = {each.id for each in inventory.judged} | {*inventory.upstreams}

    def take(self, row: SiteRow) -> None:
        """Find the row's site, or make it, and what the row changes of it."""
        site = self._site(row)
        if isinstance(site, Sentence):
            self._note(row, None, site)
            return
        if site is None:
            made = new_site(row, self.ids)
            if isinstance(made, tuple):
                self._note(row, *made)
                return
            self._keep(row, str(made.values["id"]), made)
            return
        number = self.numbers[site.id]
        found = changes_of(row, site, self.raw["sites"][number], number, self.today)
        if isinstance(found, tuple):
            self._note(row, *found)
            return
        self._keep(row, site.id, found)

    def _keep(self, row: SiteRow, id: str, change: SiteChange) -> None:
        first = self.taken.setdefault(id, row.line)
        self.ids.add(id)
        if first != row.line:
            why = to_say("site '{site}' stands in row {line} already; take one of the two out")
            self._note(row, None, Sentence(why, site=id, line=first))
        elif change.number is None or change.values or change.drop:
            self.changes.append((row.line, id, change))

    def _note(self, row: SiteRow, column: SiteField | None, why: Sentence) -> None:
        self.problems.append(self.rows.problem(row.line, column, why))

    def _site(self, row: SiteRow) -> Site | Sentence | None:
        """The one in the file that the row is about: by id, else line number, else name."""
        sites, values = self.inventory.sites, row.values
        id = values.get(SiteField.ID)
        if id is not None:
            return sites[self.numbers[id]] if id in self.numbers else None
        line = values.get(SiteField.LINE)
        found = [site for site in sites if line is not None and site.line == line]
        if not found:
            name, kecamatan = values.get(SiteField.NAME), values.get(SiteField.KECAMATAN)
            found = [
                site
                for site in sites
                if name is not None
                and same_name(name, site.name)
                and kecamatan in (None, site.kecamatan)
            ]
        if len(found) > 1:
            return Sentence(
                to_say("several sites are called so; write the id, one of {choices}"),
                choices=tuple(site.id for site in found),
            )
        return found[0] if found else None

    def plan(self) -> Plan | list[RowProblem]:
        """The new text, read back by the same rules as any edit of the file."""
        before = self.inventory.text
        changes = [change for _, _, change in self.changes]
        try:
            text = edit_sites(before, changes) if changes else before
        except CannotEditError:
            return [RowProblem(self.rows.file, self.rows.headed.line, self._cannot(changes))]
        reading = parse_inventory(text.encode(), self.inventory.file)
        if reading.inventory is None:
            return self._refused(text, reading.errors)
        touched = self._lines(text)
        diff = difflib.unified_diff(before.splitlines(), text.splitlines(), lineterm="", n=1)
        return Plan(
            text=text,
            inventory=reading.inventory,
            lines=tuple(diff)[2:],
            added=tuple(id for _, id, each in self.changes if each.number is None),
            changed=tuple(id for _, id, each in self.changes if each.number is not None),
            same=len(self.rows.rows) - len(self.changes),
            passed_over=self.rows.headed.passed_over,
            warnings=tuple(each for each in reading.warnings if each.line in touched),
        )

    def _lines(self, text: str) -> dict[int, int]:
        """The lines of the new text that this list wrote, and which row did."""
        spans, new = site_lines(text), len(self.inventory.sites)
        found: dict[int, int] = {}
        for row, _, change in self.changes:
            number = change.number
            if number is None:
                number, new = new, new + 1
            if number < len(spans):
                first, last = spans[number]
                found |= dict.fromkeys(range(first, last + 1), row)
        return found

    def _refused(self, text: str, errors: Sequence[Problem]) -> list[RowProblem]:
        """What the inventory's own rules say, told at the row that is to blame."""
        touched, head = self._lines(text), self.rows.headed.line
        why = to_say("the inventory would not be right: {where}: {fault}")
        return [
            RowProblem(
                self.rows.file,
                touched.get(each.line, head),
                Sentence(why, where=each.thing or self.inventory.file, fault=each.why),
            )
            for each in errors
        ]

    def _cannot(self, changes: Sequence[SiteChange]) -> Sentence:
        """Which of them cannot be written; tried one by one."""
        for (row, id, _), change in zip(self.changes, changes, strict=True):
            try:
                edit_sites(self.inventory.text, [change])
            except CannotEditError:
                return Sentence(
                    to_say(
                        "row {line}: site '{site}' is written in the inventory in a way that "
                        "cannot be changed here; change it there by hand, and take the row out"
                    ),
                    line=row,
                    site=id,
                )
        return Sentence(to_say("the list of sites is written in a way that cannot be changed here"))
