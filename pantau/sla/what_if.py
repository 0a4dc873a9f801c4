"""What a month would be under other rules or exclusions: the same calculator, nothing kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pantau.facts.measured import Interval, LedgerFacts
from pantau.inventory.choices import Denominator, Excluded, GapInOutage, RestitutionKind
from pantau.inventory.contracts import Policy, Restitution, Term
from pantau.inventory.model import Inventory, Site
from pantau.sla.judge import judge_month
from pantau.sla.result import MonthResult


@dataclass(frozen=True, slots=True)
class Supposed:
    """Rules that are supposed instead of the contract's; None leaves what the contract says.

    ``contract``: of this one alone, else of all. ``objective`` is percent, ``min_coverage`` and
    ``cap`` are shares (0 to 1). ``multiple`` belongs to kelipatan_harian; ``pita`` takes the bands
    that the contract has, and is no rule where it has none.
    """

    contract: str | None = None
    objective: Decimal | None = None
    excluded: Excluded | None = None
    denominator: Denominator | None = None
    min_outage_us: int | None = None
    gap_in_outage: GapInOutage | None = None
    min_coverage: Decimal | None = None
    restitution: RestitutionKind | None = None
    multiple: Decimal | None = None
    cap: Decimal | None = None


def what_if(
    inventory: Inventory,
    facts: LedgerFacts,
    month: str,
    now: int,
    supposed: Supposed,
    exclusions: Mapping[str, Sequence[Interval]] | None = None,
) -> MonthResult:
    """``judge_month`` as if ``supposed`` held and ``exclusions`` (by site) were approved too.

    The other arguments, and what is raised, as there.
    """
    return judge_month(supposing(inventory, supposed), facts, month, now, exclusions)


def supposing(inventory: Inventory, supposed: Supposed) -> Inventory:
    """The inventory with other rules in all terms of the contract, or of all contracts."""

    def of_site(site: Site) -> Site:
        return replace(site, terms=tuple(_term(term, supposed) for term in site.terms))

    return replace(
        inventory,
        sites=tuple(map(of_site, inventory.sites)),
        departed=tuple(map(of_site, inventory.departed)),
    )


def _term(term: Term, supposed: Supposed) -> Term:
    if supposed.contract not in {None, term.contract}:
        return term
    objective = term.objective if supposed.objective is None else supposed.objective
    return replace(term, objective=objective, policy=_policy(term.policy, supposed))


def _policy(policy: Policy, supposed: Supposed) -> Policy:
    wanted = {
        "excluded": supposed.excluded,
        "denominator": supposed.denominator,
        "min_outage_us": supposed.min_outage_us,
        "gap_in_outage": supposed.gap_in_outage,
        "min_coverage": supposed.min_coverage,
    }
    said = {key: value for key, value in wanted.items() if value is not None}
    return replace(policy, restitution=_restitution(policy.restitution, supposed), **said)  # type: ignore[arg-type]


def _restitution(rule: Restitution | None, supposed: Supposed) -> Restitution | None:
    """Another kind, another cap, or both; a cap alone makes no rule where there is none."""
    if supposed.restitution is not None:
        bands = rule.bands if rule else ()
        kind = supposed.restitution
        if kind is RestitutionKind.PITA and not bands:
            return None
        multiple = supposed.multiple or (rule.multiple if rule else None)
        rule = Restitution(
            kind=kind,
            cap=rule.cap if rule else Decimal(1),
            multiple=multiple if kind is RestitutionKind.KELIPATAN_HARIAN else None,
            bands=bands if kind is RestitutionKind.PITA else (),
        )
    if rule is None or supposed.cap is None:
        return rule
    return replace(rule, cap=supposed.cap)
