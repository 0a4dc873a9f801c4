"""From contracts and their amendments to what holds for one site from day to day."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from pantau.inventory.block import Shape
from pantau.inventory.choices import Rounding
from pantau.inventory.contracts import Policy, Restitution, Term, Tier
from pantau.inventory.contracts_shape import ContractShape, RestitutionShape, TierShape

_DAY = timedelta(days=1)
_MODEL_NAMES = {"min_outage": "min_outage_us", "repair_target": "repair_target_us"}


@dataclass(frozen=True, slots=True)
class Version:
    """A contract as it reads from ``start`` (inclusive) until the next version."""

    start: date
    policy: Policy
    tiers: dict[str, Tier]


def versions(contract: ContractShape) -> tuple[Version, ...]:
    """The contract as signed, then as each amendment leaves it.

    What an amendment does not name stays. A tier's own policy is stronger than the contract's,
    also where the contract's was amended later.
    """
    policy = _written(contract.policy)
    tiers = {id: _TierText(id).amended(tier) for id, tier in contract.tiers.items()}
    found = [_version(contract.start, policy, tiers)]
    for amendment in sorted(contract.amendments or [], key=lambda each: each.start):
        policy = policy | _written(amendment.policy)
        for id, tier in (amendment.tiers or {}).items():
            tiers[id] = tiers.get(id, _TierText(id)).amended(tier)
        found.append(_version(amendment.start, policy, tiers))
    return tuple(found)


def cut(
    contract: str, shape: ContractShape, tier: str, span: tuple[date, date], fee: int | None
) -> list[Term]:
    """The terms of one tier within ``span``, both days inclusive.

    One term for each stretch in which nothing that concerns the tier changes; ``fee`` (rupiah a
    month) is the site's own and stronger than the tier's.
    """
    found: list[Term] = []
    all_versions = versions(shape)
    ends = [each.start - _DAY for each in all_versions[1:]] + [shape.end]
    for version, last in zip(all_versions, ends, strict=True):
        start, end = max(span[0], version.start), min(span[1], last)
        level = version.tiers.get(tier)
        if level is None or start > end:
            continue
        term = _term(contract, shape.provider, level, (start, end), fee)
        if found and found[-1] == _term(
            contract, shape.provider, level, (found[-1].start, start - _DAY), fee
        ):
            term = _term(contract, shape.provider, level, (found.pop().start, end), fee)
        found.append(term)
    return found


def tier_begins(shape: ContractShape, tier: str) -> date | None:
    """The first day on which the contract has this tier."""
    return next((each.start for each in versions(shape) if tier in each.tiers), None)


def _term(
    contract: str, provider: str, level: Tier, span: tuple[date, date], fee: int | None
) -> Term:
    return Term(
        contract=contract,
        provider=provider,
        tier=level.id,
        start=span[0],
        end=span[1],
        fee=level.fee if fee is None else fee,
        objective=level.objective,
        policy=level.policy,
        latency_p95_us=level.latency_p95_us,
        loss_percent=level.loss_percent,
        jitter_us=level.jitter_us,
        patience_us=level.patience_us,
    )


@dataclass(frozen=True, slots=True)
class _TierText:
    """A tier as written so far, its policy apart because the contract's lies under it."""

    id: str
    values: dict[str, Any] = field(default_factory=dict)
    policy: dict[str, Any] = field(default_factory=dict)

    def amended(self, tier: TierShape) -> "_TierText":
        return _TierText(self.id, self.values | _written(tier), self.policy | _written(tier.policy))

    def tier(self, contract_policy: dict[str, Any]) -> Tier:
        return Tier(
            id=self.id,
            objective=self.values.get("objective"),
            fee=self.values.get("fee"),
            policy=_policy(contract_policy | self.policy),
            latency_p95_us=self.values.get("latency_p95"),
            loss_percent=self.values.get("loss"),
            jitter_us=self.values.get("jitter"),
            patience_us=self.values.get("patience"),
            speed_bps=self.values.get("speed"),
            medium=self.values.get("medium"),
        )


def _version(start: date, policy: dict[str, Any], tiers: dict[str, _TierText]) -> Version:
    made = {id: text.tier(policy) for id, text in tiers.items()}
    return Version(start, _policy(policy), made)


def _written(shape: Shape | None) -> dict[str, Any]:
    """The keys that a block really has."""
    return {key: getattr(shape, key) for key in shape.model_fields_set} if shape else {}


def _policy(written: dict[str, Any]) -> Policy:
    given = {
        _MODEL_NAMES.get(key, key): value for key, value in written.items() if value is not None
    }
    if isinstance(given.get("restitution"), RestitutionShape):
        given["restitution"] = _restitution(given["restitution"])
    return Policy(**given)


def _restitution(shape: RestitutionShape) -> Restitution:
    return Restitution(
        kind=shape.kind,
        cap=Decimal(1) if shape.cap is None else shape.cap,
        rounding=shape.rounding or Rounding.HALF_UP,
        multiple=shape.multiple,
        bands=shape.bands or (),
    )
