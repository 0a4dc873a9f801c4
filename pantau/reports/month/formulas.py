"""How the credit of a row comes about: for a spreadsheet to recompute, and in a line to read.

The rules are those of pantau.sla.restitution; the calculator's own figure stands beside every
formula, so that a reader sees where both part.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from pantau.facts.instant import DAY, SECOND
from pantau.inventory.choices import Denominator, FeePartial, RestitutionKind
from pantau.inventory.contracts import Policy
from pantau.language import Language, decimal, number, rupiah, translator
from pantau.sla import SlaResult
from pantau.sla.case import Case
from pantau.sla.figures import figures
from pantau.sla.restitution import band_of
from pantau.sla.row import credit_of

_DAY = DAY // SECOND
_ACTUAL = "({up}+{forgiven})/({up}+{forgiven}+{down})"
# Decimals of an objective are not binary numbers: what is compared is rounded far below a second.
_MET = "ROUND(({up}+{forgiven})-{objective}*({up}+{forgiven}+{down}),6)>=0"
_BEYOND = "MAX(0,ROUND({down}-{time}*(1-{objective}),6))"


@dataclass(frozen=True, slots=True)
class Money:
    """What the credit of a row is computed from. Seconds; rupiah a month before tax."""

    rule: RestitutionKind
    fee: int
    time: int
    cap: Decimal
    formula: str


def money_of(case: Case | None, row: SlaResult) -> Money | None:
    """What the row's credit is computed from; None where it has none, or where the inventory no
    longer gives the figure that was closed."""
    if case is None or row.credit is None:
        return None
    term, policy = case.term, case.term.policy
    rule = policy.restitution
    if rule is None or term.fee is None:
        return None
    shares = figures(row.up_seconds, row.down_seconds, row.unknown_seconds, row.forgiven_seconds)
    again = credit_of(term, shares, row.down_seconds, case.month_seconds, row.term_seconds)[0]
    if again != row.credit:
        return None
    calendar = policy.denominator is Denominator.CALENDAR
    return Money(
        rule=rule.kind,
        fee=term.fee,
        time=case.month_seconds if calendar else row.term_seconds,
        cap=rule.cap,
        formula=_formula(policy, row.term_seconds, case.month_seconds),
    )


def _formula(policy: Policy, term: int, month: int) -> str:
    """The whole rule over columns up, forgiven, down, time, objective, fee and cap."""
    whole = policy.fee_partial is FeePartial.FULL
    fee = "{fee}" if whole else f"({{fee}}*{term}/{month})"
    return f"IF({_MET},0,MIN({fee}*{{cap}},{_amount(policy, fee)}))"


def _amount(policy: Policy, fee: str) -> str:
    rule = policy.restitution
    assert rule is not None  # noqa: S101 - looked at by money_of
    match rule.kind:
        case RestitutionKind.PRORATA:
            return f"{fee}*{{down}}/{{time}}"
        case RestitutionKind.PRORATA_SLA:
            return f"{fee}*{{down}}/({{time}}*{{objective}})"
        case RestitutionKind.SELISIH_SLA:
            return f"{fee}*({{objective}}-{_ACTUAL})/{{objective}}"
        case RestitutionKind.KELEBIHAN:
            return f"{fee}*{_BEYOND}/{{time}}"
        case RestitutionKind.KELIPATAN_HARIAN:
            blocks = f"ROUNDUP({_BEYOND}/{_DAY},0)"
            return f"{rule.multiple or 1}*{fee}/({{time}}/{_DAY})*{blocks}"
        case RestitutionKind.PITA:
            return f"{fee}*{_bands(rule.bands)}/100"


def _bands(bands: tuple[tuple[Decimal, Decimal], ...]) -> str:
    """Nested choices, the best service first; below the lowest band its share goes on."""
    in_order = sorted(bands, reverse=True)
    if not in_order:
        return "0"
    chosen = f"{in_order[-1][1]}"
    for bound, percent in reversed(in_order[:-1]):
        reached = f"ROUND(100*({{up}}+{{forgiven}})-{bound}*({{up}}+{{forgiven}}+{{down}}),6)>=0"
        chosen = f"IF({reached},{percent},{chosen})"
    return chosen


def in_a_line(money: Money, row: SlaResult, case: Case, language: Language) -> str:
    """The last step in numbers: "Rp2.500.000 × 7.200 ÷ 2.678.400 = Rp6.720"."""
    say, rule = translator(language), case.term.policy.restitution
    assert rule is not None  # noqa: S101 - as above
    if not row.credit:
        return say("objective met")
    fee, down = rupiah(money.fee, language), number(row.down_seconds, language)
    time = number(money.time, language)
    target = decimal(row.objective or Decimal(0), language)
    tolerated = money.time * (1 - Fraction(row.objective or 0) / 100)
    beyond = max(Fraction(0), row.down_seconds - tolerated)
    match money.rule:
        case RestitutionKind.PRORATA:
            line = f"{fee} × {down} ÷ {time}"
        case RestitutionKind.PRORATA_SLA:
            line = f"{fee} × {down} ÷ ({time} × {target} %)"
        case RestitutionKind.SELISIH_SLA:
            line = say("{fee} × (objective − actual) ÷ {target} %", fee=fee, target=target)
        case RestitutionKind.KELEBIHAN:
            line = f"{fee} × {number(int(beyond), language)} ÷ {time}"
        case RestitutionKind.KELIPATAN_HARIAN:
            line = say("{fee} a month, by {n} started days", fee=fee, n=-(-beyond // _DAY))
        case RestitutionKind.PITA:
            percent = band_of(rule, row.availability or Fraction(0))[1]
            line = f"{fee} × {decimal(percent, language)} %"
    return f"{line} = {rupiah(row.credit, language)}"
