"""What the provider owes for a month in which the objective was missed.

Formulas: DESIGN 5, from published Indonesian practice. They work on exact fractions; rupiah are
rounded once, half up, at the last step.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from pantau.facts.instant import DAY, SECOND
from pantau.inventory.choices import Denominator, FeePartial, RestitutionKind
from pantau.inventory.contracts import Policy, Restitution
from pantau.sla.figures import exact

_DAY_SECONDS = DAY // SECOND


@dataclass(frozen=True, slots=True)
class Missed:
    """A month that missed its objective, in numbers.

    ``fee``: rupiah a month before tax; ``objective``: percent; ``availability``: share, 0 to 1;
    ``down``: seconds; ``month`` and ``term``: service seconds of the whole calendar month and of
    its part inside the contract term, by the contract's service hours, the future included.
    """

    fee: int
    objective: Decimal
    availability: Fraction
    down: int
    month: int
    term: int


@dataclass(frozen=True, slots=True)
class Due:
    """Whole rupiah, and how they came about, line by line."""

    rupiah: int
    working: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Terms:
    """The letters of the formulas: fee in rupiah, D and T in seconds, target and actual shares."""

    rule: Restitution
    fee: Fraction
    down: int
    time: int
    target: Fraction
    actual: Fraction

    @property
    def beyond(self) -> Fraction:
        """Down seconds beyond what the objective tolerates in T."""
        return max(Fraction(0), self.down - self.time * (1 - self.target))

    @property
    def beyond_text(self) -> str:
        """The line for ``beyond``."""
        tolerated = f"{self.time} x (1 - {exact(self.target)})"
        formula = "beyond = max(0, D - T x (1 - target))"
        return f"{formula} = max(0, {self.down} - {tolerated}) = {exact(self.beyond)} s"


_NO_BAND = (Decimal(0), Decimal(0))

_Worked = tuple[Fraction, tuple[str, ...]]


def due(missed: Missed, policy: Policy, rule: Restitution) -> Due:
    """What is owed under ``rule``: never below nothing, never above the cap."""
    fee, fee_lines = _fee(missed, policy)
    calendar = policy.denominator is Denominator.CALENDAR
    terms = _Terms(
        rule=rule,
        fee=fee,
        down=missed.down,
        time=missed.month if calendar else missed.term,
        target=Fraction(missed.objective) / 100,
        actual=missed.availability,
    )
    amount, lines = _FORMULAS[rule.kind](terms)
    most = fee * Fraction(rule.cap)
    owed = min(amount, most)
    rupiah = (2 * owed.numerator + owed.denominator) // (2 * owed.denominator)
    basis = "the whole calendar month" if calendar else "the month inside the contract term"
    return Due(
        rupiah,
        (
            *fee_lines,
            f"D = {terms.down} s down; T = {terms.time} s, {basis}",
            *lines,
            f"cap = {rule.cap} x {exact(fee)} = {exact(most)}"
            + ("; it is reached" if amount > most else "; it is not reached"),
            f"credit = {exact(owed)}, rounded half up = {rupiah} rupiah",
        ),
    )


def fee_of(fee: int, policy: Policy, term: int, month: int) -> Fraction:
    """The fee of a month in rupiah: whole, or for the part of it inside the term.

    ``term`` and ``month``: service seconds, as in ``Missed``.
    """
    whole = policy.fee_partial is FeePartial.FULL
    return Fraction(fee) if whole else Fraction(fee * term, month)


def _fee(missed: Missed, policy: Policy) -> tuple[Fraction, tuple[str, ...]]:
    """The fee as it enters, and how it came about."""
    fee = fee_of(missed.fee, policy, missed.term, missed.month)
    if policy.fee_partial is FeePartial.FULL:
        return fee, (f"fee = {missed.fee} rupiah",)
    line = f"fee = {missed.fee} x {missed.term} / {missed.month} = {exact(fee)} rupiah"
    return fee, (line,)


def band_of(rule: Restitution, actual: Fraction) -> tuple[Decimal, Decimal]:
    """The band in which an availability (share) lies: its bound and its percent of the fee."""
    bands = sorted(rule.bands, reverse=True)
    reached = [band for band in bands if actual * 100 >= Fraction(band[0])]
    return [*reached, *bands[-1:], _NO_BAND][0]


def _prorata(t: _Terms) -> _Worked:
    """Fee for the time that was down."""
    amount = t.fee * t.down / t.time
    line = f"prorata = fee x D / T = {exact(t.fee)} x {t.down} / {t.time} = {exact(amount)}"
    return amount, (line,)


def _prorata_sla(t: _Terms) -> _Worked:
    """Fee for the time that was down, of the time that was promised."""
    amount = t.fee * t.down / (t.time * t.target)
    promised = f"({t.time} x {exact(t.target)})"
    line = f"prorata_sla = fee x D / (T x target) = {exact(t.fee)} x {t.down} / {promised}"
    return amount, (f"{line} = {exact(amount)}",)


def _selisih_sla(t: _Terms) -> _Worked:
    """Fee for the part of the promise that was missed."""
    amount = t.fee * (t.target - t.actual) / t.target
    missing = f"({exact(t.target)} - {exact(t.actual)}) / {exact(t.target)}"
    line = f"selisih_sla = fee x (target - actual) / target = {exact(t.fee)} x {missing}"
    return amount, (f"{line} = {exact(amount)}",)


def _kelebihan(t: _Terms) -> _Worked:
    """Fee for the down time beyond the tolerated one."""
    amount = t.fee * t.beyond / t.time
    line = f"kelebihan = fee x beyond / T = {exact(t.fee)} x {exact(t.beyond)} / {t.time}"
    return amount, (t.beyond_text, f"{line} = {exact(amount)}")


def _kelipatan_harian(t: _Terms) -> _Worked:
    """A multiple of the daily fee for every started 24 hours beyond the tolerated down time."""
    multiple = Decimal(1) if t.rule.multiple is None else t.rule.multiple
    days = Fraction(t.time, _DAY_SECONDS)
    blocks = -(-t.beyond // _DAY_SECONDS)
    amount = Fraction(multiple) * t.fee / days * blocks
    line = f"kelipatan_harian = {multiple} x fee / days x blocks"
    return amount, (
        t.beyond_text,
        f"blocks = started parts of {_DAY_SECONDS} s in {exact(t.beyond)} s = {blocks}",
        f"{line} = {multiple} x {exact(t.fee)} / {exact(days)} x {blocks} = {exact(amount)}",
    )


def _pita(t: _Terms) -> _Worked:
    """A share of the fee by the band in which the availability lies.

    Below the lowest band the lowest one's share goes on: worse service never owes less for it.
    """
    bound, percent = band_of(t.rule, t.actual)
    amount = t.fee * Fraction(percent) / 100
    return amount, (
        f"pita: actual {exact(t.actual * 100)} %, band from {bound} %: {percent} % of the fee",
        f"pita = {exact(t.fee)} x {percent} / 100 = {exact(amount)}",
    )


_FORMULAS: dict[RestitutionKind, Callable[[_Terms], _Worked]] = {
    RestitutionKind.PRORATA: _prorata,
    RestitutionKind.PRORATA_SLA: _prorata_sla,
    RestitutionKind.SELISIH_SLA: _selisih_sla,
    RestitutionKind.KELEBIHAN: _kelebihan,
    RestitutionKind.KELIPATAN_HARIAN: _kelipatan_harian,
    RestitutionKind.PITA: _pita,
}
