"""Under which contract and tier each site is served, and when."""

from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from pantau.inventory.contracts_shape import ContractShape
from pantau.inventory.defaults import contract_of
from pantau.inventory.findings import Findings
from pantau.inventory.piece import Piece
from pantau.inventory.pieces import Pieces
from pantau.inventory.sites_shape import SiteShape
from pantau.inventory.source import Path
from pantau.inventory.terms import tier_begins
from pantau.inventory.wording import meant, shown
from pantau.language import Sentence, to_say

_OF_THE_SITE = ("contract", "tier", "from", "to", "fee")


def check(findings: Findings, pieces: Pieces) -> None:
    """Note unknown contracts and tiers, and days outside them or twice covered."""
    book = _Contracts(findings, pieces)
    _defaults(book, pieces)
    for site in pieces.sites:
        if "terms" in site.bad:
            continue
        if site.shape.terms is not None:
            _site_with_terms(findings, book, site)
        elif not site.bad & {"contract", "tier", "kind"}:
            _site_with_contract(findings, book, site)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A term as somebody asks for it, and the block that asks."""

    path: Path
    contract: str
    tier: str | None
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class _Contracts:
    """Looks contracts and tiers up, and says what is missing: for defaults once, not per site."""

    findings: Findings
    pieces: Pieces
    told: set[tuple[str, str | None]] = field(default_factory=set)

    def usable(self, wanted: _Wanted) -> ContractShape | None:
        """The contract, where it and the tier exist and are sound enough to compare days with."""
        if not self._contract_known(wanted) or not self._tier_known(wanted):
            return None
        piece = self.pieces.contracts.get(wanted.contract)
        if piece is None or piece.bad & {"from", "to", "amendments"}:
            return None
        if piece.shape.end < piece.shape.start:
            return None
        return piece.shape

    def _contract_known(self, wanted: _Wanted) -> bool:
        written = self.findings.source.at(("contracts",))
        known = list(written) if isinstance(written, dict) else []
        if wanted.contract in known:
            return True
        if "contracts" not in self.pieces.broken:
            sentence = Sentence(
                to_say("no contract has this id; {remedy}"), remedy=meant(wanted.contract, known)
            )
            self._tell(wanted, "contract", (wanted.contract, None), sentence)
        return False

    def _tier_known(self, wanted: _Wanted) -> bool:
        tiers = self._tiers(wanted.contract)
        if wanted.tier in tiers:
            return True
        written = self.findings.source.at(("contracts", wanted.contract, "tiers"))
        if not isinstance(written, dict):
            return False  # told where the contract stands
        if wanted.tier is None:
            self.findings.error(
                wanted.path,
                Sentence(to_say("'tier' is missing; {remedy}"), remedy=meant("", tiers)),
            )
        else:
            sentence = Sentence(
                to_say("contract {contract} has no such tier; {remedy}"),
                contract=shown(wanted.contract),
                remedy=meant(wanted.tier, tiers),
            )
            self._tell(wanted, "tier", (wanted.contract, wanted.tier), sentence)
        return False

    def _tell(
        self, wanted: _Wanted, key: str, about: tuple[str, str | None], sentence: Sentence
    ) -> None:
        written = self.findings.source.at((*wanted.path, key))
        if written is not None:
            self.findings.error((*wanted.path, key), sentence)
        elif about not in self.told:
            name = wanted.tier if key == "tier" else wanted.contract
            self.findings.error(
                wanted.path,
                Sentence(
                    to_say("{key} {name} of the defaults: {fault}"),
                    key=key,
                    name=shown(name),
                    fault=sentence,
                ),
            )
        if wanted.path[0] == "defaults":
            self.told.add(about)

    def _tiers(self, contract: str) -> list[str]:
        """The tiers of a contract as written, those of its amendments too."""
        found: dict[str, None] = {}
        blocks = [self.findings.source.at(("contracts", contract, "tiers"))]
        amendments = self.findings.source.at(("contracts", contract, "amendments"))
        if isinstance(amendments, list):
            blocks += [each.get("tiers") for each in amendments if isinstance(each, dict)]
        for block in blocks:
            found |= dict.fromkeys(block) if isinstance(block, dict) else {}
        return list(found)


def _defaults(book: _Contracts, pieces: Pieces) -> None:
    """A tier alone is looked up where a site brings the contract."""
    shape = pieces.defaults.shape if pieces.defaults else None
    for block in ("kinds", "kecamatan"):
        for key, entry in (getattr(shape, block, None) or {}).items():
            if entry.contract is not None and entry.tier is not None:
                book.usable(_Wanted(("defaults", block, key), entry.contract, entry.tier))


def _site_with_terms(findings: Findings, book: _Contracts, site: Piece[SiteShape]) -> None:
    written = findings.source.at(site.path)
    for key in _OF_THE_SITE:
        if key in written:
            sentence = Sentence(
                to_say("'{key}' stands beside terms; write it inside terms"), key=key
            )
            findings.error((*site.path, key), sentence, key=True)
    spans: list[tuple[date, date, Path]] = []
    for number, each in enumerate(site.shape.terms or []):
        path: Path = (*site.path, "terms", number)
        wanted = _Wanted(path, each.contract, each.tier, each.start, each.end)
        contract = book.usable(wanted)
        if contract is not None and _inside(findings, wanted, contract):
            spans.append((each.start or contract.start, each.end or contract.end, path))
    if not site.shape.terms:
        _not_judged(findings, site)
    for before, after in pairwise(sorted(spans, key=lambda span: span[:2])):
        if after[0] <= before[1]:
            findings.error(
                after[2],
                Sentence(
                    to_say(
                        "begins on {after}, when the term of {before} to {until} still holds; "
                        "write from and to so that one ends before the next begins"
                    ),
                    after=after[0],
                    before=before[0],
                    until=before[1],
                ),
            )


def _site_with_contract(findings: Findings, book: _Contracts, site: Piece[SiteShape]) -> None:
    shape = site.shape
    defaults = book.pieces.defaults.shape if book.pieces.defaults else None
    contract, tier = contract_of(shape, defaults)
    if contract is None:
        own = {"tier": shape.tier, "from": shape.start, "to": shape.end, "fee": shape.fee}
        needy = [key for key, value in own.items() if value is not None]
        for key in needy:
            findings.error(
                (*site.path, key), Sentence(to_say("needs a contract; write contract: as well"))
            )
        if not needy:
            _not_judged(findings, site)
        return
    wanted = _Wanted(site.path, contract, tier, shape.start, shape.end)
    usable = book.usable(wanted)
    if usable is not None and not site.bad & {"from", "to"}:
        _inside(findings, wanted, usable)


def _not_judged(findings: Findings, site: Piece[SiteShape]) -> None:
    findings.warning(
        site.path,
        Sentence(to_say("no contract: it is measured but never judged; write contract and tier")),
    )


def _inside(findings: Findings, wanted: _Wanted, contract: ContractShape) -> bool:
    """Whether the term's days are in order and inside its contract and tier."""
    start, end = wanted.start or contract.start, wanted.end or contract.end
    outside = Sentence(
        to_say("not inside contract {contract}; write a day from {start} to {end}"),
        contract=shown(wanted.contract),
        start=contract.start,
        end=contract.end,
    )
    for key, day in (("from", wanted.start), ("to", wanted.end)):
        if day is not None and not contract.start <= day <= contract.end:
            findings.error((*wanted.path, key), outside)
            return False
    if end < start:
        findings.error(
            (*wanted.path, "to"),
            Sentence(to_say("lies before from ({start}); write a later day"), start=start),
        )
        return False
    begins = tier_begins(contract, wanted.tier or "")
    if begins is not None and start < begins:
        findings.error(
            wanted.path,
            Sentence(
                to_say(
                    "tier {tier} begins with the amendment of {begins}; write from: {begins} or "
                    "later"
                ),
                tier=shown(wanted.tier),
                begins=begins,
            ),
        )
        return False
    return True
