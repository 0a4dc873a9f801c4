"""The contract's rules, pure: how time is counted, what is owed, what a month is.

``ledger`` says what every second is, ``judge`` what a month came to (``result``), ``restitution``
what is owed; ``quality`` what a line was good for. ``reconcile`` lays what others say beside it.
Every percentage and every rupiah anywhere comes from here.
"""

from pantau.sla.budget import error_budget
from pantau.sla.day import DayResult, judge_days
from pantau.sla.figures import floor_percent
from pantau.sla.json_form import to_json
from pantau.sla.judge import judge_month
from pantau.sla.month import facts_window, month_window
from pantau.sla.result import MonthResult, SlaResult, Total

RULES = "1"
"""Version of the calculation: raised with every change that can give another figure."""

__all__ = [
    "RULES",
    "DayResult",
    "MonthResult",
    "SlaResult",
    "Total",
    "error_budget",
    "facts_window",
    "floor_percent",
    "judge_days",
    "judge_month",
    "month_window",
    "to_json",
]
