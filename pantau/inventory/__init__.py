"""The model of inventory.yaml: read, check, and explain what is wrong and where.

The words (model, contracts, service_hours, asking, choices; problem, difference) cost nothing to
import. Reading needs PyYAML and pydantic, so its functions are fetched when they are first used:
``pantau --help`` never pays for them.

What may be written stands in shape and *_shape; what it means together is checked in check_*, and
worked into the words in resolve*. What was in force before (history, past_*) is handed in: nothing
here reads the store.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from pantau.inventory.asking import Confirm, DnsQuery, Pace, Probe, Recover, Reference, Vantage
from pantau.inventory.choices import (
    Denominator,
    Excluded,
    FeePartial,
    FourEyes,
    GapInOutage,
    Layer,
    OutageCounts,
    RepairClock,
    RestitutionKind,
    Rounding,
)
from pantau.inventory.contracts import Contract, Policy, Restitution, Term, Tier
from pantau.inventory.difference import Difference, differences
from pantau.inventory.model import Contact, Inventory, Site, Upstream
from pantau.inventory.problem import Problem, Reading, Severity

if TYPE_CHECKING:
    from pantau.inventory.reading import parse_inventory, read_inventory
    from pantau.inventory.schema import json_schema

__all__ = [
    "Confirm",
    "Contact",
    "Contract",
    "Denominator",
    "Difference",
    "DnsQuery",
    "Excluded",
    "FeePartial",
    "FourEyes",
    "GapInOutage",
    "Inventory",
    "Layer",
    "OutageCounts",
    "Pace",
    "Policy",
    "Probe",
    "Problem",
    "Reading",
    "Recover",
    "Reference",
    "RepairClock",
    "Restitution",
    "RestitutionKind",
    "Rounding",
    "Severity",
    "Site",
    "Term",
    "Tier",
    "Upstream",
    "Vantage",
    "differences",
    "json_schema",
    "parse_inventory",
    "read_inventory",
]

_LATE = {
    "parse_inventory": "pantau.inventory.reading",
    "read_inventory": "pantau.inventory.reading",
    "json_schema": "pantau.inventory.schema",
}


def __getattr__(name: str) -> Any:
    """Fetch the costly names on first use."""
    if name in _LATE:
        return getattr(import_module(_LATE[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
