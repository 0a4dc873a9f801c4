"""How often places may be asked, so that no line bears more than 32 kbit/s of it.

A line is that of a site. It carries the echoes to the site itself and to every site that hangs on
it, both ways. Counted is what leaves and returns at most: IP and ICMP headers, IPv6 where IPv4
would be less, and for the way back a router's report instead of an answer, which quotes the echo.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from math import ceil

from pantau.facts.instant import SECOND

ECHO_BYTES = 40 + 8 + 27
"""An IPv6 header, one of ICMP, and what the collector sends: a nonce of 8 and a name of 19."""
REPORT_BYTES = 40 + 8 + ECHO_BYTES
"""An ICMPv6 error that quotes an echo whole: the longest answer that a network gives."""
BITS_AN_ECHO = 8 * (ECHO_BYTES + REPORT_BYTES)

MOST_BITS = 32_000
"""A second, on a line, both ways together."""
OTHER_ECHOES = 5
"""A second, left for the heartbeat and what is asked beside it in doubt (DESIGN.md 3)."""
EVERY_US = 100_000
"""As often as a place is asked where nothing forbids it: loss to 0.2 % in a minute."""
MOST_ECHOES = 1_000
"""A second, to all places together: our own line bears them all."""


def paces(above: Mapping[str, str | None], asked: Iterable[str]) -> dict[str, int]:
    """How many microseconds apart each of ``asked`` may be asked.

    ``above``: by site, the site on whose line it hangs, None where on none. All that share a line
    share what it may bear; ``asked`` twice is asked once.
    """
    sites = dict.fromkeys(asked)
    sharing = Counter(line for site in sites for line in lines_of(above, site))
    at_most = MOST_BITS / BITS_AN_ECHO - OTHER_ECHOES
    overall = len(sites) * SECOND / MOST_ECHOES
    found = {}
    for site in sites:
        crowd = max(sharing[line] for line in lines_of(above, site))
        found[site] = ceil(max(EVERY_US, crowd * SECOND / at_most, overall))
    return found


def lines_of(above: Mapping[str, str | None], site: str) -> tuple[str, ...]:
    """The lines that an echo to a site passes: its own and those above; a ring is walked once."""
    found = {site: None}
    upper = above.get(site)
    while upper is not None and upper not in found:
        found[upper] = None
        upper = above.get(upper)
    return tuple(found)


def bits_a_second(above: Mapping[str, str | None], paces: Mapping[str, int]) -> dict[str, float]:
    """By line, what it bears of these paces at most, both ways together."""
    found: dict[str, float] = {}
    for site, every_us in paces.items():
        for line in lines_of(above, site):
            found[line] = found.get(line, 0.0) + BITS_AN_ECHO * SECOND / every_us
    return found
