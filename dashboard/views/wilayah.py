"""The region: what its villages have, what people there say, and what is told to them."""

from dashboard.parted import show_part
from dashboard.wilayah.bulletin_part import bulletin_part
from dashboard.wilayah.coverage_part import coverage_part
from dashboard.wilayah.reports_part import reports_part
from pantau.language import to_say

PARTS = {
    "cakupan": (to_say("Coverage of villages"), coverage_part),
    "laporan": (to_say("Reports of people"), reports_part),
    "buletin": (to_say("Bulletins"), bulletin_part),
}

show_part(PARTS)
