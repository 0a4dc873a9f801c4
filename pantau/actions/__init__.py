"""What people may do: who, under which rule, and the entry that it leaves in the journal."""

from pantau.actions.acting import Actor, Refused
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
