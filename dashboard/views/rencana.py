"""What the regency plans with: who needs fibre, what lines carry, who pays, what was agreed."""

from dashboard.parted import show_part
from dashboard.rencana.duties_part import duties_part
from dashboard.rencana.fibre_part import fibre_part
from dashboard.rencana.funding_part import funding_part
from dashboard.rencana.use_part import use_part
from pantau.language import to_say

PARTS = {
    "serat": (to_say("Fibre"), fibre_part),
    "pemakaian": (to_say("Use"), use_part),
    "pendanaan": (to_say("Funding"), funding_part),
    "kewajiban": (to_say("Duties"), duties_part),
}

show_part(PARTS)
