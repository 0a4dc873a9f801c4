"""What the regency plans with: who needs fibre, what lines carry, who pays, what was agreed."""

from dashboard.choice import choice
from dashboard.rencana.duties_part import duties_part
from dashboard.rencana.fibre_part import fibre_part
from dashboard.rencana.funding_part import funding_part
from dashboard.rencana.use_part import use_part
from dashboard.scene import scene
from pantau.language import to_say

PARTS = {
    "serat": (to_say("Fibre"), fibre_part),
    "pemakaian": (to_say("Use"), use_part),
    "pendanaan": (to_say("Funding"), funding_part),
    "kewajiban": (to_say("Duties"), duties_part),
}

here = scene()
part = choice(
    here.say("Section"),
    tuple(PARTS),
    key="bagian",
    shown=lambda name: here.say(PARTS[name][0]),
    look="buttons",
    hide_label=True,
    width="content",
)
PARTS[part][1](here)
