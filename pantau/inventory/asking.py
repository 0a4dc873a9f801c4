"""From where, how and how often sites are asked, as frozen values. Durations: microseconds."""

from dataclasses import dataclass

from pantau.facts.instant import MINUTE, SECOND
from pantau.inventory.choices import Layer
from pantau.inventory.credentials import SnmpCredentials

PROBE_EVERY_US = MINUTE
PROBE_TIMEOUT_US = 5 * SECOND
"""How often and how patiently a further probe asks where the file says nothing."""


@dataclass(frozen=True, slots=True)
class Confirm:
    """How a missed heartbeat is asked again.

    ``false_alarm`` is the chance a heartbeat at which an outage may be declared although the line
    lives; ``every_us`` the pause between echoes; ``least`` and ``most`` bound their number.
    """

    false_alarm: float
    every_us: int
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Recover:
    """How many answered echoes in a row, ``every_us`` apart, end an outage."""

    echoes: int
    every_us: int


@dataclass(frozen=True, slots=True)
class Pace:
    """How often a site is asked, and how long an answer may take."""

    heartbeat_us: int
    timeout_us: int
    confirm: Confirm
    recover: Recover


@dataclass(frozen=True, slots=True)
class Reference:
    """An address that is asked to learn whether we see anything at all."""

    name: str
    address: str
    layer: Layer


@dataclass(frozen=True, slots=True)
class Vantage:
    """Where we ask from. ``site``: the site behind whose line we sit, if it is one.

    ``pace``: how the references are asked, the file's defaults.
    """

    site: str | None
    references: tuple[Reference, ...]
    pace: Pace


@dataclass(frozen=True, slots=True)
class DnsQuery:
    """What a name server is asked; ``expect``: one of its answers is this, where that is known."""

    name: str
    type: str = "A"
    expect: str | None = None


@dataclass(frozen=True, slots=True)
class Probe:
    """One way of asking a site; ``name`` tells its probes apart.

    All but the heartbeat (icmp) are asked once in ``every_us``, and decide nothing. ``address``:
    asked instead of the site's (not http). ``url``, ``status`` (empty: 200 to 299), ``keyword``,
    ``redirects`` and ``verify`` (the certificate) belong to http, ``query`` to dns, ``port`` to
    tcp, dns and snmp, ``credentials`` and ``interface`` (name or number of the one to the provider)
    to snmp.
    """

    kind: str
    name: str = ""
    address: str | None = None
    url: str | None = None
    status: tuple[int, ...] = ()
    keyword: str | None = None
    redirects: bool = True
    verify: bool = True
    port: int | None = None
    query: DnsQuery | None = None
    credentials: SnmpCredentials | None = None
    interface: str | None = None
    every_us: int = PROBE_EVERY_US
    timeout_us: int = PROBE_TIMEOUT_US
