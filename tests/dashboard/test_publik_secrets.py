"""What is not meant for everybody is on no public page and in no public file.

Every other field of the inventory and of the journal bears a mark here; then all is read.
"""

import re
from collections.abc import Mapping

import pytest

from dashboard.publik.look import offered_months
from dashboard.reading import month_of
from pantau.actions.acting import Actor
from pantau.actions.months import close_month
from pantau.facts.dealings import Invoiced, Objected, ObjectionAnswered, ProviderListed, Ticket
from pantau.facts.instant import DAY, HOUR, MINUTE
from pantau.facts.journal import Fact
from pantau.facts.oncall import PlannedShift, ShiftsPlanned, SilenceSet
from pantau.facts.people import (
    Acknowledged,
    Decided,
    EvidenceFile,
    ExclusionProposed,
    MaintenanceAnnounced,
    MaintenanceCancelled,
    Noted,
    OutageClassified,
)
from pantau.facts.region import Complaint, ReportChannel
from pantau.facts.said import MonthStanding
from pantau.facts.telling import AlertKind
from pantau.facts.village_reports import PeopleReported
from pantau.facts.words import Cause, Decision, ExclusionCategory, Liability, Role, Settlement
from tests.dashboard.stranger import Stranger
from tests.dashboard.world import World, parsed

INVENTORY = """\
version: 1
pages: {public: true, oidc: {issuer: "https://127.99.0.9/rahasia", client_id: rahasia,
  client_secret: "env:RAHASIA", roles: {rahasia: viewer}}}
timezone: Asia/Makassar
vantage:
  site: s-1
  references: [{name: rahasia-acuan, address: 127.99.255.9, layer: outside}]
upstreams:
  rahasia-hub: {name: Rahasia Hub, address: 127.99.254.1, provider: Rahasiatel}
calendars:
  rahasia-jam: {weekly: {mon-sun: "00:00-24:00"}}
contracts:
  rahasia-2026:
    provider: Rahasiatel
    number: rahasia/2026
    from: 2020-01-01
    to: 2099-12-31
    policy: {service_hours: rahasia-jam, restitution: {kind: prorata, cap: 1.0}}
    tiers:
      rahasia-50: {objective: 97.531, fee: 7654321, latency_p95: 57ms}
alerts:
  link: http://127.99.0.7:8501
  people: {rahasia-orang: {name: Rahasia Orang, phone: "0899777555"}}
  receivers: {rahasia-surel: {kind: ntfy, topic: "env:RAHASIA", server: "http://127.99.0.8"}}
  rotas: {rahasia-siaga: {turns: {from: 2020-01-01T08:00, days: 7, people: [rahasia-orang]}}}
  routes: [{name: rahasia-jalan, to: [rahasia-surel]}]
villages: {64.01.04.1001: {kim: {name: Rahasia Ketua, phone: "0899777557"}}}
sites:
  - {id: s-1, name: Titik Satu, kind: opd, kecamatan: Kuaro, desa: 64.01.04.1001,
     at: [-1.98765, 116.12345], address: 127.99.0.1, medium: vsat, contract: rahasia-2026,
     tier: rahasia-50, line: RAHASIA-SID-1, upstream: rahasia-hub, place: rahasia-gedung,
     contact: {name: Rahasia Petugas, phone: "0899777556"},
     probes: [{kind: http, url: "http://127.99.0.1/rahasia"}]}
  - {id: s-2, name: Titik Dua, kind: sekolah, kecamatan: Kuaro, address: 127.99.0.2,
     contract: rahasia-2026, tier: rahasia-50, fee: 7654322, line: RAHASIA-SID-2}
"""

MARKS = re.compile(
    r"rahasia|127\.99|765.?432|97[.,]531|0899|1\.98765|116\.123|57.?ms|vsat|prorata|"
    r"telkom|\bonline\b|bukti\.pdf|beef",
    re.IGNORECASE,
)


@pytest.fixture
def secretive(world: World) -> World:
    world.text = INVENTORY
    world.write_inventory()
    assert parsed(INVENTORY).alerting.people
    world.began(ago=75 * DAY)
    world.went_down(["s-1", "s-2"])
    world.committed()
    _everything_is_said(world)
    return world


