"""Where in a file a fact of a site's term was written."""

from datetime import date
from typing import Any

from pantau.inventory.composer import compose
from pantau.inventory.file_words import key_as_written, same_calendar
from pantau.inventory.history import SERVICE_HOURS, TERM, TIMEZONE, PastChange
from pantau.inventory.model import Inventory
from pantau.inventory.source import Path, Source

_TIER_KEYS = {"fee", "objective", "latency_p95", "loss", "jitter"}


class Origins:
    """Paths in the source of ``new``, for what it says otherwise than ``old``."""

    def __init__(self, old: Inventory, new: Inventory, source: Source) -> None:
        self._old = old
        self._new = new
        self._source = source
        self._sites = {site.id: ("sites", number) for number, site in enumerate(new.sites)}
        self._away = {site.id for site in old.departed}

    def of(self, change: PastChange) -> Path:
        """The path that ``change`` comes from; the nearest block where the key was taken out."""
        if change.key == TIMEZONE:
            return (TIMEZONE,)
        site = self._sites[change.site]
        key = key_as_written(change.key)
        if change.key == TERM:
            return self._of_term(site, change)
        if key in ("contract", "tier"):
            return self._of_placing(site, key)
        if key == "provider":
            return "contracts", change.contract, key
        if key == "fee" and (own := self._own_fee(site, change.since)):
            return own
        if change.key == SERVICE_HOURS and same_calendar(change.before, change.after):
            return "calendars", str(change.after)
        return self._in_contract(change, key)

    def _in_contract(self, change: PastChange, key: str) -> Path:
        """The writing that holds on the first day of the change; where it is gone, where it was."""
        found = _in_contract(self._source, change, key)
        if found is None:
            found = _in_contract(compose(self._old.text), change, key)
        return found or ("contracts", change.contract, "tiers", change.tier)

    def _own_fee(self, site: Path, day: date) -> Path | None:
        written = self._source.at(site)
        for number, term in enumerate(_blocks(written.get("terms"))):
            begins, ends = str(term.get("from") or ""), str(term.get("to") or "9")
            if "fee" in term and begins <= day.isoformat() <= ends:
                return (*site, "terms", number, "fee")
        return (*site, "fee") if "fee" in written else None

    def _of_placing(self, site: Path, key: str) -> Path:
        """The site's own words, else those of its kind or kecamatan."""
        written = self._source.at(site)
        for own in ("terms", key):
            if own in written:
                return *site, own
        for path in (
            ("defaults", "kinds", written["kind"]),
            ("defaults", "kecamatan", written["kecamatan"]),
        ):
            if _has(self._source, (*path, key)):
                return *path, key
        return site

    def _of_term(self, site: Path, change: PastChange) -> Path:
        """Whether the site says that it has a term or none, or the dates of its contract do."""
        written = self._source.at(site)
        own = next((key for key in ("terms", "from", "to") if key in written), None)
        if own is not None:
            return *site, own
        contracts = (self._old if change.before is None else self._new).contracts
        contract = contracts.get(change.contract)
        if contract is None or change.contract not in self._new.contracts:
            return site
        if change.site in self._away or contract.start <= change.since <= contract.end:
            return site
        return "contracts", change.contract, "from" if change.since < contract.start else "to"


def _in_contract(source: Source, change: PastChange, key: str) -> Path | None:
    """The newest writing first, and the tier's own before the contract's."""
    contract: Path = ("contracts", change.contract)
    amended = _amendments(source, contract, change.since)
    of_tier = [(*each, "tiers", change.tier) for each in [*amended, contract]]
    if key in _TIER_KEYS:
        candidates = [(*each, key) for each in of_tier]
    else:
        candidates = [(*each, "policy", key) for each in [*of_tier, *amended, contract]]
    return next((each for each in candidates if _has(source, each)), None)


def _amendments(source: Source, contract: Path, day: date) -> list[Path]:
    """Those that hold on a day, the newest first."""
    found = [
        (str(each.get("from")), (*contract, "amendments", number))
        for number, each in enumerate(_blocks(source.at((*contract, "amendments"))))
    ]
    return [path for begins, path in sorted(found, reverse=True) if begins <= day.isoformat()]


def _has(source: Source, path: Path) -> bool:
    block = source.at(path[:-1])
    return isinstance(block, dict) and path[-1] in block


def _blocks(value: Any) -> list[dict[str, Any]]:
    return value if isinstance(value, list) else []
