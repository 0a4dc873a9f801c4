"""Real packets, from echoes to suggested causes: the collector, its further probes and its causes,
each in its process, in a regency that knows what befell each site."""

from pathlib import Path

import pytest

from pantau.facts.words import Cause, CauseReason
from pantau.lab.devices import Make, sort_of
from pantau.lab.packet_lab import PacketLab, Play
from pantau.store import Paths, Store

pytestmark = [pytest.mark.usefixtures("granted"), pytest.mark.accept, pytest.mark.timeout(400)]

HEAD = """\
version: 1
timezone: Asia/Makassar
vantage: {references: [{name: internet, address: 127.64.255.9, layer: outside}]}
credentials: {router: {community: "env:PANTAU_SNMP_COMMUNITY"}}
contracts:
  telkom: {provider: Telkom, from: 2020-01-01, to: 2099-12-31, tiers: {t: {objective: 99.5}}}
  lain: {provider: Lain, from: 2020-01-01, to: 2099-12-31, tiers: {t: {objective: 99.5}}}
upstreams:
  hub-1: {name: Hub 1, address: 127.64.254.1}
  hub-2: {name: Hub 2, address: 127.64.254.2}
sites:
"""
SITES = {  # power area, what it hangs on, provider
    "dark-1": ("gelap", "hub-1", "telkom"),
    "dark-2": ("gelap", "hub-1", "telkom"),
    "dark-3": ("gelap", "hub-2", "lain"),
    "cut": ("terang", "hub-1", "telkom"),
    "anew": ("terang-2", "hub-1", "telkom"),
    "well-1": ("terang", "hub-2", "lain"),
    "well-2": ("terang-2", "hub-2", "lain"),
    **{f"well-{n}": (f"jauh-{n}", "hub-1", "telkom") for n in range(3, 9)},
    "below-1": ("terang-3", "hub-3", "telkom"),
    "below-2": ("terang-3", "hub-3", "telkom"),
    "below-3": ("terang-3", "hub-3", "telkom"),
}
SEED = 3
SCRIPT = f"""\
seed: {SEED}
lasts: 3m 30s
events:
  - {{at: 20s, lasts: 40s, what: power, sites: [dark-1, dark-2, dark-3], boot: 10s}}
  - {{at: 22s, lasts: 50s, what: outage, sites: [cut], routers: 1}}
  - {{at: 24s, lasts: 50s, what: restart, sites: [anew]}}
  - {{at: 26s, lasts: 50s, what: upstream, upstream: hub-3}}
"""


def inventory() -> str:
    rows = [HEAD.replace("sites:\n", "  hub-3: {name: Hub 3, address: 127.64.254.3}\nsites:\n")]
    for number, (name, (power, hub, contract)) in enumerate(SITES.items(), 1):
        rows.append(
            f"  - {{id: {name}, name: {name}, kind: desa, kecamatan: Kuaro, power: {power}, "
            f"upstream: {hub}, contract: {contract}, tier: t, address: 127.64.0.{number}, "
            "probes: [{kind: snmp, credentials: router}]}\n"
        )
    return "".join(rows)


def test_each_fault_is_called_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PANTAU_SNMP_COMMUNITY", "public")
    with PacketLab(Play(inventory(), SCRIPT, tmp_path)) as lab:
        lab.outcome()
    with Store.open(lab.data, readonly=True) as store:
        outages = store.outages(0, 2**62)
        said = {each.site: each for each in store.suggestions([o.id for o in outages]).values()}
    causes = {site: each.cause for site, each in said.items() if not site.startswith("upstream/")}
    assert causes == {
        **dict.fromkeys(("dark-1", "dark-2", "dark-3"), Cause.POWER),
        "cut": Cause.LINE,
        "anew": Cause.EQUIPMENT,
        **dict.fromkeys(("below-1", "below-2", "below-3"), Cause.UPSTREAM),
    }
    # A power supply runs on while the router behind it does not: its uptime tells nothing.
    assert sort_of("dark-1", SEED).make is Make.UPS
    assert CauseReason.RESTARTED not in said["dark-1"].reasons
    assert sort_of("dark-2", SEED).make is Make.MIKROTIK
    assert CauseReason.RESTARTED in said["dark-2"].reasons
    assert said["below-1"].facts.link == "upstream/hub-3"
    paths = {site: each.facts.path for site, each in said.items()}
    seen = {site: path.last for site, path in paths.items() if path is not None}
    # Gateway, core, hub and access router answer, as far as nothing is cut.
    assert (seen["anew"], seen["cut"], seen["below-1"]) == (4, 3, 2)
    with Paths.open(lab.data, readonly=True) as good:
        found = good.all()
    assert {"cut", "anew", "dark-1"} <= found.keys()
    assert len(found["cut"].path.hops) == 5