def _everything_is_said(world: World) -> None:
    """Staff and provider wrote something into every kind of entry."""
    now, role = world.now, Role.MANAGER
    proof = EvidenceFile("rahasia-bukti.pdf", "beef" * 16, 9)
    month = offered_months(month_of(world.inventory, now), {})[1]
    with world.store() as store:
        outage = store.open_outages()[0].id

        def say(*facts: Fact) -> list[int]:
            told = store.record(facts, at=now, author="Rahasia Penulis", via="rahasia@mesin")
            return [each.seq for each in told]

        say(
            MaintenanceAnnounced(
                now - HOUR, now + HOUR, ("s-1",), "rahasia scope", "rahasia", role, proof
            ),
            OutageClassified(outage, Cause.POWER, Liability.PROVIDER, "rahasia", role),
            Acknowledged(outage, "rahasia", role),
            Noted("s-1", "rahasia", role, "P-rahasia"),
            PeopleReported(
                *("64.01.04.1001", Complaint.DOWN, now, ReportChannel.LIST, "rahasia"),
                *(now - HOUR, "s-1", "P-rahasia", "P-rahasia", role),
            ),
            Ticket("RAHASIA-IN1", (outage,), role, channel="rahasia", text="rahasia"),
            Invoiced("RAHASIA-INV", "rahasia-2026", month, 7654321, 0, role, text="rahasia"),
            SilenceSet(
                now, now + HOUR, ("s-1",), "rahasia", (AlertKind.SITE_DOWN,), "rahasia", role
            ),
            ShiftsPlanned(
                "rahasia-siaga", (PlannedShift(now, now + HOUR, "rahasia-orang"),), "rahasia", role
            ),
            ProviderListed("rahasia.csv", "beef" * 16, "Rahasiatel", now - HOUR, now, 8, role),
        )
        (cancelled,) = say(
            MaintenanceAnnounced(now + HOUR, now + DAY, ("s-2",), "rahasia", "rahasia", role)
        )
        (excluded,) = say(
            ExclusionProposed(
                ExclusionCategory.POWER,
                now - 5 * MINUTE,
                now - MINUTE,
                ("s-1",),
                "rahasia",
                "rahasia",
                role,
                proof,
            )
        )
        (objected,) = say(Objected(month, "s-1", "rahasia", role, "rahasia", proof))
        say(
            MaintenanceCancelled(f"M{cancelled}", "rahasia", role),
            Decided(f"X{excluded}", Decision.APPROVED, role, "rahasia"),
            ObjectionAnswered(f"K{objected}", Settlement.REJECTED, "rahasia", role),
        )
        actor = Actor("Rahasia Manajer", "rahasia", role, now)
        done = close_month(store, actor, world.inventory, month, as_is="rahasia")
        assert isinstance(done, MonthStanding), done


def test_no_secret_is_on_any_page_or_in_any_file(secretive: World) -> None:
    stranger = Stranger()
    seen: set[str] = set()
    waiting = ["/publik", "/publik?lang=en", "/publik/data/schema.json", "/publik/nothing"]
    while waiting:
        path = waiting.pop()
        seen.add(path)
        reply = stranger.get(path)
        said = "\n".join((path, *_worded(reply.headers), reply.text))
        assert not MARKS.search(said), f"{path}: {MARKS.findall(said)}"
        links = set(re.findall(r'href="(/publik[^"]*)"', reply.text))
        waiting += sorted(links - seen - set(waiting))
    # All kinds of pages and files were read, so that finding nothing means something.
    for part in ("kecamatan/", "jenis/", "titik/", "bulan/", "data/status.csv", "data/sites.csv"):
        assert any(part in path for path in seen), part
    assert sum("data/availability-" in path for path in seen) >= 4


def _worded(headers: Mapping[str, str]) -> list[str]:
    """Headers that bear words: an ETag is a hash, in which any digits may stand by chance."""
    return [value for name, value in headers.items() if name.lower() != "etag"]


def test_the_marks_are_found_where_they_are(secretive: World) -> None:
    assert len(MARKS.findall(secretive.text)) > 30
    with secretive.store() as store:
        entries = store.entries()
    marked = {entry.kind for entry in entries if MARKS.search(entry.payload.decode())}
    assert len(marked) >= 12
