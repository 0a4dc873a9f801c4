"""The region: which villages have signal or internet, and what people there say."""

from dashboard.choice import choice
from dashboard.scene import scene
from dashboard.wilayah.coverage_part import coverage_part
from pantau.language import to_say

PARTS = {"cakupan": (to_say("Coverage of villages"), coverage_part)}

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
