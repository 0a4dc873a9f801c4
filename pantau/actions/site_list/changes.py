"""What a row changes of a site that the inventory has; an empty cell changes nothing."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from pantau.actions.site_list.columns import SiteField
from pantau.actions.site_list.rows import SiteRow
from pantau.inventory.model import Site
from pantau.inventory.push import PUSH, push_address
from pantau.inventory.site_text import SiteChange, Written
from pantau.language import Sentence, to_say

Fault = tuple[SiteField | None, Sentence]
_DAY = timedelta(days=1)
_PLAIN: dict[SiteField, Callable[[Site], str | None]] = {
    SiteField.NAME: lambda site: site.name,
    SiteField.KIND: lambda site: site.kind.value,
    SiteField.KECAMATAN: lambda site: site.kecamatan,
    SiteField.DESA: lambda site: site.desa,
    SiteField.MEDIUM: lambda site: site.medium.value if site.medium else None,
    SiteField.LINE: lambda site: site.line,
    SiteField.UPSTREAM: lambda site: site.upstream,
    SiteField.PLACE: lambda site: site.place,
    SiteField.SERVES: lambda site: None if site.serves is None else str(site.serves),
}
_OF_A_TERM = ("contract", "tier", "from", "to", "fee")


def changes_of(
    row: SiteRow, site: Site, raw: Mapping[str, Any], number: int, today: date
) -> SiteChange | Fault:
    """``raw``: the site as the file writes it; ``number``: its place there."""
    site = site.on(today)
    values: dict[str, Written] = {
        column.value: row.values[column]
        for column, now in _PLAIN.items()
        if column in row.values and row.values[column] != now(site)
    }
    if row.at is not None and site.at != (float(row.at[0]), float(row.at[1])):
        values["at"] = [*row.at]
    drop = _address(row, site, values)
    contact = _contact(row, site)
    if isinstance(contact, tuple):
        return contact
    if contact:
        values["contact"] = contact
    dated = {key for change in raw.get("changes") or () for key in change}
    for column in SiteField:
        if column.value in dated & values.keys():
            return column, Sentence(
                to_say("changes by dates in the file; write the new one under changes there")
            )
    terms = _Terms(row, site, raw, today)
    fault = terms.work()
    if fault is not None:
        return fault
    return SiteChange(number, values | terms.values, frozenset(terms.drop | drop))


def _address(row: SiteRow, site: Site, values: dict[str, Written]) -> set[str]:
    """Where it is asked, or that it calls in; what no longer holds is dropped."""
    wanted = row.values.get(SiteField.ADDRESS)
    calls = site.address == push_address(site.id)
    if wanted in (None, PUSH if calls else site.address):
        return set()
    if wanted == PUSH:
        values["heartbeat_by"] = PUSH
        return {"address"}
    values["address"] = str(wanted)
    return {"heartbeat_by"} if calls else set()


def _contact(row: SiteRow, site: Site) -> dict[str, Written] | Fault | None:
    name, phone = row.values.get(SiteField.CONTACT), row.values.get(SiteField.PHONE)
    old = site.contact
    if name is None and phone is None:
        return None
    called = name or (old.name if old else None)
    if called is None:
        return SiteField.CONTACT, Sentence(to_say("is empty; write whose phone it is"))
    # Another person has another phone.
    number = phone or (old.phone if old and old.name == called else None)
    if old is not None and (called, number) == (old.name, old.phone):
        return None
    contact: dict[str, Written] = {"name": called}
    return contact | {"phone": number} if number else contact


@dataclass(slots=True)
class _Terms:
    """Contract, tier, fee and days: they bear money, so what is over must stay as it was."""

    row: SiteRow
    site: Site
    raw: Mapping[str, Any]
    today: date
    values: dict[str, Written] = field(default_factory=dict)
    drop: set[str] = field(default_factory=set)

    def work(self) -> Fault | None:
        """Fill ``values`` and ``drop``; what is in the way, if anything."""
        given = self.row.values
        wanted = {
            key: given[column]
            for key, column in (
                ("contract", SiteField.CONTRACT),
                ("tier", SiteField.TIER),
                ("fee", SiteField.FEE),
            )
            if column in given
        }
        last = self.site.terms[-1] if self.site.terms else None
        if last is not None:
            has = {"contract": last.contract, "tier": last.tier, "fee": str(last.fee)}
            wanted = {key: value for key, value in wanted.items() if value != has[key]}
        since = given.get(SiteField.CHANGES_FROM)
        if not wanted:
            return self._only_on_that_day(since) or self._days()
        begin = last.start.isoformat() if last else ""
        if last is None or (last.start > self.today and since in (None, begin)):
            return self._from_its_begin(wanted) or self._days()
        if since is None:
            return SiteField.CHANGES_FROM, Sentence(
                to_say(
                    "is empty, but the row changes {what}: write the day from which that holds, "
                    "so that the days before keep what was true then"
                ),
                what=tuple(f"{key}: {value}" for key, value in wanted.items()),
            )
        if since <= begin:
            return SiteField.CHANGES_FROM, Sentence(
                to_say("'{value}' is not after {begin}, when the term before it begins"),
                value=since,
                begin=begin,
            )
        self._new_term(wanted, since)
        return None

    def _only_on_that_day(self, since: str | None) -> Fault | None:
        if since is None or since <= self.today.isoformat():
            return None
        return SiteField.CHANGES_FROM, Sentence(
            to_say(
                "only contract, tier and fee can change on a day to come; "
                "import the rest on that day, or leave this empty"
            )
        )

    def _from_its_begin(self, wanted: Mapping[str, str]) -> Fault | None:
        if self.raw.get("terms"):
            terms = deepcopy(self.raw["terms"])
            terms[-1] |= wanted
            self.values["terms"] = terms
        else:
            self.values |= wanted
        return None

    def _new_term(self, wanted: Mapping[str, str], since: str) -> None:
        """The term that holds ends on the day before; the new one has the row's own end."""
        last = self.site.terms[-1]
        if self.raw.get("terms"):
            terms = deepcopy(self.raw["terms"])
        else:
            first: dict[str, Written] = {"contract": last.contract, "tier": last.tier}
            own = ("from", "to", "fee")
            terms = [first | {key: self.raw[key] for key in own if self.raw.get(key)}]
            self.drop = {key for key in _OF_A_TERM if key in self.raw}
        old = terms[-1]
        new: dict[str, Written] = {
            "contract": wanted.get("contract", last.contract),
            "tier": wanted.get("tier", last.tier),
            "from": since,
        }
        end = self.row.values.get(SiteField.TO)
        if end is None and "contract" not in wanted:
            end = old.get("to")
        if end is not None:
            new["to"] = end
        if "fee" in wanted:
            new["fee"] = wanted["fee"]
        old["to"] = (date.fromisoformat(since) - _DAY).isoformat()
        self.values["terms"] = [*terms, new]

    def _days(self) -> Fault | None:
        """When it begins and ends."""
        given, spans = self.row.values, self.site.terms
        begin, end = given.get(SiteField.FROM), given.get(SiteField.TO)
        written: Any = self.values.get("terms") or self.raw.get("terms") or []
        terms: list[dict[str, Written]] = deepcopy(written)
        if begin is not None and not (spans and begin == spans[0].start.isoformat()):
            if terms:
                terms[0]["from"] = begin
            else:
                self.values["from"] = begin
        if end is not None and not (spans and spans[-1].end and end == spans[-1].end.isoformat()):
            if terms:
                terms[-1]["to"] = end
            else:
                self.values["to"] = end
        if terms and terms != self.raw.get("terms"):
            self.values["terms"] = [*terms]
        return None
