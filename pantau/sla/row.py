"""One row of a month: a ledger and a contract term become figures, a verdict and money."""

from decimal import Decimal
from fractions import Fraction

from pantau.facts.instant import SECOND
from pantau.facts.measured import Interval
from pantau.inventory.choices import Excluded, OutageCounts
from pantau.inventory.contracts import Policy, Term
from pantau.inventory.service_hours import ALWAYS
from pantau.sla.figures import Figures, exact, figures
from pantau.sla.interval import total
from pantau.sla.ledger import Ledger
from pantau.sla.restitution import Missed, due
from pantau.sla.result import SlaResult


def judge_row(site: str, term: Term, ledger: Ledger, month: int, whole: int) -> SlaResult:
    """Judge one site under one term.

    ``month``: the service seconds of the calendar month; ``whole``: those of them inside the term;
    the future included in both. Compliance is decided on exact fractions.
    """
    up, down = total(ledger.up), total(ledger.down)
    excluded, unknown = total(ledger.excluded), total(ledger.unknown)
    forgiven = excluded if term.policy.excluded is Excluded.COUNT_AS_UP else 0
    shares = figures(up, down, unknown, forgiven)
    least = Fraction(term.policy.min_coverage)
    credit, money = credit_of(term, shares, down, month, whole)
    lengths = ledger.lengths
    return SlaResult(
        site=site,
        contract=term.contract,
        tier=term.tier,
        service_seconds=ledger.service_seconds,
        up_seconds=up,
        down_seconds=down,
        excluded_seconds=excluded,
        unknown_seconds=unknown,
        availability=shares.availability,
        availability_worst=shares.worst,
        availability_best=shares.best,
        coverage=shares.coverage,
        objective=term.objective,
        compliant=_compliant(shares.availability, term.objective),
        claimable=shares.coverage is not None and shares.coverage >= least,
        outages=len(lengths),
        longest_outage_seconds=max(lengths, default=0),
        mttr_seconds=down // len(lengths) if lengths else None,
        credit=credit,
        working=(
            *_time(ledger, term.policy, whole),
            *_shares(shares, up, down, unknown, forgiven),
            *money,
        ),
        term_seconds=whole,
        forgiven_seconds=forgiven,
        unseen_seconds=total(ledger.unseen),
        span=Interval(ledger.window[0] * SECOND, ledger.window[1] * SECOND),
    )


def _compliant(availability: Fraction | None, objective: Decimal | None) -> bool | None:
    """Whether the objective (percent) is met; None where there is nothing to decide."""
    if availability is None or objective is None:
        return None
    # In whole numbers: a product of fractions would be cancelled down first.
    asked, per = objective.as_integer_ratio()
    return availability.numerator * 100 * per >= asked * availability.denominator


def credit_of(
    term: Term, shares: Figures, down: int, month: int, whole: int
) -> tuple[int | None, tuple[str, ...]]:
    """What is owed in rupiah and its working; None where nothing can be claimed or computed.

    ``down``, ``month`` and ``whole``: seconds, as in ``judge_row``.
    """
    least = term.policy.min_coverage
    if shares.availability is None or shares.coverage is None:
        return None, ("credit: none, nothing was measured",)
    if shares.coverage < Fraction(least):
        covered = f"coverage {exact(shares.coverage)} is below {least}"
        return None, (f"credit: none, {covered}: the figure cannot be claimed",)
    if term.objective is None:
        return None, ("credit: none, the contract states no objective",)
    actual = f"actual {exact(shares.availability * 100)} %"
    if _compliant(shares.availability, term.objective):
        return 0, (f"objective {term.objective} % is met by {actual}: credit = 0 rupiah",)
    if term.policy.restitution is None or term.fee is None:
        lacking = "fee" if term.policy.restitution else "restitution rule"
        return None, (f"credit: none, the contract states no {lacking}",)
    owed = due(
        Missed(term.fee, term.objective, shares.availability, down, month, whole),
        term.policy,
        term.policy.restitution,
    )
    missed = f"objective {term.objective} % is missed by {actual}"
    return owed.rupiah, (missed, *owed.working)


def _time(ledger: Ledger, policy: Policy, whole: int) -> tuple[str, ...]:
    """The lines of the seconds, and of what the policy made of them."""
    parts = (
        (total(ledger.up), "up"),
        (total(ledger.down), "down"),
        (total(ledger.excluded), "excluded"),
        (total(ledger.unknown), "unknown"),
    )
    words = " + ".join(f"{seconds} {word}" for seconds, word in parts)
    lines = [f"service time = {words} = {ledger.service_seconds} s"]
    if policy.service_hours != ALWAYS:
        hours = f"service hours are those of the calendar '{policy.service_hours}'"
        lines.insert(0, f"{hours}: {whole} s of the month inside the term")
    if policy.min_outage_us:
        least = exact(Fraction(policy.min_outage_us, SECOND))
        lines.append(f"outages shorter than {least} s count as up")
        if policy.min_outage_counts is OutageCounts.EXCESS:
            spared = policy.min_outage_us // SECOND
            lines.append(f"of longer ones the first {spared} s count as up")
    if ledger.unseen:
        lines.append(f"{total(ledger.unseen)} s down were not watched: gap_in_outage is down")
    return tuple(lines)


def _shares(shares: Figures, up: int, down: int, unknown: int, forgiven: int) -> tuple[str, ...]:
    """The lines of availability and coverage; none where nothing was measured."""
    if shares.availability is None or shares.coverage is None:
        return ()
    counted, formula = f"{up}", "up / (up + down)"
    if forgiven:
        counted, formula = f"({up} + {forgiven})", "(up + excluded) / (up + excluded + down)"
    return (
        f"availability = {formula} = {counted} / {up + forgiven + down}"
        f" = {exact(shares.availability)}",
        f"coverage = (up + down) / (up + down + unknown)"
        f" = {up + down} / {up + down + unknown} = {exact(shares.coverage)}",
    )
