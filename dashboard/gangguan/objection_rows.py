"""Objections as rows: what the other side does not agree with, and the answer. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from pantau.facts.said import Objection
from pantau.inventory import Inventory


@dataclass(frozen=True, slots=True)
class Row:
    """One objection. ``about``: the outage or exclusion meant; empty for the month as a whole."""

    objection: Objection
    month: str
    site: str
    name: str
    about: str
    reason: str

    @property
    def id(self) -> str:
        """K17."""
        return self.objection.id

    @property
    def is_open(self) -> bool:
        """Whether nobody has answered."""
        return self.objection.settlement is None


def rows(found: Iterable[Objection], inventory: Inventory) -> tuple[Row, ...]:
    """Those without an answer first, the oldest of them on top; then the newest."""
    names = {site.id: site.name for site in inventory.judged}
    made = [_row(each, names) for each in found]
    return tuple(
        sorted(
            made,
            key=lambda row: (
                not row.is_open,
                row.objection.objected.seq * (1 if row.is_open else -1),
            ),
        )
    )


def _row(each: Objection, names: dict[str, str]) -> Row:
    data = each.objected.data()
    return Row(
        objection=each,
        month=data["month"],
        site=data["site"],
        name=names.get(data["site"], data["site"]),
        about=data["about"],
        reason=data["reason"],
    )
