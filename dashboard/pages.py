"""The table of pages: what there is, under which name, and who may see it. Imports no streamlit."""

from dataclasses import dataclass

from pantau.facts.words import Role
from pantau.language import to_say

EVERYBODY = frozenset(Role)
STAFF = frozenset({Role.TECHNICIAN, Role.MANAGER, Role.ADMIN})


@dataclass(frozen=True, slots=True)
class Listed:
    """One page. ``name``: its path and its file in views/; ``icon``: of Material Symbols.

    ``in_menu``: whether the menu names it; else a link leads there. ``bare``: nothing of the frame
    stands around it.
    """

    name: str
    title: str
    icon: str
    roles: frozenset[Role] = EVERYBODY
    in_menu: bool = True
    bare: bool = False


PAGES: tuple[Listed, ...] = (
    Listed("ringkasan", to_say("Overview"), "monitor_heart"),
    Listed("gangguan", to_say("Outages"), "report"),
    Listed("peta", to_say("Map"), "map"),
    Listed("titik", to_say("Site"), "location_on"),
    Listed("sla", to_say("SLA"), "fact_check"),
    Listed("laporan", to_say("Reports"), "description"),
    Listed("rapat", to_say("Meetings"), "groups", roles=EVERYBODY - {Role.PROVIDER}),
    Listed(
        "siaga",
        to_say("Alerts and on call"),
        "notifications_active",
        roles=EVERYBODY - {Role.PROVIDER},
    ),
    Listed("inventaris", to_say("Inventory"), "list_alt", roles=EVERYBODY - {Role.PROVIDER}),
    Listed("wilayah", to_say("Region"), "cell_tower", roles=EVERYBODY - {Role.PROVIDER}),
    Listed("rencana", to_say("Planning"), "event_upcoming", roles=EVERYBODY - {Role.PROVIDER}),
    Listed("sistem", to_say("System"), "settings_heart", roles=STAFF),
    Listed("dinding", to_say("Wall"), "tv", bare=True),
)

FIRST = PAGES[0]


def page_named(name: str) -> Listed | None:
    """The page of this path, however it is written; None where there is none."""
    wanted = name.strip("/")
    return next((page for page in PAGES if page.name == wanted), None) if wanted else FIRST
