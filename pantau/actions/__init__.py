"""What people may do: who, under which rule, and the entry that it leaves in the journal.

What reads files is fetched when it is first used: most commands read none.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from pantau.actions.acting import Actor, Refused

if TYPE_CHECKING:
    from pantau.actions.import_rows import (
        GapRows,
        Observed,
        OutageRows,
        read_gaps_csv,
        read_observed,
        read_outages_csv,
    )
    from pantau.actions.imports import (
        import_gaps,
        import_outages,
        revoke_import,
    )
    from pantau.actions.table import RowProblem

__all__ = [
    "Actor",
    "GapRows",
    "Observed",
    "OutageRows",
    "Refused",
    "RowProblem",
    "import_gaps",
    "import_outages",
    "read_gaps_csv",
    "read_observed",
    "read_outages_csv",
    "revoke_import",
]

_LATE = {
    "GapRows": "import_rows",
    "Observed": "import_rows",
    "OutageRows": "import_rows",
    "RowProblem": "table",
    "import_gaps": "imports",
    "import_outages": "imports",
    "read_gaps_csv": "import_rows",
    "read_observed": "import_rows",
    "read_outages_csv": "import_rows",
    "revoke_import": "imports",
}


def __getattr__(name: str) -> Any:
    """Fetch the costly names on first use."""
    if name in _LATE:
        return getattr(import_module(f"pantau.actions.{_LATE[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
