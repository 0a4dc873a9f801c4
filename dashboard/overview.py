"""What is so now, as the pages show it: frozen values without words."""

from dataclasses import dataclass
from enum import StrEnum

from pantau.facts.degraded import Shortfall
from pantau.facts.words import Cause, SiteKind, State


class Alarm(StrEnum):
    """What must be said loudly before anything else."""

    STORE_MISSING = "store_missing"
    STORE_UNREADABLE = "store_unreadable"
    INVENTORY_UNREADABLE = "inventory_unreadable"
    NEVER_STARTED = "never_started"
    STOPPED = "stopped"
    SILENT = "silent"
    NOT_WRITTEN = "not_written"
    CLOCK_BEHIND = "clock_behind"
    BLIND = "blind"
    EDIT_REJECTED = "edit_rejected"
    NOBODY_TOLD = "nobody_told"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many sites are in each state; the four sum to ``sites``."""

    up: int = 0
    degraded: int = 0
    down: int = 0
    unknown: int = 0

    @property
    def sites(self) -> int:
        """All of them."""
        return self.up + self.degraded + self.down + self.unknown


@dataclass(frozen=True, slots=True)
class Tile:
    """One site now. ``since`` is None where the state is not known.

    ``suspected``: a missed heartbeat is being asked again. ``rtt_us``: median round trip of the
    last full minute, microseconds; ``lost`` of ``sent`` echoes went unanswered in it.
    ``shortfalls``: what made it degraded, where it is.
    """

    site: str
    name: str
    kecamatan: str
    kind: SiteKind
    provider: str | None
    state: State
    since: int | None
    suspected: bool
    rtt_us: int | None = None
    sent: int = 0
    lost: int = 0
    shortfalls: tuple[Shortfall, ...] = ()


@dataclass(frozen=True, slots=True)
class District:
    """The sites of one kecamatan, in order of name."""

    name: str
    tiles: tuple[Tile, ...]
    counts: Counts


@dataclass(frozen=True, slots=True)
class DownSite:
    """An open outage. ``seconds``: how long so far, as far as anybody watched.

    ``seen``: whether we see now that it lasts; else it is what we saw last. ``because``: the name
    of the link that fell silent together with it. ``in_hand``: who took it in hand. ``suspected``:
    what the collector suggests, while nothing else explains it and nobody decided.
    """

    outage: str
    site: str
    name: str
    kecamatan: str
    kind: SiteKind | None
    provider: str | None
    since: int
    seconds: int
    seen: bool
    because: str | None
    in_hand: str | None = None
    ticket: str | None = None
    suspected: Cause | None = None


@dataclass(frozen=True, slots=True)
class DownLink:
    """A shared link that is silent, since when, and how many sites fell silent with it."""

    outage: str
    id: str
    name: str
    since: int
    seconds: int
    sites: int


@dataclass(frozen=True, slots=True)
class Overview:
    """What is so now. ``measuring``: whether states can be believed.

    ``last_commit``: up to when somebody watched (instant), None where nobody ever did;
    ``age_seconds``: how long ago that is.
    """

    measuring: bool
    alarms: tuple[Alarm, ...]
    last_commit: int | None
    age_seconds: int | None
    counts: Counts
    districts: tuple[District, ...]
    links: tuple[DownLink, ...]
    down: tuple[DownSite, ...]
    suspected: tuple[Tile, ...]

    @property
    def standing(self) -> tuple[tuple[str, str, str, State, int | None, bool], ...]:
        """What is so of each site but its round trips, which differ at every look."""
        return tuple(
            (tile.site, tile.name, tile.kecamatan, tile.state, tile.since, tile.suspected)
            for district in self.districts
            for tile in district.tiles
        )

    @property
    def degraded(self) -> tuple[Tile, ...]:
        """The sites that are up but worse than promised, the newest first."""
        tiles = (tile for district in self.districts for tile in district.tiles)
        found = [tile for tile in tiles if tile.state is State.DEGRADED]
        return tuple(sorted(found, key=lambda tile: (-(tile.since or 0), tile.name, tile.site)))
