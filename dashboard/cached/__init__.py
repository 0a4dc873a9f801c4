"""One look for all viewers: however many browsers are open, the store is asked once.

Who acts for a provider has looks of their own: ``settings_now`` names what they may see.

cache_resource and not cache_data: the values are frozen, so they are shared and never copied.
"""

from dashboard.cached import (
    of_files,
    of_meetings,
    of_months,
    of_now,
    of_outages,
    of_plans,
    of_sites,
    of_villages,
)
from dashboard.cached.of_files import (
    applied_inventories,
    disk,
    health,
    inventory_file,
    past_imports,
    serving_since,
)
from dashboard.cached.of_meetings import meetings, places_ahead, places_of_meeting
from dashboard.cached.of_months import (
    kept,
    months,
    papers,
    reconciliation,
    site_month,
    sla_month,
    supposed_month,
)
from dashboard.cached.of_now import (
    coverage,
    map_sheet,
    month_so_far,
    outlines,
    overview_picture,
    risks_so_far,
    seen_now,
    snapshot,
    wall_map,
    wall_picture,
    whole_snapshot,
)
from dashboard.cached.of_outages import desk, effect, outages, said, shift
from dashboard.cached.of_plans import duties, plan_lines, plan_use
from dashboard.cached.of_sites import answers_of, curves_of, past_of, seen_of, why_of
from dashboard.cached.of_villages import news, people
from dashboard.cached.terms import now

__all__ = [
    "answers_of",
    "applied_inventories",
    "coverage",
    "curves_of",
    "desk",
    "disk",
    "duties",
    "effect",
    "forget",
    "health",
    "inventory_file",
    "kept",
    "map_sheet",
    "meetings",
    "month_so_far",
    "months",
    "news",
    "now",
    "outages",
    "outlines",
    "overview_picture",
    "papers",
    "past_imports",
    "past_of",
    "people",
    "places_ahead",
    "places_of_meeting",
    "plan_lines",
    "plan_use",
    "reconciliation",
    "risks_so_far",
    "said",
    "seen_now",
    "seen_of",
    "serving_since",
    "shift",
    "site_month",
    "sla_month",
    "snapshot",
    "supposed_month",
    "wall_map",
    "wall_picture",
    "whole_snapshot",
    "why_of",
]


def forget() -> None:
    """Look anew: somebody has just changed something and wants to see it."""
    rooms = (of_now, of_outages, of_months, of_plans, of_sites, of_files, of_meetings, of_villages)
    for room in rooms:
        for look in room.CHANGING:
            look.clear()
