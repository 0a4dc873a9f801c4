"""Lists as they are read before anything is taken: each kind's dry read. Without streamlit."""

from dataclasses import dataclass
from enum import StrEnum

from pantau.actions.import_rows import (
    GapRows,
    OutageRows,
    read_gaps_csv,
    read_observed,
    read_outages_csv,
)
from pantau.actions.provider.cells import Zone
from pantau.actions.provider.columns import Field
from pantau.actions.provider.rows import Asked, read_provider_list
from pantau.actions.table import RowProblem
from pantau.facts.dealings import ProviderListed
from pantau.facts.instant import parse_iso
from pantau.facts.measured import Interval
from pantau.facts.words import Role
from pantau.inventory import Inventory
from pantau.language import to_say

Read = OutageRows | GapRows | ProviderListed


class Kind(StrEnum):
    """What a list holds."""

    OUTAGES = "outages"
    GAPS = "gaps"
    PROVIDER = "provider"


KINDS = {
    Kind.OUTAGES: to_say("Outages"),
    Kind.GAPS: to_say("Gaps: times of which nobody knows"),
    Kind.PROVIDER: to_say("The provider's list or recap"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of what was read, for the preview; ``end`` None: still open, or none is told."""

    site: str
    begin: int | None
    end: int | None
    words: str


def read_outages(
    data: bytes, file: str, inventory: Inventory, span: tuple[str, str], now: int
) -> OutageRows | list[RowProblem]:
    """``span``: what the source watched, as dates of the inventory's zone, the end exclusive."""
    observed = read_observed(inventory, *span, now)
    if isinstance(observed, list):
        return [RowProblem(file, 1, fault) for fault in observed]
    return read_outages_csv(data, file, inventory, observed)


def read_gaps(data: bytes, file: str, inventory: Inventory, now: int) -> GapRows | list[RowProblem]:
    """Gaps that are over by ``now``, microseconds UTC."""
    return read_gaps_csv(data, file, inventory, now)


def read_provider(
    data: bytes,
    file: str,
    inventory: Inventory,
    asked: tuple[str, Zone, str, dict[Field, str]],
    role: Role,
) -> ProviderListed | list[RowProblem]:
    """``asked``: the first day of the month (ISO), the zone of its times, whose list it is, and
    headings that were named for fields."""
    first, zone, provider, columns = asked
    year, month = int(first[:4]), int(first[5:7])
    following = f"{year + month // 12}-{month % 12 + 1:02}-01"
    begin, end = (parse_iso(each, inventory.timezone) for each in (first, following))
    wanted = Asked(Interval(begin, end), zone, provider, columns)
    return read_provider_list(data, file, inventory, wanted, role)


def preview(read: Read) -> list[Row]:
    """Every row that would be taken."""
    if isinstance(read, OutageRows):
        return [
            Row(each.site, each.started_at, each.ended_at, _joined(each.cause, each.ticket))
            for each in read.outages
        ]
    if isinstance(read, GapRows):
        return [
            Row(each.site, each.started_at, each.ended_at, each.note or "") for each in read.gaps
        ]
    if read.summaries:
        return [
            Row(each.site, None, None, _sums(each.down_seconds, each.availability))
            for each in read.summaries
        ]
    return [
        Row(each.site, each.started_at, each.ended_at, _joined(each.ticket, each.text))
        for each in read.outages
    ]


def _joined(*words: object) -> str:
    return " · ".join(str(word) for word in words if word)


def _sums(seconds: int | None, availability: object) -> str:
    told = [f"{seconds} s"] if seconds is not None else []
    return " · ".join([*told, *([f"{availability} %"] if availability is not None else [])])
