"""Planning: what has to be decided ahead of time."""

from dashboard.choice import choice
from dashboard.rencana.funding_part import funding_part
from dashboard.scene import scene
from pantau.language import to_say

PARTS = {"pendanaan": (to_say("Funding"), funding_part)}

here = scene()
part = choice(
    here.say("Part of the page"),
    tuple(PARTS),
    key="bagian",
    shown=lambda name: here.say(PARTS[name][0]),
    look="buttons",
    hide_label=True,
    width="content",
)
PARTS[part][1](here)
